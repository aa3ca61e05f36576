import { describe, expect, it } from 'vitest';
import { tokenBucket } from 'connect-sign-in-callback';
import { rateLimiterQuota } from '../../callback-server/src/rate-limiter-quota.js';
import { manualClock } from './fixtures/manual-clock.js';

/** A bucket with two permissions, and a limiter that does what the test says. */
function quota(consume: () => Promise<unknown>) {
  const asked: [string, number][] = [];
  const clock = manualClock();
  const bucket = tokenBucket({ rate: 2, burst: 2 }, clock);
  const limiter = {
    consume(key: string, points: number) {
      asked.push([key, points]);
      return consume();
    },
  };
  return { asked, clock, bucket, quota: rateLimiterQuota(limiter, 'account eu-west-2', bucket) };
}
/** What a limiter of rate-limiter-flexible rejects with. */
// eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- it is no Error there either
const refuse = (refusal: unknown) => () => Promise.reject(refusal);

describe('a quota that processes share', () => {
  it('takes one point of its key for each call', async () => {
    const { asked, quota: shared } = quota(() => Promise.resolve());
    expect(await shared.take()).toBe(0);
    expect(asked).toEqual([['account eu-west-2', 1]]);
  });

  it('does not ask for others while the bucket of this process is empty', async () => {
    const { asked, quota: shared } = quota(() => Promise.resolve());
    expect([await shared.take(), await shared.take(), await shared.take()]).toEqual([0, 0, 500]);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['as long as the limiter says', { msBeforeNext: 200 }, 200],
    ['no longer than half a second, because others may leave room', { msBeforeNext: 9000 }, 500],
    ['at least a moment', { msBeforeNext: 0 }, 1],
    ['not at all where the store is out of reach', new Error('down'), 0],
    ['not at all where the refusal says no time', { msBeforeNext: '200' }, 0],
    ['not at all where the refusal is no object', 'later', 0],
    ['not at all where there is no refusal', null, 0],
    ['not at all where the refusal is undefined', undefined, 0],
  ])('waits %s', async (_what, refusal, expected) => {
    expect(await quota(refuse(refusal)).quota.take()).toBe(expected);
  });

  it('hears of every 429 and estimates with the bucket of this process', () => {
    const { bucket, quota: shared } = quota(() => Promise.resolve());
    expect(shared.intervalMs()).toBe(500);
    shared.throttled();
    expect(bucket.rate()).toBe(1);
    expect(shared.intervalMs()).toBe(1000);
  });
});
