import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK, CLIENT_ID, LOGOUT, signIn, type StartedPool, startPool } from './start-pool.js';

const AT_PROVIDER = { identity_provider: 'ExampleID' };

describe('the page of an external provider', () => {
  let pool: StartedPool;
  beforeAll(async () => {
    pool = await startPool();
  });
  afterAll(() => pool.close());

  const open = (parameters: Record<string, string> = AT_PROVIDER, browser = pool.browser()) =>
    browser.open(pool.authorizeUrl(parameters));

  it('is reached by name or identifier without the sign-in page in between', async () => {
    for (const parameters of [AT_PROVIDER, { idp_identifier: 'example.com' }]) {
      const page = await open(parameters);
      expect(page.address.pathname).toBe('/identity-provider');
      expect(page.body).toContain('Continue as Zoë');
      expect(page.response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(page.response.headers.get('x-frame-options')).toBe('DENY');
    }
  });

  it('sends a customer who continues to the redirect URI, as a user of the provider', async () => {
    const { address, parameters } = await (await open()).submit({ continue_as: 'zoe' });
    expect(address.origin + address.pathname).toBe(CALLBACK);
    const exchange = { grant_type: 'authorization_code', client_id: CLIENT_ID, redirect_uri: CALLBACK };
    const { body } = await pool.token({ ...exchange, code: parameters['code'] ?? '' });
    const claims = decodeJwt(String(body['id_token']));
    expect(claims).toMatchObject({ given_name: 'Zoë', 'cognito:username': `ExampleID_${claims.sub!}` });
    expect(claims['identities']).toMatchObject([{ providerName: 'ExampleID', userId: claims.sub }]);
  });

  it('sends access_denied with the state for a customer who cancels', async () => {
    const browser = pool.browser();
    const page = await (await open({ ...AT_PROVIDER, state: 'a+b/c=' }, browser)).submit({ cancel: '1' });
    expect(page.address.origin + page.address.pathname).toBe(CALLBACK);
    expect(page.parameters).toEqual({
      error: 'access_denied',
      error_description: expect.any(String) as string,
      state: 'a+b/c=',
    });
    expect(browser.cookies.has('cognito')).toBe(false);
  });

  it('lets the customer choose the account when asked to, or by the link', async () => {
    const chooser = await open({ ...AT_PROVIDER, prompt: 'select_account' });
    const linked = await pool.browser().open((await open()).link('Use another account'));
    for (const { body } of [chooser, linked]) {
      expect([...body.matchAll(/name="continue_as"\s+value="(\w+)"/gu)].map(([, name]) => name)).toEqual([
        ...['zoe', 'sam', 'haruto'],
      ]);
    }
    expect((await open({ ...AT_PROVIDER, login_hint: 'sam' })).body).toContain('Continue as Sam');
  });

  it('is skipped with a session of this provider, but not when an account is to be chosen', async () => {
    const browser = pool.browser();
    await (await open(AT_PROVIDER, browser)).submit({ continue_as: 'sam' });
    expect((await open(AT_PROVIDER, browser)).parameters).toHaveProperty('code');
    expect((await open({}, browser)).parameters).toHaveProperty('code');
    const chooser = await open({ ...AT_PROVIDER, prompt: 'select_account' }, browser);
    expect(chooser.address.pathname).toBe('/identity-provider');
    const own = await open({ identity_provider: 'COGNITO' }, browser);
    expect(own.address.pathname).toBe('/login');
  });

  it('refuses an account that does not exist, a late form and a request without a provider', async () => {
    expect((await (await open()).submit({ continue_as: '<nobody>' })).status).toBe(400);
    const page = await open();
    await pool.clock.advance('5m');
    expect((await page.submit({ continue_as: 'zoe' })).body).toContain('Something went wrong');
    const query = new URL(pool.authorizeUrl()).search;
    expect((await fetch(`${pool.endpoint}/identity-provider${query}`)).status).toBe(400);
  });
});

describe('the logout endpoint', () => {
  let pool: StartedPool;
  beforeAll(async () => {
    pool = await startPool();
  });
  afterAll(() => pool.close());

  const logout = (parameters: Record<string, string>) =>
    `${pool.endpoint}/logout?${new URLSearchParams(parameters).toString()}`;

  it('ends the session and leads to the registered logout URI', async () => {
    const browser = pool.browser();
    await signIn(pool, {}, browser);
    const stolen = new Map(browser.cookies);
    const page = await browser.open(logout({ client_id: CLIENT_ID, logout_uri: LOGOUT }));
    expect(page.address.href).toBe(LOGOUT);
    expect(page.response.headers.getSetCookie()).toEqual([
      'cognito=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
    ]);
    for (const [name, value] of stolen) browser.cookies.set(name, value);
    expect((await browser.open(pool.authorizeUrl())).address.pathname).toBe('/login');
  });

  it('ends the session and leads to the sign-in page with the parameters of an authorization request', async () => {
    const browser = pool.browser();
    await signIn(pool, {}, browser);
    const page = await browser.open(
      pool.authorizeUrl({ state: 'x' }).replace('/oauth2/authorize', '/logout'),
    );
    expect(page.address.pathname).toBe('/login');
    expect(page.parameters['state']).toBe('x');
    expect(browser.cookies.has('cognito')).toBe(false);
  });

  it.each<[string, Record<string, string>]>([
    ['a logout URI that is not registered', { client_id: CLIENT_ID, logout_uri: `${LOGOUT}/` }],
    ['an unknown client', { client_id: 'nobody', logout_uri: LOGOUT }],
    ['neither form', { client_id: CLIENT_ID }],
  ])('keeps the session and shows the error page for %s', async (_, parameters) => {
    const browser = pool.browser();
    await signIn(pool, {}, browser);
    const page = await browser.open(logout(parameters));
    expect([page.address.pathname, page.status]).toEqual(['/error', 400]);
    expect((await browser.open(pool.authorizeUrl())).parameters).toHaveProperty('code');
  });
});
