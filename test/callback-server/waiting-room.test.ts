import { describe, expect, it } from 'vitest';
import { tokenBucket } from 'connect-sign-in-callback';
import type { Quota } from '../../callback-server/src/quota.js';
import {
  waitingRoom,
  type Admission,
  type WaitingRoomOptions,
} from '../../callback-server/src/waiting-room.js';
import { manualClock } from './fixtures/manual-clock.js';

const NOW = 1_000_000;
const LIMITS: WaitingRoomOptions = { waitMaxMs: 2500, lengthMax: 100, retryMaxMs: 15_000 };

/** A room before a quota whose bucket is empty from the first moment. */
function fullRoom(limits: Partial<WaitingRoomOptions> = {}) {
  const clock = manualClock(NOW);
  const bucket = tokenBucket({ rate: 2, burst: 1 }, clock);
  void bucket.take();
  return { clock, bucket, waiting: waitingRoom({ ...LIMITS, ...limits }, bucket, clock) };
}

const sentAway = async (entering: Promise<Admission>) => {
  const admission = await entering;
  if (admission.admitted) throw new Error('was admitted');
  return admission;
};

/** A waiting room before a quota that answers when the test does. */
function slowRoom() {
  const clock = manualClock(NOW);
  const answers: ((waitMs: number) => void)[] = [];
  const slow: Quota = {
    take: () => new Promise((resolve) => answers.push(resolve)),
    throttled: () => undefined,
    intervalMs: () => 500,
  };
  return { clock, answers, waiting: waitingRoom(LIMITS, slow, clock) };
}

describe('how many wait inside', () => {
  it.each([
    ['as many as are served in time', {}, 4],
    ['no more than the server has room for', { lengthMax: 2 }, 2],
    ['always one, who takes the next permission', { waitMaxMs: 0 }, 1],
    ['nobody whose wait would be exactly the longest', { waitMaxMs: 2501 }, 5],
  ])('is %s', async (_what, limits, expected) => {
    const { clock, waiting } = fullRoom(limits);
    const entering = Array.from({ length: 8 }, () => waiting.enter({}));
    expect(waiting.length).toBe(expected);
    const admissions = await clock.until(Promise.all(entering));
    expect(
      admissions.filter((admission) => !admission.admitted && admission.reason === 'queue-full'),
    ).toHaveLength(8 - expected);
  });
});

describe('when to come back', () => {
  it('is a turn after those who wait inside and those who were sent away before', async () => {
    const { clock, waiting } = fullRoom();
    const inside = Array.from({ length: 4 }, () => waiting.enter({}));
    expect(waiting.nextTurn()).toEqual({ turnAt: NOW + 2500, retryAfterMs: 2500 });
    expect(waiting.nextTurn()).toEqual({ turnAt: NOW + 3000, retryAfterMs: 3000 });
    await clock.until(Promise.all(inside));
  });

  it('is at least a second away and at most as far as browsers are sent', () => {
    const { waiting } = fullRoom();
    expect(waiting.nextTurn()).toEqual({ turnAt: NOW + 500, retryAfterMs: 1000 });
    for (let index = 0; index < 40; index += 1) waiting.nextTurn();
    expect(waiting.nextTurn()).toEqual({ turnAt: NOW + 21_000, retryAfterMs: 15_000 });
  });

  it('starts anew once all promised turns have passed', async () => {
    const { clock, waiting } = fullRoom();
    for (let index = 0; index < 10; index += 1) waiting.nextTurn();
    await clock.advance(60_000);
    expect(waiting.nextTurn().turnAt).toBe(NOW + 60_500);
  });

  it('stays the promised turn for who comes back too early, or later where the room is still full', async () => {
    const { clock, waiting } = fullRoom();
    const inside = Array.from({ length: 4 }, () => waiting.enter({}));
    expect(await sentAway(waiting.enter({ turnAt: NOW + 9000 }))).toEqual({
      ...{ admitted: false, reason: 'queue-full', turnAt: NOW + 9000, retryAfterMs: 9000 },
    });
    expect(await sentAway(waiting.enter({ turnAt: NOW + 100 }))).toEqual({
      ...{ admitted: false, reason: 'queue-full', turnAt: NOW + 2000, retryAfterMs: 2000 },
    });
    await clock.until(Promise.all(inside));
  });

  it('is after those who still wait, for who has waited too long', async () => {
    const clock = manualClock(NOW);
    const stuck: Quota = { take: () => 60_000, throttled: () => undefined, intervalMs: () => 500 };
    const waiting = waitingRoom(LIMITS, stuck, clock);
    const entering = [waiting.enter({}), waiting.enter({ turnAt: NOW + 100 })];
    await clock.advance(2500);
    const [first, second] = await Promise.all(entering.map(sentAway));
    expect(first).toEqual({
      ...{ admitted: false, reason: 'queue-timeout', turnAt: NOW + 3500, retryAfterMs: 1000 },
    });
    expect(second).toMatchObject({ reason: 'queue-timeout', turnAt: NOW + 100 });
    expect(waiting.length).toBe(0);
  });
});

