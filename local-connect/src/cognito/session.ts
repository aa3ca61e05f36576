import { randomBytes } from 'node:crypto';
import type { Customer } from './customer.js';
import type { CognitoRequest } from './cognito-request.js';
import type { UserPool } from './user-pool.js';

/** A signed-in browser. */
export interface Session {
  readonly customer: Customer;
  /** Name of the external provider the customer came through; none for the pool's own users. */
  readonly provider: string | undefined;
  /** When the customer signed in, in milliseconds since the epoch. */
  readonly authenticatedAt: number;
}

/** Name of the session cookie. */
export const SESSION_COOKIE = 'cognito';

/** Life of a session from sign-in; using it does not prolong it. Source: Cognito developer guide, managed login. */
export const SESSION_LIFETIME_MS = 60 * 60 * 1000;

/** The session of the browser that sent a request, if it has one. */
export function sessionOf(pool: UserPool, request: CognitoRequest): Session | undefined {
  const id = request.cookies.get(SESSION_COOKIE);
  return id === undefined ? undefined : pool.sessions.get(id);
}

/** Starts a session and gives the `Set-Cookie` value for it. An older session of the browser stays valid, as Cognito's does. */
export function startSession(pool: UserPool, session: Session): string {
  const id = randomBytes(32).toString('base64url');
  pool.sessions.set(id, session);
  return cookie(pool, SESSION_COOKIE, id, SESSION_LIFETIME_MS / 1000);
}

/** Ends the session of the browser that sent a request and gives the `Set-Cookie` value that clears the cookie. */
export function endSession(pool: UserPool, request: CognitoRequest): string {
  const id = request.cookies.get(SESSION_COOKIE);
  if (id !== undefined) pool.sessions.take(id);
  return cookie(pool, SESSION_COOKIE, '', 0);
}

/**
 * A `Set-Cookie` value: for all paths, not readable by scripts, `Secure` when the endpoint is https.
 *
 * @param maxAgeS - life in seconds; 0 clears the cookie
 */
export function cookie(pool: UserPool, name: string, value: string, maxAgeS: number): string {
  const secure = pool.endpoint.startsWith('https:') ? '; Secure' : '';
  return `${name}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${secure}`;
}
