import type { AuthorizationResponse } from 'connect-sign-in-shared/authorization-response.js';
import { ConnectClient, UpdateParticipantAuthenticationCommand } from '#connect-sdk';
import { kindOf, translate, wasNeverSent } from './connect-error.js';
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

/** One call under way, repeats included. */
interface Call {
  readonly signal: AbortSignal;
  /** A request is out. */
  isOut: boolean;
  /** A request went out and no answer came back. */
  answerLost: boolean;
}

type Client = InstanceType<typeof ConnectClient>;
type HttpRequest = Parameters<Client['config']['requestHandler']['handle']>[0];

/** Few sockets: at this quota they are a free bulkhead. */
const MAX_SOCKETS = 10;

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
    // Put together once instead of for every call, which is a fifth of what forwarding costs; `send` takes no options then.
    cacheMiddleware: true,
    requestHandler: {
      connectionTimeout: options.connectionTimeoutMs,
      requestTimeout: options.requestTimeoutMs,
      // Without this the SDK only logs a warning and keeps waiting.
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: MAX_SOCKETS, keepAlive: true },
      httpsAgent: { maxSockets: MAX_SOCKETS, keepAlive: true },
    },
  });
  const { requestHandler } = client.config;
  /** Calls under way, by the input of their command, which passes through the whole SDK. */
  const calls = new WeakMap<object, Call>();
  client.middlewareStack.add(
    (next) => async (args) => {
      const call = calls.get(args.input);
      if (call) call.isOut = true;
      try {
        return await next(args);
      } catch (error) {
        const { code } = kindOf(error);
        if (code === 'ERR_CONNECT_THROTTLED') options.onThrottled();
        if (call && code === 'ERR_CONNECT_UNAVAILABLE' && !wasNeverSent(error)) call.answerLost = true;
        throw error;
      } finally {
        if (call) call.isOut = false;
      }
    },
    // Below the retry middleware, so that every single attempt passes here.
    { name: 'noticeAttempts', step: 'finalizeRequest', priority: 'low' },
  );
  client.middlewareStack.add(
    () =>
      ({ input, request }) =>
        requestHandler.handle(request as HttpRequest, { abortSignal: calls.get(input)?.signal }),
    // The last one: it sends, as the SDK would by itself, with the signal of the call.
    { name: 'sendWithSignal', step: 'deserialize', priority: 'low' },
  );
  return {
    async ready() {
      await client.config.credentials();
    },
    async update(request, signal) {
      const { instanceId } = request;
      const command = new UpdateParticipantAuthenticationCommand({
        InstanceId: instanceId,
        ...inputOf(request),
      });
      const call: Call = { signal, isOut: false, answerLost: false };
      calls.set(command.input, call);
      try {
        const { $metadata } = await Promise.race([client.send(command), end(signal)]);
        const { attempts = 1, requestId } = $metadata;
        return { attempts, ...(requestId === undefined ? {} : { awsRequestId: requestId }) };
      } catch (error) {
        throw translate(error, signal.aborted, call.answerLost || call.isOut);
      }
    },
  };
}

/** Rejects when the signal ends; the SDK would first wait out its pause before a repeat. */
function end(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function inputOf(response: AuthorizationResponse) {
  const { state: State } = response;
  if ('code' in response) return { State, Code: response.code };
  const { error: Error, errorDescription } = response;
  return { State, Error, ...(errorDescription === undefined ? {} : { ErrorDescription: errorDescription }) };
}
