import { CONNECT_LIMIT } from './connect.js';

/** What Cognito sends to the redirect URI (RFC 6749 section 4.1.2): a code, or an error (section 4.1.2.1). */
export type AuthorizationResponse =
  | { readonly state: string; readonly code: string }
  | { readonly state: string; readonly error: string; readonly errorDescription?: string };

/** Why a query string is not an authorization response. Never holds a value of the request. */
export type AuthorizationResponseProblem =
  | 'query-too-long'
  | 'duplicate-parameter'
  | 'state-missing'
  | 'state-too-long'
  | 'code-too-long'
  | 'code-and-error-missing';

/** Longest query string that is looked at, in characters. */
export const AUTHORIZATION_RESPONSE_QUERY_MAX = 8192;

const KNOWN = ['state', 'code', 'error', 'error_description', 'error_uri', 'iss'] as const;

/**
 * Parses the raw query string of a request to the redirect URI.
 *
 * - A known parameter may occur once (RFC 6749 section 3.1); one without a value counts as absent; unknown ones are ignored.
 * - When both a code and an error are present, the response is an error and the code is dropped.
 * - `error` and `error_description` come back sanitised by {@link sanitiseErrorText}.
 *
 * @param query - the part of the URL after `?`, still percent-encoded, without the question mark
 * @returns the response, or the problem as a fixed word
 */
export function parseAuthorizationResponse(
  query: string,
): { ok: true; response: AuthorizationResponse } | { ok: false; problem: AuthorizationResponseProblem } {
  if (query.length > AUTHORIZATION_RESPONSE_QUERY_MAX) return { ok: false, problem: 'query-too-long' };
  const parameters = new URLSearchParams(query);
  if (KNOWN.some((name) => parameters.getAll(name).length > 1)) {
    return { ok: false, problem: 'duplicate-parameter' };
  }
  const state = parameters.get('state') ?? '';
  if (state === '') return { ok: false, problem: 'state-missing' };
  if (state.length > CONNECT_LIMIT.stateMax) return { ok: false, problem: 'state-too-long' };

  const rawError = parameters.get('error') ?? '';
  if (rawError !== '') {
    // An error of forbidden characters only still is an error; Connect wants at least one character.
    const error = sanitiseErrorText(rawError) || 'invalid_request';
    const errorDescription = sanitiseErrorText(parameters.get('error_description') ?? '');
    return {
      ok: true,
      response: errorDescription === '' ? { state, error } : { state, error, errorDescription },
    };
  }
  const code = parameters.get('code') ?? '';
  if (code === '') return { ok: false, problem: 'code-and-error-missing' };
  if (code.length > CONNECT_LIMIT.codeMax) return { ok: false, problem: 'code-too-long' };
  return { ok: true, response: { state, code } };
}

/**
 * Reduces a text to what UpdateParticipantAuthentication accepts as `Error` and `ErrorDescription`:
 * `%x20-21 / %x23-5B / %x5D-7E`, at most 2048 characters. Quotes, backslashes and control characters are dropped,
 * anything outside ASCII becomes `?`.
 *
 * Source: RFC 6749 section 4.1.2.1; Amazon Connect API Reference, `UpdateParticipantAuthentication`.
 */
export function sanitiseErrorText(text: string): string {
  return text
    .slice(0, 2 * CONNECT_LIMIT.errorMax)
    .replace(/[\u0000-\u001F\u007F"\\]/gu, '') // eslint-disable-line no-control-regex -- they are what must go
    .replace(/[^\x20-\x7E]/gu, '?')
    .slice(0, CONNECT_LIMIT.errorMax);
}
