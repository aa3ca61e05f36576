import { describe, expect, it } from 'vitest';
import { manualClock, parseDuration, realClock } from '../../local-connect/src/clock.js';
import { offsetClock } from '../../local-connect/src/offset-clock.js';

const idle = () => Promise.resolve();

describe('a duration', () => {
  it.each([
    [1500, 1500],
    ['500ms', 500],
    ['61s', 61_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
  ])('%s is %d milliseconds', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
  it.each(['', '3', '3 m', '-1s', 'm', '1d', -1, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses %s',
    (text) => {
      expect(() => parseDuration(text)).toThrow(RangeError);
    },
  );
});

describe('the manual clock', () => {
  it('fires due timers in order of due time and then of start, each at its own moment', async () => {
    const clock = manualClock(0);
    const fired: string[] = [];
    const note = (name: string) => () => fired.push(`${name}@${clock.now()}`);
    clock.setTimeout(note('late'), 3000);
    clock.setTimeout(note('first'), 1000);
    clock.setTimeout(note('second'), 1000);
    clock.setTimeout(note('never'), 3001);
    const stopped = clock.setTimeout(note('stopped'), 500);
    clock.clearTimeout(stopped);
    await clock.advance('3s');
    expect(fired).toEqual(['first@1000', 'second@1000', 'late@3000']);
    expect(clock.now()).toBe(3000);
  });

  it('fires what a timer starts within the same advance, and waits for work under way', async () => {
    const clock = manualClock(0);
    const fired: number[] = [];
    const again = () => {
      fired.push(clock.now());
      if (fired.length < 3) clock.setTimeout(again, 1000);
    };
    clock.setTimeout(again, 1000);
    let settled = 0;
    clock.settleWith(() => Promise.resolve().then(() => void (settled += 1)));
    await clock.advance('10s');
    expect(fired).toEqual([1000, 2000, 3000]);
    expect(settled).toBe(4);
  });

  it('stands still by itself and refuses to go back', async () => {
    const clock = manualClock(5);
    await expect(clock.advance(-1)).rejects.toThrow(RangeError);
    expect(clock.now()).toBe(5);
  });
});

describe('a clock with an offset', () => {
  it('fires its own timers and leaves those of another one alone', async () => {
    const base = manualClock(0);
    const [mine, other] = [offsetClock(base, idle), offsetClock(base, idle)];
    const fired: string[] = [];
    mine.setTimeout(() => fired.push('mine'), 60_000);
    other.setTimeout(() => fired.push('other'), 60_000);
    await mine.advance('61s');
    expect(fired).toEqual(['mine']);
    expect([mine.now(), other.now(), base.now()]).toEqual([61_000, 0, 0]);
  });

  it('lets what is left fire earlier on the base clock', async () => {
    const base = manualClock(0);
    const clock = offsetClock(base, idle);
    const fired: number[] = [];
    clock.setTimeout(() => fired.push(clock.now()), 180_000);
    await clock.advance('100s');
    await base.advance('79s');
    expect(fired).toEqual([]);
    await base.advance('1s');
    expect(fired).toEqual([180_000]);
  });

  it('fires in order, including what a timer starts, and forgets stopped timers', async () => {
    const base = manualClock(0);
    const clock = offsetClock(base, idle);
    const fired: string[] = [];
    clock.setTimeout(() => fired.push('b'), 2000);
    clock.setTimeout(() => {
      fired.push('a');
      clock.setTimeout(() => fired.push('a2'), 500);
    }, 1000);
    clock.clearTimeout(clock.setTimeout(() => fired.push('stopped'), 1));
    await clock.advance('5s');
    expect(fired).toEqual(['a', 'a2', 'b']);
  });

  it('runs on the real clock too', async () => {
    const clock = offsetClock(realClock(), idle);
    const before = clock.now();
    const fired = new Promise<void>((resolve) => clock.setTimeout(resolve, 3_600_000));
    await clock.advance('1h');
    await fired;
    expect(clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
  });
});
