import { type Answer, json } from './answer.js';
import { jsonWebKeySet } from './keys.js';
import type { UserPool } from './user-pool.js';

/** `GET /.well-known/openid-configuration`, with the members Cognito's has. */
export function openidConfiguration(pool: UserPool): Answer {
  const { endpoint, issuer, jwksUrl } = pool;
  return json(
    200,
    {
      issuer,
      authorization_endpoint: `${endpoint}/oauth2/authorize`,
      token_endpoint: `${endpoint}/oauth2/token`,
      userinfo_endpoint: `${endpoint}/oauth2/userInfo`,
      revocation_endpoint: `${endpoint}/oauth2/revoke`,
      end_session_endpoint: `${endpoint}/logout`,
      jwks_uri: jwksUrl,
      response_types_supported: ['code', 'token'],
      scopes_supported: ['openid', 'email', 'phone', 'profile'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    },
    'ok',
  );
}

/** `GET /.well-known/jwks.json`. */
export async function jwks(pool: UserPool): Promise<Answer> {
  return json(200, jsonWebKeySet(await pool.keys), 'ok');
}
