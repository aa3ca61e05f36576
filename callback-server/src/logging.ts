import { pino, type DestinationStream, type Logger } from 'pino';
import { CallbackError } from './errors.js';
import type { Hooks, Outcome } from './observation.js';

/** Outcomes that somebody should look at when they pile up: attacks, misuse, or a fault of ours. */
const WARNINGS: ReadonlySet<Outcome> = new Set([
  'unbound',
  'invalid',
  'refused',
  'rejected',
  'check-chat',
  'too-old',
]);
const ERRORS: ReadonlySet<Outcome> = new Set(['fault', 'crashed']);

/**
 * JSON lines, on standard output unless told otherwise. Nothing of a request is logged but fixed words, numbers and
 * hashes.
 *
 * @param destination - by default every line is written at once, as `console.log` does: AWS Lambda freezes a process
 *   whenever it has answered
 */
export function logger(
  level: string,
  destination: DestinationStream = pino.destination({ sync: true }),
): Logger {
  const options = {
    level,
    base: { name: 'connect-sign-in-callback' },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return pino(options, destination);
}

/** Hooks that write a line per request and per call of Connect. */
export function loggingHooks(log: Logger): Required<Hooks> {
  return {
    onOutcome(event) {
      const level = ERRORS.has(event.outcome) ? 'error' : WARNINGS.has(event.outcome) ? 'warn' : 'info';
      log[level](event, `${event.endpoint} ${event.outcome}`);
    },
    onUpstream(event) {
      log[event.result === 'accepted' ? 'info' : 'warn'](
        event,
        `UpdateParticipantAuthentication ${event.result}`,
      );
    },
    onCrash(error, requestId) {
      log.error({ requestId, ...describeError(error) }, 'unexpected error');
    },
  };
}

/** An error as a log may show it: its kind and where it arose, never its message, which may quote a request. */
export function describeError(error: unknown): Record<string, string> {
  if (error instanceof CallbackError) return { error: error.code, reason: error.reason };
  if (!(error instanceof Error)) return { error: typeof error };
  // A message of several lines could look like a place, so it is cut off first.
  const trace = error.stack?.split(error.message).at(-1) ?? '';
  const where = trace
    .split('\n')
    .find((line) => line.trimStart().startsWith('at '))
    ?.trim();
  return { error: error.name, ...(where === undefined ? {} : { where }) };
}
