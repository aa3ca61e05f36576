import type { Answer } from './answer.js';
import { parseAuthorizationRequest } from './authorization-request.js';
import { redirectWithCode } from './authorize.js';
import type { CognitoRequest } from './cognito-request.js';
import { findCustomer } from './customer.js';
import { signInCancelledPage } from './error-page.js';
import { checkFormToken, issueFormToken } from './form-token.js';
import { loginPage } from './login-page.js';
import { startSession } from './session.js';
import type { UserPool } from './user-pool.js';

/**
 * `GET` and `POST /login`: the sign-in page of the pool's own users. A wrong password stays on the page; nothing about
 * it reaches the redirect URI.
 *
 * Source: Cognito developer guide, login endpoint.
 */
export function login(pool: UserPool, request: CognitoRequest): Answer {
  const parsed = parseAuthorizationRequest(pool, request.query);
  if (!parsed.ok) return parsed.answer;
  const authorization = parsed.request;
  const { query, loginHint } = authorization;
  if (request.method === 'GET') {
    const token = issueFormToken(pool, request, query);
    return loginPage(pool, authorization, { token, username: loginHint, wrong: false });
  }
  const checked = checkFormToken(pool, request, query);
  if (!checked.ok) return signInCancelledPage(pool, `form-${checked.problem}`);
  const username = request.form.get('username') ?? '';
  const customer = findCustomer(pool.customers, username);
  if (customer?.password !== request.form.get('password')) {
    const token = issueFormToken(pool, request, query, checked.startedAt);
    return loginPage(pool, authorization, { token, username, wrong: true });
  }
  const session = { customer, provider: undefined, authenticatedAt: pool.clock.now() };
  return redirectWithCode(pool, authorization, session, {
    silent: false,
    setCookie: [startSession(pool, session)],
  });
}
