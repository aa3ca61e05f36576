import type { CallbackErrorCode } from './errors.js';
import type { Outcome } from './observation.js';
import type { Reply } from './reply.js';

/** An endpoint's answer and what to say about it in logs and metrics. */
export interface Answer {
  readonly reply: Reply;
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly error?: CallbackErrorCode;
  readonly flow?: string;
}
