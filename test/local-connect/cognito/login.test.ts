import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK, type StartedPool, startPool } from './start-pool.js';

const ZOE = { username: 'zoe', password: 'Tulip-2048' };

describe('the sign-in page', () => {
  let pool: StartedPool;
  beforeAll(async () => {
    pool = await startPool();
  });
  afterAll(() => pool.close());

  const open = (parameters: Record<string, string> = {}, browser = pool.browser()) =>
    browser.open(pool.authorizeUrl(parameters));

  it('sends exactly the headers that keep it out of frames, caches and the opener’s reach', async () => {
    const { response, body } = await open();
    const styles = [...body.matchAll(/<style>([^<]*)<\/style>/gu)].map(([, style = '']) => style);
    const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(hashes).not.toEqual([]);
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src ${hashes.join(' ')}; base-uri 'none'; frame-ancestors 'none'`,
      'cross-origin-opener-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('sends no Cross-Origin-Opener-Policy when the knob says so', async () => {
    const other = await startPool({ coop: false });
    const { response } = await other.browser().open(other.authorizeUrl());
    await other.close();
    expect(response.headers.get('cross-origin-opener-policy')).toBeNull();
    expect(response.headers.get('x-frame-options')).toBe('DENY');
  });

  it('has labelled fields of Cognito’s names and no demo customers', async () => {
    const { body } = await open();
    expect(body).toMatch(/<label for="username">/u);
    expect(body).toMatch(/<input\s[^>]*id="username"\s[^>]*name="username"/u);
    expect(body).toMatch(/<label for="password">/u);
    expect(body).toMatch(/<input\s[^>]*name="password"\s[^>]*type="password"/u);
    expect(body).not.toContain('Tulip-2048');
    expect(body).not.toContain('role="alert"');
  });

  it('names the demo customers when the option hints is on', async () => {
    const other = await startPool({ hints: true });
    const { body } = await other.browser().open(other.authorizeUrl());
    await other.close();
    expect(body).toContain('Tulip-2048');
  });

  it('starts a session of one hour and sends a code for the right password', async () => {
    const browser = pool.browser();
    const page = await open({}, browser);
    const { address, response } = await page.submit(ZOE);
    expect(address.origin + address.pathname).toBe(CALLBACK);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^cognito=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/u),
    ]);
  });

  it.each([
    ['the e-mail address', 'zoe@example.com'],
    ['another case', 'ZOE'],
    ['spaces around it', ' zoe '],
  ])('takes %s for the user name', async (_, username) => {
    expect((await (await open()).submit({ ...ZOE, username })).parameters).toHaveProperty('code');
  });

  it('says when the password is wrong, keeps the user name and lets the customer try again', async () => {
    const wrong = await (await open({ lang: 'de' })).submit({ username: `zoe"><i>`, password: 'no' });
    expect(wrong.status).toBe(200);
    expect(wrong.address.pathname).toBe('/login');
    expect(wrong.body).toContain('role="alert"');
    expect(wrong.body).toContain('Benutzername oder Passwort ist falsch.');
    expect(wrong.body).toContain('value="zoe&quot;&gt;&lt;i&gt;"');
    expect(wrong.response.headers.getSetCookie().join()).not.toMatch(/^cognito=/u);
    expect((await wrong.submit(ZOE)).parameters).toHaveProperty('code');
  });

  it.each([
    ['an unknown user', { username: 'nobody', password: 'Tulip-2048' }],
    ['no password', { username: 'zoe' }],
    ['another customer’s password', { username: 'zoe', password: 'Maple-2048' }],
    ['nothing', {}],
  ])('refuses %s', async (_, fields) => {
    const page = await (await open()).submit(fields);
    expect(page.body).toContain('Incorrect user name or password.');
  });

  it('fills in the login hint', async () => {
    expect((await open({ login_hint: 'sam@example.com' })).body).toContain('value="sam@example.com"');
  });

  it.each([
    ['de', 'de', 'Anmelden'],
    ['fr-CA', 'fr', 'Se connecter'],
    ['es', 'es', 'Iniciar sesión'],
    ['xx', 'en', 'Sign in'],
    ['"><script>', 'en', 'Sign in'],
  ])('speaks the language asked for by %s', async (lang, spoken, title) => {
    const { body } = await open({ lang });
    expect(body).toContain(`<html lang="${spoken}">`);
    expect(body).toContain(`<h1>${title}</h1>`);
  });

  it('offers the external provider, unless the pool’s own users are asked for', async () => {
    const page = await open();
    const provider = await pool.browser().open(page.link('Continue with ExampleID'));
    expect(provider.address.pathname).toBe('/identity-provider');
    expect((await open({ identity_provider: 'COGNITO' })).body).not.toContain('ExampleID');
  });

  it('cancels a page that is not finished within five minutes, also after a wrong password', async () => {
    const browser = pool.browser();
    const page = await open({}, browser);
    await pool.clock.advance('3m');
    const wrong = await page.submit({ username: 'zoe', password: 'no' });
    await pool.clock.advance('119s');
    const late = await wrong.submit({ username: 'zoe', password: 'no' });
    expect(late.body).toContain('Incorrect user name or password.');
    await pool.clock.advance('1s');
    const cancelled = await late.submit(ZOE);
    expect(cancelled.status).toBe(400);
    expect(cancelled.body).toContain('Something went wrong');
    expect(browser.cookies.has('cognito')).toBe(false);
    expect(pool.calls.at(-1)).toMatchObject({ operation: 'login', outcome: 'form-expired' });
  });

  it('refuses a form without its hidden field, without its cookie or for another request', async () => {
    const page = await open();
    const without = await page.submit({ ...ZOE, _csrf: '' });
    const forged = await page.submit({ ...ZOE, _csrf: `${pool.clock.now()}.${'A'.repeat(43)}` });
    const browser = pool.browser();
    const cookieless = await open({}, browser);
    browser.cookies.clear();
    const noCookie = await cookieless.submit(ZOE);
    const first = pool.browser();
    const token =
      /name="_csrf"\s+value="([^"]*)"/u.exec((await open({ state: 'mine' }, first)).body)?.[1] ?? '';
    const other = await (await open({ state: 'theirs' }, first)).submit({ ...ZOE, _csrf: token });
    for (const refused of [without, forged, noCookie, other]) {
      expect(refused.status).toBe(400);
      expect(refused.body).toContain('Something went wrong');
      expect(refused.response.headers.getSetCookie()).toEqual([]);
    }
  });

  it('refuses the form of another browser', async () => {
    const theirs = /name="_csrf"\s+value="([^"]*)"/u.exec((await open()).body)?.[1] ?? '';
    const refused = await (await open()).submit({ ...ZOE, _csrf: theirs });
    expect([refused.status, refused.response.headers.getSetCookie()]).toEqual([400, []]);
    expect(pool.calls.at(-1)).toMatchObject({ outcome: 'form-forged' });
  });

  it('lets two tabs of one browser finish in any order', async () => {
    const browser = pool.browser();
    const first = await open({ state: 'first' }, browser);
    const second = await open({ state: 'second' }, browser);
    expect((await first.submit(ZOE)).parameters['state']).toBe('first');
    expect((await second.submit(ZOE)).parameters['state']).toBe('second');
  });

  it('sends Secure cookies when the endpoint is https', async () => {
    const other = await startPool({ endpoint: 'https://sign-in.shop.test:4443' });
    const query = new URL(other.authorizeUrl()).search;
    const toLogin = await fetch(other.authorizeUrl(), { redirect: 'manual' });
    const { headers } = await fetch(`${other.endpoint}/login${query}`);
    await other.close();
    expect(toLogin.headers.get('location')).toMatch(/^https:\/\/sign-in\.shop\.test:4443\/login\?/u);
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^XSRF-TOKEN=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure$/u),
    ]);
  });
});
