import type { AuthorizationResponse } from 'connect-sign-in-shared/authorization-response.js';
import type { Circuit } from './circuit.js';
import type { Clock } from './clock.js';
import { CallbackError, type CallbackErrorCode } from './errors.js';
import type { Visitor, WaitingRoom } from './waiting-room.js';

/** The port to Amazon Connect: one UpdateParticipantAuthentication. */
export interface ParticipantAuthentication {
  /**
   * Hands an authorization response to Connect. The answer only acknowledges receipt; the outcome arrives in the chat.
   *
   * @param signal - ends the whole call, repeats included
   * @throws CallbackError with a code `ERR_CONNECT_…`
   */
  update(
    request: { readonly instanceId: string } & AuthorizationResponse,
    signal: AbortSignal,
  ): Promise<Acknowledgement>;
  /** Resolves when calls can be signed; rejects where there are no credentials. Makes no call to Connect. */
  ready?(): Promise<void>;
}

/** Connect's acknowledgement. */
export interface Acknowledgement {
  /** How often the request was sent. */
  readonly attempts: number;
  readonly awsRequestId?: string;
}

/** What one region of Connect is reached through; shared by all instances in it, because the quota is. */
export interface Upstream {
  readonly port: ParticipantAuthentication;
  readonly waitingRoom: WaitingRoom;
  readonly circuit: Circuit;
  readonly clock: Clock;
  /** Queue and call together, in milliseconds. */
  readonly deadlineMs: number;
}

/** What came of forwarding. */
export interface Forwarded {
  readonly result: 'accepted' | CallbackErrorCode;
  readonly reason?: string;
  readonly attempts: number;
  readonly awsRequestId?: string;
  readonly queuedMs: number;
  readonly durationMs: number;
  /** When the browser should ask again, in milliseconds from now; the code was not used up. */
  readonly retryAfterMs?: number;
  /** The customer's turn at the quota, in milliseconds since 1970. */
  readonly turnAt?: number;
  /** The request went out and no answer came: Connect may have accepted it. */
  readonly mayBeAccepted: boolean;
}

/** Pause before a browser asks a Connect again that did not answer, in milliseconds. */
const RETRY_MS = 2000;

/**
 * Forwards one authorization response: waits for its turn at Connect's quota, calls, and says what came of it. Never
 * throws; a total deadline bounds queue, call and the SDK's own repeats.
 *
 * @param visitor - the turn promised earlier, and a signal that the browser has gone, which is read in the queue only
 */
export async function forwardAuthentication(
  response: AuthorizationResponse,
  instanceId: string,
  upstream: Upstream,
  visitor: Visitor,
): Promise<Forwarded> {
  const { port, waitingRoom, circuit, clock, deadlineMs } = upstream;
  const arrivedAt = clock.now();
  const unsent = { attempts: 0, durationMs: 0, mayBeAccepted: false };

  const closedForMs = circuit.tryPass();
  if (closedForMs > 0) {
    const reason = 'circuit-open';
    return { ...unsent, result: 'ERR_CONNECT_UNAVAILABLE', reason, queuedMs: 0, retryAfterMs: closedForMs };
  }
  const admission = await waitingRoom.enter(visitor);
  const leftQueueAt = clock.now();
  const queuedMs = leftQueueAt - arrivedAt;
  if (!admission.admitted) {
    circuit.passUnused();
    const { reason, retryAfterMs, turnAt } = admission;
    return { ...unsent, result: 'ERR_CONNECT_THROTTLED', reason, queuedMs, retryAfterMs, turnAt };
  }

  const abort = new AbortController();
  const timer = clock.setTimeout(() => abort.abort(), Math.max(0, arrivedAt + deadlineMs - leftQueueAt));
  const measured = () => ({ queuedMs, durationMs: clock.now() - leftQueueAt });
  try {
    const acknowledgement = await port.update({ instanceId, ...response }, abort.signal);
    circuit.succeeded();
    return { result: 'accepted', ...acknowledgement, ...measured(), mayBeAccepted: true };
  } catch (error) {
    const failure = asCallbackError(error);
    const about = {
      result: failure.code,
      reason: failure.reason,
      attempts: failure.attempts,
      ...(failure.awsRequestId === undefined ? {} : { awsRequestId: failure.awsRequestId }),
      ...measured(),
    };
    switch (failure.code) {
      case 'ERR_CONNECT_THROTTLED':
        circuit.succeeded();
        return { ...about, ...waitingRoom.nextTurn(), mayBeAccepted: failure.answerLost };
      case 'ERR_CONNECT_UNAVAILABLE':
        circuit.failed();
        return {
          ...about,
          retryAfterMs: Math.max(RETRY_MS, circuit.closedForMs()),
          mayBeAccepted: failure.answerLost,
        };
      default:
        // Connect answered, so it is there. A refusal behind a lost answer may be the echo of our own first request.
        circuit.succeeded();
        return { ...about, mayBeAccepted: failure.answerLost };
    }
  } finally {
    clock.clearTimeout(timer);
  }
}

function asCallbackError(error: unknown): CallbackError {
  if (error instanceof CallbackError) return error;
  const details = { reason: 'unexpected', cause: error, attempts: 1, answerLost: true };
  return new CallbackError(
    'ERR_CONNECT_UNAVAILABLE',
    'The call to Connect failed in an unexpected way.',
    details,
  );
}
