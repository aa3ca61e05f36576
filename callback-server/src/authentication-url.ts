import { CONNECT_LIMIT } from 'connect-sign-in-shared/connect.js';
import type { Instance } from './instance.js';
import { parseUrl } from './parse-url.js';

/** Why a URL is not an authentication URL of this instance; never holds a part of the URL. */
export type AuthenticationUrlProblem =
  | 'url-malformed'
  | 'url-origin'
  | 'url-path'
  | 'url-duplicate-parameter'
  | 'url-redirect-uri'
  | 'url-client-id'
  | 'url-response-type'
  | 'url-state';

/** Cognito's authorization endpoint and its login endpoint, which takes the same parameters. */
const PATHS = ['/oauth2/authorize', '/login'];
const ONCE = [
  'state',
  'redirect_uri',
  'client_id',
  'response_type',
  'identity_provider',
  'code_challenge',
  'nonce',
];

/**
 * Checks that a URL is what Connect's GetAuthenticationUrl returns for this instance: a configured Cognito domain, our
 * redirect URI, one state. `/start` sends browsers there, so nothing else may pass.
 *
 * Source: Amazon Cognito Developer Guide, "Authorize endpoint"; RFC 6749 section 4.1.1.
 */
export function checkAuthenticationUrl(
  text: string,
  instance: Pick<Instance, 'cognitoDomains' | 'redirectUri' | 'clientId'>,
): { ok: true; url: string; state: string } | { ok: false; problem: AuthenticationUrlProblem } {
  const url = parseUrl(text);
  // Browsers drop tabs and line breaks and trim; a text that needs it did not come from Connect.
  if (url === undefined || /[\s\\\u0000-\u001F]/u.test(text)) return { ok: false, problem: 'url-malformed' }; // eslint-disable-line no-control-regex -- they are what must go
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    return { ok: false, problem: 'url-malformed' };
  if (!instance.cognitoDomains.includes(url.origin)) return { ok: false, problem: 'url-origin' };
  if (!PATHS.includes(url.pathname)) return { ok: false, problem: 'url-path' };
  const query = url.searchParams;
  if (ONCE.some((name) => query.getAll(name).length > 1))
    return { ok: false, problem: 'url-duplicate-parameter' };
  if (query.get('redirect_uri') !== instance.redirectUri) return { ok: false, problem: 'url-redirect-uri' };
  if (instance.clientId !== undefined && query.get('client_id') !== instance.clientId) {
    return { ok: false, problem: 'url-client-id' };
  }
  if ((query.get('response_type') ?? 'code') !== 'code') return { ok: false, problem: 'url-response-type' };
  const state = query.get('state') ?? '';
  if (state === '' || state.length > CONNECT_LIMIT.stateMax) return { ok: false, problem: 'url-state' };
  return { ok: true, url: url.href, state };
}

/**
 * Checks the page that redirect mode comes back to: its origin must be one of those that hold the chat.
 *
 * @returns the address, or undefined where it is refused
 */
export function checkReturnAddress(text: string, allowedOrigins: readonly string[]): string | undefined {
  const url = parseUrl(text);
  if (url === undefined || !/^https?:$/u.test(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return allowedOrigins.includes(url.origin) ? url.href : undefined;
}
