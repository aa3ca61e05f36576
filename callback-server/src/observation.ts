import type { CallbackErrorCode } from './errors.js';

/** What came of one request, as logs and metrics see it. Holds no code, state, cookie, address or text of the request. */
export interface OutcomeEvent {
  readonly requestId: string;
  /** Name of the instance, or empty where the path belongs to none. */
  readonly instance: string;
  readonly endpoint: 'start' | 'callback' | 'done' | 'neighbour' | 'none';
  readonly outcome: Outcome;
  readonly status: number;
  /** A fixed word that says why, for example `binding-expired` or an AWS error name. */
  readonly reason?: string;
  readonly error?: CallbackErrorCode;
  /** First characters of the hash of the state: joins the lines of one sign-in. */
  readonly flow?: string;
  readonly durationMs: number;
}

/** A word for what came of one request. */
export type Outcome =
  | 'bound'
  | 'accepted'
  | 'declined'
  | 'already-accepted'
  | 'check-chat'
  | 'waiting'
  | 'too-old'
  | 'rejected'
  | 'fault'
  | 'unbound'
  | 'invalid'
  | 'refused'
  | 'shown'
  | 'prefetch'
  | 'not-found'
  | 'crashed';

/** One finished attempt to forward an authorization response to Connect. */
export interface UpstreamEvent {
  readonly requestId: string;
  readonly instance: string;
  readonly region: string;
  readonly kind: 'code' | 'error';
  readonly result: 'accepted' | CallbackErrorCode;
  readonly reason?: string;
  /** How often the request went out; the SDK repeats by itself. */
  readonly attempts: number;
  readonly awsRequestId?: string;
  /** Time in the queue for Connect's quota, in milliseconds. */
  readonly queuedMs: number;
  /** Time from leaving the queue to Connect's answer, in milliseconds. */
  readonly durationMs: number;
}

/** What the host may listen to. A hook that throws changes nothing. */
export interface Hooks {
  onOutcome?(event: OutcomeEvent): void;
  onUpstream?(event: UpstreamEvent): void;
  /** Something that must not happen happened; the customer saw a generic page. */
  onCrash?(error: unknown, requestId: string): void;
}
