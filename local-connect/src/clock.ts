/** A running timer of a {@link Clock}; opaque to its holder. */
export interface TimerHandle {
  readonly dueAt: number;
}

/** The only source of time in local-connect. SigV4 and HTTP `Date` stay on the wall clock instead. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `run` once, `delayMs` milliseconds from now; a delay under zero counts as zero. */
  setTimeout(run: () => void, delayMs: number): TimerHandle;
  /** Stops a timer; one that fired or was stopped before is left alone. */
  clearTimeout(timer: TimerHandle): void;
}

/** A clock that stands still until it is advanced. */
export interface ManualClock extends Clock {
  /**
   * Moves time forward, firing due timers in order of their due time and then of their start, and resolves once nothing
   * due is left and the work registered with {@link ManualClock.settleWith} is done.
   *
   * @param duration - milliseconds, or a text such as `500ms`, `61s`, `3m`, `1h`
   * @throws RangeError when the duration is negative or not understood
   */
  advance(duration: number | string): Promise<void>;
  /** Names a promise source that {@link ManualClock.advance} waits for after each timer, such as requests under way. */
  settleWith(idle: () => Promise<void>): void;
}

/** Longest delay of a platform timer, in milliseconds; a longer one would fire at once (HTML standard, 32-bit). */
const PLATFORM_DELAY_MAX_MS = 2 ** 31 - 1;

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Reads a duration: milliseconds as a number, or a number with the unit `ms`, `s`, `m` or `h`.
 *
 * @throws RangeError when it is negative, not finite or not understood
 */
export function parseDuration(duration: number | string): number {
  const match = typeof duration === 'string' ? /^(\d+(?:\.\d+)?)(ms|s|m|h)$/u.exec(duration) : undefined;
  const ms =
    typeof duration === 'number' ? duration : Number(match?.[1]) * (UNIT_MS[match?.[2] ?? ''] ?? NaN);
  if (!Number.isFinite(ms) || ms < 0) {
    throw new RangeError(
      `"${duration}" is not a duration: give milliseconds, or a text such as 500ms, 61s, 3m, 1h.`,
    );
  }
  return ms;
}

/** Milliseconds since the epoch by the wall, for what must agree with other programs: SigV4, token expiry, throttles. */
export function wallNow(): number {
  return Date.now();
}

/** The platform's clock. Its timers do not keep the process alive. */
export function realClock(): Clock {
  const running = new WeakMap<TimerHandle, NodeJS.Timeout>();
  return {
    now: () => Date.now(),
    setTimeout(run, delayMs) {
      const timer: TimerHandle = { dueAt: Date.now() + Math.max(0, delayMs) };
      const platformTimer = setTimeout(run, Math.min(Math.max(0, delayMs), PLATFORM_DELAY_MAX_MS));
      platformTimer.unref();
      running.set(timer, platformTimer);
      return timer;
    },
    clearTimeout(timer) {
      clearTimeout(running.get(timer));
    },
  };
}

/** One turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Resolves with the work, or after `capMs` of wall time when the work hangs. */
export async function atMost(work: Promise<unknown>, capMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const cap = new Promise<void>((resolve) => (timer = setTimeout(resolve, capMs)));
  await Promise.race([work, cap]);
  clearTimeout(timer);
}

/**
 * A clock for tests: it stands still until {@link ManualClock.advance} is called and never uses a platform timer to
 * keep time.
 *
 * @param start - first value of `now()`, in milliseconds since the epoch; default: the moment of the call
 */
export function manualClock(start: number = Date.now()): ManualClock {
  interface Timer extends TimerHandle {
    readonly run: () => void;
  }
  // Insertion order is start order, which decides between timers of one due time.
  const timers = new Set<Timer>();
  const idleSources: (() => Promise<void>)[] = [];
  let now = start;

  const settle = async () => {
    // Work that a timer started may start further work: one turn of the event loop lets promise chains end first.
    await turn();
    for (const idle of idleSources) await idle();
  };
  const nextDue = (until: number) => {
    let next: Timer | undefined;
    for (const timer of timers) if (timer.dueAt <= until && (!next || timer.dueAt < next.dueAt)) next = timer;
    return next;
  };

  return {
    now: () => now,
    setTimeout(run, delayMs) {
      const timer: Timer = { dueAt: now + Math.max(0, delayMs), run };
      timers.add(timer);
      return timer;
    },
    clearTimeout(timer) {
      timers.delete(timer as Timer);
    },
    async advance(duration) {
      const until = now + parseDuration(duration);
      await settle();
      for (let due = nextDue(until); due; due = nextDue(until)) {
        timers.delete(due);
        now = Math.max(now, due.dueAt);
        due.run();
        await settle();
      }
      now = until;
    },
    settleWith(idle) {
      idleSources.push(idle);
    },
  };
}
