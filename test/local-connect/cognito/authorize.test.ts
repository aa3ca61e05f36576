import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK, CLIENT_ID, signIn, type StartedPool, startPool } from './start-pool.js';

const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

describe('the authorize endpoint', () => {
  let pool: StartedPool;
  beforeAll(async () => {
    pool = await startPool();
  });
  afterAll(() => pool.close());

  it('leads to the sign-in page with the same parameters, known or not', async () => {
    const url = pool.authorizeUrl({ state: 'a b+c=&ü', scope: 'openid email', custom: '1' });
    const response = await pool.browser().fetch(url);
    const location = new URL(response.headers.get('location')!);
    expect(response.status).toBe(302);
    expect(location.origin + location.pathname).toBe(`${pool.endpoint}/login`);
    expect([...location.searchParams]).toEqual([...new URL(url).searchParams]);
  });

  it.each([
    ['plain', 's1'],
    ['with reserved characters', 'a+b/c=d&e f?g#h%20%2B'],
    ['outside ASCII', 'Zoë ✓ 陽'],
    ['of 1000 characters', 'x'.repeat(1000)],
  ])('returns a state %s unchanged beside the code', async (_, state) => {
    const address = await signIn(pool, { state });
    expect(address.href.startsWith(`${CALLBACK}?`)).toBe(true);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      code: expect.stringMatching(/^[\da-f-]{36}$/u) as string,
      state,
    });
  });

  it('returns no state when none was given, and no other parameter', async () => {
    expect([...(await signIn(pool, { state: undefined })).searchParams.keys()]).toEqual(['code']);
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ['an unknown client', { client_id: 'nobody' }, 'invalid_client'],
    ['no client', { client_id: undefined }, 'invalid_client'],
    ['no redirect URI', { redirect_uri: undefined }, 'invalid_request'],
    ['a redirect URI that is not registered', { redirect_uri: 'https://evil.example/' }, 'redirect_mismatch'],
    ['a redirect URI with a slash more', { redirect_uri: `${CALLBACK}/` }, 'redirect_mismatch'],
    ['a redirect URI with a query more', { redirect_uri: `${CALLBACK}?a=1` }, 'redirect_mismatch'],
    ['a redirect URI in capitals', { redirect_uri: CALLBACK.toUpperCase() }, 'redirect_mismatch'],
  ])('keeps %s on its own error page', async (_, parameters, error) => {
    const page = await pool.browser().open(pool.authorizeUrl(parameters));
    expect(page.address.origin + page.address.pathname).toBe(`${pool.endpoint}/error`);
    expect(page.parameters['error']).toBe(error);
    expect(page.status).toBe(400);
    expect(page.body).toContain('Something went wrong');
    expect(page.body).not.toContain('evil.example');
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ['no response type', { response_type: undefined }, 'invalid_request'],
    ['an unknown response type', { response_type: 'id_token' }, 'invalid_request'],
    ['the implicit grant', { response_type: 'token' }, 'unauthorized_client'],
    ['a challenge without its method', { code_challenge: CHALLENGE }, 'invalid_request'],
    ['a method without a challenge', { code_challenge_method: 'S256' }, 'invalid_request'],
    ['the method plain', { code_challenge: CHALLENGE, code_challenge_method: 'plain' }, 'invalid_request'],
    [
      'a challenge that is no hash',
      { code_challenge: 'short', code_challenge_method: 'S256' },
      'invalid_request',
    ],
    ['an unknown scope', { scope: 'openid everything' }, 'invalid_scope'],
    ['a scope the client may not have', { scope: 'openid aws.cognito.signin.user.admin' }, 'invalid_scope'],
    ['email without openid', { scope: 'email' }, 'invalid_scope'],
    ['an unknown prompt', { prompt: 'always' }, 'invalid_request'],
    ['the prompt none beside another', { prompt: 'none login' }, 'invalid_request'],
    ['an unknown provider', { identity_provider: 'Nobody' }, 'invalid_request'],
    ['an unknown provider identifier', { idp_identifier: 'nobody.example' }, 'invalid_request'],
    ['the prompt none without a session', { prompt: 'none' }, 'login_required'],
    [
      'none with a provider but no session',
      { prompt: 'none', identity_provider: 'ExampleID' },
      'login_required',
    ],
  ])('tells the redirect URI about %s', async (_, parameters, error) => {
    const page = await pool.browser().open(pool.authorizeUrl(parameters));
    expect(page.address.origin + page.address.pathname).toBe(CALLBACK);
    expect(page.parameters).toEqual({ error, error_description: expect.any(String) as string, state: 's1' });
  });

  it('keeps the query of a registered redirect URI', async () => {
    const redirectUri = 'https://auth.example.com/callback?tenant=a%20b';
    const other = await startPool({ clients: [{ clientId: CLIENT_ID, callbackUrls: [redirectUri] }] });
    const address = await signIn(other, { redirect_uri: redirectUri });
    await other.close();
    expect(address.href).toMatch(/^https:\/\/auth\.example\.com\/callback\?tenant=a%20b&code=/u);
  });

  it('leaves the state out of error redirects when the knob says so', async () => {
    const other = await startPool({ errorRedirectsWithState: false });
    const page = await other.browser().open(other.authorizeUrl({ prompt: 'none' }));
    await other.close();
    expect(page.parameters).toEqual({
      error: 'login_required',
      error_description: expect.any(String) as string,
    });
  });
});

