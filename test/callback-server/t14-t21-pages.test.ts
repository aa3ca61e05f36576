import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { browser } from './fixtures/browser.js';
import { fails } from './fixtures/fake-connect.js';
import { site } from './fixtures/site.js';

type Visit = (customer: ReturnType<typeof browser>, stage: ReturnType<typeof site>) => Promise<Response>;

const visits: readonly [string, number, Visit][] = [
  ['opening', 200, (customer) => customer.start('s')],
  ['redirect', 303, (customer) => customer.callback('code=c&state=s')],
  ['accepted', 200, async (customer) => customer.follow(await customer.callback('code=c&state=s'))],
  ['declined', 200, async (customer) => customer.follow(await customer.callback('error=x&state=s'))],
  ['neutral', 200, (customer) => customer.open('/done')],
  ['unknown outcome', 400, (customer) => customer.open('/done?outcome=%3Cscript%3E')],
  ['invalid', 400, (customer) => customer.callback('code=c')],
  ['too long', 414, (customer) => customer.callback(`state=s&code=c&x=${'y'.repeat(9000)}`)],
  ['unbound', 403, ({ callback }) => callback('code=c&state=other')],
  ['refused start', 403, (customer) => customer.start('s', {}, { origin: 'https://evil.example' })],
  ['wrong method', 405, (customer) => customer.open('/callback?code=c&state=s', { method: 'HEAD' })],
  ['prefetch', 204, (customer) => customer.callback('code=c&state=s', { 'sec-purpose': 'prefetch' })],
  ['not found', 404, (customer) => customer.open('/elsewhere')],
  ...(
    [
      ['waiting', 503, 'ERR_CONNECT_THROTTLED', 'throttled'],
      ['unavailable', 503, 'ERR_CONNECT_UNAVAILABLE', 'timeout'],
      ['rejected', 502, 'ERR_CONNECT_REJECTED', 'invalid-request'],
      ['fault', 502, 'ERR_CONNECT_REJECTED', 'access-denied'],
      ['conflict', 409, 'ERR_CONNECT_CONFLICT', 'conflict'],
    ] as const
  ).map(([name, status, code, reason]): [string, number, Visit] => [
    name,
    status,
    (customer, { connect }) => {
      connect.answers.push(fails(code, reason));
      return customer.callback('code=c&state=s');
    },
  ]),
];

async function visited(visit: Visit, options = {}) {
  const stage = site(options);
  const customer = browser(stage.handle);
  await customer.start('s');
  const answer = await visit(customer, stage);
  return { answer, html: await answer.text() };
}

const SAFE = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
};

describe.each(visits)('the %s answer', (name, status, visit) => {
  it('T15 T19 T20 T21 carries exactly the headers it must', async () => {
    const { answer, html } = await visited(visit);
    expect(answer.status).toBe(status);
    const { 'x-request-id': requestId = '', ...headers } = Object.fromEntries(answer.headers);
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    const own = ['content-security-policy', 'set-cookie', 'location', 'allow', 'retry-after'];
    const fixed = Object.fromEntries(Object.entries(headers).filter(([header]) => !own.includes(header)));
    const typed = { 'content-type': 'text/html; charset=utf-8', 'content-language': 'en' };
    const hasBody = html !== '' || status === 405;
    expect(fixed).toEqual({ ...SAFE, ...(hasBody ? typed : {}) });
  });

  it('T14 T18 loads nothing, runs one known script at most, and cannot be framed', async () => {
    const { answer, html } = await visited(visit);
    if (html === '') {
      expect(answer.headers.get('content-security-policy')).toBeNull();
      return;
    }
    const policy = answer.headers.get('content-security-policy') ?? '';
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
    expect(scripts.length).toBeLessThanOrEqual(1);
    expect(policy).toBe(
      [
        "default-src 'none'",
        `style-src ${hash(style)}`,
        ...scripts.map((script) => `script-src ${hash(script)}`),
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    );
    expect(html).not.toMatch(
      /<(?:script|link|img|iframe|object|embed|form|base|video|audio)[\s>](?!.*<\/script>)/,
    );
    expect(html).not.toMatch(/\son[a-z]+=|url\(|@import|style=/);
    const addresses = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1]);
    expect(addresses.filter((address) => name !== 'opening' && address !== '')).toEqual([]);
  });
});

describe('T15 code and state leave the address bar', () => {
  it.each(['invalid', 'unbound', 'rejected', 'fault', 'conflict'])('T15 on the %s page', async (name) => {
    const [, , visit] = visits.find(([known]) => known === name)!;
    expect((await visited(visit)).html).toContain("history.replaceState(null,'','done')");
  });
});

describe('T17 no page talks to another window', () => {
  it('T17 has neither postMessage nor opener nor a channel in any page', async () => {
    for (const [, , visit] of visits) {
      expect((await visited(visit)).html).not.toMatch(
        /postMessage|opener|BroadcastChannel|localStorage|parent\./,
      );
    }
  });
});

describe('T19 nothing is promised over plain http', () => {
  it('T19 leaves out Strict-Transport-Security on loopback', async () => {
    const { handle } = site({ redirectUri: 'http://127.0.0.1:8080/callback' });
    expect((await browser(handle).open('/done')).headers.get('strict-transport-security')).toBeNull();
  });
});

describe('the pages without script', () => {
  it('lead on by themselves', async () => {
    const waiting = await visited(visits.find(([name]) => name === 'waiting')![2]);
    const seconds = waiting.answer.headers.get('retry-after');
    expect(waiting.html).toContain(
      `<noscript><meta http-equiv="refresh" content="${seconds ?? ''}"></noscript>`,
    );
    expect(waiting.html).toContain('<a class="action" href="">Try now</a>');
    const opening = await visited(visits[0]![2]);
    expect(opening.html).toMatch(/<meta http-equiv="refresh" content="0;url=https:/);
    expect(opening.html).toContain('Continue to sign-in');
  });
});
