import { describe, expect, it } from 'vitest';
import { tokenBucket } from 'connect-sign-in-callback';
import { circuit } from '../../callback-server/src/circuit.js';
import { waitingRoom } from '../../callback-server/src/waiting-room.js';
import { manualClock } from './fixtures/manual-clock.js';

const SHAPE = { rate: 2, burst: 5 };

describe('the token bucket', () => {
  it('gives the burst at once and then two a second', async () => {
    const clock = manualClock();
    const bucket = tokenBucket(SHAPE, clock);
    expect(Array.from({ length: 6 }, () => bucket.take())).toEqual([0, 0, 0, 0, 0, 500]);
    await clock.advance(500);
    expect([bucket.take(), bucket.take()]).toEqual([0, 500]);
    await clock.advance(60_000);
    expect(Array.from({ length: 6 }, () => bucket.take())).toEqual([0, 0, 0, 0, 0, 500]);
  });

  it('halves on 429, once for several of one moment, and recovers', async () => {
    const clock = manualClock();
    const bucket = tokenBucket(SHAPE, clock);
    bucket.throttled();
    bucket.throttled();
    expect(bucket.rate()).toBe(1);
    expect(bucket.take()).toBeGreaterThan(0);
    await clock.advance(5000);
    expect(bucket.rate()).toBeCloseTo(1.5);
    await clock.advance(60_000);
    expect(bucket.rate()).toBe(2);
  });

  it('never stops altogether', async () => {
    const clock = manualClock();
    const bucket = tokenBucket(SHAPE, clock);
    for (let index = 0; index < 20; index += 1) {
      bucket.throttled();
      await clock.advance(1001);
    }
    expect(bucket.rate()).toBeGreaterThanOrEqual(SHAPE.rate / 16);
  });
});

describe('the token bucket, to the millisecond', () => {
  it('takes what is a hair less than a whole permission for one, and no more than a hair', async () => {
    const clock = manualClock();
    const bucket = tokenBucket({ rate: 2, burst: 1 }, clock);
    void bucket.take();
    await clock.advance(250);
    expect(bucket.take()).toBe(250);
    await clock.advance(249);
    expect(bucket.take()).toBeGreaterThan(0);
    await clock.advance(0.75);
    expect(bucket.take()).toBe(0);
    expect(bucket.take()).toBe(501);
  });

  it('loses nothing when the clock is put back', () => {
    const time = { at: 100_000 };
    const clock = { ...manualClock(), now: () => time.at };
    const bucket = tokenBucket({ rate: 2, burst: 2 }, clock);
    bucket.throttled();
    time.at -= 50_000;
    expect(bucket.rate()).toBe(1);
    expect(bucket.take()).toBe(1000);
  });

  it('has nothing left after a 429, until its slower rate brings some', async () => {
    const clock = manualClock();
    const bucket = tokenBucket(SHAPE, clock);
    bucket.throttled();
    expect(bucket.intervalMs()).toBe(1000);
    expect(bucket.take()).toBe(1000);
    await clock.advance(1000);
    expect(bucket.take()).toBe(0);
  });

  it('owes nothing for a 429 that comes while it is empty', async () => {
    const clock = manualClock();
    const bucket = tokenBucket({ rate: 2, burst: 1 }, clock);
    void bucket.take();
    await clock.advance(250);
    bucket.throttled();
    expect(bucket.take()).toBe(1000);
  });

  it('takes 429s within a second for one, and the next second for another', async () => {
    const clock = manualClock();
    const bucket = tokenBucket({ rate: 16, burst: 5 }, clock);
    bucket.throttled();
    await clock.advance(999);
    const before = bucket.rate();
    bucket.throttled();
    expect(bucket.rate()).toBe(before);
    await clock.advance(1);
    bucket.throttled();
    expect(bucket.rate()).toBeCloseTo((8 + 16 / 20) / 2);
  });

  it('goes down to a sixteenth and grows back within twenty seconds', async () => {
    const clock = manualClock();
    const bucket = tokenBucket({ rate: 16, burst: 5 }, clock);
    for (let index = 0; index < 20; index += 1) {
      bucket.throttled();
      await clock.advance(1000);
    }
    bucket.throttled();
    expect(bucket.rate()).toBe(1);
    await clock.advance(18_750);
    expect(bucket.rate()).toBe(16);
  });
});

