import { createHmac } from 'node:crypto';
import { callbackHandler } from 'connect-sign-in-callback';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser } from '../callback-server/fixtures/browser.js';
import { OPTIONS } from '../callback-server/fixtures/site.js';
import { attackStage, KEY, OLD_KEY, SHOP, type AskedChat, type AttackStage } from './attack-stage.js';

let stage: AttackStage;
/** The attacker's own chat, whose link the victim follows, and the attacker's own valid cookie for it. */
let attacker: AskedChat;
let cookie: { name: string; value: string };
beforeAll(async () => {
  stage = await attackStage();
  attacker = await stage.askedChat();
  const own = stage.visitor();
  await own.start(attacker.url);
  const [entry] = [...own.jar];
  cookie = { name: entry![0], value: entry![1] };
});
afterAll(() => stage.close());

/** The victim signs in at Cognito by the attacker's link and arrives at the redirect URI with these cookies. */
async function victimArrives(cookies: string | undefined) {
  const response = await attacker.chat.signIn(new URL(attacker.url));
  const headers = cookies === undefined ? [] : ([['cookie', cookies]] as const);
  return stage.hearsNothing(() => stage.visitor().callback(response, headers));
}

/** A token as a server with another clock, key or name would sign it, for the attacker's state. */
async function tokenOf(changes: Record<string, unknown>): Promise<string> {
  const options = {
    ...OPTIONS,
    instanceId: stage.local.instanceId,
    clientId: stage.local.clientId,
    cognitoDomains: [stage.local.cognitoEndpoint],
    ...changes,
  };
  const forger = browser(callbackHandler(options as unknown as Parameters<typeof callbackHandler>[0]));
  await forger.open('/start', {
    method: 'POST',
    body: new URLSearchParams({ authenticationUrl: attacker.url }),
    headers: { origin: SHOP },
  });
  const [value] = forger.jar.values();
  if (value === undefined) throw new Error('the forger got no token');
  return value;
}

const clockAt = (now: number) => ({ now: () => now, setTimeout: () => 0, clearTimeout: () => undefined });
const segment = (members: unknown) => Buffer.from(JSON.stringify(members)).toString('base64url');
const signed = (header: object, payload: object, key: string, hash = 'sha256') => {
  const input = `${segment(header)}.${segment(payload)}`;
  return `${input}.${createHmac(hash, key).update(input).digest('base64url')}`;
};

