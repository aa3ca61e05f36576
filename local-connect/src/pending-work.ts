import { atMost } from './clock.js';

/** Work that Connect does on its own after it answered, such as redeeming a code. */
export interface PendingWork {
  /** Counts a promise as work under way; a rejection is the owner's to handle. */
  track(work: Promise<unknown>): void;
  /** Resolves when no work is under way, or after two seconds of wall time when some of it hangs. */
  idle(): Promise<void>;
}

const HANG_MAX_MS = 2_000;

/** Keeps track of work under way, so that advancing a clock can wait for it. */
export function createPendingWork(): PendingWork {
  const underWay = new Set<Promise<unknown>>();
  return {
    track(work) {
      underWay.add(work);
      const forget = () => underWay.delete(work);
      work.then(forget, forget);
    },
    async idle() {
      while (underWay.size > 0) {
        const before = [...underWay];
        await atMost(Promise.allSettled(before), HANG_MAX_MS);
        // What still runs after that long hangs on purpose; it must not hold up the clock that will end it.
        if (before.some((work) => underWay.has(work))) return;
      }
    },
  };
}
