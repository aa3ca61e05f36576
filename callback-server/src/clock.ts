/** Handle of a timer, as {@link Clock.setTimeout} gave it. */
export type TimerHandle = unknown;

/** Time as the server sees it; tests inject their own. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Runs a task once after `ms` milliseconds. */
  setTimeout(task: () => void, ms: number): TimerHandle;
  /** Forgets a task; one that has run already is ignored. */
  clearTimeout(handle: TimerHandle): void;
}

/** The clock of this machine. */
export function realClock(): Clock {
  return {
    now: () => Date.now(),
    setTimeout: (task, ms) => setTimeout(task, ms),
    clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
  };
}
