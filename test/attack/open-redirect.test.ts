import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackStage, SHOP, type AskedChat, type AttackStage } from './attack-stage.js';
import type { WireAnswer, WireRequest } from './visitor.js';

let stage: AttackStage;
let asked: AskedChat;
beforeAll(async () => {
  stage = await attackStage();
  asked = await stage.askedChat();
});
afterAll(() => stage.close());

/** Ways to write "somewhere else" that have worked against somebody. */
const ELSEWHERE = [
  'https://evil.example',
  'http://evil.example/',
  '//evil.example',
  '///evil.example',
  '\\\\evil.example',
  '/\\evil.example',
  'https:evil.example',
  'https:/evil.example',
  `${SHOP}@evil.example`,
  `${SHOP}.evil.example`,
  `${SHOP}%2eevil.example`,
  `${SHOP}:443@evil.example`,
  `https://evil.example#${SHOP}`,
  `https://evil.example?${SHOP}`,
  `https://evil.example/${SHOP}`,
  'https://evil。example',
  'javascript:alert(document.domain)//evil.example',
  'JaVaScRiPt:alert(1)//evil.example',
  'data:text/html;base64,ZXZpbC5leGFtcGxl',
  '%09//evil.example',
  '%2f%2fevil.example',
  '/%0d/evil.example',
  'x:evil.example',
  '.evil.example',
  '@evil.example',
];

function leadsNowhereElse(answer: WireAnswer): void {
  if (answer.location !== undefined) expect(answer.location).toMatch(/^\/done\?outcome=[a-z-]+$/u);
  expect(answer.headers['refresh']).toBeUndefined();
  expect(answer.headers['link']).toBeUndefined();
  expect(answer.rawHeaders.join('\n')).not.toContain('evil');
  expect(answer.body).not.toMatch(/evil|javascript:|data:text/iu);
  const targets = [...answer.body.matchAll(/(?:href|src|url)="?([^"\s>]+)/gu)].map(([, target]) => target);
  for (const target of targets) expect(target).not.toContain('evil');
}

describe('an open redirect', () => {
  it.each(ELSEWHERE)('is not to be had by returnTo %j', async (address) => {
    const answer = await stage.hearsNothing(() => stage.visitor().start(asked.url, { returnTo: address }));
    expect([answer.status, answer.setCookies]).toEqual([400, []]);
    leadsNowhereElse(answer);
  });

  it('is not to be had by a backslash: browsers and this server both read a slash, and stay in the shop', async () => {
    const customer = stage.visitor();
    await stage.hearsNothing(() => customer.start(asked.url, { returnTo: `${SHOP}\\@evil.example` }));
    await customer.callback({ state: asked.state, error: 'access_denied' });
    const page = await customer.send('GET', '/done?outcome=declined');
    expect(page.body).toContain(`0;url=${SHOP}/@evil.example"`);
  });

  it('is not to be had by any parameter of the callback', async () => {
    const names = [
      ...['state', 'code', 'error', 'error_description', 'error_uri', 'iss', 'returnTo', 'return_to', 'next'],
      ...['redirect_uri', 'redirect', 'url', 'continue', 'target', 'RelayState', 'authenticationUrl'],
    ];
    await stage.hearsNothing(async () => {
      for (const name of names) {
        for (const address of ELSEWHERE) {
          const answer = await stage.visitor().callback({ state: 'a', error: 'b', [name]: address });
          expect(answer.status).toBe(403);
          leadsNowhereElse(answer);
        }
      }
    });
  });

  it('is not to be had by any parameter of the clean page', async () => {
    await stage.hearsNothing(async () => {
      for (const name of ['outcome', 'returnTo', 'next', 'url', 'redirect_uri']) {
        for (const address of ELSEWHERE) {
          const query = new URLSearchParams({ [name]: address }).toString();
          leadsNowhereElse(await stage.visitor().send('GET', `/done?${query}`));
        }
      }
    });
  });

  it('is not to be had by the path', async () => {
    await stage.hearsNothing(async () => {
      for (const path of [
        '//evil.example',
        '//evil.example/callback',
        '/callback//evil.example',
        '/%2f%2fevil.example',
        '/\\evil.example',
      ]) {
        const answer = await stage.visitor().send('GET', `${path}?code=c&state=s`);
        expect(answer.status).toBe(404);
        leadsNowhereElse(answer);
      }
    });
  });

  const HEADERS = [
    ...[
      'host',
      'x-forwarded-host',
      'x-forwarded-proto',
      'x-forwarded-for',
      'x-forwarded-prefix',
      'forwarded',
    ],
    ...['x-original-url', 'x-rewrite-url', 'x-host', 'referer', 'via', 'accept-language'],
  ];
  it.each(HEADERS)('is not to be had by the header %s, with a sign-in that ends well', async (name) => {
    const { chat, contactId, url } = await stage.askedChat();
    const customer = stage.visitor();
    const evil: WireRequest['headers'] = [[name, 'evil.example']];
    const opening = await customer.start(url, {}, [['origin', SHOP], ...evil]);
    expect(opening.status).toBe(200);
    leadsNowhereElse(opening);
    const before = stage.now();
    const answer = await customer.callback(await chat.signIn(new URL(url)), evil);
    expect(answer.location).toBe('/done?outcome=accepted');
    leadsNowhereElse(answer);
    leadsNowhereElse(await customer.send('GET', answer.location ?? '', { headers: evil }));
    await stage.local.until(contactId, 'Success');
    expect(stage.received(before)).toMatchObject([{ contactId, outcome: 'ok' }]);
  });
});
