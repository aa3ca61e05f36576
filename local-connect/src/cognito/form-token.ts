import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CognitoRequest } from './cognito-request.js';
import { cookie } from './session.js';
import type { UserPool } from './user-pool.js';

/** Name of the cookie the form token is bound to; the name is Cognito's. */
export const FORM_COOKIE = 'XSRF-TOKEN';

/** Time to finish a sign-in page; after it Cognito says "Something went wrong". Source: Cognito developer guide, managed login. */
export const PAGE_LIFETIME_MS = 5 * 60 * 1000;

/** A form's hidden `_csrf` value and the cookie that goes with it. */
export interface FormToken {
  readonly value: string;
  readonly setCookie: string;
}

const COOKIE_VALUE = /^[A-Za-z0-9_-]{43}$/u;

/**
 * Issues the hidden value of a sign-in form. It is good for one browser, one authorization request and
 * {@link PAGE_LIFETIME_MS}.
 *
 * @param query - the authorization request the form belongs to
 * @param startedAt - when the customer first saw the page, in milliseconds; a repeated page keeps the first moment
 */
export function issueFormToken(
  pool: UserPool,
  request: CognitoRequest,
  query: string,
  startedAt = pool.clock.now(),
): FormToken {
  // One cookie per browser, or a second tab would make the form of the first one worthless.
  const present = request.cookies.get(FORM_COOKIE) ?? '';
  const browser = COOKIE_VALUE.test(present) ? present : randomBytes(32).toString('base64url');
  return {
    value: `${startedAt}.${sign(pool, browser, query, startedAt)}`,
    setCookie: cookie(pool, FORM_COOKIE, browser, 3600),
  };
}

/** Checks the `_csrf` value of a posted form; an expired one was genuine. */
export function checkFormToken(
  pool: UserPool,
  request: CognitoRequest,
  query: string,
):
  | { readonly ok: true; readonly startedAt: number }
  | { readonly ok: false; readonly problem: 'forged' | 'expired' } {
  const match = /^(\d{1,16})\.([A-Za-z0-9_-]{43})$/u.exec(request.form.get('_csrf') ?? '');
  const browser = request.cookies.get(FORM_COOKIE) ?? '';
  if (!match?.[2] || !COOKIE_VALUE.test(browser)) return { ok: false, problem: 'forged' };
  const startedAt = Number(match[1]);
  const expected = Buffer.from(sign(pool, browser, query, startedAt));
  if (!timingSafeEqual(expected, Buffer.from(match[2]))) return { ok: false, problem: 'forged' };
  if (pool.clock.now() - startedAt >= PAGE_LIFETIME_MS) return { ok: false, problem: 'expired' };
  return { ok: true, startedAt };
}

function sign(pool: UserPool, browser: string, query: string, startedAt: number): string {
  return createHmac('sha256', pool.formKey).update(`${startedAt}\n${browser}\n${query}`).digest('base64url');
}
