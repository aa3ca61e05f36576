import { type Answer, json } from './answer.js';
import { attributesFor } from './claims.js';
import type { CognitoRequest } from './cognito-request.js';
import { type Customer, subjectOf } from './customer.js';
import type { UserPool } from './user-pool.js';

const BAD_REQUEST = 'Bad OAuth2 request at UserInfo Endpoint';
const BAD_TOKEN = 'Access token is expired, disabled, or deleted, or the user has globally signed out.';

/**
 * `GET` or `POST /oauth2/userInfo` with an access token that has the scope `openid`.
 *
 * Source: Cognito developer guide, userInfo endpoint; the form of the challenge is the one shown there.
 */
export async function userInfo(pool: UserPool, { authorization }: CognitoRequest): Promise<Answer> {
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/iu.exec(authorization ?? '')?.[1];
  if (token === undefined) return refuse(400, 'invalid_request', BAD_REQUEST);
  const claims = await verify(pool, token);
  if (!claims) return refuse(401, 'invalid_token', BAD_TOKEN);
  const { customer, scopes, sub, username } = claims;
  const attributes = Object.entries(attributesFor(customer, scopes)).map(([name, value]) => [
    name,
    String(value),
  ]);
  return json(200, { sub, ...Object.fromEntries(attributes), username }, 'ok');
}

async function verify(pool: UserPool, token: string) {
  const { access } = await pool.keys;
  const { jwtVerify } = await import('jose');
  try {
    const { payload } = await jwtVerify(token, access.publicKey, {
      algorithms: ['RS256'],
      issuer: pool.issuer,
      currentDate: new Date(pool.clock.now()),
    });
    const scopes = String(payload['scope']).split(' ');
    const customer = customerOf(pool, payload.sub);
    if (pool.revoked.get(String(payload['origin_jti'])) || !scopes.includes('openid') || !customer)
      return undefined;
    return { customer, scopes, sub: payload.sub, username: payload['username'] };
  } catch {
    return undefined;
  }
}

function customerOf(pool: UserPool, subject: string | undefined): Customer | undefined {
  const providers = [undefined, ...pool.identityProviders.map(({ name }) => name)];
  return pool.customers.find((customer) =>
    providers.some((provider) => subjectOf(pool.userPoolId, customer, provider) === subject),
  );
}

function refuse(status: number, error: string, description: string): Answer {
  return json(status, { error, error_description: description }, error, {
    'www-authenticate': `error="${error}", error_description="${description}"`,
  });
}
