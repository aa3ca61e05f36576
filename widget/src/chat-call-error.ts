/** Why a call to the chat was not answered, as far as it changes what the customer is told. */
export type ChatCallProblem = 'rejected' | 'throttled' | 'unreachable';

/** A call to the chat that was refused or not answered. Holds no text of the answer. */
export class ChatCallError extends Error {
  override readonly name = 'ChatCallError';
  readonly problem: ChatCallProblem;

  constructor(problem: ChatCallProblem) {
    super(`the chat call was ${problem}`);
    this.problem = problem;
  }
}

/**
 * Sorts a failed call of the Participant Service by its HTTP status; there is none where the service was not reached.
 *
 * Which of 400 and 403 a late, used or foreign session id gets is not documented, so every 4xx but 429 is a rejection.
 * Source: Amazon Connect Participant Service API Reference, errors of `GetAuthenticationUrl`.
 */
export function chatCallError(status: unknown): ChatCallError {
  if (status === 429) return new ChatCallError('throttled');
  return new ChatCallError(Number(status) >= 400 && Number(status) < 500 ? 'rejected' : 'unreachable');
}
