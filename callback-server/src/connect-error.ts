import { CallbackError, type CallbackErrorCode } from './errors.js';

/** What SDK errors carry, as far as it is used. */
interface SdkError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly $metadata?: {
    readonly attempts?: unknown;
    readonly requestId?: unknown;
    readonly httpStatusCode?: unknown;
  };
}

const THROTTLING: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'Throttling',
]);
const CREDENTIALS: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'MissingAuthenticationToken',
  'UnrecognizedClientException',
]);

const REASONS: Readonly<Record<string, string>> = {
  AccessDeniedException: 'access-denied',
  InvalidRequestException: 'invalid-request',
  InvalidParameterException: 'invalid-parameter',
  ResourceNotFoundException: 'not-found',
};

/** Codes of Node for connections that never came to be. */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Whether no connection came to be, so that Connect saw nothing. */
export const wasNeverSent = (error: unknown) => NEVER_SENT.has(((error ?? {}) as SdkError).code);

const nameOf = (error: unknown) => {
  const { name } = (error ?? {}) as SdkError;
  return typeof name === 'string' ? name : '';
};

/** Turns whatever the SDK throws into a code of ours. The SDK's message may quote the request, so it stays behind. */
export function translate(error: unknown, aborted: boolean, answerLost: boolean): CallbackError {
  const { $metadata } = (error ?? {}) as SdkError;
  const { code, reason } = aborted ? DEADLINE : kindOf(error);
  const attempts = typeof $metadata?.attempts === 'number' ? $metadata.attempts : 1;
  const awsRequestId = typeof $metadata?.requestId === 'string' ? { awsRequestId: $metadata.requestId } : {};
  const details = { reason, cause: error, attempts, answerLost, ...awsRequestId };
  return new CallbackError(code, `Connect did not accept the authorization response: ${reason}.`, details);
}

/** What an error of the SDK means to this server. */
export interface Kind {
  readonly code: CallbackErrorCode;
  readonly reason: string;
}

const DEADLINE: Kind = { code: 'ERR_CONNECT_UNAVAILABLE', reason: 'deadline' };

/** A code of ours and a fixed word for whatever the SDK throws. */
export function kindOf(error: unknown): Kind {
  const name = nameOf(error);
  const { $metadata } = (error ?? {}) as SdkError;
  const status = typeof $metadata?.httpStatusCode === 'number' ? $metadata.httpStatusCode : 0;
  const known = REASONS[name];
  if (THROTTLING.has(name) || status === 429) return { code: 'ERR_CONNECT_THROTTLED', reason: 'throttled' };
  if (name === 'ConflictException' || status === 409)
    return { code: 'ERR_CONNECT_CONFLICT', reason: 'conflict' };
  if (CREDENTIALS.has(name)) return { code: 'ERR_CONNECT_REJECTED', reason: 'credentials' };
  if (known !== undefined) return { code: 'ERR_CONNECT_REJECTED', reason: known };
  if (status >= 500) return { code: 'ERR_CONNECT_UNAVAILABLE', reason: 'server-error' };
  if (name === 'TimeoutError' || name === 'AbortError')
    return { code: 'ERR_CONNECT_UNAVAILABLE', reason: 'timeout' };
  if (status >= 400) return { code: 'ERR_CONNECT_REJECTED', reason: 'client-error' };
  return { code: 'ERR_CONNECT_UNAVAILABLE', reason: 'network' };
}
