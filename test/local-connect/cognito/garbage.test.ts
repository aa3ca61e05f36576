import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK, CLIENT_ID, type StartedPool, startPool } from './start-pool.js';

const MARKUP = '<img src=x onerror=alert(1)>';
const PATHS = [
  ...[
    '/oauth2/authorize',
    '/login',
    '/identity-provider',
    '/oauth2/token',
    '/oauth2/revoke',
    '/oauth2/userInfo',
  ],
  ...['/logout', '/error', '/.well-known/jwks.json', '/.well-known/openid-configuration', '/nowhere'],
];
const NAMES = [
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
  ...['grant_type', 'code', 'code_verifier', 'refresh_token', 'token', 'username', 'password', '_csrf'],
  ...['continue_as', 'cancel', '__proto__', MARKUP],
];

const value = fc.oneof(
  fc.constantFrom(
    'code',
    'token',
    CLIENT_ID,
    CALLBACK,
    'openid',
    'S256',
    'ExampleID',
    'authorization_code',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string().map((text) => text + MARKUP + text),
  fc.constant(`"'>${MARKUP}`),
);
const pair = fc.tuple(fc.constantFrom(...NAMES), value);
const pairs = fc.oneof(
  { weight: 3, arbitrary: fc.uniqueArray(pair, { selector: ([name]) => name, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.array(pair, { maxLength: 12 }) },
);
const encode = (list: readonly (readonly [string, string])[]) =>
  new URLSearchParams(list.map(([name, text]) => [name, text])).toString();

const VALID = { response_type: 'code', client_id: CLIENT_ID, redirect_uri: CALLBACK };

/** A query or body: pairs, pairs beside a valid authorization request, or plain bytes. */
const encoded = fc.oneof(
  pairs.map(encode),
  pairs.map((list) => encode([...Object.entries(VALID), ...list.filter(([name]) => !(name in VALID))])),
  fc.stringMatching(/^[!$-;=?-~]{0,80}$/u),
);

interface Garbage {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const printable = fc.stringMatching(/^[\x20-\x7e]{0,80}$/u).map((text) => text.trim());
const garbage: fc.Arbitrary<Garbage> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'),
  path: fc
    .tuple(fc.constantFrom(...PATHS), encoded)
    .map(([path, query]) => (query === '' ? path : `${path}?${query}`)),
  headers: fc.record({
    'content-type': fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'x'),
    cookie: fc.oneof(printable, fc.constantFrom('cognito=a; cognito=b', 'XSRF-TOKEN=', '=;;=', 'a')),
    authorization: fc.oneof(printable, fc.constantFrom('Bearer a.b.c', 'Basic', `Bearer ${MARKUP}`)),
  }),
  body: encoded,
});

/** What the garbage is made from, unharmed: it proves that the requests come as far as the pages. */
const WELL_FORMED: Garbage = {
  method: 'GET',
  path: `/login?${encode(Object.entries(VALID))}`,
  headers: {},
  body: '',
};

describe('garbage', () => {
  let pool: StartedPool;
  beforeAll(async () => {
    pool = await startPool();
  });
  afterAll(() => pool.close());

  function send({
    method,
    path,
    headers,
    body,
  }: Garbage): Promise<{ status: number; head: string; body: string }> {
    const { hostname, port } = new URL(pool.endpoint);
    return new Promise((resolve, reject) => {
      const outgoing = request({ hostname, port, method, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, head: response.rawHeaders.join('\n'), body: text }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end(method === 'POST' || method === 'PUT' ? body : undefined);
    });
  }

  it('is answered without a 5xx, without an echo of markup and without a redirect to a stranger', async () => {
    const property = fc.asyncProperty(garbage, async (sent) => {
      const { status, head, body } = await send(sent);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
      expect(head + body).not.toContain('<img');
      const location = /^location\n(.*)$/imu.exec(head)?.[1];
      if (location !== undefined)
        expect([pool.endpoint, new URL(CALLBACK).origin]).toContain(new URL(location).origin);
    });
    await fc.assert(property, { numRuns: 1500, examples: [[WELL_FORMED]] });
    const { body } = await send({ method: 'GET', path: '/.well-known/jwks.json', headers: {}, body: '' });
    expect(body).toContain('"keys"');
  }, 60_000);

  it('never gets a code or a token', () => {
    const outcomes = new Set(pool.calls.map(({ outcome }) => outcome));
    expect(outcomes).toContain('page-shown');
    expect(pool.calls.length).toBeGreaterThan(1500);
    for (const prize of ['code-issued', 'code-issued-silently', 'code-redeemed', 'refreshed']) {
      expect(outcomes).not.toContain(prize);
    }
  });
});
