import type { JournalEntry } from 'local-connect';
import { chatStep, COGNITO_STEPS, flowStep, OPERATION_STEPS } from './exchange-texts.js';

/** Who takes part in a sign-in, in the order in which the control panel shows them. */
export type Party = 'browser' | 'shop' | 'callback' | 'connect' | 'cognito';

/** One step of the exchange as a newcomer reads it. */
export interface Step {
  readonly from: Party;
  readonly to: Party;
  /** What happens, in plain words; never a value of a request. */
  readonly what: string;
  /** AWS operation, path or content type, for those who want to look it up. */
  readonly name: string;
  /** The error's name or the HTTP status, where it did not go well. */
  readonly problem?: string;
}

/** What a line of the callback server's log tells about one request (`OutcomeEvent` of its hooks). */
export interface CallbackOutcome {
  readonly endpoint: string;
  readonly outcome: string;
  readonly status: number;
}

/** The first status that says that something went wrong (RFC 9110 section 15.5). */
const FIRST_FAILURE = 400;

/** Tells a journal entry as a step, or `undefined` where it says nothing that another entry does not. */
export function stepOfEntry({ service, operation, outcome, status = 200 }: JournalEntry): Step | undefined {
  switch (service) {
    case 'connect':
    case 'participant': {
      const known = OPERATION_STEPS[operation] ?? { from: 'browser', what: 'Calls Connect' };
      const problem = outcome === 'ok' ? {} : { problem: outcome };
      return { ...known, to: 'connect', name: operation, ...problem };
    }
    case 'cognito': {
      const known = COGNITO_STEPS[operation] ?? { from: 'browser', what: 'Asks for a page' };
      const problem = status >= FIRST_FAILURE || /^(fault|drop)/u.test(outcome) ? { problem: outcome } : {};
      return { ...known, to: 'cognito', name: operation, ...problem };
    }
    case 'chat':
      return { from: 'connect', to: 'browser', what: chatStep(operation), name: operation };
    case 'flow': {
      const what = flowStep(operation, outcome);
      const problem = operation === 'code-redemption' && outcome !== 'ok' ? { problem: outcome } : {};
      return what === undefined
        ? undefined
        : { from: 'connect', to: 'connect', what, name: operation, ...problem };
    }
    default:
      return service satisfies never;
  }
}

/** Tells a request of the callback server as a step, or `undefined` for what is no part of a sign-in. */
export function stepOfCallback({ endpoint, outcome, status }: CallbackOutcome): Step | undefined {
  const problem = status >= FIRST_FAILURE ? { problem: outcome } : {};
  if (endpoint === 'start') {
    const what = 'Starts the sign-in: a cookie ties it to this browser';
    return { from: 'browser', to: 'callback', what, name: 'POST /start', ...problem };
  }
  if (endpoint === 'callback') {
    const what =
      status >= FIRST_FAILURE ? 'Shows a page that says what to do' : 'Moves on to a clean address';
    return { from: 'callback', to: 'browser', what, name: 'GET /callback', ...problem };
  }
  return undefined;
}

/** Reads a line of the callback server's log; `undefined` for lines that are about no request. */
export function readCallbackLog(line: string): CallbackOutcome | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { endpoint, outcome, status } = parsed as Record<string, unknown>;
  return typeof endpoint === 'string' && typeof outcome === 'string' && typeof status === 'number'
    ? { endpoint, outcome, status }
    : undefined;
}
