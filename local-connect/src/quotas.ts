import { wallNow } from './clock.js';
import type { OperationName } from './operations.js';
import { type ThrottleRate, createThrottle } from './throttle.js';

/**
 * Quotas that hold unless configured otherwise: the one that a callback server meets in production.
 *
 * Source: Amazon Connect Administrator Guide, "Amazon Connect service quotas", API throttling quotas.
 */
export const DEFAULT_QUOTAS: Readonly<Partial<Record<OperationName, ThrottleRate>>> = {
  UpdateParticipantAuthentication: { ratePerSecond: 2, burst: 5 },
};

/** Takes one call from an operation's quota; false when there is none left. */
export type Quotas = (operation: OperationName, scope: string) => boolean;

/**
 * Counts calls by operation and scope: the account for Amazon Connect, the instance for the Participant Service.
 *
 * @param rates - changes to {@link DEFAULT_QUOTAS}; `null` takes a quota off
 * @param now - milliseconds; default: the wall clock, as the back-off of the SDK is on it too
 */
export function createQuotas(
  rates: Readonly<Partial<Record<OperationName, ThrottleRate | null | undefined>>>,
  now: () => number = wallNow,
): Quotas {
  const throttles = new Map<string, () => boolean>();
  return (operation, scope) => {
    const rate = rates[operation] === undefined ? DEFAULT_QUOTAS[operation] : rates[operation];
    if (!rate) return true;
    const key = `${operation} ${scope}`;
    const throttle = throttles.get(key) ?? createThrottle(rate, now);
    throttles.set(key, throttle);
    return throttle();
  };
}
