import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK, CLIENT_ID, signIn, type StartedPool, startPool } from './start-pool.js';

const OTHER = 'otherclient';
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const PKCE = {
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
};
const EXCHANGE = { grant_type: 'authorization_code', client_id: CLIENT_ID, redirect_uri: CALLBACK };

describe('the token endpoint', () => {
  let pool: StartedPool;
  beforeAll(async () => {
    const clients = [CLIENT_ID, OTHER].map((clientId) => ({ clientId, callbackUrls: [CALLBACK] }));
    pool = await startPool({ clients });
  });
  afterAll(() => pool.close());

  const newCode = async (parameters: Record<string, string> = {}) =>
    (await signIn(pool, parameters)).searchParams.get('code')!;

  it('gives all three tokens for a code, with or without PKCE', async () => {
    const plain = await pool.token({ ...EXCHANGE, code: await newCode() });
    const proven = await pool.token({ ...EXCHANGE, code: await newCode(PKCE), code_verifier: VERIFIER });
    for (const { status, body } of [plain, proven]) {
      expect(status).toBe(200);
      expect(Object.keys(body).sort()).toEqual(
        ['access_token', 'expires_in', 'id_token', 'refresh_token', 'token_type'].sort(),
      );
      expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    }
  });

  it.each<[string, Record<string, string>, Record<string, string | undefined>, string]>([
    ['a wrong redirect URI', {}, { redirect_uri: `${CALLBACK}/` }, 'unauthorized_client'],
    ['no redirect URI', {}, { redirect_uri: undefined }, 'invalid_request'],
    ['another client', {}, { client_id: OTHER }, 'invalid_grant'],
    ['an unknown client', {}, { client_id: 'nobody' }, 'invalid_client'],
    ['no client', {}, { client_id: undefined }, 'invalid_request'],
    ['no grant type', {}, { grant_type: undefined }, 'invalid_request'],
    ['an unknown grant type', {}, { grant_type: 'password' }, 'unsupported_grant_type'],
    ['client credentials', {}, { grant_type: 'client_credentials' }, 'unauthorized_client'],
    ['a client secret', {}, { client_secret: 'x' }, 'invalid_client'],
    ['a wrong verifier', PKCE, { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    ['no verifier', PKCE, {}, 'invalid_request'],
    ['a verifier nobody announced', {}, { code_verifier: VERIFIER }, 'invalid_grant'],
  ])('refuses %s, and the code is burnt', async (_, parameters, change, error) => {
    const code = await newCode(parameters);
    const fields: Record<string, string | undefined> = { ...EXCHANGE, code, ...change };
    const present = Object.entries(fields).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const refused = await pool.token(Object.fromEntries(present));
    expect(refused.status).toBe(400);
    expect(refused.body['error']).toBe(error);
    const right = 'code_challenge' in parameters ? { code_verifier: VERIFIER } : {};
    const again = await pool.token({ ...EXCHANGE, code, ...right });
    expect(again).toEqual({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('names a redirect URI that does not match as AWS does', async () => {
    const { body } = await pool.token({
      ...EXCHANGE,
      code: await newCode(),
      redirect_uri: 'https://x.example/',
    });
    expect(body).toEqual({ error: 'unauthorized_client', error_description: 'invalid_redirect' });
  });

  it.each([
    ['no code', {}, 'invalid_request'],
    ['a code that never existed', { code: 'b3c1b0f6-0000-4000-8000-000000000000' }, 'invalid_grant'],
    ['a code that is markup', { code: '<script>' }, 'invalid_grant'],
  ])('refuses %s', async (_, fields, error) => {
    expect(await pool.token({ ...EXCHANGE, ...fields })).toEqual({ status: 400, body: { error } });
  });

  it('takes a code once; the second use does not take the tokens back', async () => {
    const code = await newCode();
    const first = await pool.token({ ...EXCHANGE, code });
    expect((await pool.token({ ...EXCHANGE, code })).body).toEqual({ error: 'invalid_grant' });
    const refresh = { grant_type: 'refresh_token', client_id: CLIENT_ID };
    const refreshed = await pool.token({ ...refresh, refresh_token: String(first.body['refresh_token']) });
    expect(refreshed.status).toBe(200);
  });

  it('takes a code up to five minutes old', async () => {
    const [young, old] = [await newCode(), await newCode()];
    await pool.clock.advance(5 * 60 * 1000 - 1);
    expect((await pool.token({ ...EXCHANGE, code: young })).status).toBe(200);
    await pool.clock.advance(1);
    expect((await pool.token({ ...EXCHANGE, code: old })).body).toEqual({ error: 'invalid_grant' });
  });

  it('lets a code live as long as the knob says', async () => {
    const other = await startPool({ codeLifetimeMs: 1000 });
    const code = (await signIn(other)).searchParams.get('code')!;
    await other.clock.advance('1s');
    const { body } = await other.token({ ...EXCHANGE, code });
    await other.close();
    expect(body).toEqual({ error: 'invalid_grant' });
  });

  it.each<[string, string, string[]]>([
    ['all attributes for openid alone', 'openid', ['email', 'given_name', 'phone_number']],
    ['the address for email', 'openid email', ['email']],
    ['the name for profile', 'openid profile', ['given_name']],
    ['the number for phone', 'openid phone', ['phone_number']],
  ])('puts %s into the ID token', async (_, scope, expected) => {
    const { body } = await pool.token({ ...EXCHANGE, code: await newCode({ scope }) });
    const claims = decodeJwt(String(body['id_token']));
    expect(['email', 'given_name', 'phone_number'].filter((name) => name in claims)).toEqual(expected);
  });

  it('refuses a refresh token that is missing, unknown or of another client', async () => {
    const { body } = await pool.token({ ...EXCHANGE, code: await newCode() });
    const refresh = { grant_type: 'refresh_token', client_id: CLIENT_ID };
    const own = String(body['refresh_token']);
    expect((await pool.token(refresh)).body).toEqual({ error: 'invalid_request' });
    expect((await pool.token({ ...refresh, refresh_token: 'x' })).body).toEqual({ error: 'invalid_grant' });
    const other = await pool.token({ ...refresh, client_id: OTHER, refresh_token: own });
    expect(other.body).toEqual({ error: 'invalid_grant' });
  });

  it('refuses Basic authentication, as the clients have no secret', async () => {
    const response = await fetch(pool.cognito.tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${CLIENT_ID}:secret`).toString('base64')}` },
      body: new URLSearchParams({ ...EXCHANGE, code: await newCode() }),
    });
    expect([response.status, await response.json()]).toEqual([400, { error: 'invalid_client' }]);
  });

  it('refuses a body that is not a form', async () => {
    const response = await fetch(pool.cognito.tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...EXCHANGE, code: await newCode() }),
    });
    expect([response.status, await response.json()]).toEqual([400, { error: 'invalid_request' }]);
  });
});

describe('the revoke endpoint', () => {
  let pool: StartedPool;
  beforeAll(async () => {
    const clients = [CLIENT_ID, OTHER].map((clientId) => ({ clientId, callbackUrls: [CALLBACK] }));
    pool = await startPool({ clients });
  });
  afterAll(() => pool.close());

  const revoke = async (fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    const response = await fetch(`${pool.endpoint}/oauth2/revoke`, { method: 'POST', body });
    return [response.status, await response.text()];
  };
  const error = (name: string) => JSON.stringify({ error: name });

  it('tells each kind of mistake apart', async () => {
    const code = (await signIn(pool)).searchParams.get('code')!;
    const { body } = await pool.token({ ...EXCHANGE, code });
    const own = String(body['refresh_token']);
    const of = { client_id: CLIENT_ID };
    expect(await revoke(of)).toEqual([400, error('invalid_request')]);
    expect(await revoke({ token: own })).toEqual([400, error('invalid_request')]);
    expect(await revoke({ client_id: 'nobody', token: own })).toEqual([401, error('invalid_client')]);
    expect(await revoke({ ...of, token: own, client_secret: 'x' })).toEqual([401, error('invalid_client')]);
    expect(await revoke({ ...of, token: String(body['access_token']) })).toEqual([
      ...[400, error('unsupported_token_type')],
    ]);
    expect(await revoke({ client_id: OTHER, token: own })).toEqual([400, error('unauthorized_client')]);
    expect(await revoke({ ...of, token: 'never-issued' })).toEqual([200, '']);
    expect(await revoke({ ...of, token: own })).toEqual([200, '']);
    expect(await revoke({ ...of, token: own })).toEqual([200, '']);
  });
});

describe('the userInfo endpoint', () => {
  let pool: StartedPool;
  beforeAll(async () => {
    pool = await startPool();
  });
  afterAll(() => pool.close());

  const userInfo = async (authorization?: string) => {
    const response = await fetch(`${pool.endpoint}/oauth2/userInfo`, {
      headers: authorization === undefined ? {} : { authorization },
    });
    return { response, body: (await response.json()) as Record<string, unknown> };
  };

  it('refuses a request without a bearer token with 400', async () => {
    for (const header of [undefined, 'Basic eDp5', 'Bearer', 'Bearer <b>']) {
      const { response, body } = await userInfo(header);
      expect(response.status).toBe(400);
      expect(response.headers.get('www-authenticate')).toMatch(
        /^error="invalid_request", error_description="/u,
      );
      expect(body['error']).toBe('invalid_request');
    }
  });

  it('refuses ID tokens, tampered tokens and tokens after one hour with 401', async () => {
    const code = (await signIn(pool)).searchParams.get('code')!;
    const { body } = await pool.token({ ...EXCHANGE, code });
    const access = String(body['access_token']);
    const [header = '', payload = '', signature = ''] = access.split('.');
    const admin = Buffer.from(JSON.stringify({ ...decodeJwt(access), username: 'sam' })).toString(
      'base64url',
    );
    const refused = async (token: string) => {
      const { response, body } = await userInfo(`Bearer ${token}`);
      return [response.status, body['error']];
    };
    expect((await userInfo(`Bearer ${access}`)).response.status).toBe(200);
    expect(await refused(String(body['id_token']))).toEqual([401, 'invalid_token']);
    expect(await refused(`${header}.${admin}.${signature}`)).toEqual([401, 'invalid_token']);
    expect(await refused(`eyJhbGciOiJub25lIn0.${payload}.AA`)).toEqual([401, 'invalid_token']);
    await pool.clock.advance('1h');
    expect(await refused(access)).toEqual([401, 'invalid_token']);
  });
});
