import { createHash, createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';

/** Why a token is not accepted. */
export type TokenProblem = 'malformed' | 'unknown-key' | 'tampered' | 'expired' | 'foreign';

/** What a token says: JSON members, `aud` and `exp` among them. */
export type TokenClaims = Readonly<Record<string, unknown>>;

/** Signs and verifies the small tokens that live in cookies. */
export interface SignedTokens {
  /** Signs with the first key. `expiresAt` is in milliseconds since 1970. */
  sign(claims: TokenClaims, type: string, expiresAt: number): Promise<string>;
  /** Verifies with whichever key the token names. `now` is in milliseconds since 1970. */
  verify(
    token: string,
    type: string,
    now: number,
  ): Promise<{ ok: true; claims: TokenClaims } | { ok: false; problem: TokenProblem }>;
}

/** Longest token that is looked at, in characters: what a browser keeps in one cookie. */
const TOKEN_MAX = 4096;
const KEY_ID_LENGTH = 8;
/** Header, payload and a signature of 32 bytes, each base64url without padding (RFC 7515 section 3.1). */
const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]{43})$/u;

/** Id of a key in `kid`: it tells keys apart and nothing about them. */
export const keyId = (key: string) =>
  createHash('sha256').update('connect-sign-in kid').update(key).digest('base64url').slice(0, KEY_ID_LENGTH);

/**
 * Tokens as compact JWS (RFC 7515) with HS256, the key's id in `kid`, the audience in `aud`, the end in `exp`.
 *
 * The signature is `node:crypto`'s own HMAC instead of jose: the Web Cryptography API behind jose hands each one to a thread,
 * and a token signed and verified costs nine times the CPU (`npm run bench:callback -- --only tokens`), about an eighth of
 * a whole callback. What is signed and read is this one form only; nothing in a token chooses an algorithm, and a test
 * reads a token with jose.
 *
 * @param keys - secrets of at least 32 bytes; the first signs, all verify, so that a key can be retired after a rotation
 * @param audience - the redirect URI: a token of one redirect URI is worth nothing at another
 */
export function signedTokens(keys: readonly string[], audience: string): SignedTokens {
  const ring = new Map(keys.map((key) => [keyId(key), createSecretKey(key, 'utf8')]));
  const [signingKeyId, signingKey] = [...ring][0] ?? [];

  function judge(token: string, type: string, now: number): TokenClaims | TokenProblem {
    const [, header = '', payload = '', signature = ''] =
      token.length > TOKEN_MAX ? [] : (COMPACT.exec(token) ?? []);
    const { alg, typ, kid, crit } = decode(header) ?? {};
    if (alg !== 'HS256' || crit !== undefined) return 'malformed';
    const key = typeof kid === 'string' ? ring.get(kid) : undefined;
    if (key === undefined) return 'unknown-key';
    const expected = signatureOf(`${header}.${payload}`, key);
    if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return 'tampered';
    const claims = decode(payload);
    if (claims === undefined) return 'malformed';
    if (typ !== type || claims['aud'] !== audience || typeof claims['exp'] !== 'number') return 'foreign';
    return claims['exp'] * 1000 <= now ? 'expired' : claims;
  }

  return {
    sign(claims, type, expiresAt) {
      if (signingKeyId === undefined || signingKey === undefined) throw new TypeError('no key to sign with');
      const header = encode({ alg: 'HS256', typ: type, kid: signingKeyId });
      const payload = encode({ ...claims, aud: audience, exp: Math.ceil(expiresAt / 1000) });
      return Promise.resolve(`${header}.${payload}.${signatureOf(`${header}.${payload}`, signingKey)}`);
    },
    verify(token, type, now) {
      const verdict = judge(token, type, now);
      return Promise.resolve(
        typeof verdict === 'string' ? { ok: false, problem: verdict } : { ok: true, claims: verdict },
      );
    },
  };
}

const signatureOf = (input: string, key: KeyObject) =>
  createHmac('sha256', key).update(input).digest('base64url');

const encode = (members: TokenClaims) => Buffer.from(JSON.stringify(members)).toString('base64url');

function decode(segment: string): TokenClaims | undefined {
  try {
    const members: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'));
    return typeof members === 'object' && members !== null ? (members as TokenClaims) : undefined;
  } catch {
    return undefined;
  }
}
