import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../local-connect/src/cognito/fault.js';
import { CALLBACK, CLIENT_ID, signIn, type StartedPool, startPool } from './start-pool.js';

const EXCHANGE = { grant_type: 'authorization_code', client_id: CLIENT_ID, redirect_uri: CALLBACK };

describe('every endpoint', () => {
  let pool: StartedPool;
  beforeAll(async () => {
    pool = await startPool();
  });
  afterAll(() => pool.close());

  const request = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(pool.endpoint + path, { redirect: 'manual', ...init });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };

  it.each([
    ['/', 'GET', 404],
    ['/login/', 'GET', 404],
    ['/oauth2/authorize/', 'GET', 404],
    ['/__proto__', 'GET', 404],
    ['/constructor', 'GET', 404],
    ['/%2e%2e/etc/passwd', 'GET', 404],
    ['/oauth2/authorize', 'POST', 405],
    ['/oauth2/authorize', 'HEAD', 405],
    ['/login', 'DELETE', 405],
    ['/logout', 'POST', 405],
    ['/oauth2/token', 'GET', 405],
    ['/oauth2/revoke', 'GET', 405],
    ['/.well-known/jwks.json', 'POST', 405],
    ['/error', 'GET', 400],
    ['/error?error=%3Cscript%3E', 'GET', 400],
    ['/oauth2/authorize?client_id=a&client_id=b', 'GET', 400],
    ['/oauth2/authorize?state=%E0%A4%A', 'GET', 400],
    ['/login?redirect_uri=a&redirect_uri=b', 'GET', 400],
    [`/oauth2/authorize?state=${'x'.repeat(8193)}`, 'GET', 414],
    [`/.well-known/jwks.json?${'x'.repeat(8193)}`, 'GET', 414],
  ])('answers %s by %s with %i', async (path, method, status) => {
    const answer = await request(path, { method });
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain('<script>');
    if (status === 405) expect(answer.headers.get('allow')).toBeTruthy();
  });

  it('refuses a body that is too long, twice the same field or not decodable', async () => {
    const post = (body: string, path = '/oauth2/token') =>
      request(path, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    const json = { body: '{"error":"invalid_request"}' };
    expect(await post(`code=${'x'.repeat(20_000)}`)).toMatchObject({ ...json, status: 413 });
    expect(await post('code=a&code=b')).toMatchObject({ ...json, status: 400 });
    expect(await post('code=%')).toMatchObject({ ...json, status: 400 });
    expect(await post(`username=${'x'.repeat(20_000)}`, '/login')).toMatchObject({ status: 413 });
    expect(pool.calls.slice(-4).map(({ outcome }) => outcome)).toEqual([
      ...['body-too-long', 'duplicate-parameter', 'encoding-malformed', 'body-too-long'],
    ]);
  });

  it.each([
    ['/oauth2/token', '*'],
    ['/oauth2/revoke', '*'],
    ['/oauth2/userInfo', '*'],
    ['/.well-known/jwks.json', null],
    ['/.well-known/openid-configuration', null],
    ['/oauth2/authorize', null],
    ['/login', null],
    ['/identity-provider', null],
    ['/logout', null],
    ['/error', null],
  ])('lets scripts of other origins read %s: %s', async (path, allowed) => {
    const init = { headers: { origin: 'https://shop.example.com' } };
    expect((await request(path, init)).headers.get('access-control-allow-origin')).toBe(allowed);
    const preflight = await request(path, { ...init, method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(allowed);
    expect(preflight.status).toBe(allowed === null ? 405 : 204);
  });

  it('serves the key set and the discovery document below the domain and below the issuer', async () => {
    for (const document of ['jwks.json', 'openid-configuration']) {
      const [atDomain, atIssuer] = await Promise.all([
        request(`/.well-known/${document}`),
        request(`/eu-west-2_Local1234/.well-known/${document}`),
      ]);
      expect(atDomain.status).toBe(200);
      expect(atDomain.body).toBe(atIssuer.body);
    }
    const keys = (await request('/.well-known/jwks.json')).body;
    expect((JSON.parse(keys) as { keys: object[] }).keys.map((key) => Object.keys(key).sort())).toEqual([
      ['alg', 'e', 'kid', 'kty', 'n', 'use'],
      ['alg', 'e', 'kid', 'kty', 'n', 'use'],
    ]);
  });

  it('outlives a connection that ends within a body', async () => {
    const socket = connect(Number(new URL(pool.endpoint).port), '127.0.0.1');
    const form = 'content-type: application/x-www-form-urlencoded\r\ncontent-length: 100';
    socket.write(`POST /oauth2/token HTTP/1.1\r\nhost: x\r\n${form}\r\n\r\ncode=a`);
    socket.end();
    socket.resume();
    await once(socket, 'close');
    expect((await request('/.well-known/jwks.json')).status).toBe(200);
  });
});

describe('what is reported', () => {
  it('names operation, status and outcome of every call and nothing secret', async () => {
    const pool = await startPool();
    const browser = pool.browser();
    const page = await browser.open(pool.authorizeUrl({ state: 'secret-state', nonce: 'secret-nonce' }));
    const wrong = await page.submit({ username: 'zoe', password: 'secret-wrong-password' });
    const { code = '' } = (await wrong.submit({ username: 'zoe', password: 'Tulip-2048' })).parameters;
    const { body } = await pool.token({ ...EXCHANGE, code });
    await pool.token({ ...EXCHANGE, code });
    await fetch(`${pool.endpoint}/secret-path?secret-query`, { method: 'PROPFIND' });
    await pool.close();
    expect(pool.calls).toEqual([
      { operation: 'oauth2/authorize', method: 'GET', status: 302, outcome: 'sign-in-required' },
      { operation: 'login', method: 'GET', status: 200, outcome: 'page-shown' },
      { operation: 'login', method: 'POST', status: 200, outcome: 'wrong-password' },
      { operation: 'login', method: 'POST', status: 302, outcome: 'code-issued' },
      { operation: 'oauth2/token', method: 'POST', status: 200, outcome: 'code-redeemed' },
      { operation: 'oauth2/token', method: 'POST', status: 400, outcome: 'invalid_grant' },
      { operation: 'unknown', method: 'other', status: 404, outcome: 'not-found' },
    ]);
    const reported = JSON.stringify(pool.calls);
    const tokens = [body['id_token'], body['access_token'], body['refresh_token']].map(String);
    for (const secret of ['secret', 'Tulip', code, ...tokens, ...browser.cookies.values()]) {
      expect(reported).not.toContain(secret);
    }
  });
});

describe('a fault', () => {
  const start = async (faults: Record<string, Fault[]>) =>
    startPool({ beforeCall: (operation) => Promise.resolve(faults[operation]?.shift() ?? 'continue') });

  it('answers in place of the endpoint, which then has done nothing', async () => {
    const fault = { status: 500, body: { error: 'server_error' } };
    const pool = await start({ 'oauth2/token': [fault] });
    const code = (await signIn(pool)).searchParams.get('code')!;
    expect(await pool.token({ ...EXCHANGE, code })).toEqual(fault);
    expect((await pool.token({ ...EXCHANGE, code })).status).toBe(200);
    await pool.close();
  });

  it('drops the connection before the effect: the code is still good', async () => {
    const pool = await start({ 'oauth2/token': ['drop-before'] });
    const code = (await signIn(pool)).searchParams.get('code')!;
    await expect(pool.token({ ...EXCHANGE, code })).rejects.toThrow();
    expect(pool.calls.at(-1)).toMatchObject({ status: 0, outcome: 'fault-drop-before' });
    expect((await pool.token({ ...EXCHANGE, code })).status).toBe(200);
    await pool.close();
  });

  it('drops the connection after the effect: the code is gone', async () => {
    const pool = await start({ 'oauth2/token': ['drop-after'] });
    const code = (await signIn(pool)).searchParams.get('code')!;
    await expect(pool.token({ ...EXCHANGE, code })).rejects.toThrow();
    expect(pool.calls.at(-1)).toMatchObject({ status: 0, outcome: 'fault-drop-after' });
    expect((await pool.token({ ...EXCHANGE, code })).body).toEqual({ error: 'invalid_grant' });
    await pool.close();
  });

  it('hangs until the client gives up', async () => {
    const calls = new EventEmitter();
    const reported = once(calls, 'call');
    const pool = await startPool({
      beforeCall: () => Promise.resolve('hang'),
      onCall: ({ outcome }) => calls.emit('call', outcome),
    });
    const client = new AbortController();
    const answer = fetch(pool.cognito.jwksUrl, { signal: client.signal });
    expect(await reported).toEqual(['fault-hang']);
    client.abort();
    await expect(answer).rejects.toThrow(/abort/u);
    await pool.close();
  });

  it('is an answer without a body, on a page as well', async () => {
    const pool = await start({ login: [{ status: 503 }] });
    const page = await pool.browser().open(pool.authorizeUrl());
    expect([page.status, page.body]).toEqual([503, '']);
    await pool.close();
  });

  it('of the registry itself becomes a 500 and not an unhandled rejection', async () => {
    const pool = await startPool({ beforeCall: () => Promise.reject(new Error('registry broken')) });
    const response = await fetch(pool.cognito.jwksUrl);
    expect([response.status, await response.text()]).toEqual([500, '{"error":"server_error"}']);
    await pool.close();
  });
});
