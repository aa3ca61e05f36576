import { describe, expect, it } from 'vitest';
import { browser } from './fixtures/browser.js';
import { OPTIONS, site } from './fixtures/site.js';

/** Comes back to a bound browser with this query. */
async function answerTo(query: string, state = 's') {
  const { handle, connect, outcomes } = site();
  const customer = browser(handle);
  await customer.start(state);
  const answer = await customer.callback(query);
  return { answer, sent: connect.sent, reason: outcomes.at(-1)?.reason };
}

const instanceId = OPTIONS.instanceId;

describe('T01 each known parameter occurs at most once', () => {
  it.each(['state', 'code', 'error', 'error_description', 'error_uri', 'iss'])(
    'T01 refuses a second %s without a call to Connect',
    async (name) => {
      for (const values of [`${name}=a&${name}=a`, `${name}=a&${name}=`, `${name}=&${name}=b`]) {
        const rest = ['state=s', 'code=c'].filter((part) => !part.startsWith(`${name}=`)).join('&');
        const { answer, sent, reason } = await answerTo(`${values}&${rest}`);
        expect(answer.status).toBe(400);
        expect(reason).toBe('duplicate-parameter');
        expect(sent).toEqual([]);
      }
    },
  );
});

describe('T02 empty parameters count as absent and unknown ones do not count', () => {
  it('T02 forwards a code beside unknown and empty parameters', async () => {
    const { answer, sent } = await answerTo(
      'x=1&x=2&error=&error_description=&code=c&state=s&session_state=y&__proto__=z',
    );
    expect(answer.status).toBe(303);
    expect(sent).toEqual([{ instanceId, state: 's', code: 'c' }]);
  });

  it.each(['state=s&code=', 'state=s&code', 'state=&code=c', 'state&code=c'])(
    'T02 refuses %s',
    async (query) => {
      const { answer, sent } = await answerTo(query);
      expect(answer.status).toBe(400);
      expect(sent).toEqual([]);
    },
  );
});

describe('T03 the state is required and bounded', () => {
  it.each([
    ['none', 'code=c', 400, 'state-missing'],
    ['none beside an error', 'error=access_denied', 400, 'state-missing'],
    ['one of 1001 characters', `code=c&state=${'s'.repeat(1001)}`, 400, 'state-too-long'],
    ['one of 1001 characters beside an error', `error=x&state=${'s'.repeat(1001)}`, 400, 'state-too-long'],
    ['a query of 9000 characters', `code=c&state=s&x=${'y'.repeat(9000)}`, 414, 'query-too-long'],
    ['a code of 2049 characters', `code=${'c'.repeat(2049)}&state=s`, 400, 'code-too-long'],
  ])('T03 refuses %s', async (_what, query, status, reason) => {
    const answered = await answerTo(query);
    expect(answered.answer.status).toBe(status);
    expect(answered.reason).toBe(reason);
    expect(answered.sent).toEqual([]);
  });

  it('T03 takes a state and a code of the greatest length', async () => {
    const [state, code] = ['s'.repeat(1000), 'c'.repeat(2048)];
    const { answer, sent } = await answerTo(`code=${code}&state=${state}`, state);
    expect(answer.status).toBe(303);
    expect(sent).toEqual([{ instanceId, state, code }]);
  });
});

describe('T04 a response is a code or an error', () => {
  it('T04 takes both as an error and never sends the code', async () => {
    const { answer, sent } = await answerTo('code=c&error=access_denied&state=s');
    expect(answer.headers.get('location')).toBe('/done?outcome=declined');
    expect(sent).toEqual([{ instanceId, state: 's', error: 'access_denied' }]);
  });

  it('T04 refuses neither', async () => {
    const { answer, sent, reason } = await answerTo('state=s');
    expect(answer.status).toBe(400);
    expect(reason).toBe('code-and-error-missing');
    expect(sent).toEqual([]);
  });
});

describe('T05 every error code reaches Connect', () => {
  it.each([
    'invalid_request',
    'unauthorized_client',
    'access_denied',
    'unsupported_response_type',
    'invalid_scope',
    'server_error',
    'temporarily_unavailable',
    'login_required',
    'user_cancelled_authorize',
    'something_of_tomorrow',
  ])('T05 forwards %s', async (error) => {
    const { answer, sent } = await answerTo(`error=${error}&error_description=Why&state=s`);
    expect(answer.status).toBe(303);
    expect(sent).toEqual([{ instanceId, state: 's', error, errorDescription: 'Why' }]);
  });
});

describe('T06 error texts are reduced to what Connect accepts', () => {
  it.each([
    ["PreSignUp failed with error 'email'. ", "PreSignUp failed with error 'email'. "],
    ['say "no"', 'say no'],
    ['back\\slash', 'backslash'],
    ['line\r\nbreak\u0000', 'linebreak'],
    ['né à l’écran', 'n? ? l??cran'],
    ['x'.repeat(3000), 'x'.repeat(2048)],
    ['"\\\u0007', undefined],
  ])('T06 turns the description %j into %j', async (description, expected) => {
    const query = new URLSearchParams({ error: 'server_error', error_description: description, state: 's' });
    const { sent } = await answerTo(query.toString());
    expect(sent).toEqual([
      {
        instanceId,
        state: 's',
        error: 'server_error',
        ...(expected === undefined ? {} : { errorDescription: expected }),
      },
    ]);
  });

  it('T06 keeps an error of forbidden characters an error', async () => {
    const { sent } = await answerTo('error=%22%5C%00&state=s');
    expect(sent).toEqual([{ instanceId, state: 's', error: 'invalid_request' }]);
  });
});
