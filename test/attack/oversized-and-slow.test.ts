import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackStage, SHOP, type AskedChat, type AttackStage } from './attack-stage.js';
import type { Visitor } from './visitor.js';

let stage: AttackStage;
let asked: AskedChat;
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

describe('requests ahead of the customer', () => {
  const prefetches = [
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['purpose', 'prefetch'],
    ['purpose', 'preview'],
    ['x-purpose', 'preview'],
    ['x-moz', 'prefetch'],
  ] as const;
  it.each(prefetches)('a prefetch by %s: %s uses up nothing', async (name, value) => {
    const answer = await stage.hearsNothing(() => bound.callback(response, [[name, value]]));
    expect([answer.status, answer.body, answer.setCookies]).toEqual([204, '', []]);
  });

  it.each(['HEAD', 'POST', 'PUT', 'OPTIONS', 'TRACE', 'DELETE'])('%s uses up nothing', async (method) => {
    const target = `/callback?${new URLSearchParams(response).toString()}`;
    const answer = await stage.hearsNothing(() => bound.send(method, target));
    expect(answer.status).toBe(method === 'TRACE' ? 400 : 405);
    expect(answer.setCookies).toEqual([]);
  });

  it.each(['image', 'iframe', 'script', 'empty', 'style', 'object', 'embed', 'frame'])(
    'a request for a %s uses up nothing',
    async (destination) => {
      const answer = await stage.hearsNothing(() =>
        bound.callback(response, [['sec-fetch-dest', destination]]),
      );
      expect([answer.status, answer.setCookies]).toEqual([400, []]);
    },
  );
});

describe('oversized everything', () => {
  const huge = (length: number) => 'x'.repeat(length);
  const callbacks: readonly [string, () => string, number[]][] = [
    ['state', () => `code=c&state=${huge(1001)}`, [400]],
    ['code', () => `state=${response.state}&code=${huge(2049)}`, [400]],
    ['query', () => `${new URLSearchParams(response).toString()}&x=${huge(8192)}`, [414]],
    ['query of the largest request that Node reads', () => `state=s&code=${huge(15_000)}`, [414]],
    [
      'number of parameters',
      () => `${new URLSearchParams(response).toString()}${'&a=1'.repeat(3000)}`,
      [414],
    ],
  ];
  it.each(callbacks)('a %s at the callback is refused before Connect', async (_what, query, statuses) => {
    const answer = await stage.hearsNothing(() => bound.callback(query()));
    expect(statuses).toContain(answer.status);
    expect(answer.setCookies).toEqual([]);
  });

  /** Node ends the connection over what it does not read, and the reset may overtake its answer. */
  const UNREAD = /^(HTTP\/1\.1 431|$)/u;

  it('a query that Node does not read is refused before Connect', async () => {
    const target = `/callback?state=${response.state}&code=${huge(40_000)}`;
    const answer = await stage.hearsNothing(() => bound.bytes(`GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`));
    expect(answer).toMatch(UNREAD);
  });

  const starts: readonly [string, Record<string, string>, number[]][] = [
    ['return address', { returnTo: `${SHOP}/${huge(2048)}` }, [400]],
    ['body', { x: huge(17_000) }, [413]],
    [
      'body of many fields',
      Object.fromEntries([...Array(2000).keys()].map((key) => [`f${key}`, huge(9)])),
      [413],
    ],
  ];
  it.each(starts)('a %s at the start binds nobody', async (_what, fields, statuses) => {
    const answer = await stage.hearsNothing(() => stage.visitor().start(asked.url, fields));
    expect(statuses).toContain(answer.status);
    expect(answer.setCookies).toEqual([]);
  });

  it('a body of 50 MB is not read', async () => {
    const head = `POST /start HTTP/1.1\r\nHost: x\r\nOrigin: ${SHOP}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50000000\r\n\r\n`;
    const answer = await stage.hearsNothing(() => stage.visitor().bytes(`${head}${huge(100_000)}`));
    expect(answer).toMatch(/^HTTP\/1\.1 413/u);
  });

  it('chunks without end are not read', async () => {
    const head = `POST /start HTTP/1.1\r\nHost: x\r\nOrigin: ${SHOP}\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `2000\r\n${huge(8192)}\r\n`;
    const answer = await stage.hearsNothing(() => stage.visitor().bytes(`${head}${chunk.repeat(6)}`));
    expect(answer).toMatch(/^HTTP\/1\.1 413/u);
  });

  it.each(['cookie', 'accept-language', 'origin', 'x-request-id'])(
    'a huge header %s harms nobody',
    async (name) => {
      await stage.hearsNothing(async () => {
        expect((await stage.visitor().callback('state=s&code=c', [[name, huge(12_000)]])).status).toBe(403);
        const more = `GET /callback?state=s&code=c HTTP/1.1\r\nHost: x\r\n${name}: ${huge(20_000)}\r\n\r\n`;
        expect(await stage.visitor().bytes(more)).toMatch(UNREAD);
      });
    },
  );
});

describe('a slow client', () => {
  /** Sends the beginning of a request and no more; resolves when the server has had enough. */
  const slowly = (beginning: string) =>
    new Promise<{ seconds: number; answer: string }>((resolve) => {
      const { hostname, port } = new URL(stage.server.url);
      const began = performance.now();
      let answer = '';
      const socket = connect(Number(port), hostname, () => socket.write(beginning));
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve({ seconds: (performance.now() - began) / 1000, answer }));
    });
  const form = `Host: x\r\nOrigin: ${SHOP}\r\nContent-Type: application/x-www-form-urlencoded`;

  it('is let go after a bounded time, while others are served', async () => {
    const crowd = Promise.all([
      slowly(''),
      slowly('GET /callback?code=c&state=s HTTP/1.1\r\nHost: x\r\nX-A: '),
      slowly(`POST /start HTTP/1.1\r\n${form}\r\nContent-Length: 100\r\n\r\nauthenticationUrl=`),
      slowly(`POST /start HTTP/1.1\r\n${form}\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nauth\r\n`),
    ]);
    await stage.honestSignIn();
    const before = stage.now();
    for (const { seconds, answer } of await crowd) {
      expect(seconds).toBeLessThan(25);
      expect(answer).toMatch(/^(HTTP\/1\.1 (408|400)|$)/u);
    }
    expect(stage.received(before)).toEqual([]);
    await stage.honestSignIn();
  }, 40_000);

  it('has cost the customer who came before nothing', async () => {
    const before = stage.now();
    expect((await bound.callback(response)).location).toBe('/done?outcome=accepted');
    await stage.local.until(asked.contactId, 'Success');
    expect(stage.received(before)).toMatchObject([{ contactId: asked.contactId, outcome: 'ok' }]);
  });
});
