import { CONNECT_LIMIT } from './connect.js';

/** What the widget POSTs to `/start` to bind the browser to the authentication URL's `state`. */
export interface StartRequest {
  /** The authentication URL that GetAuthenticationUrl returned, with `identity_provider` added where the host asks for it. */
  readonly authenticationUrl: string;
  /** Redirect mode: the page to come back to. */
  readonly returnTo?: string;
  /** BCP 47 language tag of the prompt, for the server's pages. */
  readonly lang?: string;
}

/** Names of the form fields, `application/x-www-form-urlencoded`. */
export const START_FIELD = {
  authenticationUrl: 'authenticationUrl',
  returnTo: 'returnTo',
  lang: 'lang',
} as const;

/** Limits of a start request, in characters; the body in bytes. */
export const START_LIMIT = { bodyBytesMax: 16_384, returnToMax: 2048, langMax: 35 } as const;

/** Why a form body is not a start request. Never holds a value of the request. */
export type StartRequestProblem =
  | 'body-too-long'
  | 'duplicate-field'
  | 'authentication-url-missing'
  | 'authentication-url-too-long'
  | 'return-to-too-long';

/** Longest `identity_provider` that the widget may add to an authentication URL, percent-encoded, with its name. */
const IDENTITY_PROVIDER_ROOM = 256;

/** Longest authentication URL that `/start` takes: Connect's limit and room for `identity_provider`, in characters. */
export const START_AUTHENTICATION_URL_MAX = CONNECT_LIMIT.authenticationUrlMax + IDENTITY_PROVIDER_ROOM;

/**
 * Parses the form body of `POST /start`. Each known field may occur once; an empty one counts as absent; unknown ones
 * are ignored; a malformed `lang` is ignored too, because a language is never a reason to refuse a sign-in.
 *
 * @param body - the raw form body, still percent-encoded
 * @returns the request, or the problem as a fixed word
 */
export function parseStartRequest(
  body: string,
): { ok: true; request: StartRequest } | { ok: false; problem: StartRequestProblem } {
  if (body.length > START_LIMIT.bodyBytesMax) return { ok: false, problem: 'body-too-long' };
  const fields = new URLSearchParams(body);
  if (Object.values(START_FIELD).some((name) => fields.getAll(name).length > 1)) {
    return { ok: false, problem: 'duplicate-field' };
  }
  const authenticationUrl = fields.get(START_FIELD.authenticationUrl) ?? '';
  if (authenticationUrl === '') return { ok: false, problem: 'authentication-url-missing' };
  if (authenticationUrl.length > START_AUTHENTICATION_URL_MAX) {
    return { ok: false, problem: 'authentication-url-too-long' };
  }
  const returnTo = fields.get(START_FIELD.returnTo) ?? '';
  if (returnTo.length > START_LIMIT.returnToMax) return { ok: false, problem: 'return-to-too-long' };
  const lang = fields.get(START_FIELD.lang);
  return {
    ok: true,
    request: {
      authenticationUrl,
      ...(returnTo === '' ? {} : { returnTo }),
      ...(lang !== null && isLanguageTag(lang) ? { lang } : {}),
    },
  };
}

/** Whether a text looks like a BCP 47 language tag (RFC 5646 section 2.1) of at most 35 characters. */
export function isLanguageTag(text: string): boolean {
  return text.length <= START_LIMIT.langMax && /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/iu.test(text);
}
