import { z } from 'zod';

/** A token bucket: `ratePerSecond` calls a second in the long run, `burst` at once. */
export const throttleSchema = z
  .strictObject({
    ratePerSecond: z.number().positive().max(100_000),
    burst: z.int().positive().max(100_000),
  })
  .readonly();

/** Settings of a token bucket. */
export type ThrottleRate = z.output<typeof throttleSchema>;

/**
 * Makes a token bucket.
 *
 * @param now - milliseconds; the wall clock, as the back-off of the SDK is on it too
 * @returns takes one token; false when there is none
 */
export function createThrottle({ ratePerSecond, burst }: ThrottleRate, now: () => number): () => boolean {
  let tokens = burst;
  let filledAt = now();
  return () => {
    const at = now();
    tokens = Math.min(burst, tokens + ((at - filledAt) / 1000) * ratePerSecond);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
