/**
 * How long a state may last without news, in milliseconds. None of the calls behind them has a deadline of its own.
 * Where a state waits for the customer, the longest Authenticate Customer block (15 minutes) and a minute: Connect's
 * own event normally comes first.
 */
export const DEADLINE = {
  idle: undefined,
  /** GetAuthenticationUrl, with the three attempts of the vendor's client. */
  requestingUrl: 20_000,
  offered: 16 * 60_000,
  signingIn: 16 * 60_000,
  /** From the customer's return to "not finished yet". */
  confirming: 10_000,
  /** From the opt-out to Connect's `cancelled`. */
  optingOut: 15_000,
  ended: undefined,
} as const;
