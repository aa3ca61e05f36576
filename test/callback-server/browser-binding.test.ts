import { describe, expect, it } from 'vitest';
import {
  BINDING_CROWD,
  BINDING_LIFETIME_MS,
  browserBinding,
  type Binding,
} from '../../callback-server/src/browser-binding.js';
import { cookieScope } from '../../callback-server/src/cookies.js';
import { signedTokens } from '../../callback-server/src/signed-token.js';
import { flowOf, hashOfState, possibleStates } from '../../callback-server/src/state-hash.js';

const NOW = 1_800_000_000_000;
const URI = 'https://auth.example.com/callback';
const tokens = signedTokens(['the-key-of-the-binding-tests-0123456789'], URI);
const scope = cookieScope(URI);
const binding = browserBinding('shop', tokens, scope);
const PLAIN: Binding = { instance: 'shop', expiresAt: NOW + BINDING_LIFETIME_MS };
const FULL: Binding = {
  ...PLAIN,
  returnTo: 'https://shop.example.com/',
  lang: 'de',
  firstArrivalAt: NOW - 5,
  turnAt: NOW + 5,
  mayBeAccepted: true,
};

const nameFor = (state: string) => `__Host-cxs_${hashOfState(state).slice(0, 22)}`;
const pairOf = (setCookie = '') => setCookie.slice(0, setCookie.indexOf(';'));
const issued = async (state: string, held: Binding = PLAIN) =>
  pairOf((await binding.issue(state, held, null, NOW))[0]);
/** A cookie with claims that only the server's own key could sign, but its code would not. */
const signed = async (state: string, claims: object, expiresAt = NOW + 1000) =>
  `${nameFor(state)}=${await tokens.sign({ sub: hashOfState(state), instance: 'shop', ...claims }, 'cxs+jwt', expiresAt)}`;

describe('the binding of a browser', () => {
  it('lasts a minute longer than the longest Authenticate Customer block', () => {
    expect(BINDING_LIFETIME_MS).toBe(16 * 60_000);
  });

  it('is a cookie named after the state, that ends with the binding', async () => {
    const [cookie, ...others] = await binding.issue('s', PLAIN, null, NOW);
    expect(others).toEqual([]);
    expect(cookie).toMatch(new RegExp(`^${nameFor('s')}=[^;]+; Max-Age=960; `));
    const [short] = await binding.issue('s', { ...PLAIN, expiresAt: NOW + 1 }, null, NOW);
    expect(short).toContain('; Max-Age=1; ');
    const [over] = await binding.issue('s', { ...PLAIN, expiresAt: NOW - 5000 }, null, NOW);
    expect(over).toContain('; Max-Age=0; ');
  });

  it('gives back all it was issued with, and nothing more', async () => {
    for (const held of [PLAIN, FULL]) {
      expect(await binding.verify('s', await issued('s', held), NOW)).toEqual({
        ok: true,
        state: 's',
        binding: held,
      });
    }
  });

  it('does not believe claims of another kind', async () => {
    const odd = { returnTo: 1, lang: 2, firstArrivalAt: '3', turnAt: '4', mayBeAccepted: 'true' };
    expect(await binding.verify('s', await signed('s', odd), NOW)).toEqual({
      ok: true,
      state: 's',
      binding: { instance: 'shop', expiresAt: NOW + 1000 },
    });
  });

  it.each([
    ['no cookie', null, 'binding-missing'],
    ['an empty header', '', 'binding-missing'],
    ['a cookie of another name', `x${nameFor('s')}=a`, 'binding-missing'],
    ['a token that is none', `${nameFor('s')}=a`, 'binding-malformed'],
  ])('is refused with %s', async (_what, header, problem) => {
    expect(await binding.verify('s', header, NOW)).toEqual({ ok: false, problem });
  });

  it.each([
    ['of another state', { sub: hashOfState('t') }],
    ['of a longer hash', { sub: `${hashOfState('s')}A` }],
    ['without a hash', { sub: undefined }],
    ['of another instance', { instance: 'shop2' }],
    ['of an instance that is no text', { instance: ['shop'] }],
  ])('is foreign with a token %s', async (_what, claims) => {
    const header = await signed('s', claims);
    expect(await binding.verify('s', header, NOW)).toEqual({ ok: false, problem: 'binding-foreign' });
  });

  it('is foreign with a token of another kind, and over when it has expired', async () => {
    const kind = await tokens.sign({ sub: hashOfState('s'), instance: 'shop' }, 'other+jwt', NOW + 1000);
    expect(await binding.verify('s', `${nameFor('s')}=${kind}`, NOW)).toMatchObject({
      problem: 'binding-foreign',
    });
    expect(await binding.verify('s', await signed('s', {}, NOW), NOW)).toMatchObject({
      problem: 'binding-expired',
    });
  });

  it('is found among cookies that somebody else planted under its name', async () => {
    const own = await issued('s');
    const planted = await signed('s', { instance: 'another' });
    for (const header of [`${planted}; ${own}`, `${own}; ${planted}`, `${nameFor('s')}=; a=b; ${own}`]) {
      expect(await binding.verify('s', header, NOW)).toMatchObject({ ok: true });
    }
  });

  it('makes room for itself among its own kind only, the oldest first, and never for its own state', async () => {
    const held = [];
    for (let index = 0; index < BINDING_CROWD.count; index += 1) held.push(await issued(`state-${index}`));
    const header = ['session=other', ...held].join('; ');
    const [, ...dropped] = await binding.issue('new', PLAIN, header, NOW);
    expect(dropped).toEqual([`${nameFor('state-0')}=; Max-Age=0; ${scope.attributes}`]);
    expect(await binding.issue('state-4', PLAIN, header, NOW)).toHaveLength(1);
    const strangers = Array.from({ length: 9 }, (_, index) => `other${index}=${'x'.repeat(900)}`).join('; ');
    expect(await binding.issue('new', PLAIN, strangers, NOW)).toHaveLength(1);
  });

  it('makes room for a long cookie', async () => {
    const long = { ...PLAIN, returnTo: `https://shop.example.com/${'p'.repeat(1500)}` };
    const held = [await issued('a', long), await issued('b', long)];
    const [cookie = '', ...dropped] = await binding.issue('c', long, held.join('; '), NOW);
    const lengths = [...held, pairOf(cookie)].map((pair) => pair.length - 1);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(BINDING_CROWD.bytes);
    expect(dropped).toEqual([`${nameFor('a')}=; Max-Age=0; ${scope.attributes}`]);
  });

  it('is cleared under the name of its state', () => {
    expect(binding.clear('s')).toBe(`${nameFor('s')}=; Max-Age=0; ${scope.attributes}`);
  });
});

describe('the hash of a state', () => {
  it('is SHA-256 in base64url, and its beginning joins log lines', () => {
    expect(hashOfState('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
    expect(flowOf('abc')).toBe('ungWv48Bz-pB');
  });
});

describe('the states that Connect may have issued', () => {
  it.each([
    ['abc', ['abc']],
    ['a b c', ['a b c', 'a+b+c']],
    ['a%2Bb', ['a%2Bb', 'a+b']],
    ['a %41', ['a %41', 'a+%41', 'a A']],
    ['100%', ['100%']],
  ])('of %s are the one received and no wider than one decoding', (received, expected) => {
    expect(possibleStates(received)).toEqual(expected);
  });
});