describe('who is let in', () => {
  it('is everybody while nobody holds a promise', async () => {
    const { clock, waiting } = fullRoom();
    const entering = Array.from({ length: 4 }, () => waiting.enter({}));
    expect((await clock.until(Promise.all(entering))).every(({ admitted }) => admitted)).toBe(true);
  });

  it('is half as many newcomers and early birds while others hold a promise, and who is on time', async () => {
    const { clock, waiting } = fullRoom();
    for (let index = 0; index < 20; index += 1) waiting.nextTurn();
    const inside = [waiting.enter({}), waiting.enter({ turnAt: NOW + 5000 })];
    expect(waiting.length).toBe(2);
    expect((await sentAway(waiting.enter({}))).reason).toBe('queue-full');
    expect((await sentAway(waiting.enter({ turnAt: NOW + 1001 }))).reason).toBe('queue-full');
    inside.push(waiting.enter({ turnAt: NOW + 1000 }), waiting.enter({ turnAt: NOW - 1 }));
    expect(waiting.length).toBe(4);
    expect((await clock.until(Promise.all(inside))).every(({ admitted }) => admitted)).toBe(true);
  });

  it('is always one newcomer, so that a promise nobody keeps blocks nobody', async () => {
    const { clock, waiting } = fullRoom({ waitMaxMs: 0 });
    waiting.nextTurn();
    waiting.nextTurn();
    const entering = waiting.enter({});
    expect(waiting.length).toBe(1);
    await clock.until(entering);
  });

  it('gives a turn back when its holder came early and waits inside', () => {
    const { waiting } = fullRoom();
    for (let index = 0; index < 20; index += 1) waiting.nextTurn();
    void waiting.enter({ turnAt: NOW + 5000 });
    expect(waiting.nextTurn().turnAt).toBe(NOW + 10_000);
    void waiting.enter({ turnAt: NOW + 900 });
    expect(waiting.nextTurn().turnAt).toBe(NOW + 10_500);
  });

  it('keeps every promise when a newcomer waits inside', () => {
    const { waiting } = fullRoom();
    for (let index = 0; index < 20; index += 1) waiting.nextTurn();
    void waiting.enter({});
    expect(waiting.nextTurn().turnAt).toBe(NOW + 10_500);
  });

  it('is everybody again in the moment of the last promised turn', async () => {
    const clock = manualClock(NOW);
    const stuck: Quota = { take: () => 60_000, throttled: () => undefined, intervalMs: () => 500 };
    const waiting = waitingRoom(LIMITS, stuck, clock);
    waiting.nextTurn();
    await clock.advance(500);
    for (let index = 0; index < 8; index += 1) void waiting.enter({});
    expect(waiting.length).toBe(4);
  });

  it('never gives a turn back that lies in the past', () => {
    const { waiting } = fullRoom();
    void waiting.enter({ turnAt: NOW + 5000 });
    expect(waiting.nextTurn().turnAt).toBe(NOW + 1000);
  });

  it('is a burst in one moment, without a timer for any of it', async () => {
    const clock = manualClock(NOW);
    const waiting = waitingRoom(LIMITS, tokenBucket({ rate: 2, burst: 3 }, clock), clock);
    const entering = Promise.all([waiting.enter({}), waiting.enter({}), waiting.enter({})]);
    expect(waiting.length).toBe(0);
    expect(await entering).toEqual([{ admitted: true }, { admitted: true }, { admitted: true }]);
    expect(clock.pending).toBe(0);
  });

  it('is asked of the quota by one at a time, and again after a pause', async () => {
    const { clock, answers, waiting } = slowRoom();
    const first = waiting.enter({});
    const second = waiting.enter({});
    expect(answers).toHaveLength(1);
    answers[0]?.(0);
    expect(await first).toEqual({ admitted: true });
    expect(answers).toHaveLength(2);
    answers[1]?.(300);
    await clock.advance(299);
    expect(answers).toHaveLength(2);
    await clock.advance(1);
    expect(answers).toHaveLength(3);
    answers[2]?.(0);
    expect(await second).toEqual({ admitted: true });
    // And the next visitor is served as well.
    const third = waiting.enter({});
    answers[3]?.(0);
    expect(await third).toEqual({ admitted: true });
  });
});

