import type { AuthorizationResponse } from 'connect-sign-in-shared/authorization-response.js';
import { ConnectClient, UpdateParticipantAuthenticationCommand } from '#connect-sdk';
import { CallbackError, type CallbackErrorCode } from './errors.js';
import type { ParticipantAuthentication } from './forward-authentication.js';

/** How Connect is called; endpoint, credentials and proxies come from the SDK's own configuration. */
export interface ConnectCallOptions {
  readonly region: string;
  /** How often one request is sent at most; the SDK's standard mode repeats 429, 5xx and lost connections. */
  readonly maxAttempts: number;
  /** Longest wait for a connection, in milliseconds. */
  readonly connectionTimeoutMs: number;
  /** Longest wait for one answer, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** Called for every single 429, those that the SDK repeats by itself too. */
  readonly onThrottled: () => void;
}

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

/** Few sockets: at this quota they are a free bulkhead. */
const MAX_SOCKETS = 10;

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
/** Codes of Node for connections that never came to be, so that Connect saw nothing. */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * {@link ParticipantAuthentication} through the AWS SDK; the client is made once and lives as long as the process.
 *
 * Source: Amazon Connect API Reference, `UpdateParticipantAuthentication`.
 */
export function connectParticipantAuthentication(options: ConnectCallOptions): ParticipantAuthentication {
  const client = new ConnectClient({
    region: options.region,
    maxAttempts: options.maxAttempts,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: options.connectionTimeoutMs,
      requestTimeout: options.requestTimeoutMs,
      // Without this the SDK only logs a warning and keeps waiting.
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: MAX_SOCKETS, keepAlive: true },
      httpsAgent: { maxSockets: MAX_SOCKETS, keepAlive: true },
    },
  });
  /** The requests, by the input of their command, that went out without an answer coming back. */
  const unanswered = new WeakSet<object>();
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        const { code } = kindOf(error);
        if (code === 'ERR_CONNECT_THROTTLED') options.onThrottled();
        if (code === 'ERR_CONNECT_UNAVAILABLE' && !NEVER_SENT.has(codeOf(error))) unanswered.add(args.input);
        throw error;
      }
    },
    // Below the retry middleware, so that every single attempt passes here.
    { name: 'noticeAttempts', step: 'finalizeRequest', priority: 'low' },
  );
  return {
    async ready() {
      await client.config.credentials();
    },
    async update(request, abortSignal) {
      const { instanceId } = request;
      const input = { InstanceId: instanceId, ...inputOf(request) };
      const command = new UpdateParticipantAuthenticationCommand(input);
      try {
        const { $metadata } = await client.send(command, { abortSignal });
        const { attempts = 1, requestId } = $metadata;
        return { attempts, ...(requestId === undefined ? {} : { awsRequestId: requestId }) };
      } catch (error) {
        throw translate(error, abortSignal.aborted, unanswered.has(command.input));
      }
    },
  };
}

function inputOf(response: AuthorizationResponse) {
  const { state: State } = response;
  if ('code' in response) return { State, Code: response.code };
  const { error: Error, errorDescription } = response;
  return { State, Error, ...(errorDescription === undefined ? {} : { ErrorDescription: errorDescription }) };
}

const codeOf = (error: unknown) => ((error ?? {}) as SdkError).code;
const nameOf = (error: unknown) => {
  const { name } = (error ?? {}) as SdkError;
  return typeof name === 'string' ? name : '';
};

/** Turns whatever the SDK throws into a code of ours. The SDK's message may quote the request, so it stays behind. */
function translate(error: unknown, aborted: boolean, answerLost: boolean): CallbackError {
  const { $metadata } = (error ?? {}) as SdkError;
  const { code, reason } = aborted ? DEADLINE : kindOf(error);
  const attempts = typeof $metadata?.attempts === 'number' ? $metadata.attempts : 1;
  const awsRequestId = typeof $metadata?.requestId === 'string' ? { awsRequestId: $metadata.requestId } : {};
  const details = { reason, cause: error, attempts, answerLost, ...awsRequestId };
  return new CallbackError(code, `Connect did not accept the authorization response: ${reason}.`, details);
}

interface Kind {
  readonly code: CallbackErrorCode;
  readonly reason: string;
}

const DEADLINE: Kind = { code: 'ERR_CONNECT_UNAVAILABLE', reason: 'deadline' };

function kindOf(error: unknown): Kind {
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
