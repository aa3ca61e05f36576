/** Every reason for which the callback server fails; a closed set, part of the public API. */
export type CallbackErrorCode =
  | 'ERR_AUTHORIZATION_RESPONSE_INVALID'
  | 'ERR_START_REQUEST_INVALID'
  | 'ERR_BINDING_MISSING'
  | 'ERR_CONNECT_REJECTED'
  | 'ERR_CONNECT_CONFLICT'
  | 'ERR_CONNECT_THROTTLED'
  | 'ERR_CONNECT_UNAVAILABLE'
  | 'ERR_CONFIG';

/** HTTP status of the page for each code; `ERR_CONFIG` never reaches a page. */
export const STATUS_OF_ERROR: Readonly<Record<CallbackErrorCode, number>> = {
  ERR_AUTHORIZATION_RESPONSE_INVALID: 400,
  ERR_START_REQUEST_INVALID: 400,
  ERR_BINDING_MISSING: 403,
  ERR_CONNECT_REJECTED: 502,
  ERR_CONNECT_CONFLICT: 409,
  ERR_CONNECT_THROTTLED: 503,
  ERR_CONNECT_UNAVAILABLE: 503,
  ERR_CONFIG: 500,
};

/** What is known about a failed call besides its code; nothing of it comes from the customer's request. */
export interface CallbackErrorDetails {
  /** A fixed word for logs, for example an AWS error name. */
  readonly reason: string;
  readonly cause?: unknown;
  /** How often the request was sent to Connect. */
  readonly attempts?: number;
  /** AWS's id of the last attempt. */
  readonly awsRequestId?: string;
  /** A request went out whose answer was lost: Connect may have acted on it. */
  readonly answerLost?: boolean;
}

/** A failure with a code of a closed set; its message holds nothing of the customer's request. */
export class CallbackError extends Error {
  override readonly name = 'CallbackError';
  readonly code: CallbackErrorCode;
  readonly status: number;
  readonly reason: string;
  readonly attempts: number;
  readonly awsRequestId: string | undefined;
  readonly answerLost: boolean;

  constructor(code: CallbackErrorCode, message: string, details: CallbackErrorDetails) {
    super(message, { cause: details.cause });
    this.code = code;
    this.status = STATUS_OF_ERROR[code];
    this.reason = details.reason;
    this.attempts = details.attempts ?? 0;
    this.awsRequestId = details.awsRequestId;
    this.answerLost = details.answerLost ?? false;
  }
}
