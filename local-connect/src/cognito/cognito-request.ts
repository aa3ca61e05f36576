import type { IncomingMessage } from 'node:http';

/** A request, parsed once. */
export interface CognitoRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Fields of a body of the type `application/x-www-form-urlencoded`; empty for every other body. */
  readonly form: URLSearchParams;
  readonly cookies: ReadonlyMap<string, string>;
  readonly authorization: string | undefined;
}

/** Why a request is not looked at. Never holds a value of the request. */
export type RequestProblem =
  'target-malformed' | 'query-too-long' | 'body-too-long' | 'encoding-malformed' | 'duplicate-parameter';

/** Longest query string, in characters. */
export const QUERY_MAX = 8192;

/** Longest body, in bytes. */
export const BODY_MAX = 16_384;

// A parameter of the endpoints may occur once (RFC 6749 section 3.1); unknown ones are ignored.
const KNOWN = [
  ...[
    'response_type',
    'client_id',
    'redirect_uri',
    'state',
    'scope',
    'nonce',
    'prompt',
    'lang',
    'login_hint',
  ],
  ...[
    'identity_provider',
    'idp_identifier',
    'code_challenge',
    'code_challenge_method',
    'logout_uri',
    'error',
  ],
  ...['grant_type', 'code', 'code_verifier', 'refresh_token', 'client_secret', 'token'],
  ...['username', 'password', '_csrf', 'continue_as', 'cancel'],
];

/** Splits the target of a request; the path is compared as it was sent, without decoding. */
export function parseTarget(target: string): { readonly path: string; readonly rawQuery: string } {
  const end = target.indexOf('?');
  return end < 0
    ? { path: target, rawQuery: '' }
    : { path: target.slice(0, end), rawQuery: target.slice(end + 1) };
}

/**
 * Reads a request to its end, within the limits {@link QUERY_MAX} and {@link BODY_MAX}.
 *
 * @throws Error when the connection ends before the body does
 */
export async function readRequest(
  message: IncomingMessage,
): Promise<
  | { readonly ok: true; readonly request: CognitoRequest }
  | { readonly ok: false; readonly problem: RequestProblem }
> {
  const { path, rawQuery } = parseTarget(message.url ?? '');
  if (!path.startsWith('/')) return { ok: false, problem: 'target-malformed' };
  if (rawQuery.length > QUERY_MAX) return { ok: false, problem: 'query-too-long' };
  const body = await readBody(message);
  if (body === undefined) return { ok: false, problem: 'body-too-long' };
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/iu.test(message.headers['content-type'] ?? '');
  const rawForm = isForm ? body : '';
  if (!decodes(rawQuery) || !decodes(rawForm)) return { ok: false, problem: 'encoding-malformed' };
  const query = new URLSearchParams(rawQuery);
  const form = new URLSearchParams(rawForm);
  const duplicate = KNOWN.some((name) => query.getAll(name).length > 1 || form.getAll(name).length > 1);
  if (duplicate) return { ok: false, problem: 'duplicate-parameter' };
  return {
    ok: true,
    request: {
      method: message.method ?? 'GET',
      path,
      query,
      form,
      cookies: parseCookies(message.headers.cookie ?? ''),
      authorization: message.headers.authorization,
    },
  };
}

async function readBody(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Without destroyOnReturn the loop would close the socket, and nobody could be told that the body was too long.
  for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_MAX) {
      message.resume();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function decodes(encoded: string): boolean {
  try {
    decodeURIComponent(encoded);
    return true;
  } catch {
    return false;
  }
}

function parseCookies(header: string): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, equals)).trim();
    // The first of several cookies of one name has the longest path (RFC 6265 section 5.4).
    if (name !== '' && !cookies.has(name)) cookies.set(name, pair.slice(equals + 1).trim());
  }
  return cookies;
}
