import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { browser } from './fixtures/browser.js';
import { authenticationUrl, OPTIONS, site } from './fixtures/site.js';

/** `FUZZ_RUNS=200000 npx vitest run test/callback-server/t16-fuzz.test.ts` for the long run. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2000);
const PARAMETERS = [
  'state',
  'code',
  'error',
  'error_description',
  'error_uri',
  'iss',
  'outcome',
  'authenticationUrl',
  'returnTo',
  'lang',
];

/** Marked values, so that an echo is found whatever surrounds it. */
const marked = fc
  .tuple(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('', '<script>', '"', "'", '%00', '\r\n', '//', '{{', '&amp;'),
  )
  .map(([text, special]) => `ZQX${special}${text}ZQX`);
const value = fc.oneof(
  marked,
  marked,
  fc.constant(''),
  fc.constant('s'),
  fc.constant('c'),
  marked.map((text) => text.repeat(60)),
);
const rawText = fc.string({ unit: 'binary-ascii', maxLength: 200 }).map((text) => `ZQX${text}`);
const query = fc.oneof(
  fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...PARAMETERS), marked), value), { maxLength: 8 })
    .map((pairs) => new URLSearchParams(pairs).toString()),
  rawText.map((text) => encodeURI(text).replaceAll('#', '')),
  fc
    .array(
      fc.constantFrom('state=s', 'code=c', 'error=ZQX', '&', '=', '%', '%ZZ', '+', ';', 'state[]=s', 'code'),
      { maxLength: 10 },
    )
    .map((parts) => parts.join('&')),
);
const headerText = fc
  .string({ unit: 'grapheme-ascii', maxLength: 60 })
  .map((text) => `ZQX${text.replace(/[^\x20-\x7e]/g, '')}`);
const headers = fc.dictionary(
  fc.constantFrom(
    'accept-language',
    'cookie',
    'origin',
    'referer',
    'host',
    'x-forwarded-host',
    'user-agent',
    'content-type',
    'sec-fetch-dest',
    'content-length',
  ),
  fc.oneof(
    headerText,
    fc.constantFrom(
      OPTIONS.allowedOrigins[0],
      '__Host-cxs_AAAAAAAAAAAAAAAAAAAAAA=ZQX.ZQX.ZQX',
      'application/x-www-form-urlencoded',
      'document',
    ),
  ),
  { maxKeys: 5 },
);
const request = fc.record({
  path: fc.oneof(
    fc.constantFrom('/callback', '/start', '/done'),
    rawText.map((text) => `/${encodeURIComponent(text)}`),
  ),
  method: fc.constantFrom('GET', 'GET', 'GET', 'POST', 'POST', 'HEAD', 'PUT', 'OPTIONS', 'DELETE'),
  query,
  body: query,
  headers,
});

describe('T16 no byte of a request comes back', () => {
  it('T16 answers everything with a page of its own, never a 5xx, and never calls Connect without a binding', async () => {
    const { handle, connect } = site();
    const property = fc.asyncProperty(
      request,
      async ({ path, method, query: search, body, headers: sent }) => {
        const all = new Headers();
        for (const [name, text] of Object.entries(sent)) all.set(name, text.trim());
        const withBody = !['GET', 'HEAD'].includes(method);
        const init = { method, headers: all, ...(withBody ? { body } : {}) };
        const answer = await handle(new Request(`https://auth.example.com${path}?${search}`, init));
        const text = await answer.text();
        expect(answer.status).toBeLessThan(500);
        expect(text + JSON.stringify([...answer.headers])).not.toContain('ZQX');
        expect(answer.headers.get('cache-control')).toBe('no-store');
        expect(connect.sent).toEqual([]);
      },
    );
    await fc.assert(property, { numRuns: RUNS });
  }, 3_600_000);

  it('T16 keeps a bound browser to 303 and 4xx, and its code and state out of every answer', async () => {
    const { handle, connect } = site({ rate: 1000, burst: 1000 });
    const customer = browser(handle);
    const property = fc.asyncProperty(query, async (search) => {
      customer.jar.clear();
      connect.sent.length = 0;
      await customer.start('s');
      const answer = await customer.callback(search);
      expect([303, 400, 403, 414]).toContain(answer.status);
      expect((await answer.text()) + JSON.stringify([...answer.headers])).not.toContain('ZQX');
      for (const sent of connect.sent) expect(sent.state).toBe('s');
    });
    await fc.assert(property, { numRuns: Math.ceil(RUNS / 4) });
  }, 3_600_000);

  it('T16 starts only at Cognito and only for an allowed page', async () => {
    const { handle } = site();
    const address = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      value.map((text) => authenticationUrl(text)),
      fc
        .tuple(
          fc.constantFrom(
            'https://evil.example',
            'https://pool.auth.eu-west-2.amazoncognito.com@evil.example',
          ),
          query,
        )
        .map(([host, search]) => `${host}/oauth2/authorize?${search}`),
      marked,
    );
    const property = fc.asyncProperty(
      address,
      fc.option(fc.webUrl()),
      async (authenticationAddress, returnTo) => {
        const fields = {
          authenticationUrl: authenticationAddress,
          ...(returnTo === null ? {} : { returnTo }),
        };
        const answer = await browser(handle).start('s', fields);
        const html = await answer.text();
        expect([200, 400, 413]).toContain(answer.status);
        const targets = [...html.matchAll(/(?:url=|href=")([^"]+)"/g)].map(
          (match) => new URL(match[1] ?? '').origin,
        );
        expect(targets).toEqual(answer.status === 200 ? Array(2).fill(OPTIONS.cognitoDomains[0]) : []);
      },
    );
    await fc.assert(property, { numRuns: Math.ceil(RUNS / 4) });
  }, 3_600_000);
});
