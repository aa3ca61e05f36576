import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPTIONS } from './fixtures/site.js';
import { standAlone, type StandAlone } from './fixtures/stand-alone.js';
import { stubConnect, type StubAnswer, type StubConnect } from './fixtures/stub-connect.js';

const SECRETS = {
  code: 'SECRET-CODE-4711',
  state: 'SECRET-STATE-4712',
  text: 'SECRET-TEXT-4713',
  address: 'SECRET-ADDRESS-4714',
};
const FAULTS: readonly StubAnswer[] = [
  { status: 400, error: 'InvalidRequestException' },
  {
    status: 403,
    error: 'AccessDeniedException',
    body: JSON.stringify({ Message: `you sent ${SECRETS.code}` }),
  },
  { status: 409, error: 'ConflictException' },
  { status: 200, body: `<garbage>${SECRETS.code}` },
  { status: 403, error: SECRETS.text },
];
let stub: StubConnect;
let server: StandAlone;

beforeAll(async () => {
  stub = await stubConnect();
  server = await standAlone({
    AWS_ENDPOINT_URL_CONNECT: stub.endpoint,
    LOG_LEVEL: 'trace',
    CONNECT_MAX_ATTEMPTS: '1',
  });
});
afterAll(async () => {
  await server.stop();
  await stub.close();
});

const callback = (state: string, more = '') =>
  `/callback?code=${SECRETS.code}&state=${encodeURIComponent(state)}${more}`;

describe('the log of the stand-alone server', () => {
  it('T23 holds neither code, state, texts, cookies nor keys, at the loudest level and with every fault', async () => {
    const cookies: string[] = [];
    for (const [index, fault] of FAULTS.entries()) {
      stub.answers.push(fault);
      const state = `${SECRETS.state}-${index}`;
      const cookie = await server.start(state, `http://127.0.0.1/${SECRETS.address}`);
      cookies.push(cookie);
      const answer = await server.get(callback(state), cookie);
      expect(await answer.text()).not.toMatch(/SECRET-(CODE|STATE|TEXT)/);
    }
    for (const path of [
      callback(`${SECRETS.state}-unbound`),
      `/callback?error=access_denied&error_description=${SECRETS.text}%0d%0aX&state=${SECRETS.state}`,
      callback(SECRETS.state, '&code=again'),
      `/${SECRETS.text}`,
      `/done?outcome=${SECRETS.text}`,
    ]) {
      const headers = {
        'user-agent': SECRETS.text,
        referer: `https://x/${SECRETS.text}`,
        'x-request-id': `${SECRETS.text} !`,
      };
      expect(await (await server.get(path, '', headers)).text()).not.toMatch(/SECRET/);
    }
    await server.logged(({ outcome }) => outcome === 'invalid' || outcome === 'not-found');
    const output = server.output();
    expect(output).not.toMatch(/SECRET/);
    for (const cookie of cookies) expect(output).not.toContain(cookie.split('=')[1]);
    for (const key of OPTIONS.bindingKeys) expect(output).not.toContain(key);
    expect(output).not.toContain('AKIDTEST');
    expect(output.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([]);
  });

  it.each([
    ['a bad state', '/callback?code=c', 'state-missing'],
    ['a duplicate', '/callback?code=c&state=a&state=b', 'duplicate-parameter'],
    ['an unbound response', '/callback?code=c&state=nobody', 'binding-missing'],
  ])('T24 names the reason of %s as a warning', async (_what, path, reason) => {
    await server.get(path);
    expect(await server.logged((line) => line.reason === reason)).toMatchObject({
      level: 40,
      endpoint: 'callback',
    });
  });

  it('T24 names a replay, a limit and a refusal of Connect', async () => {
    const cookie = await server.start('replayed');
    const first = await server.get('/callback?code=c&state=replayed', cookie);
    expect(first.status).toBe(303);
    const finished = first.headers
      .getSetCookie()
      .map((value) => value.split(';')[0])
      .join('; ');
    await server.get('/callback?code=c&state=replayed', finished);
    await server.logged(({ outcome, reason }) => outcome === 'already-accepted' && reason === 'repeated');

    stub.answers.push({ status: 429, error: 'ThrottlingException' });
    await server.get('/callback?code=c&state=limited', await server.start('limited'));
    await server.logged(({ result }) => result === 'ERR_CONNECT_THROTTLED');

    stub.answers.push({ status: 403, error: 'AccessDeniedException' });
    await server.get('/callback?code=c&state=denied', await server.start('denied'));
    const line = await server.logged(
      ({ outcome, reason }) => outcome === 'fault' && reason === 'access-denied',
    );
    expect(line).toMatchObject({ level: 50 });
    const call = await server.logged(({ reason, attempts }) => reason === 'access-denied' && attempts === 1);
    expect(call).toMatchObject({ awsRequestId: 'stub-request-id', requestId: line['requestId'] });
  });
});
