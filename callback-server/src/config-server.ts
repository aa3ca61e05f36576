import { z } from 'zod/v3';
import { type ConfigProblem, masked } from './config-problems.js';

/** What only the stand-alone server has, by environment variable. */
export const SERVER_FIELDS = {
  HOST: { expected: 'an address to listen on', example: '0.0.0.0', fallback: '127.0.0.1' },
  PORT: { expected: 'a port, 0 to 65535; 0 takes a free one', example: '8080', fallback: '8080' },
  METRICS_HOST: {
    expected: 'an address to serve metrics on, out of reach of customers',
    example: '0.0.0.0',
    fallback: '127.0.0.1',
  },
  METRICS_PORT: { expected: 'a port for metrics, 0 to 65535, or off', example: '9464', fallback: 'off' },
  DRAIN_MS: {
    expected: 'milliseconds between not being ready and closing after SIGTERM, 0 to 60000',
    example: '5000',
    fallback: '0',
  },
  LOG_LEVEL: {
    expected: 'trace, debug, info, warn, error, fatal or silent',
    example: 'info',
    fallback: 'info',
  },
  SHUTDOWN_GRACE_MS: {
    expected: 'milliseconds to finish open requests after SIGTERM, 0 to 120000',
    example: '10000',
    fallback: '10000',
  },
} as const;

const schema = z.object({
  HOST: z.string().regex(/^[A-Za-z0-9.:_-]+$/u),
  PORT: z.coerce.number().int().min(0).max(65_535),
  METRICS_HOST: z.string().regex(/^[A-Za-z0-9.:_-]+$/u),
  METRICS_PORT: z.literal('off').or(z.coerce.number().int().min(0).max(65_535)),
  DRAIN_MS: z.coerce.number().int().min(0).max(60_000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  SHUTDOWN_GRACE_MS: z.coerce.number().int().min(0).max(120_000),
});

/** How the stand-alone server listens, logs and stops. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly logLevel: z.output<typeof schema>['LOG_LEVEL'];
  readonly drainMs: number;
  readonly shutdownGraceMs: number;
  /** Where metrics are served; unset: nowhere. */
  readonly metrics?: { readonly host: string; readonly port: number };
}

/** Parses the variables of {@link SERVER_FIELDS}; an empty variable counts as absent. */
export function checkServerSettings(
  environment: Readonly<Record<string, string | undefined>>,
): { ok: true; settings: ServerSettings } | { ok: false; problems: readonly ConfigProblem[] } {
  const input = Object.fromEntries(
    Object.entries(SERVER_FIELDS).map(([name, { fallback }]) => [name, environment[name] || fallback]),
  );
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path }) => {
      const name = String(path[0]) as keyof typeof SERVER_FIELDS;
      const { expected, example } = SERVER_FIELDS[name];
      return { where: name, found: masked(input[name]), expected, example };
    });
    return { ok: false, problems };
  }
  const { HOST, PORT, METRICS_HOST, METRICS_PORT, DRAIN_MS, LOG_LEVEL, SHUTDOWN_GRACE_MS } = parsed.data;
  return {
    ok: true,
    settings: {
      host: HOST,
      port: PORT,
      logLevel: LOG_LEVEL,
      drainMs: DRAIN_MS,
      shutdownGraceMs: SHUTDOWN_GRACE_MS,
      ...(METRICS_PORT === 'off' ? {} : { metrics: { host: METRICS_HOST, port: METRICS_PORT } }),
    },
  };
}
