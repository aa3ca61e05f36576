import { decodeProtectedHeader, decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { browser } from './fixtures/browser.js';
import { OPTIONS, site } from './fixtures/site.js';

const OLD = 'an-old-binding-key-of-the-tests-0123456789';
const [KEY] = OPTIONS.bindingKeys;
const onlyCookie = (jar: Map<string, string>) => {
  const [entry] = [...jar];
  if (entry === undefined || jar.size !== 1) throw new Error('expected exactly one cookie');
  return { name: entry[0], value: entry[1] };
};

describe('T07 only the browser that started finishes', () => {
  type Spoil = (jar: Map<string, string>, stage: ReturnType<typeof site>) => Promise<void> | void;
  const spoils: readonly [string, string, Spoil][] = [
    ['no cookie', 'binding-missing', (jar) => jar.clear()],
    [
      'the cookie of another state',
      'binding-missing',
      async (jar, { handle }) => {
        jar.clear();
        await browser(handle, jar).start('another');
      },
    ],
    [
      'the token of another state under the right name',
      'binding-foreign',
      async (jar, { handle }) => {
        const { name } = onlyCookie(jar);
        const other = browser(handle);
        await other.start('another');
        jar.set(name, onlyCookie(other.jar).value);
      },
    ],
    [
      'the token of another instance',
      'binding-foreign',
      async (jar, { clock }) => {
        const other = browser(site({ name: 'another' }, { clock }).handle);
        await other.start('s');
        jar.set(onlyCookie(jar).name, onlyCookie(other.jar).value);
      },
    ],
    [
      'the token of another redirect URI',
      'binding-foreign',
      async (jar, { clock }) => {
        const redirectUri = 'https://other.example.com/callback';
        const other = browser(site({ redirectUri }, { clock }).handle);
        await other.start('s', { authenticationUrl: urlFor(redirectUri) });
        jar.set(onlyCookie(jar).name, onlyCookie(other.jar).value);
      },
    ],
    ['an expired token', 'binding-expired', (_jar, { clock }) => clock.advance(16 * 60_000 + 1000)],
    [
      'a tampered signature',
      'binding-tampered',
      (jar) => change(jar, (parts) => [parts[0], parts[1], flip(parts[2])]),
    ],
    [
      'a tampered payload',
      'binding-tampered',
      (jar) => change(jar, (parts) => [parts[0], flip(parts[1]), parts[2]]),
    ],
    [
      'no signature at all',
      'binding-malformed',
      (jar) => change(jar, (parts) => [none(parts[0]), parts[1], '']),
    ],
    ['rubbish', 'binding-malformed', (jar) => change(jar, () => ['rubbish'])],
    [
      'a token of the finished kind',
      'binding-foreign',
      async (jar, { clock }) => {
        const { name } = onlyCookie(jar);
        const other = browser(site({}, { clock }).handle);
        await other.start('s');
        await other.callback('error=x&state=s');
        jar.set(name, onlyCookie(other.jar).value);
      },
    ],
    [
      'the token of a retired key',
      'binding-unknown-key',
      async (jar, { clock }) => {
        const other = browser(site({ bindingKeys: [OLD] }, { clock }).handle);
        await other.start('s');
        jar.set(onlyCookie(jar).name, onlyCookie(other.jar).value);
      },
    ],
  ];

  it.each(spoils)('T07 refuses %s', async (_what, reason, spoil) => {
    const stage = site();
    const customer = browser(stage.handle);
    await customer.start('s');
    await spoil(customer.jar, stage);
    for (const query of ['code=c&state=s', 'error=access_denied&state=s']) {
      const answer = await customer.callback(query);
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('This link was opened in another browser');
      expect(stage.outcomes.at(-1)).toMatchObject({
        outcome: 'unbound',
        reason,
        error: 'ERR_BINDING_MISSING',
      });
    }
    expect(stage.connect.sent).toEqual([]);
  });

  it('T07 accepts a token of an old key that still verifies, and signs with the new one', async () => {
    const before = site({ bindingKeys: [OLD] });
    const customer = browser(before.handle);
    await customer.start('s');
    const after = site({ bindingKeys: [KEY, OLD] }, { clock: before.clock });
    const returning = browser(after.handle, customer.jar);
    const oldKeyId = decodeProtectedHeader(onlyCookie(customer.jar).value).kid;
    await returning.start('t');
    const newToken = [...returning.jar.values()].find(
      (value) => decodeProtectedHeader(value).kid !== oldKeyId,
    );
    expect(newToken).toBeDefined();
    expect((await returning.callback('code=c&state=s')).status).toBe(303);
    expect(after.connect.sent).toHaveLength(1);
  });

  it('T07 still finds a state that Cognito decoded once more, and sends the one that Connect issued', async () => {
    for (const [issued, returned] of [
      ['a+b/c==', 'a b/c=='],
      ['a b', 'a%20b'],
    ] as const) {
      const { handle, connect } = site();
      const customer = browser(handle);
      await customer.start(issued);
      await customer.callback(new URLSearchParams({ code: 'c', state: returned }).toString());
      expect(connect.sent.map(({ state }) => state)).toEqual([issued]);
    }
  });

  it('T07 accepts an unbound response only where that is switched on with its dangerous name', async () => {
    const { handle, connect } = site({ dangerouslyAcceptUnboundResponses: true });
    expect((await browser(handle).callback('code=c&state=s')).status).toBe(303);
    expect(connect.sent).toHaveLength(1);
  });
});

describe('T08 two sign-ins in one browser do not disturb each other', () => {
  it('T08 finishes both, in the other order', async () => {
    const { handle, connect } = site();
    const customer = browser(handle);
    await customer.start('first');
    await customer.start('second');
    expect(customer.jar.size).toBe(2);
    expect((await customer.callback('code=2&state=second')).status).toBe(303);
    expect((await customer.callback('code=1&state=first')).status).toBe(303);
    expect(connect.sent.map(({ state }) => state)).toEqual(['second', 'first']);
  });

  it('T08 keeps at most five bindings under 4 KB, dropping the oldest', async () => {
    const { handle } = site();
    const customer = browser(handle);
    for (let index = 0; index < 12; index += 1)
      await customer.start(`state-${index}`, { returnTo: 'https://shop.example.com/a' });
    expect(customer.jar.size).toBe(5);
    expect([...customer.jar].join('').length).toBeLessThan(4096);
    expect((await customer.callback('code=c&state=state-11')).status).toBe(303);
    expect((await customer.callback('code=c&state=state-6')).status).toBe(403);
  });

  it('T08 stays below the header limit of Node with the longest return addresses', async () => {
    const { handle } = site();
    const customer = browser(handle);
    const returnTo = `https://shop.example.com/${'p'.repeat(2000)}`;
    for (let index = 0; index < 6; index += 1) {
      await customer.start(`state-${index}`, { returnTo });
      for (const [name, value] of customer.jar) expect(name.length + value.length).toBeLessThan(4096);
    }
    expect([...customer.jar].join('').length).toBeLessThan(8000);
    expect((await customer.callback('code=c&state=state-5')).status).toBe(303);
  });
});

describe('T09 the cookie is as narrow as a cookie can be', () => {
  const setCookies = async (options: Record<string, unknown>, fields = {}) => {
    const { handle } = site(options);
    return (await browser(handle).start('s', fields)).headers.getSetCookie();
  };

  it('T09 carries the __Host- prefix, Secure, HttpOnly, SameSite=Lax, Path=/ and an end', async () => {
    const [cookie = '', ...others] = await setCookies({});
    expect(others).toEqual([]);
    expect(cookie).toMatch(
      /^__Host-cxs_[\w-]{22}=[\w-]+\.[\w-]+\.[\w-]+; Max-Age=960; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  it('T09 goes without prefix and Secure on loopback over http only', async () => {
    const redirectUri = 'http://127.0.0.1:8080/callback';
    const [cookie] = await setCookies({ redirectUri }, { authenticationUrl: urlFor(redirectUri) });
    expect(cookie).toMatch(/^cxs_[\w-]{22}=\S+; Max-Age=960; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('T09 holds a signed token with kid, aud, exp and the hash of the state, never the state', async () => {
    const [cookie = ''] = await setCookies({}, { lang: 'de' });
    const token = /=([^;]+)/.exec(cookie)?.[1] ?? '';
    expect(decodeProtectedHeader(token)).toMatchObject({
      alg: 'HS256',
      kid: expect.stringMatching(/^[\w-]{8}$/) as string,
    });
    const claims = decodeJwt(token);
    expect(claims.aud).toBe(OPTIONS.redirectUri);
    expect(claims.sub).toMatch(/^[\w-]{43}$/);
    expect(claims.exp).toBeGreaterThan(0);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'instance', 'lang', 'sub']);
  });

  it.each(['code=c&state=s', 'error=access_denied&state=s'])('T09 is cleared after %s', async (query) => {
    const { handle } = site();
    const customer = browser(handle);
    await customer.start('s');
    const { name } = onlyCookie(customer.jar);
    const cleared = (await customer.callback(query)).headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith(name));
    expect(cleared).toBe(`${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure`);
  });
});

function urlFor(redirectUri: string): string {
  const query = new URLSearchParams({ client_id: 'client1', redirect_uri: redirectUri, state: 's' });
  return `${OPTIONS.cognitoDomains[0]}/oauth2/authorize?${query.toString()}`;
}

function change(jar: Map<string, string>, edit: (parts: string[]) => (string | undefined)[]): void {
  const { name, value } = onlyCookie(jar);
  jar.set(name, edit(value.split('.')).join('.'));
}

/** Changes the middle of a text, because the last character of base64 may not matter. */
function flip(part = ''): string {
  const at = Math.floor(part.length / 2);
  return part.slice(0, at) + (part[at] === 'A' ? 'B' : 'A') + part.slice(at + 1);
}

function none(header = ''): string {
  const parsed = JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
  return Buffer.from(JSON.stringify({ ...parsed, alg: 'none' })).toString('base64url');
}
