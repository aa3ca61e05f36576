// The binding token: what signing and verifying one costs with node:crypto, as the server does it, and with jose.
import { CompactSign, compactVerify, importJWK } from 'jose';
import { signedTokens } from '../../callback-server/dist/signed-token.js';
import { SETTING } from './setting.mjs';

const { redirectUri, bindingKey, instanceId } = SETTING;
const TYPE = 'cxs+jwt';
const CONCURRENT = 50;

/** The same token through jose, its key imported once and kept. */
async function joseTokens() {
  const k = Buffer.from(bindingKey).toString('base64url');
  const key = await importJWK({ kty: 'oct', k, alg: 'HS256' });
  const encoder = new TextEncoder();
  return {
    sign: (claims, type, expiresAt) =>
      new CompactSign(
        encoder.encode(JSON.stringify({ ...claims, aud: redirectUri, exp: Math.ceil(expiresAt / 1000) })),
      )
        .setProtectedHeader({ alg: 'HS256', typ: type, kid: 'benchmark' })
        .sign(key),
    async verify(token) {
      const { payload } = await compactVerify(token, key, { algorithms: ['HS256'] });
      return { ok: true, claims: JSON.parse(Buffer.from(payload).toString('utf8')) };
    },
  };
}

/** Microseconds of CPU, all threads, for one token signed and verified; as many at once as a busy server has. */
async function costOf({ sign, verify }, amount) {
  const claims = { instance: instanceId, sub: 'h'.repeat(43) };
  const now = Date.now();
  const before = process.cpuUsage();
  for (let done = 0; done < amount; done += CONCURRENT) {
    const verdicts = await Promise.all(
      Array.from({ length: CONCURRENT }, async () =>
        verify(await sign(claims, TYPE, now + 900_000), TYPE, now),
      ),
    );
    if (verdicts.some(({ ok, claims: read }) => !ok || read.sub !== claims.sub))
      throw new Error('A token was not accepted.');
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / amount;
}

/** Medians of rounds in turn, so that whatever else the machine does meets both alike. */
export async function measureTokens({ rounds, amount }) {
  const kinds = [
    { name: 'node:crypto', tokens: signedTokens([bindingKey], redirectUri), samples: [] },
    { name: 'jose', tokens: await joseTokens(), samples: [] },
  ];
  for (let round = 0; round <= rounds; round += 1) {
    for (const { tokens, samples } of kinds) {
      const cost = await costOf(tokens, amount);
      if (round > 0) samples.push(cost);
    }
  }
  return kinds.map(({ name, samples }) => ({
    name,
    cpuUsPerToken: Number(samples.sort((left, right) => left - right)[samples.length >> 1].toFixed(1)),
  }));
}
