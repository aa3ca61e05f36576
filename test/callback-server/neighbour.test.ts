import { describe, expect, it } from 'vitest';
import { browser } from './fixtures/browser.js';
import { fails } from './fixtures/fake-connect.js';
import { OPTIONS, site } from './fixtures/site.js';

const PATH = '/neighbour';
const origin = OPTIONS.allowedOrigins[0];

async function post(body: unknown, headers: HeadersInit = {}, failure?: ReturnType<typeof fails>) {
  const stage = site({ neighbour: { path: PATH } });
  if (failure !== undefined) stage.connect.answers.push(failure);
  const answer = await browser(stage.handle).open(PATH, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { origin, 'content-type': 'application/json', ...Object.fromEntries(new Headers(headers)) },
  });
  return { answer, json: (await answer.json()) as Record<string, unknown>, sent: stage.connect.sent };
}

describe('the endpoint for widgets that receive the redirect themselves', () => {
  it('is off by default', async () => {
    expect((await browser(site().handle).open(PATH, { method: 'POST', headers: { origin } })).status).toBe(
      404,
    );
  });

  it('forwards what AWS Touchpoint posts, with the instance id of the configuration', async () => {
    const { answer, json, sent } = await post({
      code: 'c',
      state: 's',
      instanceId: 'somebody-else',
      error: null,
    });
    expect(answer.status).toBe(200);
    expect(json).toMatchObject({ outcome: 'accepted' });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('vary')).toBe('Origin');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(sent).toEqual([{ instanceId: OPTIONS.instanceId, state: 's', code: 'c' }]);
  });

  it('forwards an error sanitised', async () => {
    const { json, sent } = await post({ state: 's', error: 'access_denied', errorDescription: 'say "no"' });
    expect(json).toMatchObject({ outcome: 'declined' });
    expect(sent).toEqual([
      { instanceId: OPTIONS.instanceId, state: 's', error: 'access_denied', errorDescription: 'say no' },
    ]);
  });

  it('answers the preflight of an allowed origin only', async () => {
    const { handle } = site({ neighbour: { path: PATH } });
    const preflight = (from: string) =>
      browser(handle).open(PATH, { method: 'OPTIONS', headers: { origin: from } });
    const good = await preflight(origin);
    expect([good.status, good.headers.get('access-control-allow-methods')]).toEqual([204, 'POST']);
    const bad = await preflight('https://evil.example');
    expect([bad.status, bad.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it.each<[string, unknown, HeadersInit, number, string]>([
    [
      'another origin',
      { code: 'c', state: 's' },
      { origin: 'https://evil.example' },
      403,
      'origin-not-allowed',
    ],
    [
      'a form',
      'code=c&state=s',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'content-type',
    ],
    ['no JSON', '{', {}, 400, 'body-malformed'],
    ['a list', [], {}, 400, 'body-malformed'],
    ['a code that is no text', { code: ['c'], state: 's' }, {}, 400, 'body-malformed'],
    ['no state', { code: 'c' }, {}, 400, 'state-missing'],
    ['neither code nor error', { state: 's' }, {}, 400, 'code-and-error-missing'],
    ['too much', { state: 's', code: 'c'.repeat(20_000) }, {}, 413, 'body-too-long'],
  ])('refuses %s without a call', async (_what, body, headers, status, error) => {
    const { answer, json, sent } = await post(body, headers);
    expect([answer.status, json['error']]).toEqual([status, error]);
    expect(sent).toEqual([]);
  });

  it.each([
    ['ERR_CONNECT_THROTTLED', 'throttled', 503],
    ['ERR_CONNECT_CONFLICT', 'conflict', 409],
    ['ERR_CONNECT_REJECTED', 'invalid-request', 502],
  ] as const)('answers %s as JSON', async (code, reason, status) => {
    const { answer, json } = await post({ code: 'c', state: 's' }, {}, fails(code, reason));
    expect([answer.status, json['error']]).toEqual([status, code]);
    expect(answer.headers.has('retry-after')).toBe(status === 503);
  });
});
