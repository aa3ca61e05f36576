import type { Clock } from './clock.js';

/** Stops calls to a Connect that does not answer, and lets one through now and then to see whether it is back. */
export interface Circuit {
  /** 0 when a call may be made; else the time until it is worth asking again, in milliseconds. */
  tryPass(): number;
  /** The call that was let through was not made after all. */
  passUnused(): void;
  succeeded(): void;
  failed(): void;
  /** Time for which calls are stopped from now on, in milliseconds. */
  closedForMs(): number;
}

/** When the circuit opens and for how long. */
export interface CircuitOptions {
  /** Failures in a row until calls stop. */
  readonly failures: number;
  /** First pause in milliseconds; it doubles with every probe that fails. */
  readonly pauseMs: number;
  /** Longest pause in milliseconds. */
  readonly pauseMaxMs: number;
}

/** `closed` may be followed only by `open`, `open` only by `probing`, `probing` by either of the others. */
type CircuitState =
  | { readonly name: 'closed'; readonly failures: number }
  | { readonly name: 'open'; readonly until: number; readonly pauseMs: number }
  | { readonly name: 'probing'; readonly pauseMs: number };

const RETRY_WHILE_PROBING_MS = 1000;

/** A circuit breaker for 5xx answers and timeouts; throttling is the quota's business, not the circuit's. */
export function circuit({ failures, pauseMs, pauseMaxMs }: CircuitOptions, clock: Clock): Circuit {
  let state: CircuitState = { name: 'closed', failures: 0 };
  const open = (pause: number) => {
    state = { name: 'open', until: clock.now() + pause, pauseMs: pause };
  };
  return {
    tryPass() {
      switch (state.name) {
        case 'closed':
          return 0;
        case 'probing':
          return RETRY_WHILE_PROBING_MS;
        case 'open': {
          const left = state.until - clock.now();
          if (left > 0) return left;
          state = { name: 'probing', pauseMs: state.pauseMs };
          return 0;
        }
      }
    },
    passUnused() {
      if (state.name === 'probing') state = { name: 'open', until: clock.now(), pauseMs: state.pauseMs };
    },
    succeeded() {
      state = { name: 'closed', failures: 0 };
    },
    failed() {
      if (state.name === 'probing') open(Math.min(pauseMaxMs, state.pauseMs * 2));
      else if (state.name === 'closed') {
        state = { name: 'closed', failures: state.failures + 1 };
        if (state.failures >= failures) open(pauseMs);
      }
    },
    closedForMs: () => (state.name === 'open' ? Math.max(0, state.until - clock.now()) : 0),
  };
}
