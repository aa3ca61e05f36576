import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from './aws-error.js';

/** What SigV4 signs, as it arrived. */
export interface SignedRequest {
  readonly method: string;
  /** Raw request target: path and query, still encoded. */
  readonly target: string;
  /** Header names and values in turn, as Node's `rawHeaders` has them. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** Whose signatures are accepted, and for what. */
export interface SigV4Expectation {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly region: string;
  /** Signing name of the service, such as `connect`. */
  readonly service: string;
  /** Wall clock in milliseconds. A virtual clock would make the SDK adjust its own. */
  readonly now: number;
}

const SKEW_MAX_MS = 5 * 60_000;

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]{1,128})\/(\d{8})\/([a-z0-9-]{1,64})\/([a-z0-9-]{1,64})\/aws4_request, ?SignedHeaders=([a-z0-9;_-]{1,2048}), ?Signature=([0-9a-f]{64})$/u;

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
const equal = (left: string, right: string) =>
  timingSafeEqual(Buffer.from(sha256(left), 'hex'), Buffer.from(sha256(right), 'hex'));

/** Percent-encodes as RFC 3986 does: `encodeURIComponent` leaves five more characters alone. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/gu,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * Verifies a Signature Version 4 over method, target, the signed headers and the body as received. The body's hash is
 * always computed here: a declared `x-amz-content-sha256` must equal it, and is never taken for it.
 *
 * Source: AWS Identity and Access Management User Guide, "Create a signed AWS API request".
 *
 * @throws AwsError with the name that AWS answers: `MissingAuthenticationTokenException`, `IncompleteSignature`,
 * `UnrecognizedClientException` or `InvalidSignatureException`
 */
export function verifySigV4(request: SignedRequest, expected: SigV4Expectation): void {
  const headers = collectHeaders(request.rawHeaders);
  const authorization = headers.get('authorization');
  if (authorization === undefined) {
    throw new AwsError('MissingAuthenticationTokenException', 'The request has no Authorization header.');
  }
  const parts = AUTHORIZATION.exec(authorization);
  if (!parts)
    throw new AwsError('IncompleteSignature', 'The Authorization header is not a Signature Version 4.');
  const [accessKeyId = '', day = '', region = '', service = '', signedHeaders = '', signature = ''] =
    parts.slice(1);

  const names = signedHeaders.split(';');
  const amzDate = headers.get('x-amz-date') ?? '';
  checkSignedHeaders(names, headers);
  checkScope({ day, region, service }, amzDate, expected);
  if (
    !equal(accessKeyId, expected.accessKeyId) ||
    !equal(headers.get('x-amz-security-token') ?? '', expected.sessionToken ?? '')
  ) {
    throw new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  }
  const bodyHash = sha256(request.body);
  const declared = headers.get('x-amz-content-sha256');
  if (declared !== undefined && declared !== bodyHash) {
    throw refused('The body does not match x-amz-content-sha256.');
  }
  const stringToSign = [
    'AWS4-HMAC-SHA256',
    amzDate,
    `${day}/${region}/${service}/aws4_request`,
    sha256(canonicalRequest(request, names, headers, bodyHash)),
  ].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${expected.secretAccessKey}`,
  );
  if (!equal(signature, hmac(key, stringToSign).toString('hex'))) {
    throw refused('The request signature we calculated does not match the signature you provided.');
  }
}

const refused = (message: string) => new AwsError('InvalidSignatureException', message);

function collectHeaders(rawHeaders: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = (rawHeaders[index + 1] ?? '').trim().replace(/ +/gu, ' ');
    const before = headers.get(name);
    if (before !== undefined && (name === 'authorization' || name === 'host' || name.startsWith('x-amz-'))) {
      throw new AwsError('IncompleteSignature', `The header ${name} occurs more than once.`);
    }
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}

function checkSignedHeaders(names: readonly string[], headers: ReadonlyMap<string, string>): void {
  const required = ['host', 'x-amz-date', ...[...headers.keys()].filter((name) => name.startsWith('x-amz-'))];
  const unsigned = required.find((name) => !names.includes(name));
  if (unsigned !== undefined) throw refused(`The header ${unsigned} is not among the signed headers.`);
  if (names.some((name) => !headers.has(name))) throw refused('A signed header is missing from the request.');
}

function checkScope(
  scope: { day: string; region: string; service: string },
  amzDate: string,
  expected: SigV4Expectation,
): void {
  if (scope.region !== expected.region || scope.service !== expected.service) {
    throw refused(
      `Credential should be scoped to the region ${expected.region} and the service ${expected.service}.`,
    );
  }
  const [, year, month, date, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u.exec(amzDate) ?? [];
  const signedAt = Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`);
  if (!Number.isFinite(signedAt) || !amzDate.startsWith(scope.day)) {
    throw refused('Date in the credential scope does not match x-amz-date.');
  }
  if (Math.abs(expected.now - signedAt) > SKEW_MAX_MS) {
    throw refused(signedAt < expected.now ? 'Signature expired.' : 'Signature not yet current.');
  }
}

function canonicalRequest(
  request: SignedRequest,
  names: readonly string[],
  headers: ReadonlyMap<string, string>,
  bodyHash: string,
): string {
  const [path = '', query = ''] = request.target.split(/\?(.*)/su);
  return [
    request.method,
    // The path is encoded as sent and once more: SigV4 encodes twice for every service but S3.
    path.split('/').map(encode).join('/'),
    canonicalQuery(query),
    ...names.map((name) => `${name}:${headers.get(name) ?? ''}`),
    '',
    names.join(';'),
    bodyHash,
  ].join('\n');
}

function canonicalQuery(query: string): string {
  if (query === '') return '';
  try {
    return query
      .split('&')
      .map((pair) => pair.split(/=(.*)/su))
      .map(
        ([name = '', value = '']) =>
          [encode(decodeURIComponent(name)), encode(decodeURIComponent(value))] as const,
      )
      .sort(([leftName, leftValue], [rightName, rightValue]) =>
        leftName === rightName ? (leftValue < rightValue ? -1 : 1) : leftName < rightName ? -1 : 1,
      )
      .map(([name, value]) => `${name}=${value}`)
      .join('&');
  } catch {
    throw refused('The query string is not percent-encoded.');
  }
}
