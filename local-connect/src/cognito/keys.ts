import { type KeyObject, createHash, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'jose';

/** An RSA key pair that signs tokens. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly publicJwk: JWK;
}

/** The two keys of a user pool: Cognito signs ID tokens and access tokens with different ones. */
export interface SigningKeys {
  readonly id: SigningKey;
  readonly access: SigningKey;
}

const generate = promisify(generateKeyPair);

/** Makes fresh RS256 keys off the main thread; takes a tenth of a second or more, so share them between pools that may. */
export async function generateSigningKeys(): Promise<SigningKeys> {
  const [id, access] = await Promise.all([generateSigningKey(), generateSigningKey()]);
  return { id, access };
}

async function generateSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' }) as JWK;
  const kid = createHash('sha256').update(String(jwk.n)).digest('base64url');
  return { kid, privateKey, publicKey, publicJwk: { ...jwk, kid, alg: 'RS256', use: 'sig' } };
}

/** The JSON Web Key Set of the pool (RFC 7517 section 5); public parts only. */
export function jsonWebKeySet(keys: SigningKeys): { readonly keys: readonly JWK[] } {
  return { keys: [keys.id.publicJwk, keys.access.publicJwk] };
}
