import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackStage, SHOP, type AskedChat, type AttackStage } from './attack-stage.js';
import type { Visitor, WireAnswer } from './visitor.js';

let stage: AttackStage;
let asked: AskedChat;
/** A browser that holds the binding of {@link asked}: all of these could go through but for what they carry. */
let bound: Visitor;
let response: { state: string; code: string };
beforeAll(async () => {
  stage = await attackStage();
  asked = await stage.askedChat();
  bound = stage.visitor();
  await bound.start(asked.url);
  response = await asked.chat.signIn(new URL(asked.url));
});
afterAll(() => stage.close());

describe('HTTP parameter pollution', () => {
  const honest = () => new URLSearchParams(response).toString();
  const twice = (name: string, value: string) => [
    () => `${honest()}&${name}=${value}`,
    () => `${name}=${value}&${honest()}`,
  ];
  const queries: readonly [what: string, query: () => string][] = [
    ...twice('state', 'other').map(
      (query, index) => [`state twice (${index})`, query] as [string, () => string],
    ),
    ...twice('code', 'other').map(
      (query, index) => [`code twice (${index})`, query] as [string, () => string],
    ),
    ['the same state twice', () => `${honest()}&state=${response.state}`],
    ['an encoded name', () => `${honest()}&%73tate=other`],
    ['an empty second code', () => `${honest()}&code=`],
    ['a second code without value', () => `${honest()}&code`],
    ['error twice', () => `state=${response.state}&error=a&error=b`],
    [
      'error_description twice',
      () => `state=${response.state}&error=a&error_description=b&error_description=c`,
    ],
    ['a hundred codes', () => `${honest()}${'&code=x'.repeat(100)}`],
    ['an array', () => `state[]=${response.state}&code[]=${response.code}`],
    ['an object', () => `state[value]=${response.state}&code[value]=${response.code}`],
    ['names in upper case', () => `STATE=${response.state}&CODE=${response.code}`],
    ['semicolons', () => `state=${response.state};code=${response.code}`],
    ['no code at all', () => `state=${response.state}`],
    ['an empty code', () => `state=${response.state}&code=`],
    ['no state', () => `code=${response.code}`],
  ];
  it.each(queries)('with %s is refused before Connect', async (_what, query) => {
    const answer = await stage.hearsNothing(() => bound.callback(query()));
    expect(answer.status).toBe(400);
    expect(bound.jar.size).toBe(1);
  });

  it('cannot move parameters from a body or a cookie into the query', async () => {
    const headers = [['content-type', 'application/x-www-form-urlencoded']] as const;
    await stage.hearsNothing(async () => {
      const body = new URLSearchParams(response).toString();
      expect((await bound.send('GET', '/callback', { headers, body })).status).toBe(400);
      expect((await bound.send('POST', '/callback', { headers, body })).status).toBe(405);
    });
  });
});

describe('header injection and response splitting', () => {
  const PAYLOADS = [
    '\r\nset-cookie: evil=1',
    '%0d%0aset-cookie:%20evil=1',
    '%0aset-cookie:%20evil=1',
    '%E5%98%8A%E5%98%8Dset-cookie:%20evil=1',
    '\r\n\r\n<script>evil()</script>',
    '%0d%0a%0d%0aHTTP/1.1%20200%20OK%0d%0a%0d%0aevil',
    '\u2028evil: 1',
    'a%00%0d%0aevil: 1',
  ];
  const isClean = (answer: WireAnswer) => {
    expect(answer.rawHeaders.join('\n')).not.toContain('evil');
    expect(answer.body).not.toContain('evil');
    for (const cookie of answer.setCookies) expect(cookie).toMatch(/^__Host-cx[sd]_/u);
  };

  it.each(PAYLOADS)('gets nowhere with %j in any parameter', async (payload) => {
    await stage.hearsNothing(async () => {
      for (const name of ['state', 'code', 'error', 'error_description', 'x']) {
        const query = new URLSearchParams({ state: 's', error: 'e', [name]: decodeURIComponent(payload) });
        isClean(await stage.visitor().callback(query.toString()));
        isClean(await stage.visitor().callback(`state=s&error=e&x${name}=${encodeURI(payload)}`));
      }
      for (const name of ['returnTo', 'lang']) {
        isClean(await stage.visitor().start(asked.url, { [name]: decodeURIComponent(payload) }));
      }
      isClean(await stage.visitor().send('GET', `/done?outcome=${encodeURIComponent(payload)}`));
    });
  });

  it.each(['x-request-id', 'accept-language', 'user-agent', 'cookie', 'traceparent'])(
    'gets nowhere with the header %s',
    async (name) => {
      for (const value of [
        'evil"><script>',
        'evil; Path=/',
        'evil\u0085set-cookie: x=1',
        "';evil()//",
        'evil'.repeat(50),
      ]) {
        await stage.hearsNothing(async () => {
          const answer = await stage.visitor().callback('state=s&code=c', [[name, value]]);
          if (name === 'x-request-id' && /^[\w.:-]+$/u.test(value)) return;
          isClean(answer);
        });
      }
    },
  );
});

describe('request smuggling', () => {
  const start = () => new URLSearchParams({ authenticationUrl: asked.url }).toString();
  const second = 'GET /callback?code=smuggled&state=smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
  const form = 'content-type: application/x-www-form-urlencoded';
  const requests: readonly [what: string, bytes: () => string][] = [
    [
      'two lengths',
      () =>
        `POST /start HTTP/1.1\r\nHost: x\r\nOrigin: ${SHOP}\r\n${form}\r\nContent-Length: ${start().length}\r\nContent-Length: 0\r\n\r\n${start()}${second}`,
    ],
    [
      'a length and chunks',
      () =>
        `POST /start HTTP/1.1\r\nHost: x\r\nOrigin: ${SHOP}\r\n${form}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${second}`,
    ],
    [
      'chunks in disguise',
      () =>
        `POST /start HTTP/1.1\r\nHost: x\r\nOrigin: ${SHOP}\r\n${form}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${second}`,
    ],
    ['a line break within a header', () => `GET /done HTTP/1.1\r\nHost: x\r\nX-A: b\n${second}`],
    ['a folded header', () => `GET /done HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n`],
    ['a null byte', () => `GET /done\u0000 HTTP/1.1\r\nHost: x\r\n\r\n`],
    [
      'an absolute address',
      () =>
        'GET http://evil.example/callback?code=c&state=s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    ],
    ['no host', () => 'GET /done HTTP/1.1\r\n\r\n'],
    ['two hosts', () => 'GET /done HTTP/1.1\r\nHost: x\r\nHost: evil.example\r\nConnection: close\r\n\r\n'],
    ['no HTTP', () => '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003'],
  ];
  it.each(requests)('with %s reaches Connect with nothing and echoes nothing', async (_what, bytes) => {
    const answer = await stage.hearsNothing(() => stage.visitor().bytes(bytes()));
    expect(answer).toMatch(/^HTTP\/1\.1 (200|400)/u);
    expect(answer).not.toMatch(/evil|smuggled/u);
  });

  it('leaves the bound browser able to finish', async () => {
    const before = stage.now();
    expect((await bound.callback(response)).location).toBe('/done?outcome=accepted');
    await stage.local.until(asked.contactId, 'Success');
    expect(stage.received(before)).toMatchObject([{ contactId: asked.contactId, outcome: 'ok' }]);
  });
});
