import type { JWTPayload, JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import type { IssuedUrl } from './block-state.js';
import type { Clock } from './clock.js';

/** What came of a code. `reason` is for the journal and never holds a value of the exchange. */
export type Redemption =
  | { readonly ok: true; readonly subject: string; readonly firstName?: string }
  | { readonly ok: false; readonly reason: string };

/** The user pool as Connect sees it. */
export interface RedemptionOptions {
  /** Token endpoint; asked over HTTP. */
  readonly tokenUrl: string;
  /** Key set of the user pool; asked over HTTP. */
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  /** The clock the user pool dates its tokens with. */
  readonly clock: Clock;
  /** How the two are reached; an emulated public name leads to loopback. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** Connect gives the token endpoint this long, in milliseconds. */
const TOKEN_DEADLINE_MS = 10_000;

const tokenAnswer = z.object({ id_token: z.string().min(1) });
const tokenError = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/u) });

/**
 * Redeems a code and verifies the ID token: signature against the key set, issuer, audience, expiry, `token_use` and,
 * where one was asked for, `nonce`. Never rejects.
 *
 * Source: Amazon Cognito Developer Guide, "Token endpoint" and "Verifying JSON web tokens".
 */
export function createRedemption(
  options: RedemptionOptions,
): (code: string, url: IssuedUrl) => Promise<Redemption> {
  const { clientId, issuer, clock } = options;
  let verifier: Promise<Verify> | undefined;

  return async (code, url) => {
    const deadline = new AbortController();
    const timer = clock.setTimeout(() => deadline.abort(), TOKEN_DEADLINE_MS);
    try {
      const answer = await options.fetch(options.tokenUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: clientId,
          code,
          redirect_uri: url.redirectUri,
          ...(url.codeVerifier === undefined ? {} : { code_verifier: url.codeVerifier }),
        }).toString(),
        signal: deadline.signal,
      });
      const body: unknown = await answer.json().catch(() => undefined);
      if (!answer.ok) {
        const refusal = tokenError.safeParse(body);
        return { ok: false, reason: refusal.success ? refusal.data.error : `status-${answer.status}` };
      }
      const tokens = tokenAnswer.safeParse(body);
      if (!tokens.success) return { ok: false, reason: 'id-token-missing' };
      const verify = await (verifier ??= loadVerifier(options));
      const payload = await verify(tokens.data.id_token, {
        issuer,
        audience: clientId,
        algorithms: ['RS256'],
        requiredClaims: ['sub', 'exp', 'iat'],
        currentDate: new Date(clock.now()),
      });
      if (payload['token_use'] !== 'id') return { ok: false, reason: 'not-an-id-token' };
      if (payload['nonce'] !== url.nonce) return { ok: false, reason: 'nonce-mismatch' };
      const firstName = payload['given_name'];
      return {
        ok: true,
        subject: payload.sub ?? '',
        ...(typeof firstName === 'string' && firstName !== '' ? { firstName } : {}),
      };
    } catch (error) {
      return { ok: false, reason: deadline.signal.aborted ? 'token-endpoint-timeout' : reasonOf(error) };
    } finally {
      clock.clearTimeout(timer);
    }
  };
}

type Verify = (token: string, expected: JWTVerifyOptions) => Promise<JWTPayload>;

/** Loaded with the first code: a start that nobody signs in at does not wait for it. */
async function loadVerifier({ jwksUrl, fetch }: RedemptionOptions): Promise<Verify> {
  const { createRemoteJWKSet, customFetch, jwtVerify } = await import('jose');
  const keys = createRemoteJWKSet(new URL(jwksUrl), { [customFetch]: fetch, cooldownDuration: 0 });
  return async (token, expected) => (await jwtVerify(token, keys, expected)).payload;
}

/** jose's closed error codes are safe to record; everything else is a connection that failed. */
function reasonOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('ERR_J') ? code : 'token-endpoint-unreachable';
}
