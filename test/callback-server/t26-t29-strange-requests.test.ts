import { createServer } from 'node:https';
import { connect as connectSocket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CallbackError, connectParticipantAuthentication } from 'connect-sign-in-callback';
import { browser } from './fixtures/browser.js';
import { site } from './fixtures/site.js';
import { standAlone, type StandAlone } from './fixtures/stand-alone.js';

let server: StandAlone;
beforeAll(async () => {
  server = await standAlone({ AWS_ENDPOINT_URL_CONNECT: 'http://127.0.0.1:9', CONNECT_MAX_ATTEMPTS: '1' });
});
afterAll(() => server.stop());

/** Sends bytes as they are; resolves with all that comes back. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connectSocket(Number(port), hostname, () => socket.end(text, 'latin1'));
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('T26 nothing a client says about itself changes a decision', () => {
  it('T26 reads no forwarded header', async () => {
    const headers = {
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-proto': 'http',
      forwarded: 'for=1.2.3.4;host=evil',
    };
    const plain = site();
    const spoofed = site({}, { clock: plain.clock });
    const answers = await Promise.all(
      [
        { stage: plain, more: {} },
        { stage: spoofed, more: headers },
      ].map(async ({ stage, more }) => {
        const customer = browser(stage.handle);
        await customer.start('s', {}, more);
        const answer = await customer.callback('code=c&state=s', more);
        return [answer.status, answer.headers.get('location'), [...customer.jar.keys()]];
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
  });

  it('T26 shapes by the quota, not by address, so a missing address is no case', async () => {
    const { handle, upstream, clock } = site({ burst: 1, rate: 0.1, queueWaitMs: 0 });
    const statuses: number[] = [];
    for (const [state, address] of [
      ['a', '2001:db8::1'],
      ['b', '2001:db8:0:1::1'],
      ['c', ''],
    ] as const) {
      const customer = browser(handle);
      await customer.start(state);
      const answer = customer.callback(`code=c&state=${state}`, { 'x-forwarded-for': address });
      statuses.push((await clock.until(answer, 1)).status);
    }
    expect(statuses).toEqual([303, 503, 503]);
    expect(upstream.map(({ reason }) => reason)).toEqual([undefined, 'queue-timeout', 'queue-timeout']);
  });
});

describe('T27 the call to Connect is made to Connect only', () => {
  it('T27 refuses a server whose certificate nobody signed', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
    let reached = 0;
    const https = createServer({ cert, key }, (_request, response) => {
      reached += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('AWS_ENDPOINT_URL_CONNECT', `https://localhost:${(https.address() as AddressInfo).port}`);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const options = {
      region: 'eu-west-2',
      maxAttempts: 1,
      connectionTimeoutMs: 1000,
      requestTimeoutMs: 1000,
    };
    const adapter = connectParticipantAuthentication({ ...options, onThrottled: () => undefined });
    const failure: unknown = await adapter
      .update({ instanceId: 'i', state: 's', code: 'c' }, new AbortController().signal)
      .catch((error: unknown) => error);
    vi.unstubAllEnvs();
    https.close();
    expect(failure).toBeInstanceOf(CallbackError);
    expect(failure).toMatchObject({ code: 'ERR_CONNECT_UNAVAILABLE' });
    expect(reached).toBe(0);
  });
});

describe('T28 what must not happen is caught', () => {
  it('T28 answers a crash of the core with a page and tells the host', async () => {
    const crashes: unknown[] = [];
    const { handle, outcomes } = site({
      onCrash: (error: unknown) => crashes.push(error),
      authentication: () => ({ update: () => Promise.resolve({ attempts: 1 }) }),
    });
    const request = new Request('https://auth.example.com/start', {
      method: 'POST',
      headers: { origin: 'x' },
    });
    vi.spyOn(request.headers, 'get').mockImplementation((name) => {
      if (name === 'origin') throw new Error('SECRET-CODE');
      return null;
    });
    const answer = await handle(request);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('SECRET');
    expect(crashes).toHaveLength(1);
    expect(outcomes.at(-1)).toMatchObject({ outcome: 'crashed', status: 500 });
  });

  it('T28 survives hooks that throw', async () => {
    const fail = () => {
      throw new Error('the host has a bug');
    };
    const { handle } = site({ onOutcome: fail, onUpstream: fail });
    const customer = browser(handle);
    await customer.start('s');
    expect((await customer.callback('code=c&state=s')).status).toBe(303);
  });

  it('T28 survives an adapter that breaks its promises', async () => {
    const update = () => {
      throw new TypeError('not a CallbackError');
    };
    const { handle, connect } = site();
    connect.answers.push(update);
    const broken = browser(handle);
    await broken.start('s');
    const answer = await broken.callback('code=c&state=s');
    expect(answer.status).toBe(503);
  });

  it('T28 logs an exception that nobody caught, drains, and ends with 1', async () => {
    const crashing = await standAlone({
      NODE_OPTIONS:
        '--import=data:text/javascript,process.on(%22SIGUSR2%22,()=>{throw%20new%20Error(%22SEC%22.concat(%22RET%22))})',
    });
    crashing.kill('SIGUSR2');
    expect(await crashing.ended).toBe(1);
    expect(crashing.output()).toContain('uncaughtException');
    expect(crashing.output()).toContain('"msg":"stopped"');
    expect(crashing.output()).not.toContain('SECRET');
  });
});

describe('T29 strange encodings are answered, not suffered', () => {
  it.each([
    ['invalid UTF-8', 'code=%ff%fe&state=s', 403],
    ['broken percent signs', 'code=%zz&state=%', 403],
    ['a plus and an encoded plus', 'code=a+b%2Bc&state=s', 403],
    ['NUL', 'code=%00&state=%00', 403],
    ['only separators', '&&==&&', 400],
    ['a question mark more', '?code=c&state=s', 403],
    ['no query', '', 400],
  ])('T29 %s', async (_what, query, status) => {
    expect((await server.get(`/callback?${query}`)).status).toBe(status);
  });

  it('T29 forwards a code byte for byte', async () => {
    const { handle, connect } = site();
    const customer = browser(handle);
    await customer.start('s');
    await customer.callback('code=a%2Bb%2F%3D%25&state=s');
    expect(connect.sent[0]).toMatchObject({ code: 'a+b/=%' });
  });

  it.each([
    ['a header block of 17 KB', `GET /callback?${'x'.repeat(17_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431],
    [
      'a target that is no path',
      'GET http://evil.example/callback?code=c HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
    ['TRACE', 'TRACE /callback HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
    [
      'bytes outside ASCII',
      'GET /callback?code=\xff\xfe&state=s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['two slashes', 'GET //evil.example/callback HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
    ['no HTTP', 'hello\r\n\r\n', 400],
    [
      'a strange header',
      'GET /done HTTP/1.1\r\nHost: a\r\nCookie: \xff=\xfe; ;=;a\r\nConnection: close\r\n\r\n',
      200,
    ],
  ])('T29 answers %s', async (_what, text, status) => {
    const answer = await raw(text);
    expect(answer.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).not.toContain('evil.example');
  });
});
