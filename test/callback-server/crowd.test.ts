import { describe, expect, it } from 'vitest';
import { CallbackError } from 'connect-sign-in-callback';
import { browser } from './fixtures/browser.js';
import { fakeConnect, fails, type FakeConnect } from './fixtures/fake-connect.js';
import { manualClock, type ManualClock } from './fixtures/manual-clock.js';
import { site, type Site } from './fixtures/site.js';

/** Connect's own quota of 2 a second with bursts of 5, for all processes together. */
function quotaOfConnect(connect: FakeConnect, clock: ManualClock) {
  let tokens = 5;
  let at = clock.now();
  const accepted = new Map<string, number>();
  let throttled = 0;
  const limited: FakeConnect = {
    ...connect,
    update(request) {
      tokens = Math.min(5, tokens + ((clock.now() - at) * 2) / 1000);
      at = clock.now();
      if (tokens < 0.99) {
        throttled += 1;
        const details = { reason: 'throttled', attempts: 1 };
        return Promise.reject(new CallbackError('ERR_CONNECT_THROTTLED', 'too many', details));
      }
      tokens -= 1;
      accepted.set(request.state, (accepted.get(request.state) ?? 0) + 1);
      return Promise.resolve({ attempts: 1 });
    },
  };
  return { limited, accepted, throttled: () => throttled };
}

/** Customers who come one by one and obey the page; resolves when all are through. */
async function crowd(
  count: number,
  overMs: number,
  processOf: (index: number) => Site['handle'],
  clock: ManualClock,
) {
  const begin = clock.now();
  const ends: number[] = [];
  async function customer(index: number): Promise<void> {
    await new Promise<void>((resolve) => clock.setTimeout(resolve, (index * overMs) / count));
    const jar = new Map<string, string>();
    await browser(processOf(index), jar).start(`state-${index}`);
    for (;;) {
      const answer = await browser(processOf(index), jar).callback(`code=c&state=state-${index}`);
      if (answer.status !== 503) {
        if (answer.status === 303) ends.push(clock.now() - begin);
        return;
      }
      const seconds = Number(answer.headers.get('retry-after'));
      await new Promise<void>((resolve) => clock.setTimeout(resolve, seconds * 1000));
    }
  }
  await clock.until(Promise.all(Array.from({ length: count }, (_, index) => customer(index))), 100);
  return { delivered: ends.length, makespanMs: Math.max(...ends) };
}

const IDEAL_MS = ((300 - 5) / 2) * 1000;

describe('300 customers in a minute before a quota of two a second', () => {
  it('all get through within the life of their codes, at almost the full rate', async () => {
    const clock = manualClock();
    const { limited, accepted } = quotaOfConnect(fakeConnect(), clock);
    const { handle } = site({}, { clock, connect: limited });
    const { delivered, makespanMs } = await crowd(300, 60_000, () => handle, clock);
    expect(delivered).toBe(300);
    expect([...accepted.values()].every((times) => times === 1)).toBe(true);
    expect(makespanMs / IDEAL_MS).toBeLessThan(1.1);
  }, 120_000);

  it('all get through while the process is killed and restarted every ten seconds', async () => {
    const clock = manualClock();
    const begin = clock.now();
    const { limited } = quotaOfConnect(fakeConnect(), clock);
    const processes = new Map<number, Site['handle']>();
    const processNow = () => {
      const age = Math.floor((clock.now() - begin) / 10_000);
      const handle = processes.get(age) ?? site({}, { clock, connect: limited }).handle;
      processes.set(age, handle);
      return handle;
    };
    const { delivered, makespanMs } = await crowd(300, 60_000, processNow, clock);
    expect(processes.size).toBeGreaterThan(10);
    expect(makespanMs / IDEAL_MS).toBeLessThan(1.1);
    expect(delivered).toBe(300);
  }, 120_000);

  it('all get through three processes that share nothing, each with the whole quota in its settings', async () => {
    const clock = manualClock();
    const { limited, throttled } = quotaOfConnect(fakeConnect(), clock);
    const handles = Array.from({ length: 3 }, () => site({}, { clock, connect: limited }).handle);
    const { delivered, makespanMs } = await crowd(300, 60_000, (index) => handles[index % 3]!, clock);
    expect(delivered).toBe(300);
    expect(makespanMs).toBeLessThan(300_000);
    expect(throttled()).toBeLessThan(150);
  }, 120_000);
});

describe('a code that waited too long', () => {
  it('is not tried any more; the page says how to start again', async () => {
    const { handle, connect, clock } = site();
    const customer = browser(handle);
    await customer.start('s');
    const refuse = fails('ERR_CONNECT_THROTTLED', 'throttled');
    connect.answers.push(refuse, refuse);
    expect((await customer.callback('code=c&state=s')).status).toBe(503);
    await clock.advance(299_000);
    expect((await clock.until(customer.callback('code=c&state=s'))).status).toBe(503);
    expect(connect.sent).toHaveLength(2);
    await clock.advance(2000);
    const late = await customer.callback('code=c&state=s');
    expect(late.status).toBe(503);
    expect(late.headers.get('retry-after')).toBeNull();
    expect(await late.text()).toContain('This sign-in took too long');
    expect(connect.sent).toHaveLength(2);
    await customer.start('s');
    expect((await customer.callback('code=fresh&state=s')).status).toBe(303);
  });

  it('tells the customer how long it will take about', async () => {
    const { handle } = site({ rate: 0.05, burst: 1 });
    const [first, second] = [browser(handle), browser(handle)];
    for (const [index, customer] of [first, second].entries())
      await customer.start(`s${index}`, { lang: 'de' });
    expect((await first.callback('code=c&state=s0')).status).toBe(303);
    const clockless = site({ rate: 0.05, burst: 1, queueWaitMs: 0 });
    const waiting = browser(clockless.handle);
    await waiting.start('a', { lang: 'de' });
    await waiting.callback('code=c&state=a');
    await waiting.start('b', { lang: 'de' });
    const answer = await clockless.clock.until(waiting.callback('code=c&state=b'), 1);
    expect(answer.headers.get('retry-after')).toBe('15');
    expect(await answer.text()).toContain('Wartezeit: etwa 15 Sekunden');
  });
});
