import { type Answer, empty, oauthError } from './answer.js';
import type { CognitoRequest } from './cognito-request.js';
import type { UserPool } from './user-pool.js';

/**
 * `POST /oauth2/revoke`: revokes a refresh token and the access tokens that came with it. An unknown token is a success.
 *
 * Source: Cognito developer guide, revocation endpoint.
 */
export function revoke(pool: UserPool, { form, authorization }: CognitoRequest): Answer {
  if (authorization !== undefined || form.has('client_secret')) return oauthError(401, 'invalid_client');
  const clientId = form.get('client_id') ?? '';
  const refreshToken = form.get('token') ?? '';
  if (clientId === '' || refreshToken === '') return oauthError(400, 'invalid_request');
  if (!pool.clients.some((client) => client.clientId === clientId)) return oauthError(401, 'invalid_client');
  // ID and access tokens are JSON Web Tokens; refresh tokens are not.
  if (/^eyJ[\w-]*\.[\w-]+\.[\w-]+$/u.test(refreshToken)) return oauthError(400, 'unsupported_token_type');
  const grant = pool.refreshTokens.get(refreshToken);
  if (!grant) return empty(200, 'nothing-to-revoke');
  if (grant.clientId !== clientId) return oauthError(400, 'unauthorized_client');
  pool.refreshTokens.take(refreshToken);
  pool.revoked.set(grant.originJti, true);
  return empty(200, 'revoked');
}
