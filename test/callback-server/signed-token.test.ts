import { createHmac } from 'node:crypto';
import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { keyId, signedTokens } from '../../callback-server/src/signed-token.js';

const KEY = 'first-key-of-these-tests-0123456789abcdef';
const OLD = 'second-key-of-these-tests-0123456789abcde';
const AUDIENCE = 'https://auth.example.com/callback';
const TYPE = 'test+jwt';
const NOW = 1_800_000_000_000;
const tokens = signedTokens([KEY, OLD], AUDIENCE);

const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const HEADER = { alg: 'HS256', typ: TYPE, kid: keyId(KEY) };
const CLAIMS = { sub: 's', aud: AUDIENCE, exp: NOW / 1000 + 60 };

/** A token that is rightly signed, whatever it says. */
function forged(header: unknown = HEADER, payload: unknown = CLAIMS, key = KEY): string {
  const input = `${segment(header)}.${segment(payload)}`;
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
}
const verdict = async (token: string, now = NOW) => {
  const result = await tokens.verify(token, TYPE, now);
  return result.ok ? 'accepted' : result.problem;
};

describe('a signed token', () => {
  it('keeps its form, so that cookies outlive an update of the server', async () => {
    expect(keyId(KEY)).toBe('2MLBslq_');
    const token = await tokens.sign({ sub: 's' }, TYPE, NOW);
    expect(token).toBe(forged(HEADER, { sub: 's', aud: AUDIENCE, exp: NOW / 1000 }));
  });

  it('is what any JWT library understands', async () => {
    const token = await tokens.sign({ sub: 's' }, TYPE, Date.now() + 60_000);
    const { payload, protectedHeader } = await jwtVerify(token, Buffer.from(KEY), { audience: AUDIENCE });
    expect(payload.sub).toBe('s');
    expect(protectedHeader).toEqual(HEADER);
  });

  it('comes back with all it said', async () => {
    const result = await tokens.verify(await tokens.sign({ sub: 's', n: 1 }, TYPE, NOW + 1000), TYPE, NOW);
    expect(result).toEqual({ ok: true, claims: { sub: 's', n: 1, aud: AUDIENCE, exp: NOW / 1000 + 1 } });
  });

  it('never says another audience or another end than those it is signed for', async () => {
    const token = await tokens.sign({ aud: 'x', exp: 1 }, TYPE, NOW + 1000);
    expect(await verdict(token)).toBe('accepted');
  });

  it('ends with its last second, rounded up', async () => {
    const token = await tokens.sign({}, TYPE, NOW + 1);
    expect(await verdict(token, NOW + 999)).toBe('accepted');
    expect(await verdict(token, NOW + 1000)).toBe('expired');
    expect(await verdict(token, NOW + 1001)).toBe('expired');
  });

  it('is signed with the first key and verified with each', async () => {
    const byOld = await signedTokens([OLD], AUDIENCE).sign({}, TYPE, NOW + 1000);
    expect(await verdict(byOld)).toBe('accepted');
    const byBoth = await tokens.sign({}, TYPE, NOW + 1000);
    expect(await signedTokens([OLD], AUDIENCE).verify(byBoth, TYPE, NOW)).toEqual({
      ok: false,
      problem: 'unknown-key',
    });
  });

  it('is not signed without a key', () => {
    expect(() => signedTokens([], AUDIENCE).sign({}, TYPE, NOW)).toThrow(
      new TypeError('no key to sign with'),
    );
  });

  it.each([
    ['as it should be', forged(), 'accepted'],
    ['of another algorithm', forged({ ...HEADER, alg: 'HS512' }), 'malformed'],
    ['with critical extensions', forged({ ...HEADER, crit: [] }), 'malformed'],
    ['whose header is no object', forged('HS256'), 'malformed'],
    ['whose header is null', forged(null), 'malformed'],
    ['whose header is no JSON', `bm8${forged().slice(forged().indexOf('.'))}`, 'malformed'],
    ['without a key id', forged({ ...HEADER, kid: undefined }), 'unknown-key'],
    ['whose key id is no text', forged({ ...HEADER, kid: [keyId(KEY)] }), 'unknown-key'],
    ['of an unknown key', forged({ ...HEADER, kid: 'unknown1' }), 'unknown-key'],
    ['signed with another key than it names', forged(HEADER, CLAIMS, OLD), 'tampered'],
    ['whose payload is no object', forged(HEADER, 7), 'malformed'],
    ['whose payload is null', forged(HEADER, null), 'malformed'],
    ['of another type', forged({ ...HEADER, typ: 'other+jwt' }), 'foreign'],
    ['for another audience', forged(HEADER, { ...CLAIMS, aud: `${AUDIENCE}/` }), 'foreign'],
    ['whose end is no number', forged(HEADER, { ...CLAIMS, exp: String(CLAIMS.exp) }), 'foreign'],
    ['without an end', forged(HEADER, { ...CLAIMS, exp: undefined }), 'foreign'],
    ['with something before it', `.${forged()}`, 'malformed'],
    ['with something behind it', `${forged()}.x`, 'malformed'],
    ['with a line end behind it', `${forged()}\n`, 'malformed'],
    ['with a short signature', forged().slice(0, -1), 'malformed'],
    ['with a long signature', `${forged()}A`, 'malformed'],
    ['of two segments', forged().split('.').slice(1).join('.'), 'malformed'],
    ['of no segments', '', 'malformed'],
    ['of empty segments', '..', 'malformed'],
    ['with characters that base64url does not have', forged().replace('.', '+.'), 'malformed'],
  ])('%s is judged', async (_what, token, expected) => {
    expect(await verdict(token)).toBe(expected);
  });

  it('is looked at up to the length that a browser keeps', async () => {
    const ofLength = (length: number) => {
      // Base64 grows in steps of one and two characters: one of three headers leaves a payload that fits.
      const lengths = [0, 1, 2].flatMap((x) => [2800, 2900, 3000].map((about) => [x, about] as const));
      for (const [x, about] of lengths) {
        for (let pad = about; pad < about + 100; pad += 1) {
          const token = forged({ ...HEADER, x: 'x'.repeat(x) }, { ...CLAIMS, pad: 'p'.repeat(pad) });
          if (token.length === length) return token;
        }
      }
      throw new Error('no token has this length');
    };
    expect(await verdict(ofLength(4096))).toBe('accepted');
    expect(await verdict(ofLength(4097))).toBe('malformed');
  });
});
