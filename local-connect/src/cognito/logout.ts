import { type Answer, redirect } from './answer.js';
import { parseAuthorizationRequest, redirectToErrorPage } from './authorization-request.js';
import type { CognitoRequest } from './cognito-request.js';
import { endSession } from './session.js';
import type { UserPool } from './user-pool.js';

/**
 * `GET /logout`: ends the session, then leads to a registered `logout_uri`, or, with the parameters of an authorization
 * request, to the sign-in page. With `logout_uri` all other parameters but `client_id` are ignored.
 *
 * Source: Cognito developer guide, logout endpoint.
 */
export function logout(pool: UserPool, request: CognitoRequest): Answer {
  const logoutUri = request.query.get('logout_uri');
  if (logoutUri === null) {
    const parsed = parseAuthorizationRequest(pool, request.query);
    if (!parsed.ok) return parsed.answer;
    const location = `${pool.endpoint}/login?${parsed.request.query}`;
    return redirect(location, 'signed-out', [endSession(pool, request)]);
  }
  const client = pool.clients.find(({ clientId }) => clientId === request.query.get('client_id'));
  if (!client) return redirectToErrorPage(pool, 'invalid_client');
  if (!client.logoutUrls?.includes(logoutUri)) {
    return redirectToErrorPage(pool, 'redirect_mismatch', client.clientId);
  }
  return redirect(logoutUri, 'signed-out', [endSession(pool, request)]);
}
