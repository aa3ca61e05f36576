import { calculateJwkThumbprint, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';

/** An RSA key pair that signs tokens. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** The two keys of a user pool: Cognito signs ID tokens and access tokens with different ones. */
export interface SigningKeys {
  readonly id: SigningKey;
  readonly access: SigningKey;
}

/** Makes fresh RS256 keys; takes some tens of milliseconds, so share one pair of keys between pools that may. */
export async function generateSigningKeys(): Promise<SigningKeys> {
  const [id, access] = await Promise.all([generateSigningKey(), generateSigningKey()]);
  return { id, access };
}

async function generateSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { kid, privateKey, publicKey, publicJwk: { ...jwk, kid, alg: 'RS256', use: 'sig' } };
}

/** The JSON Web Key Set of the pool (RFC 7517 section 5); public parts only. */
export function jsonWebKeySet(keys: SigningKeys): { readonly keys: readonly JWK[] } {
  return { keys: [keys.id.publicJwk, keys.access.publicJwk] };
}
