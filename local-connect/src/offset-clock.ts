import { type Clock, type TimerHandle, parseDuration, turn } from './clock.js';

/** A clock that runs with another one and can be moved ahead of it. */
export interface OffsetClock extends Clock {
  /** Moves this clock alone forward, firing its own due timers in order, and resolves when nothing due is left. */
  advance(duration: number | string): Promise<void>;
}

/**
 * A contact's clock: advancing it must not fire the timers of another contact.
 *
 * @param base - the clock it runs with
 * @param idle - awaited after each timer that {@link OffsetClock.advance} fires
 */
export function offsetClock(base: Clock, idle: () => Promise<void>): OffsetClock {
  interface Timer extends TimerHandle {
    readonly run: () => void;
  }
  const timers = new Map<Timer, TimerHandle>();
  let offset = 0;
  const now = () => base.now() + offset;

  const schedule = (timer: Timer) => {
    const handle = base.setTimeout(() => {
      timers.delete(timer);
      timer.run();
    }, timer.dueAt - now());
    timers.set(timer, handle);
  };
  const stop = (timer: Timer) => {
    const handle = timers.get(timer);
    if (handle) base.clearTimeout(handle);
    timers.delete(timer);
  };

  return {
    now,
    setTimeout(run, delayMs) {
      const timer: Timer = { dueAt: now() + Math.max(0, delayMs), run };
      schedule(timer);
      return timer;
    },
    clearTimeout: (timer) => stop(timer as Timer),
    async advance(duration) {
      const until = now() + parseDuration(duration);
      await turn();
      await idle();
      for (;;) {
        const due = [...timers.keys()]
          .filter((timer) => timer.dueAt <= until)
          .sort((a, b) => a.dueAt - b.dueAt)[0];
        if (!due) break;
        stop(due);
        offset += Math.max(0, due.dueAt - now());
        due.run();
        await turn();
        await idle();
      }
      offset += Math.max(0, until - now());
      // What is left is now nearer than the base clock was told.
      for (const timer of [...timers.keys()]) {
        stop(timer);
        schedule(timer);
      }
    },
  };
}
