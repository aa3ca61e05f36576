import { START_FIELD, START_LIMIT } from 'connect-sign-in-shared/start-request.js';
import type { SignInMode, SignInWay, StartForm } from './ports.js';
import { isSecureUrl } from './secure-url.js';

/** What the host page sets, as the controller needs it. */
export interface SignInSettings {
  readonly redirectUri: string;
  /** Empty: `start` beside the redirect URI. */
  readonly startUri: string;
  readonly mode: SignInMode;
  /** Empty: the customer chooses on the sign-in page. */
  readonly identityProvider: string;
  /** Time limit of the Authenticate Customer block, in minutes. */
  readonly timeLimit: number;
}

/** What the page adds to the form. */
export interface StartPage {
  /** Language of the prompt. */
  readonly lang: string;
  /** The page to come back to in redirect mode. */
  readonly returnTo: string;
  /** Text of the blank window. */
  readonly placeholder: string;
}

/** Where the start form goes; nothing where the host has not set a usable redirect URI. */
export function startAction({ redirectUri, startUri }: SignInSettings): string | undefined {
  if (!isSecureUrl(redirectUri)) return undefined;
  const action = new URL(startUri || 'start', redirectUri).href;
  return isSecureUrl(action) ? action : undefined;
}

/**
 * Fills the form that binds this browser to the authentication URL's `state`.
 *
 * Source of `identity_provider`: Amazon Cognito Developer Guide, authorize endpoint.
 */
export function startForm(
  settings: SignInSettings,
  authenticationUrl: string,
  way: SignInWay,
  { lang, placeholder, returnTo }: StartPage,
): StartForm {
  const { identityProvider } = settings;
  let url = authenticationUrl;
  if (identityProvider) {
    const parsed = new URL(url);
    parsed.searchParams.set('identity_provider', identityProvider);
    url = parsed.href;
  }
  const fields: Record<string, string> = { [START_FIELD.authenticationUrl]: url, [START_FIELD.lang]: lang };
  // A longer address would be refused with the whole form; without one the server says where to go.
  if (way === 'redirect' && returnTo.length <= START_LIMIT.returnToMax)
    fields[START_FIELD.returnTo] = returnTo;
  return { action: startAction(settings) ?? '', fields, placeholder };
}
