import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK, CLIENT_ID, signIn, type StartedPool, startPool } from './start-pool.js';

// Deprecated so that it stands out; the pool under test listens on loopback without TLS.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const insecure = { [oauth.allowInsecureRequests]: true };

describe('oauth4webapi, unmodified, against the user pool', () => {
  let pool: StartedPool;
  let server: oauth.AuthorizationServer;
  // The clock of the pool stands still while the client's does not.
  const client: oauth.Client = { client_id: CLIENT_ID, [oauth.clockTolerance]: 120 };

  beforeAll(async () => {
    pool = await startPool();
    const issuer = new URL(pool.cognito.issuer);
    server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
  });
  afterAll(() => pool.close());

  async function redeem(scope: string) {
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const nonce = oauth.generateRandomNonce();
    const address = await signIn(pool, {
      ...{ scope, state, nonce, code_challenge_method: 'S256' },
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    });
    const parameters = oauth.validateAuthResponse(server, client, address, state);
    const response = await oauth.authorizationCodeGrantRequest(
      ...([server, client, oauth.None(), parameters, CALLBACK, verifier, insecure] as const),
    );
    const expected = { expectedNonce: nonce, requireIdToken: true };
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, expected);
    await oauth.validateApplicationLevelSignature(server, response, insecure);
    return tokens;
  }

  it('signs in with PKCE, state and nonce, and reads who the customer is', async () => {
    const tokens = await redeem('openid profile email');
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    expect(claims).toMatchObject({
      'cognito:username': 'zoe',
      token_use: 'id',
      given_name: 'Zoë',
      email: 'zoe@example.com',
      email_verified: true,
      aud: CLIENT_ID,
      at_hash: expect.stringMatching(/^[\w-]{22}$/u) as string,
      origin_jti: expect.any(String) as string,
      event_id: expect.any(String) as string,
      auth_time: Math.floor(pool.clock.now() / 1000),
    });
    expect(claims).not.toHaveProperty('phone_number');

    const response = await oauth.userInfoRequest(server, client, tokens.access_token, insecure);
    const user = await oauth.processUserInfoResponse(server, client, claims!.sub, response);
    expect(user).toMatchObject({ username: 'zoe', email_verified: 'true', family_name: 'Lindqvist' });
  });

  it('gives an access token without an audience, which jose verifies with the key set', async () => {
    const { access_token: accessToken } = await redeem('openid');
    const { payload, protectedHeader } = await jwtVerify(
      accessToken,
      createRemoteJWKSet(new URL(pool.cognito.jwksUrl)),
      { issuer: pool.cognito.issuer, currentDate: new Date(pool.clock.now()) },
    );
    expect(payload).toMatchObject({
      client_id: CLIENT_ID,
      token_use: 'access',
      scope: 'openid',
      username: 'zoe',
    });
    expect(payload).not.toHaveProperty('aud');
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: expect.any(String) as string });
  });

  it('refreshes, then revokes, after which neither token is good', async () => {
    const tokens = await redeem('openid email');
    const again = await oauth.refreshTokenGrantRequest(
      ...([server, client, oauth.None(), tokens.refresh_token!, insecure] as const),
    );
    const refreshed = await oauth.processRefreshTokenResponse(server, client, again);
    expect(refreshed).not.toHaveProperty('refresh_token');
    expect(decodeJwt(refreshed.id_token!)).toMatchObject({
      origin_jti: decodeJwt(tokens.access_token)['origin_jti'],
      auth_time: decodeJwt(tokens.id_token!)['auth_time'],
    });

    const revoked = await oauth.revocationRequest(
      ...([server, client, oauth.None(), tokens.refresh_token!, insecure] as const),
    );
    await expect(oauth.processRevocationResponse(revoked)).resolves.toBeUndefined();
    const refused = await oauth.refreshTokenGrantRequest(
      ...([server, client, oauth.None(), tokens.refresh_token!, insecure] as const),
    );
    await expect(oauth.processRefreshTokenResponse(server, client, refused)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    const user = await oauth.userInfoRequest(server, client, refreshed.access_token, insecure);
    expect(user.status).toBe(401);
  });

  it('gives no ID token without the scope openid', async () => {
    const scoped = await startPool({
      clients: [{ clientId: CLIENT_ID, callbackUrls: [CALLBACK], scopes: ['openid', 'shop/orders'] }],
    });
    const code = (await signIn(scoped, { scope: 'shop/orders' })).searchParams.get('code')!;
    const exchange = { grant_type: 'authorization_code', client_id: CLIENT_ID, redirect_uri: CALLBACK, code };
    const { body } = await scoped.token(exchange);
    await scoped.close();
    expect(body).toHaveProperty('access_token');
    expect(body).not.toHaveProperty('id_token');
  });
});
