import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { type Answer, json, oauthError } from './answer.js';
import type { AppClient } from './app-client.js';
import type { CognitoRequest } from './cognito-request.js';
import type { AuthorizationGrant } from './grant.js';
import { issueTokens } from './tokens.js';
import type { UserPool } from './user-pool.js';

/**
 * `POST /oauth2/token` with `authorization_code` or `refresh_token`. A code is good for one exchange, whether it
 * succeeds or not: after any failure the second attempt is `invalid_grant`.
 *
 * Source: Cognito developer guide, token endpoint.
 */
export async function token(pool: UserPool, { form, authorization }: CognitoRequest): Promise<Answer> {
  // Taken before anything is checked, so that every failure burns it.
  const grant = pool.codes.take(form.get('code') ?? '');
  // The app clients have no secret; who presents one is not one of them.
  if (authorization !== undefined || form.has('client_secret')) return oauthError(400, 'invalid_client');
  const clientId = form.get('client_id') ?? '';
  const grantType = form.get('grant_type') ?? '';
  if (clientId === '' || grantType === '') return oauthError(400, 'invalid_request');
  const client = pool.clients.find((candidate) => candidate.clientId === clientId);
  if (!client) return oauthError(400, 'invalid_client');
  switch (grantType) {
    case 'authorization_code':
      return exchangeCode(pool, form, client, grant);
    case 'refresh_token':
      return refresh(pool, form, client);
    case 'client_credentials':
      return oauthError(400, 'unauthorized_client');
    default:
      return oauthError(400, 'unsupported_grant_type');
  }
}

async function exchangeCode(
  pool: UserPool,
  form: URLSearchParams,
  { clientId }: AppClient,
  grant: AuthorizationGrant | undefined,
): Promise<Answer> {
  if (!form.get('code') || !form.get('redirect_uri')) return oauthError(400, 'invalid_request');
  if (grant?.clientId !== clientId) return oauthError(400, 'invalid_grant');
  if (grant.redirectUri !== form.get('redirect_uri')) {
    return oauthError(400, 'unauthorized_client', 'invalid_redirect');
  }
  const problem = checkVerifier(grant.codeChallenge, form.get('code_verifier') ?? undefined);
  if (problem) return oauthError(400, problem);
  const { scopes, session, nonce } = grant;
  const refreshToken = randomBytes(96).toString('base64url');
  const refreshGrant = { clientId, scopes, session, originJti: randomUUID() };
  pool.refreshTokens.set(refreshToken, refreshGrant);
  const tokens = await issueTokens(pool, refreshGrant, nonce);
  return json(200, { ...tokens, refresh_token: refreshToken }, 'code-redeemed');
}

async function refresh(pool: UserPool, form: URLSearchParams, { clientId }: AppClient): Promise<Answer> {
  const refreshToken = form.get('refresh_token') ?? '';
  if (refreshToken === '') return oauthError(400, 'invalid_request');
  const grant = pool.refreshTokens.get(refreshToken);
  if (grant?.clientId !== clientId) return oauthError(400, 'invalid_grant');
  return json(200, await issueTokens(pool, grant), 'refreshed');
}

/** RFC 7636 section 4.6; a verifier nobody announced is refused as RFC 9700 section 4.8.2 asks. */
function checkVerifier(challenge: string | undefined, verifier: string | undefined) {
  if (challenge === undefined) return verifier === undefined ? undefined : 'invalid_grant';
  if (verifier === undefined) return 'invalid_request';
  const hash = createHash('sha256').update(verifier).digest();
  return timingSafeEqual(hash, Buffer.from(challenge, 'base64url')) ? undefined : 'invalid_grant';
}
