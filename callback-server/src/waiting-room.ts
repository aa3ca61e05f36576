import type { Clock } from './clock.js';
import type { Quota } from './quota.js';

/** Somebody who wants to call Connect. */
export interface Visitor {
  /** The turn promised on an earlier visit, in milliseconds since 1970. */
  readonly turnAt?: number;
  /** Ends the wait: the browser has gone. Read only where there is a wait. */
  readonly signal?: AbortSignal;
}

/** Admitted, or sent away until later; a visitor who is sent away waits in the browser, where nothing can be lost. */
export type Admission =
  | { readonly admitted: true }
  | ({ readonly admitted: false; readonly reason: 'queue-full' | 'queue-timeout' | 'gone' } & Turn);

/** When to come back. */
export interface Turn {
  /** Milliseconds until the browser should ask again; shorter than the turn where that is far away. */
  readonly retryAfterMs: number;
  /** When this visitor's turn comes, in milliseconds since 1970. */
  readonly turnAt: number;
}

/** A bounded first-in first-out queue before Connect's quota, with a virtual one in the browsers behind it. */
export interface WaitingRoom {
  enter(visitor: Visitor): Promise<Admission>;
  /** A turn for somebody who was admitted and throttled by Connect itself. */
  nextTurn(): Turn;
  /** How many wait inside now. */
  readonly length: number;
}

/** Limits of the queue. */
export interface WaitingRoomOptions {
  /** Longest wait inside, in milliseconds; then the browser waits instead. */
  readonly waitMaxMs: number;
  /** Most visitors inside. */
  readonly lengthMax: number;
  /** Longest time until a browser asks again, in milliseconds; early ones fill the gaps that others leave. */
  readonly retryMaxMs: number;
}

const RETRY_MIN_MS = 1000;
/** A visitor this much before the promised turn counts as on time, in milliseconds. */
const EARLY_MS = 1000;

interface Waiter {
  readonly admit: () => void;
}

/** The waiting room of one quota. What it knows of the visitors in the browsers is an estimate that it may lose. */
export function waitingRoom(options: WaitingRoomOptions, quota: Quota, clock: Clock): WaitingRoom {
  const { waitMaxMs, lengthMax, retryMaxMs } = options;
  const queue: Waiter[] = [];
  let serving = false;
  /** End of the virtual queue: the latest turn that was promised. */
  let promisedUntil = 0;

  /** As many as are served before the last of them has waited too long. */
  const capacity = () => Math.max(1, Math.min(lengthMax, Math.ceil(waitMaxMs / quota.intervalMs()) - 1));

  function turn(turnAt: number): Turn {
    const now = clock.now();
    const retryAfterMs = Math.min(retryMaxMs, Math.max(RETRY_MIN_MS, turnAt - now));
    return { retryAfterMs, turnAt };
  }

  function nextTurn(): Turn {
    const interval = quota.intervalMs();
    promisedUntil = Math.max(promisedUntil, clock.now() + queue.length * interval) + interval;
    return turn(promisedUntil);
  }

  /** @param first - what the quota has said already to the first in the queue */
  async function serve(first?: number | Promise<number>): Promise<void> {
    if (serving) return;
    serving = true;
    let asked = first;
    while (queue.length > 0) {
      const answer = asked ?? permission(quota);
      asked = undefined;
      // A bucket in this process answers at once, so that a burst does not pile up behind a microtask.
      const waitMs = typeof answer === 'number' ? answer : await answer;
      if (waitMs === 0) queue.shift()?.admit();
      else await new Promise<void>((resolve) => clock.setTimeout(resolve, waitMs));
    }
    serving = false;
  }

  return {
    get length() {
      return queue.length;
    },
    nextTurn,
    enter(visitor) {
      const { turnAt } = visitor;
      const now = clock.now();
      const onTime = turnAt !== undefined && turnAt - now <= EARLY_MS;
      const othersExpected = promisedUntil > now;
      // While others have a promise, newcomers and early birds only fill what would else stay empty.
      const room = onTime || !othersExpected ? capacity() : Math.max(1, Math.floor(capacity() / 2));
      if (queue.length >= room) {
        if (turnAt === undefined)
          return Promise.resolve({ admitted: false, reason: 'queue-full', ...nextTurn() });
        const later = Math.max(turnAt, now + queue.length * quota.intervalMs());
        return Promise.resolve({ admitted: false, reason: 'queue-full', ...turn(later) });
      }
      if (turnAt !== undefined && !onTime) promisedUntil = Math.max(now, promisedUntil - quota.intervalMs());
      const asked = queue.length === 0 && !serving ? permission(quota) : undefined;
      // Most come when nobody waits: neither a timer nor the visitor's signal is needed for them.
      if (asked === 0) return Promise.resolve({ admitted: true });
      const { signal } = visitor;
      if (signal?.aborted === true)
        return Promise.resolve({ admitted: false, reason: 'gone', ...turn(turnAt ?? now) });
      return new Promise((resolve) => {
        const leave = (reason: 'queue-timeout' | 'gone') => {
          const at = queue.indexOf(waiter);
          if (at < 0) return;
          queue.splice(at, 1);
          settle();
          const later = turnAt ?? clock.now() + (queue.length + 1) * quota.intervalMs();
          resolve({ admitted: false, reason, ...turn(later) });
        };
        const timer = clock.setTimeout(() => leave('queue-timeout'), waitMaxMs);
        const gone = () => leave('gone');
        const settle = () => {
          clock.clearTimeout(timer);
          signal?.removeEventListener('abort', gone);
        };
        const waiter: Waiter = {
          admit() {
            settle();
            resolve({ admitted: true });
          },
        };
        signal?.addEventListener('abort', gone);
        queue.push(waiter);
        void serve(asked);
      });
    },
  };
}

function permission(quota: Quota): number | Promise<number> {
  const answer = quota.take();
  // A shared limiter that is down must not stop sign-ins: Connect's own 429 still protects Connect.
  return typeof answer === 'number' ? answer : answer.catch(() => 0);
}
