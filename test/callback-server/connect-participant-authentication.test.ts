import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallbackError, connectParticipantAuthentication } from 'connect-sign-in-callback';
import { stubConnect, type StubAnswer, type StubConnect } from './fixtures/stub-connect.js';

const never = new AbortController().signal;
const REQUEST = { instanceId: 'i-1', state: 'the-state', code: 'the-code' };
let stub: StubConnect;
let throttled = 0;

function adapter(changes: { requestTimeoutMs?: number; maxAttempts?: number } = {}) {
  return connectParticipantAuthentication({
    region: 'eu-west-2',
    maxAttempts: 3,
    connectionTimeoutMs: 1000,
    requestTimeoutMs: 2000,
    onThrottled: () => (throttled += 1),
    ...changes,
  });
}

async function failureOf(call: Promise<unknown>): Promise<CallbackError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CallbackError)) throw new Error('expected a CallbackError', { cause: error });
  return error;
}

beforeAll(async () => {
  stub = await stubConnect();
  vi.stubEnv('AWS_ENDPOINT_URL_CONNECT', stub.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
beforeEach(() => {
  stub.requests.length = 0;
  stub.answers.length = 0;
  throttled = 0;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await stub.close();
});

describe('the adapter to UpdateParticipantAuthentication', () => {
  it('sends a signed request with the code and nothing else', async () => {
    expect(await adapter().update(REQUEST, never)).toEqual({ attempts: 1, awsRequestId: 'stub-request-id' });
    expect(stub.requests).toHaveLength(1);
    const [request] = stub.requests;
    expect(request).toMatchObject({ method: 'POST', url: '/contact/update-participant-authentication' });
    expect(request?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDTEST\/\d{8}\/eu-west-2\/connect\//,
    );
    expect(JSON.parse(request?.body ?? '')).toEqual({
      InstanceId: 'i-1',
      State: 'the-state',
      Code: 'the-code',
    });
  });

  it('sends an error with its description and no code', async () => {
    const error = { instanceId: 'i-1', state: 's', error: 'access_denied', errorDescription: 'No' };
    await adapter().update(error, never);
    const sent: unknown = JSON.parse(stub.requests[0]?.body ?? '');
    expect(sent).toEqual({ InstanceId: 'i-1', State: 's', Error: 'access_denied', ErrorDescription: 'No' });
  });

  const rejections: readonly [StubAnswer & object, string, string][] = [
    [{ status: 400, error: 'InvalidRequestException' }, 'ERR_CONNECT_REJECTED', 'invalid-request'],
    [{ status: 400, error: 'InvalidParameterException' }, 'ERR_CONNECT_REJECTED', 'invalid-parameter'],
    [{ status: 403, error: 'AccessDeniedException' }, 'ERR_CONNECT_REJECTED', 'access-denied'],
    [{ status: 403, error: 'UnrecognizedClientException' }, 'ERR_CONNECT_REJECTED', 'credentials'],
    [{ status: 404, error: 'ResourceNotFoundException' }, 'ERR_CONNECT_REJECTED', 'not-found'],
    [{ status: 409, error: 'ConflictException' }, 'ERR_CONNECT_CONFLICT', 'conflict'],
    [{ status: 418, error: 'TeapotException' }, 'ERR_CONNECT_REJECTED', 'client-error'],
    [
      { status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' }, body: '' },
      'ERR_CONNECT_UNAVAILABLE',
      'network',
    ],
  ];
  it.each(rejections)('turns %o into %s', async (answer, code, reason) => {
    stub.answers.push(answer);
    const failure = await failureOf(adapter().update(REQUEST, never));
    expect(failure).toMatchObject({ code, reason, answerLost: code === 'ERR_CONNECT_UNAVAILABLE' });
    expect(stub.requests).toHaveLength(1);
    expect(`${failure.message} ${failure.reason}`).not.toMatch(/the-state|the-code|stub says/);
  });

  it('repeats one 429 by itself and reports every one', async () => {
    stub.answers.push({ status: 429, error: 'ThrottlingException' });
    expect(await adapter().update(REQUEST, never)).toMatchObject({ attempts: 2 });
    expect(throttled).toBe(1);
  });

  it('gives up on 429 after its attempts', async () => {
    stub.answers.push({ status: 429, error: 'ThrottlingException' });
    const failure = await failureOf(adapter({ maxAttempts: 1 }).update(REQUEST, never));
    expect(failure).toMatchObject({ code: 'ERR_CONNECT_THROTTLED', status: 503, answerLost: false });
  });

  it.each<[string, StubAnswer]>([
    ['a server error', { status: 500, error: 'InternalServiceException' }],
    ['a reset connection', 'reset'],
  ])(
    'repeats %s, and remembers that an answer was lost when the repeat is refused',
    async (_what, answer) => {
      stub.answers.push(answer, { status: 400, error: 'InvalidRequestException' });
      const failure = await failureOf(adapter().update(REQUEST, never));
      expect(failure).toMatchObject({ code: 'ERR_CONNECT_REJECTED', attempts: 2, answerLost: true });
    },
  );

  it('calls a persistent server error unavailable', async () => {
    stub.answers.push(...Array.from({ length: 3 }, () => ({ status: 503, body: '<html>' })));
    const failure = await failureOf(adapter().update(REQUEST, never));
    expect(failure).toMatchObject({ code: 'ERR_CONNECT_UNAVAILABLE', reason: 'server-error', attempts: 3 });
  });

  it('ends when the deadline does, whatever the SDK still wants to try', async () => {
    stub.answers.push('hang', 'hang', 'hang');
    const deadline = new AbortController();
    const call = failureOf(adapter().update(REQUEST, deadline.signal));
    await vi.waitUntil(() => stub.requests.length === 1);
    deadline.abort();
    expect(await call).toMatchObject({
      code: 'ERR_CONNECT_UNAVAILABLE',
      reason: 'deadline',
      answerLost: true,
    });
  });

  it('does not wait for ever for one answer', async () => {
    stub.answers.push('hang');
    const failure = await failureOf(
      adapter({ requestTimeoutMs: 100, maxAttempts: 1 }).update(REQUEST, never),
    );
    expect(failure).toMatchObject({ code: 'ERR_CONNECT_UNAVAILABLE', reason: 'timeout', answerLost: true });
  });

  it('knows that a refused connection lost nothing', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_CONNECT', 'http://127.0.0.1:9');
    const failure = await failureOf(adapter({ maxAttempts: 1 }).update(REQUEST, never));
    vi.stubEnv('AWS_ENDPOINT_URL_CONNECT', stub.endpoint);
    expect(failure).toMatchObject({ code: 'ERR_CONNECT_UNAVAILABLE', reason: 'network', answerLost: false });
  });
});
