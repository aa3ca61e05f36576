import { circuit } from './circuit.js';
import { realClock, type Clock } from './clock.js';
import { parseOptions, type Settings } from './config.js';
import type { ServerOptions } from './config-schema.js';
import {
  connectParticipantAuthentication,
  type ConnectCallOptions,
} from './connect-participant-authentication.js';
import type { ParticipantAuthentication, Upstream } from './forward-authentication.js';
import { replies } from './handler.js';
import type { IncomingRequest } from './incoming-request.js';
import type { Hooks } from './observation.js';
import { tokenBucket, type Quota } from './quota.js';
import { responseOf, type Reply } from './reply.js';
import { waitingRoom } from './waiting-room.js';

/** Options of every shell: what is configured, what the host listens to, and ports that a host or a test may replace. */
export type CallbackServerOptions = ServerOptions & Hooks & Ports;

/** Ports with their defaults: the AWS SDK, a token bucket in this process, the clock of this machine. */
export interface Ports {
  /** Calls Connect in one Region. */
  readonly authentication?: (options: ConnectCallOptions) => ParticipantAuthentication;
  /** Permission to call Connect in one Region; a shared limiter where several processes share a quota. */
  readonly quota?: (region: string) => Quota;
  readonly clock?: Clock;
}

/** What a shell gets beside the handler, for health checks and metrics. */
export interface Assembled {
  /** The core without Request and Response of the web standard, for shells that have neither. */
  readonly answer: (request: IncomingRequest) => Promise<Reply>;
  /** The way to Connect by Region. */
  readonly regions: ReadonlyMap<string, Region>;
}

/** The way to Connect in one Region. */
export interface Region extends Upstream {
  readonly quota: Quota;
}

const CONNECTION_TIMEOUT_MS = 1000;
const QUEUE_LENGTH_MAX = 100;
const RETRY_MAX_MS = 15_000;
const CIRCUIT = { failures: 5, pauseMs: 2000, pauseMaxMs: 30_000 };

/**
 * The callback server as a web-standard function: mount it wherever a `Request` comes in.
 *
 * @throws CallbackError `ERR_CONFIG` that lists every wrong option
 */
export function callbackHandler(options: CallbackServerOptions): (request: Request) => Promise<Response> {
  return assembleHandler(parseOptions(dataOf(options)), options);
}

/** The handler alone of settings that are parsed already. */
export function assembleHandler(
  settings: Settings,
  given: Ports & Hooks,
): (request: Request) => Promise<Response> {
  const { answer } = assemble(settings, given);
  return async (request) => responseOf(await answer(request));
}

/** Puts the server together from settings that are parsed already. */
export function assemble(settings: Settings, given: Ports & Hooks): Assembled {
  const clock = given.clock ?? realClock();
  const regions = new Map<string, Region>();
  const { instances, bindingKeys, brand } = settings;
  const answer = replies({
    ...{ instances, bindingKeys, brand, clock },
    hooks: given,
    upstream(name) {
      const region = regions.get(name) ?? regionOf(name, settings, given, clock);
      regions.set(name, region);
      return region;
    },
  });
  return { answer, regions };
}

function regionOf(name: string, settings: Settings, given: Ports, clock: Clock): Region {
  const { rate, burst, deadlineMs, queueWaitMs, maxAttempts } = settings;
  const quota = given.quota?.(name) ?? tokenBucket({ rate, burst }, clock);
  const authentication = given.authentication ?? connectParticipantAuthentication;
  const port = authentication({
    region: name,
    maxAttempts,
    connectionTimeoutMs: CONNECTION_TIMEOUT_MS,
    requestTimeoutMs: Math.ceil(deadlineMs / 2),
    onThrottled: () => quota.throttled(),
  });
  const room = { waitMaxMs: queueWaitMs, lengthMax: QUEUE_LENGTH_MAX, retryMaxMs: RETRY_MAX_MS };
  return {
    ...{ port, quota, clock, deadlineMs },
    waitingRoom: waitingRoom(room, quota, clock),
    circuit: circuit(CIRCUIT, clock),
  };
}

const NOT_DATA = ['onOutcome', 'onUpstream', 'onCrash', 'authentication', 'quota', 'clock'] as const;

/** The options without functions. */
export function dataOf(options: CallbackServerOptions): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => !NOT_DATA.some((other) => other === name)),
  );
}