describe("an attacker's link, followed by a victim who signs in", () => {
  it('is what would work if the victim held the cookie, so the cookie decides', async () => {
    const control = await stage.askedChat();
    await stage.honestSignIn(control);
  });

  const withoutPrefix = () => cookie.name.replace('__Host-', '');
  type Cookies = () => Promise<string | undefined> | string | undefined;
  /** The reason is the log's: a token that is refused for another one than it was made for proves nothing. */
  const cases: readonly [what: string, cookies: Cookies, reason?: string][] = [
    ['in a clean profile', () => undefined],
    ['with cookies of other products', () => 'session=1; __Host-id=2; cxs=3'],
    [
      'with the cookie of a sign-in of her own',
      async () => {
        const own = stage.visitor();
        await own.start((await stage.askedChat()).url);
        return [...own.jar].map(([name, value]) => `${name}=${value}`).join('; ');
      },
    ],
    [
      'with the token of a sign-in of her own under the name that the link wants',
      async () => {
        const own = stage.visitor();
        await own.start((await stage.askedChat()).url);
        return `${cookie.name}=${[...own.jar.values()].join()}`;
      },
      'binding-foreign',
    ],
    [
      "with the attacker's cookie tossed from a sibling host, which cannot have the prefix",
      () => `${withoutPrefix()}=${cookie.value}`,
    ],
    [
      'with it tossed under a prefix in other case',
      () => `__host-${withoutPrefix()}=${cookie.value}; __HOST-${withoutPrefix()}=${cookie.value}`,
    ],
    ['with it tossed under an encoded prefix', () => `%5F%5FHost-${withoutPrefix()}=${cookie.value}`],
    ['with it tossed as __Secure-', () => `__Secure-${withoutPrefix()}=${cookie.value}`],
    // Browsers check the prefix of the bytes they keep; a server that trims more than they do sees another name.
    ['with it tossed behind a no-break space', () => `\u00A0${cookie.name}=${cookie.value}`],
    ['with it tossed behind a next-line character', () => `\u0085${cookie.name}=${cookie.value}`],
    ['with it tossed before a no-break space', () => `${cookie.name}\u00A0=${cookie.value}`],
    [
      'with it tossed behind UTF-8 white space',
      () => `\u00E2\u0080\u0080${cookie.name}=${cookie.value}; \u00C2\u00A0${cookie.name}=${cookie.value}`,
    ],
    ['with it tossed in the old syntax', () => `$Version="1"; ${withoutPrefix()}=${cookie.value}`],
    ['with it tossed inside a quoted value', () => `theme="dark, ${cookie.name}=${cookie.value}"`],
    ['with it tossed as a nameless cookie', () => `=${cookie.name}=${cookie.value}`],
    ['with it tossed between commas', () => `a=b, ${cookie.name}=${cookie.value}`],
    [
      'with an expired token',
      async () => `${cookie.name}=${await tokenOf({ clock: clockAt(Date.now() - 17 * 60_000) })}`,
      'binding-expired',
    ],
    [
      'with a token of a wrong key',
      async () =>
        `${cookie.name}=${await tokenOf({ bindingKeys: ['a-key-that-the-attacker-made-up-0123456789'] })}`,
      'binding-unknown-key',
    ],
    [
      'with a token of a retired key',
      async () =>
        `${cookie.name}=${await tokenOf({ bindingKeys: ['a-key-of-last-year-that-was-taken-out-0123'] })}`,
      'binding-unknown-key',
    ],
    [
      'with a token of another redirect URI',
      () =>
        `${cookie.name}=${signed(
          decodeProtectedHeader(cookie.value),
          { ...decodeJwt(cookie.value), aud: 'https://b.example/callback' },
          KEY,
        )}`,
      'binding-foreign',
    ],
    [
      'with a token of another instance',
      async () => `${cookie.name}=${await tokenOf({ name: 'another-instance' })}`,
      'binding-foreign',
    ],
    [
      'with a token without signature',
      () => `${cookie.name}=${segment({ alg: 'none', typ: 'cxs+jwt' })}.${cookie.value.split('.')[1]}.`,
      'binding-malformed',
    ],
    [
      'with a token that names its own key',
      () =>
        `${cookie.name}=${signed(
          { ...decodeProtectedHeader(cookie.value), kid: undefined, jwk: { kty: 'oct', k: 'AAAA' } },
          decodeJwt(cookie.value),
          'AAAA',
        )}`,
      'binding-unknown-key',
    ],
    [
      'with a token signed by an empty key',
      () => `${cookie.name}=${signed(decodeProtectedHeader(cookie.value), decodeJwt(cookie.value), '')}`,
      'binding-tampered',
    ],
    [
      'with a token of another algorithm',
      () =>
        `${cookie.name}=${signed(
          { ...decodeProtectedHeader(cookie.value), alg: 'HS512' },
          decodeJwt(cookie.value),
          KEY,
          'sha512',
        )}`,
      'binding-malformed',
    ],
    [
      'with a token of the right key whose kind is another',
      () =>
        `${cookie.name}=${signed(
          { ...decodeProtectedHeader(cookie.value), typ: 'cxd+jwt' },
          decodeJwt(cookie.value),
          KEY,
        )}`,
      'binding-foreign',
    ],
    [
      'with a token whose end was moved',
      () => {
        const [header, , signature] = cookie.value.split('.');
        const claims = { ...decodeJwt(cookie.value), exp: 4_000_000_000 };
        return `${cookie.name}=${header}.${segment(claims)}.${signature}`;
      },
      'binding-tampered',
    ],
    [
      'with the token twice as long',
      () => `${cookie.name}=${cookie.value}${cookie.value}`,
      'binding-malformed',
    ],
    ['with a crowd of cookies', () => `${'x=y; '.repeat(2500)}cxs_=1`],
  ];

  it.each(cases)('%s reaches Connect with nothing', async (_what, cookies, reason = 'binding-missing') => {
    const answer = await victimArrives(await cookies());
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('This link was opened in another browser');
    expect(answer.setCookies).toEqual([]);
    const requestId = answer.headers['x-request-id'];
    const line = await stage.server.logged((logged) => logged['requestId'] === requestId);
    expect(line).toMatchObject({ outcome: 'unbound', reason });
    expect(stage.local.contact(attacker.contactId).status).toBe('urlIssued');
  });

  it('reaches Connect with nothing on a reload, on a second visit and as an error', async () => {
    const response = await attacker.chat.signIn(new URL(attacker.url));
    const victim = stage.visitor();
    await stage.hearsNothing(async () => {
      for (const query of [response, response, { state: attacker.state, error: 'access_denied' }]) {
        expect((await victim.callback(query)).status).toBe(403);
      }
    });
  });

  it('does not work by posting the start form from a page of somebody else first', async () => {
    const response = await attacker.chat.signIn(new URL(attacker.url));
    const victim = stage.visitor();
    await stage.hearsNothing(async () => {
      const refused = await victim.start(attacker.url, {}, [['origin', 'https://evil.example']]);
      expect([refused.status, refused.setCookies]).toEqual([403, []]);
      expect((await victim.callback(response)).status).toBe(403);
    });
  });

  it('leaves the sign-in of the chat itself possible, with a key that still verifies', async () => {
    const token = await tokenOf({ bindingKeys: [OLD_KEY] });
    const before = stage.now();
    const answer = await stage
      .visitor()
      .callback(await attacker.chat.signIn(new URL(attacker.url)), [['cookie', `${cookie.name}=${token}`]]);
    expect(answer.location).toBe('/done?outcome=accepted');
    await stage.local.until(attacker.contactId, 'Success');
    expect(stage.received(before)).toMatchObject([{ contactId: attacker.contactId, outcome: 'ok' }]);
  });

  it('cannot be replayed once it was used: not with the same cookie, not with another code', async () => {
    const { chat, contactId, url } = await stage.askedChat();
    const customer = stage.visitor();
    await customer.start(url);
    const kept = new Map(customer.jar);
    const first = await chat.signIn(new URL(url));
    await customer.callback(first);
    await stage.local.until(contactId, 'Success');
    await stage.hearsNothing(async () => {
      expect((await customer.callback(first)).location).toBe('/done?outcome=already-accepted');
    });
    const thief = stage.visitor();
    for (const [name, value] of kept) thief.jar.set(name, value);
    const before = stage.now();
    const second = await chat.signIn(new URL(url), stage.local.customers[1]);
    await thief.callback(second);
    // Whatever the stolen cookie brings to Connect, the contact's customer is not exchanged.
    expect(stage.received(before).filter(({ outcome }) => outcome === 'ok')).toEqual([]);
    expect(stage.local.contact(contactId).displayName).toBe(stage.local.customers[0]!.name);
  });
});
