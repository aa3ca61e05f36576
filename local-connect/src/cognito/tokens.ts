import { createHash, randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { subjectOf } from './customer.js';
import type { RefreshGrant } from './grant.js';
import { attributesFor } from './claims.js';
import type { SigningKey } from './keys.js';
import type { UserPool } from './user-pool.js';

/** Life of ID and access tokens in seconds, the default of an app client. */
export const TOKEN_LIFETIME_S = 3600;

/** What the token endpoint gives, without a refresh token. */
export interface TokenSet {
  readonly id_token?: string;
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
}

/**
 * Signs the tokens of a grant. The access token has no `aud`; the ID token exists when `openid` is among the scopes.
 *
 * Source: Cognito developer guide, "Understanding user pool JSON web tokens".
 *
 * @param nonce - of the authorization request; none on refresh
 */
export async function issueTokens(pool: UserPool, grant: RefreshGrant, nonce?: string): Promise<TokenSet> {
  const { session, clientId, scopes, originJti } = grant;
  const { customer, provider } = session;
  const issuedAt = Math.floor(pool.clock.now() / 1000);
  const username = usernameOf(pool, grant);
  const shared = {
    sub: subjectOf(pool.userPoolId, customer, provider),
    iss: pool.issuer,
    origin_jti: originJti,
    event_id: randomUUID(),
    auth_time: Math.floor(session.authenticatedAt / 1000),
    iat: issuedAt,
    exp: issuedAt + TOKEN_LIFETIME_S,
  };
  const keys = await pool.keys;
  const accessToken = await sign(keys.access, {
    ...shared,
    version: 2,
    client_id: clientId,
    token_use: 'access',
    scope: scopes.join(' '),
    jti: randomUUID(),
    username,
  });
  const answer = { access_token: accessToken, token_type: 'Bearer', expires_in: TOKEN_LIFETIME_S } as const;
  if (!scopes.includes('openid')) return answer;
  const idToken = await sign(keys.id, {
    ...attributesFor(customer, scopes),
    ...shared,
    at_hash: atHash(accessToken),
    aud: clientId,
    token_use: 'id',
    jti: randomUUID(),
    'cognito:username': username,
    ...(provider !== undefined && { identities: [identity(shared.sub, provider, session.authenticatedAt)] }),
    ...(nonce !== undefined && { nonce }),
  });
  return { id_token: idToken, ...answer };
}

/** The user name inside the pool: a user of an external provider is named `<provider>_<id at the provider>`. */
export function usernameOf(pool: UserPool, { session: { customer, provider } }: RefreshGrant): string {
  return provider === undefined
    ? customer.username
    : `${provider}_${subjectOf(pool.userPoolId, customer, provider)}`;
}

function identity(userId: string, providerName: string, createdAt: number) {
  const fixed = { providerType: 'OIDC', issuer: null, primary: 'true' };
  return { userId, providerName, ...fixed, dateCreated: String(createdAt) };
}

async function sign(key: SigningKey, claims: JWTPayload): Promise<string> {
  const { SignJWT } = await import('jose');
  return new SignJWT(claims).setProtectedHeader({ kid: key.kid, alg: 'RS256' }).sign(key.privateKey);
}

/** OpenID Connect Core 1.0 section 3.1.3.6. */
function atHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}