describe('who leaves', () => {
  it('before the door is not let in', async () => {
    const { waiting } = fullRoom();
    const signal = AbortSignal.abort();
    expect(await sentAway(waiting.enter({ signal }))).toEqual({
      ...{ admitted: false, reason: 'gone', turnAt: NOW, retryAfterMs: 1000 },
    });
    expect(await sentAway(waiting.enter({ signal, turnAt: NOW + 4000 }))).toMatchObject({
      turnAt: NOW + 4000,
    });
    expect(waiting.length).toBe(0);
  });

  it('from the middle leaves the others in their order, and no timer behind', async () => {
    const { clock, waiting } = fullRoom();
    const leaving = new AbortController();
    const order: string[] = [];
    const enter = (name: string, signal?: AbortSignal) =>
      waiting
        .enter(signal === undefined ? {} : { signal })
        .then(({ admitted }) => admitted && order.push(name));
    const all = [enter('first'), enter('gone', leaving.signal), enter('last')];
    leaving.abort();
    expect(waiting.length).toBe(2);
    await clock.until(Promise.all(all));
    expect(order).toEqual(['first', 'last']);
    expect(clock.pending).toBe(0);
  });

  it('while the quota is asked for him leaves the permission unused and the door open', async () => {
    const { clock, answers, waiting } = slowRoom();
    const leaving = new AbortController();
    const gone = waiting.enter({ signal: leaving.signal });
    leaving.abort();
    expect((await sentAway(gone)).reason).toBe('gone');
    answers[0]?.(0);
    await clock.advance(0);
    const next = waiting.enter({});
    expect(answers).toHaveLength(2);
    answers[1]?.(0);
    expect(await next).toEqual({ admitted: true });
  });

  it('while the quota is asked for him leaves that permission to the next, without a second question', async () => {
    const { answers, waiting } = slowRoom();
    const leaving = new AbortController();
    const gone = waiting.enter({ signal: leaving.signal });
    leaving.abort();
    await gone;
    const next = waiting.enter({});
    expect(answers).toHaveLength(1);
    answers[0]?.(0);
    expect(await next).toEqual({ admitted: true });
    expect(answers).toHaveLength(1);
  });

  it('is not listened for where there is no wait', async () => {
    const clock = manualClock(NOW);
    const waiting = waitingRoom(LIMITS, tokenBucket({ rate: 2, burst: 1 }, clock), clock);
    const visitor = {
      get signal(): AbortSignal {
        throw new Error('the signal was read');
      },
    };
    expect(await waiting.enter(visitor)).toEqual({ admitted: true });
    expect(() => waiting.enter(visitor)).toThrow('the signal was read');
  });

  it('after the admission changes nothing', async () => {
    const clock = manualClock(NOW);
    const waiting = waitingRoom(LIMITS, tokenBucket({ rate: 2, burst: 1 }, clock), clock);
    const leaving = new AbortController();
    expect(await waiting.enter({ signal: leaving.signal })).toEqual({ admitted: true });
    const other = waiting.enter({});
    leaving.abort();
    expect(waiting.length).toBe(1);
    expect(await clock.until(other)).toEqual({ admitted: true });
  });
});