describe('the waiting room', () => {
  const LIMITS = { waitMaxMs: 2500, lengthMax: 100, retryMaxMs: 15_000 };
  function room() {
    const clock = manualClock(1_000_000);
    return { clock, ...LIMITS, waiting: waitingRoom(LIMITS, tokenBucket(SHAPE, clock), clock) };
  }

  it('admits in the order of arrival', async () => {
    const { clock, waiting } = room();
    const order: number[] = [];
    const all = Promise.all(
      Array.from({ length: 8 }, (_, index) => waiting.enter({}).then(() => order.push(index))),
    );
    await clock.until(all);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('sends away who would wait too long, with turns one after another', async () => {
    const { clock, waiting } = room();
    const inside = Array.from({ length: 9 }, () => waiting.enter({}));
    const outside = await Promise.all([waiting.enter({}), waiting.enter({}), waiting.enter({})]);
    const turns = outside.map((admission) => (admission.admitted ? 0 : admission.turnAt - clock.now()));
    expect(turns).toEqual([2500, 3000, 3500]);
    expect(waiting.length).toBe(4);
    expect((await clock.until(Promise.all(inside))).every(({ admitted }) => admitted)).toBe(true);
  });

  it('admits who comes in turn before who comes new', async () => {
    const { clock, waiting } = room();
    const inside = Array.from({ length: 9 }, () => waiting.enter({}));
    const sentAway = await waiting.enter({});
    if (sentAway.admitted) throw new Error('should have been sent away');
    await clock.advance(sentAway.turnAt - clock.now() - 900);
    const newcomers = Array.from({ length: 3 }, () => waiting.enter({}));
    const returning = waiting.enter({ turnAt: sentAway.turnAt });
    expect((await clock.until(returning)).admitted).toBe(true);
    await clock.until(Promise.all([...inside, ...newcomers]));
  });

  it('lets a browser that has gone leave the queue', async () => {
    const { clock, waiting } = room();
    const before = Array.from({ length: 6 }, () => waiting.enter({}));
    const leaving = new AbortController();
    const gone = waiting.enter({ signal: leaving.signal });
    const behind = waiting.enter({});
    leaving.abort();
    expect(await gone).toMatchObject({ admitted: false, reason: 'gone' });
    expect((await clock.until(behind, 10)).admitted).toBe(true);
    expect(clock.now()).toBeLessThan(1_001_100);
    await Promise.all(before);
  });

  it('keeps going while a shared limiter is out of reach', async () => {
    const clock = manualClock();
    const broken = {
      take: () => Promise.reject(new Error('down')),
      throttled: () => undefined,
      intervalMs: () => 500,
    };
    expect((await clock.until(waitingRoom(LIMITS, broken, clock).enter({}))).admitted).toBe(true);
  });
});

describe('the circuit', () => {
  const OPTIONS = { failures: 3, pauseMs: 2000, pauseMaxMs: 30_000 };

  it('opens after failures in a row, lets one call through, and closes when that succeeds', async () => {
    const clock = manualClock();
    const breaker = circuit(OPTIONS, clock);
    breaker.failed();
    breaker.failed();
    breaker.succeeded();
    for (let index = 0; index < 3; index += 1) {
      expect(breaker.tryPass()).toBe(0);
      breaker.failed();
    }
    expect(breaker.tryPass()).toBe(2000);
    await clock.advance(2000);
    expect(breaker.tryPass()).toBe(0);
    expect(breaker.tryPass()).toBeGreaterThan(0);
    breaker.succeeded();
    expect([breaker.tryPass(), breaker.tryPass()]).toEqual([0, 0]);
  });

  it('waits longer after every probe that fails, up to a limit', async () => {
    const clock = manualClock();
    const breaker = circuit(OPTIONS, clock);
    for (let index = 0; index < 3; index += 1) breaker.failed();
    const pauses: number[] = [];
    for (let index = 0; index < 6; index += 1) {
      pauses.push(breaker.closedForMs());
      await clock.advance(breaker.closedForMs());
      breaker.tryPass();
      breaker.failed();
    }
    expect(pauses).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('gives the probe back when it was not used', async () => {
    const clock = manualClock();
    const breaker = circuit(OPTIONS, clock);
    for (let index = 0; index < 3; index += 1) breaker.failed();
    await clock.advance(2000);
    expect(breaker.tryPass()).toBe(0);
    breaker.passUnused();
    expect(breaker.tryPass()).toBe(0);
  });
});
