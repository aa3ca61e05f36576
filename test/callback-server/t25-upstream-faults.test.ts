import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { callbackHandler, type CallbackServerOptions, type UpstreamEvent } from 'connect-sign-in-callback';
import { browser } from './fixtures/browser.js';
import { OPTIONS } from './fixtures/site.js';
import { stubConnect, type StubAnswer, type StubConnect } from './fixtures/stub-connect.js';

let stub: StubConnect;
beforeAll(async () => {
  stub = await stubConnect();
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_ENDPOINT_URL_CONNECT', stub.endpoint);
});
afterEach(() => void (stub.answers.length = 0));
afterAll(async () => {
  vi.unstubAllEnvs();
  await stub.close();
});

function server(changes: Partial<CallbackServerOptions> = {}) {
  const upstream: UpstreamEvent[] = [];
  const handle = callbackHandler({
    ...OPTIONS,
    deadlineMs: 1000,
    queueWaitMs: 500,
    burst: 100,
    maxAttempts: 2,
    onUpstream: (event: UpstreamEvent) => upstream.push(event),
    ...changes,
  } as unknown as CallbackServerOptions);
  return { customer: browser(handle), upstream };
}

describe('T25 a Connect that fails is met with a page in bounded time', () => {
  const faults: readonly [string, StubAnswer, number, string][] = [
    [
      'down with 500',
      { status: 500, error: 'InternalServiceException' },
      503,
      'This takes longer than usual',
    ],
    [
      'down with 503 and HTML',
      { status: 503, body: '<html>down</html>' },
      503,
      'This takes longer than usual',
    ],
    ['silent', 'hang', 503, 'This takes longer than usual'],
    ['resetting connections', 'reset', 503, 'This takes longer than usual'],
    ['throttling', { status: 429, error: 'ThrottlingException' }, 503, 'One moment, please'],
    [
      'throttling in the common form',
      { status: 400, error: 'ThrottlingException' },
      503,
      'One moment, please',
    ],
    ['answering garbage', { status: 200, body: '}{ nonsense' }, 303, ''],
    [
      'answering garbage with 400',
      { status: 400, body: '}{ nonsense' },
      502,
      'The chat did not take this sign-in',
    ],
    [
      'refusing our access',
      { status: 403, error: 'AccessDeniedException' },
      502,
      'Something is wrong on our side',
    ],
  ];
  it.each(faults)('T25 when Connect is %s', async (_what, answer, status, title) => {
    stub.answers.push(answer, answer, answer);
    const { customer } = server();
    await customer.start('s');
    const begun = performance.now();
    const response = await customer.callback('code=c&state=s');
    expect(performance.now() - begun).toBeLessThan(3000);
    const html = await response.text();
    if (status !== 303) expect([response.status, html]).toEqual([status, expect.stringContaining(title)]);
    else expect([303, 503]).toContain(response.status);
    expect(html).not.toMatch(/Exception|stub|nonsense|at .*\.js/);
  });

  it('T25 finishes as soon as Connect is back, with the same code', async () => {
    stub.answers.push('reset', 'reset');
    const { customer, upstream } = server();
    await customer.start('s');
    expect((await customer.callback('code=c&state=s')).status).toBe(503);
    const second = await customer.callback('code=c&state=s');
    expect(second.headers.get('location')).toBe('/done?outcome=accepted');
    expect(upstream.map(({ result }) => result)).toEqual(['ERR_CONNECT_UNAVAILABLE', 'accepted']);
  });

  it('T25 without credentials names the fault and reaches nobody', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', '');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', '');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    const before = stub.requests.length;
    const { customer, upstream } = server();
    await customer.start('s');
    const answer = await customer.callback('code=c&state=s');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('Something is wrong on our side');
    expect(upstream.at(-1)?.reason).toBe('credentials');
    expect(stub.requests).toHaveLength(before);
  });
});
