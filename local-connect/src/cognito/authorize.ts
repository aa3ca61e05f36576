import { randomUUID } from 'node:crypto';
import { type Answer, redirect } from './answer.js';
import {
  type AuthorizationRequest,
  locationWith,
  parseAuthorizationRequest,
  redirectWithError,
} from './authorization-request.js';
import type { CognitoRequest } from './cognito-request.js';
import { type Session, sessionOf } from './session.js';
import type { UserPool } from './user-pool.js';

/**
 * `GET /oauth2/authorize`: to the redirect URI when the browser has a session, otherwise to `/login` with the same
 * parameters, or to the page of the provider that `identity_provider` names.
 *
 * Source: Cognito developer guide, authorize endpoint.
 */
export function authorize(pool: UserPool, request: CognitoRequest): Answer {
  const parsed = parseAuthorizationRequest(pool, request.query);
  if (!parsed.ok) return parsed.answer;
  const authorization = parsed.request;
  const session = sessionOf(pool, request);
  if (session && mayStaySilent(authorization, session)) {
    return redirectWithCode(pool, authorization, session, { silent: true });
  }
  if (authorization.prompt.includes('none')) {
    return redirectWithError(pool, authorization, 'login_required', 'Nobody is signed in.');
  }
  const page = authorization.provider ? '/identity-provider' : '/login';
  return redirect(`${pool.endpoint}${page}?${authorization.query}`, 'sign-in-required');
}

function mayStaySilent({ prompt, provider, ownUsersOnly }: AuthorizationRequest, session: Session): boolean {
  if (prompt.includes('login')) return false;
  // select_account and consent mean nothing to the pool itself; they are for the external provider.
  if (provider) return session.provider === provider.name && !prompt.some((value) => value !== 'none');
  return !ownUsersOnly || session.provider === undefined;
}

/**
 * Issues a code and sends it to the redirect URI.
 *
 * @param how - `silent`: a session existed, nobody was asked; `setCookie`: the cookies of a fresh sign-in
 */
export function redirectWithCode(
  pool: UserPool,
  authorization: AuthorizationRequest,
  session: Session,
  how: { readonly silent: boolean; readonly setCookie?: readonly string[] },
): Answer {
  const { client, redirectUri, scopes, nonce, codeChallenge } = authorization;
  const code = randomUUID();
  pool.codes.set(code, { clientId: client.clientId, redirectUri, scopes, nonce, codeChallenge, session });
  const decodeAgain = how.silent && pool.knobs.stateDecodedTwice;
  const state = decodeAgain ? decodeOnceMore(authorization.state) : authorization.state;
  const location = locationWith(redirectUri, { code, state });
  return redirect(location, how.silent ? 'code-issued-silently' : 'code-issued', how.setCookie);
}

function decodeOnceMore(state: string | undefined): string | undefined {
  if (state === undefined) return undefined;
  try {
    return decodeURIComponent(state.replaceAll('+', ' '));
  } catch {
    return state;
  }
}
