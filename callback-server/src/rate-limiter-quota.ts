import type { Quota } from './quota.js';

/** A limiter of the package rate-limiter-flexible, as far as it is used; its store may be Redis, Valkey, a database. */
export interface SharedLimiter {
  /** Takes a point; rejects with `{ msBeforeNext }` where none is left, with an Error where the store is out of reach. */
  consume(key: string, points: number): Promise<unknown>;
}

/** The longest pause before a shared limiter is asked again, in milliseconds: other processes may leave room earlier. */
const ASK_AGAIN_MAX_MS = 500;

/**
 * A {@link Quota} that several processes share through a limiter of rate-limiter-flexible. While the store is out of reach
 * the bucket of this process alone decides, so that a lost Redis does not stop sign-ins.
 *
 * @param key - name of the quota in the store; one for each account and Region
 * @param fallback - the bucket of this process; it hears of every 429 and gives the estimates
 */
export function rateLimiterQuota(limiter: SharedLimiter, key: string, fallback: Quota): Quota {
  return {
    async take() {
      const local = await fallback.take();
      if (local > 0) return local;
      try {
        await limiter.consume(key, 1);
        return 0;
      } catch (refusal) {
        const wait = waitOf(refusal);
        return wait === undefined ? 0 : Math.min(ASK_AGAIN_MAX_MS, Math.max(1, wait));
      }
    },
    throttled: () => fallback.throttled(),
    intervalMs: () => fallback.intervalMs(),
  };
}

function waitOf(refusal: unknown): number | undefined {
  if (typeof refusal !== 'object' || refusal === null || !('msBeforeNext' in refusal)) return undefined;
  return typeof refusal.msBeforeNext === 'number' ? refusal.msBeforeNext : undefined;
}
