import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a presigned URL allows. */
export interface PresignedRequest {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  /** Moment of signing, in milliseconds. */
  readonly at: number;
  readonly lifeSeconds: number;
  /** Headers that the request must carry with these values; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Why a request does not get through, as S3 names it; `ok` when it does. */
export type PresignedVerdict = 'ok' | 'AccessDenied' | 'SignatureDoesNotMatch' | 'Expired';

/** URLs that are good for one method, one path, some headers and some time. */
export interface PresignedUrls {
  /** Path and query of the URL. */
  sign(request: PresignedRequest): string;
  /** @param now - milliseconds, by the clock of the moment of signing */
  check(
    method: string,
    target: string,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    now: number,
  ): PresignedVerdict;
}

const NAMES = ['X-Amz-Date', 'X-Amz-Expires', 'X-Amz-SignedHeaders', 'X-Amz-Signature'] as const;

/**
 * Makes and checks URLs in the manner of S3: the parameters have S3's names, the signature is local-connect's own.
 *
 * Source: Amazon S3 User Guide, "Authenticating requests: using query parameters".
 */
export function createPresignedUrls(secret: Buffer = randomBytes(32)): PresignedUrls {
  const mac = (...parts: readonly string[]) =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex');
  return {
    sign({ method, path, at, lifeSeconds, headers }) {
      const date = new Date(at).toISOString();
      const names = Object.keys(headers).sort();
      const signature = mac(
        ...[method, path, date, String(lifeSeconds), names.join(';')],
        ...names.map((name) => headers[name] ?? ''),
      );
      const query = new URLSearchParams({
        'X-Amz-Date': date,
        'X-Amz-Expires': String(lifeSeconds),
        'X-Amz-SignedHeaders': names.join(';'),
        'X-Amz-Signature': signature,
      });
      return `${path}?${query.toString()}`;
    },
    check(method, target, headers, now) {
      const [path = '', query = ''] = target.split('?');
      const given = new URLSearchParams(query);
      if (NAMES.some((name) => given.getAll(name).length !== 1)) return 'AccessDenied';
      const [date = '', life = '', signed = '', signature = ''] = NAMES.map((name) => given.get(name) ?? '');
      const names = signed === '' ? [] : signed.split(';');
      const values = names.map((name) => headers[name]);
      const expected = mac(method, path, date, life, signed, ...values.map(String));
      const [left, right] = [Buffer.from(signature), Buffer.from(expected)];
      if (left.length !== right.length || !timingSafeEqual(left, right)) return 'SignatureDoesNotMatch';
      return now < Date.parse(date) + 1000 * Number(life) ? 'ok' : 'Expired';
    },
  };
}
