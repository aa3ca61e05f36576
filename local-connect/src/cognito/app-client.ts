/** An app client of the user pool, without a secret, as the Authenticate Customer block wants it. */
export interface AppClient {
  readonly clientId: string;
  /** Registered redirect URIs; compared as text, so `/callback` and `/callback/` differ. */
  readonly callbackUrls: readonly string[];
  readonly logoutUrls?: readonly string[];
  /** Allowed scopes; default {@link DEFAULT_SCOPES}. */
  readonly scopes?: readonly string[];
}

/** Scopes of an app client that names none. */
export const DEFAULT_SCOPES: readonly string[] = ['openid', 'email', 'phone', 'profile'];

/**
 * Checks a URL as Cognito does when it is registered: absolute, without fragment, https, or http on loopback, or an
 * app's own scheme. Cognito itself allows http for `localhost` only; loopback addresses are allowed here too.
 *
 * @throws TypeError naming the URL and the reason
 */
export function checkRegisteredUrl(url: string): void {
  const refuse = (reason: string) =>
    new TypeError(`The URL ${JSON.stringify(url)} cannot be registered: ${reason}.`);
  if (!URL.canParse(url)) throw refuse('it is not an absolute URL');
  if (!/^[\x21-\x7E]+$/u.test(url)) throw refuse('it holds characters that must be percent-encoded');
  if (url.includes('#')) throw refuse('it has a fragment');
  const { protocol, hostname } = new URL(url);
  if (['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:'].includes(protocol)) {
    throw refuse(`the scheme ${protocol} is not allowed`);
  }
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost');
  if (protocol === 'http:' && !loopback) throw refuse('http is for loopback addresses only');
}
