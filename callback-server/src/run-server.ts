import type { Logger } from 'pino';
import { assemble } from './callback-handler.js';
import { realClock, type Clock } from './clock.js';
import type { ServerSettings } from './config-server.js';
import type { Settings } from './config.js';
import { readiness, withHealth, type Readiness } from './health.js';
import { logDestination } from './log-destination.js';
import { describeError, logger, loggingHooks } from './logging.js';
import type { IncomingRequest } from './incoming-request.js';
import type { Hooks } from './observation.js';
import type { Reply } from './reply.js';
import { serve, type Listening } from './serve.js';
import { withTracing } from './tracing.js';

/**
 * The stand-alone server: listens, logs, measures, and stops gently on SIGTERM and SIGINT.
 *
 * @throws Error of Node where an address cannot be listened on
 */
export async function runServer(settings: Settings, server: ServerSettings): Promise<void> {
  const log = logger(server.logLevel, logDestination());
  for (const { name, acceptUnbound } of settings.instances) {
    if (acceptUnbound) {
      log.warn(
        { instance: name },
        'the browser binding is OFF, so that every browser can finish every sign-in',
      );
    }
  }
  const clock = realClock();
  const listening: Listening[] = [];
  const logs = loggingHooks(log);
  // Loaded only where it is wanted: a fifth of the start-up time of everybody else would go into it.
  const measured = server.metrics === undefined ? undefined : (await import('./metrics.js')).metrics();
  const assembled = assemble(settings, { clock, ...bothHooks(logs, measured?.hooks ?? {}) });
  measured?.observe(assembled.regions);
  const state = readiness(
    [...assembled.regions.values()].map(
      ({ port }) =>
        () =>
          port.ready?.() ?? Promise.resolve(),
    ),
  );

  const handle = withHealth(await traced(assembled.answer, settings), state);
  const main = await serve(handle, server, clock);
  listening.push(main);
  if (measured !== undefined && server.metrics !== undefined) {
    const metrics = await serve((request) => measured.handle(request), server.metrics, clock);
    listening.push(metrics);
    log.info({ url: `${metrics.url}/metrics` }, 'metrics');
  }
  stopGently(listening, state, server, clock, log);
  log.info({ url: main.url }, `listening on ${main.url}`);
}

function bothHooks(logs: Required<Hooks>, measured: Hooks): Hooks {
  return {
    onOutcome(event) {
      measured.onOutcome?.(event);
      logs.onOutcome(event);
    },
    onUpstream(event) {
      measured.onUpstream?.(event);
      logs.onUpstream(event);
    },
    onCrash: (error, requestId) => logs.onCrash(error, requestId),
  };
}

/** Spans where the host has installed the OpenTelemetry API; without its SDK they cost nothing and go nowhere. */
async function traced(
  handle: (request: IncomingRequest) => Promise<Reply>,
  { instances }: Settings,
): Promise<(request: IncomingRequest) => Promise<Reply>> {
  try {
    const api = await import('@opentelemetry/api');
    return withTracing(handle, api, new Set(instances.flatMap(({ paths }) => Object.values(paths))));
  } catch {
    return handle;
  }
}

function stopGently(
  listening: readonly Listening[],
  state: Readiness,
  { drainMs, shutdownGraceMs }: ServerSettings,
  clock: Clock,
  log: Logger,
): void {
  let stopping = false;
  const stop = (why: string, exitCode: number) => {
    if (stopping) return;
    stopping = true;
    state.drain();
    log.info({ why }, 'stopping');
    process.exitCode = exitCode;
    clock.setTimeout(() => {
      Promise.all(listening.map((one) => one.close(shutdownGraceMs))).then(
        () => {
          log.info('stopped');
          process.exit();
        },
        () => process.exit(1),
      );
    }, drainMs);
  };
  process.once('SIGTERM', () => stop('SIGTERM', 0));
  process.once('SIGINT', () => stop('SIGINT', 0));
  // A bug that reached the top: what runs may finish, nothing new is taken, the supervisor starts a fresh process.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal(describeError(error), event);
      stop(event, 1);
    });
  }
}
