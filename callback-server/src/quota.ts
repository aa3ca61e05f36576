import type { Clock } from './clock.js';

/**
 * Permission to call Connect. Connect allows about 2 requests a second with bursts of 5 for the whole account and Region
 * (Amazon Connect Administrator Guide, "Service quotas"); this port says when the next one may go.
 */
export interface Quota {
  /** Takes one permission: 0 when it was granted, else the time until it is worth asking again, in milliseconds. */
  take(): number | Promise<number>;
  /** Connect answered 429: the others use more of the quota than we thought. */
  throttled(): void;
  /** Expected time between two permissions under load, in milliseconds. */
  intervalMs(): number;
}

/** The shape of Connect's quota. */
export interface QuotaShape {
  /** Requests a second. */
  readonly rate: number;
  /** Requests at once after a pause. */
  readonly burst: number;
}

const LOWEST_SHARE = 1 / 16;
const RECOVERY_MS = 20_000;
const ONE_CUT_PER_MS = 1000;

/**
 * A token bucket whose rate halves on 429 and grows back to full over 20 seconds: several processes that share one quota
 * and nothing else settle near their fair shares (additive increase, multiplicative decrease).
 */
export function tokenBucket({ rate, burst }: QuotaShape, clock: Clock): Quota & { rate(): number } {
  let tokens = burst;
  let filledAt = clock.now();
  let cutTo = rate;
  let cutAt = Number.NEGATIVE_INFINITY;

  const currentRate = () => Math.min(rate, cutTo + (rate * Math.max(0, clock.now() - cutAt)) / RECOVERY_MS);
  const fill = () => {
    const now = clock.now();
    tokens = Math.min(burst, tokens + (Math.max(0, now - filledAt) * currentRate()) / 1000);
    filledAt = now;
  };
  return {
    take() {
      fill();
      // A hair less than one token counts: timers are not exact, and a second timer for a rounding error is waste.
      if (tokens < 0.999) return Math.max(1, Math.ceil(((1 - tokens) * 1000) / currentRate()));
      tokens -= 1;
      return 0;
    },
    throttled() {
      fill();
      tokens = Math.min(0, tokens);
      const now = clock.now();
      // Several 429s of one moment are one piece of news.
      if (now - cutAt < ONE_CUT_PER_MS) return;
      cutTo = Math.max(rate * LOWEST_SHARE, currentRate() / 2);
      cutAt = now;
    },
    intervalMs: () => 1000 / currentRate(),
    rate: currentRate,
  };
}