describe('a browser with a session', () => {
  let pool: StartedPool;
  beforeAll(async () => {
    pool = await startPool();
  });
  afterAll(() => pool.close());

  async function signedIn(parameters: Record<string, string> = {}) {
    const browser = pool.browser();
    await signIn(pool, parameters, browser);
    return browser;
  }

  it.each<[string, Record<string, string>]>([
    ['again', {}],
    ['with the prompt none', { prompt: 'none' }],
    ['with select_account, which means nothing to the pool itself', { prompt: 'select_account' }],
    ['with COGNITO as provider', { identity_provider: 'COGNITO' }],
  ])('gets a code without being asked %s', async (_, parameters) => {
    const browser = await signedIn();
    const page = await browser.open(pool.authorizeUrl({ ...parameters, state: 's2' }));
    expect(page.parameters).toEqual({ code: expect.any(String) as string, state: 's2' });
  });

  it.each<[string, Record<string, string>, string]>([
    ['with the prompt login', { prompt: 'login' }, '/login'],
    ['for an external provider', { identity_provider: 'ExampleID' }, '/identity-provider'],
    ['for an identifier of a provider', { idp_identifier: 'example.com' }, '/identity-provider'],
  ])('is asked again %s', async (_, parameters, path) => {
    const page = await (await signedIn()).open(pool.authorizeUrl(parameters));
    expect(page.address.pathname).toBe(path);
    expect(page.status).toBe(200);
  });

  it('is asked again one hour after the sign-in, not later for having been used', async () => {
    const browser = await signedIn();
    await pool.clock.advance('59m');
    expect((await browser.open(pool.authorizeUrl())).parameters).toHaveProperty('code');
    await pool.clock.advance('1m');
    expect((await browser.open(pool.authorizeUrl())).address.pathname).toBe('/login');
  });

  it('is asked again after a reset', async () => {
    const browser = await signedIn();
    pool.cognito.reset();
    expect((await browser.open(pool.authorizeUrl())).address.pathname).toBe('/login');
  });

  it('keeps the time of its sign-in in the ID token of a silent one', async () => {
    const browser = await signedIn();
    const signedInAt = Math.floor(pool.clock.now() / 1000);
    await pool.clock.advance('10m');
    const { code = '' } = (await browser.open(pool.authorizeUrl())).parameters;
    const exchange = { grant_type: 'authorization_code', client_id: CLIENT_ID, redirect_uri: CALLBACK, code };
    const { body } = await pool.token(exchange);
    const claims = JSON.parse(
      Buffer.from(String(body['id_token']).split('.')[1]!, 'base64url').toString(),
    ) as Record<string, unknown>;
    expect(claims).toMatchObject({ auth_time: signedInAt, iat: signedInAt + 600 });
  });

  it('gets its state decoded once more when the knob says so, and only on the silent way', async () => {
    const other = await startPool({ stateDecodedTwice: true });
    const browser = other.browser();
    const first = await signIn(other, { state: 'a%2Bb+c' }, browser);
    const second = await browser.open(other.authorizeUrl({ state: 'a%2Bb+c' }));
    const broken = await browser.open(other.authorizeUrl({ state: '100%' }));
    await other.close();
    expect(first.searchParams.get('state')).toBe('a%2Bb+c');
    expect(second.parameters['state']).toBe('a+b c');
    expect(broken.parameters['state']).toBe('100%');
  });
});
