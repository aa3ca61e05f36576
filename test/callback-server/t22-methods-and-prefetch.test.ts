import { describe, expect, it } from 'vitest';
import { browser } from './fixtures/browser.js';
import { site } from './fixtures/site.js';

const paths = [
  ['/callback?code=c&state=s', 'GET'],
  ['/start', 'POST'],
  ['/done', 'GET'],
] as const;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

async function bound() {
  const stage = site();
  const customer = browser(stage.handle);
  await customer.start('s');
  return { ...stage, customer };
}

describe('T22 only a navigation of a person reaches Connect', () => {
  it.each(paths)('T22 %s answers 405 with Allow to every method but %s', async (path, allowed) => {
    const { customer, connect } = await bound();
    for (const method of METHODS.filter((name) => name !== allowed)) {
      const answer = await customer.open(path, { method });
      expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, allowed]);
    }
    expect(connect.sent).toEqual([]);
  });

  it.each([
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['purpose', 'prefetch'],
    ['x-moz', 'prefetch'],
    ['x-purpose', 'preview'],
  ])('T22 answers 204 to %s: %s and keeps the binding', async (name, value) => {
    const { customer, connect } = await bound();
    const answer = await customer.callback('code=c&state=s', { [name]: value });
    expect(answer.status).toBe(204);
    expect(await answer.text()).toBe('');
    expect(connect.sent).toEqual([]);
    expect((await customer.callback('code=c&state=s')).status).toBe(303);
  });

  it.each(['image', 'iframe', 'script', 'empty', 'style', 'frame', 'object', 'worker'])(
    'T22 answers 400 to Sec-Fetch-Dest: %s',
    async (destination) => {
      const { customer, connect } = await bound();
      const answer = await customer.callback('code=c&state=s', { 'sec-fetch-dest': destination });
      expect(answer.status).toBe(400);
      expect(connect.sent).toEqual([]);
    },
  );

  it('T22 lets a navigation pass', async () => {
    const { customer, connect } = await bound();
    const headers = {
      'sec-fetch-dest': 'document',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-site': 'cross-site',
    };
    expect((await customer.callback('code=c&state=s', headers)).status).toBe(303);
    expect(connect.sent).toHaveLength(1);
  });
});
