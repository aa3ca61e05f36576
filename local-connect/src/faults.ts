import type { AwsErrorName } from './aws-error.js';
import { COMMON_ERRORS, OPERATIONS, isOperationName } from './operations.js';

/** What goes wrong with a call. */
export type Fault =
  /** The operation answers this error and does nothing. */
  | { readonly error: AwsErrorName }
  /** A status and body in place of the answer, as a gateway in between would give; nothing is done. */
  | { readonly status: number; readonly body?: unknown }
  /** Nothing is done and the call is never answered. */
  | { readonly hang: true }
  /** The connection is dropped: `before` anything is done, or `after` everything is. */
  | { readonly drop: 'before' | 'after' };

/** Endpoints of Cognito that faults may name, beside the AWS operations. */
export const COGNITO_OPERATIONS: readonly string[] = [
  'oauth2/authorize',
  'login',
  'identity-provider',
  'oauth2/token',
  'jwks.json',
  'openid-configuration',
  'oauth2/userInfo',
  'oauth2/revoke',
  'logout',
];

/** A fault that still waits for its calls. */
export interface WaitingFault {
  readonly operation: string;
  readonly fault: Fault;
  readonly remaining: number;
}

/** Faults by operation and count: deterministic, and gone once used up. */
export interface Faults {
  /**
   * The next calls of an operation fail. Faults of one operation queue up.
   *
   * @param operation - AWS operation, or Cognito path such as `oauth2/token`
   * @param count - how many calls
   * @throws RangeError when the operation is unknown, the count no positive integer, or the error none of the operation's
   */
  next(operation: string, count: number, fault: Fault): void;
  /** Faults that no call has met yet; a test should end with none. */
  unused(): readonly WaitingFault[];
  /** Uses up one fault of an operation, if there is one. */
  take(operation: string): Fault | undefined;
  clear(): void;
}

/** No faults. */
export function createFaults(): Faults {
  let waiting: WaitingFault[] = [];
  return {
    next(operation, count, fault) {
      checkFault(operation, count, fault);
      waiting.push({ operation, fault, remaining: count });
    },
    unused: () => [...waiting],
    take(operation) {
      const found = waiting.find((entry) => entry.operation === operation);
      if (!found) return undefined;
      waiting = waiting.flatMap((entry) => {
        if (entry !== found) return [entry];
        return entry.remaining > 1 ? [{ ...entry, remaining: entry.remaining - 1 }] : [];
      });
      return found.fault;
    },
    clear() {
      waiting = [];
    },
  };
}

function checkFault(operation: string, count: number, fault: Fault): void {
  if (!isOperationName(operation) && !COGNITO_OPERATIONS.includes(operation)) {
    const known = [...Object.keys(OPERATIONS), ...COGNITO_OPERATIONS].join(', ');
    throw new RangeError(`There is no operation "${operation}". Known are: ${known}.`);
  }
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`A fault needs a count of 1 or more, not ${count}.`);
  if (!('error' in fault)) return;
  if (!isOperationName(operation)) {
    throw new RangeError(
      `${operation} is no AWS operation: give a status, hang or drop instead of an error.`,
    );
  }
  const errors: readonly AwsErrorName[] = [...OPERATIONS[operation].errors, ...COMMON_ERRORS];
  if (!errors.includes(fault.error)) {
    throw new RangeError(`${operation} does not answer ${fault.error}. It answers: ${errors.join(', ')}.`);
  }
}
