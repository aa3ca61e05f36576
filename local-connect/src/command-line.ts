import { parseArgs } from 'node:util';
import { refuseProduction } from './environment.js';
import type { LocalConnect } from './local-connect.js';
import { OptionsError, parseOptions } from './options.js';
import { describeRun, summariseRun } from './run-description.js';

/** What the command needs of its process. */
export interface CommandLineHost {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** Reads a text file; rejects when it cannot. */
  readFile(path: string): Promise<string>;
  /** Writes to standard output. */
  print(text: string): void;
  /** Writes to standard error. */
  warn(text: string): void;
  /** Starts local-connect. */
  start(options: Readonly<Record<string, unknown>>): Promise<LocalConnect>;
  /** Resolves when the process is told to stop. */
  stopped(): Promise<void>;
  /** A new secret for the control interface. */
  newToken(): string;
}

/** Ports of the command where none is given; TypeScript's `startLocalConnect` takes free ones. */
export const COMMAND_PORTS = { connectPort: 4610, cognitoPort: 4611 } as const;

/** What `--help` prints. */
export const HELP = `Usage: local-connect [options]

Amazon Connect chat and Cognito hosted sign-in on your own machine, for development and tests.
It listens on 127.0.0.1 only and refuses to start where NODE_ENV is "production".

Options:
  --config <file>          JSON file with any of the options of startLocalConnect
  --connect-port <port>    Amazon Connect, Participant Service and chat websocket (default ${COMMAND_PORTS.connectPort}; 0: any free)
  --cognito-port <port>    Cognito domain (default ${COMMAND_PORTS.cognitoPort}; 0: any free)
  --callback-url <url>     redirect URI registered at the app client; may be repeated
  --region <region>        AWS Region (default eu-west-2)
  --manual-clock           stop the time of chats, codes and tokens; only /__local/advance moves it
  --control                turn POST /__local/* on, with a new token
  --json                   print one line of JSON once everything listens, and nothing else on standard output
  --version                print the version
  --help                   print this text

Options of the command line win over the file. Stop with Ctrl-C.
`;

const BANNER = `local-connect is a stand-in for development: anybody can sign in, nothing is kept. Never use it in production.`;

/**
 * Runs the command.
 *
 * @returns the exit code: 0 after a stop, 1 when it could not start, 2 when the arguments are wrong
 */
export async function runCommandLine(argv: readonly string[], host: CommandLineHost): Promise<0 | 1 | 2> {
  let flags;
  try {
    flags = readFlags(argv);
  } catch (error) {
    host.warn(`${messageOf(error)}\nTry local-connect --help.\n`);
    return 2;
  }
  if (flags.help) return done(host, HELP);
  if (flags.version) return done(host, `${host.version}\n`);
  let local: LocalConnect;
  let options: Readonly<Record<string, unknown>>;
  try {
    refuseProduction(host.environment);
    options = await readOptions(flags, host);
    local = await host.start(options);
  } catch (error) {
    host.warn(`${messageOf(error)}\n`);
    return error instanceof OptionsError ? 1 : 2;
  }
  host.warn(`${BANNER}\n`);
  host.print(
    flags.json
      ? `${JSON.stringify(describeRun(local, options['controlToken']))}\n`
      : summariseRun(local, options['controlToken']),
  );
  await host.stopped();
  await local.close();
  return 0;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function done(host: CommandLineHost, text: string): 0 {
  host.print(text);
  return 0;
}

function readFlags(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      config: { type: 'string' },
      'connect-port': { type: 'string' },
      'cognito-port': { type: 'string' },
      'callback-url': { type: 'string', multiple: true },
      region: { type: 'string' },
      'manual-clock': { type: 'boolean' },
      control: { type: 'boolean' },
      json: { type: 'boolean' },
      version: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  return values;
}

type Flags = ReturnType<typeof readFlags>;

async function readOptions(flags: Flags, host: CommandLineHost): Promise<Readonly<Record<string, unknown>>> {
  const file = flags.config === undefined ? {} : await readConfig(flags.config, host);
  const callbackUrls = flags['callback-url'];
  const options = {
    ...COMMAND_PORTS,
    ...file,
    ...portFlag('connectPort', flags['connect-port']),
    ...portFlag('cognitoPort', flags['cognito-port']),
    ...(callbackUrls === undefined ? {} : { callbackUrls }),
    ...(flags.region === undefined ? {} : { region: flags.region }),
    ...(flags['manual-clock'] ? { clock: 'manual' } : {}),
    ...(flags.control ? { controlToken: host.newToken() } : {}),
  };
  // Checked here already, so that nothing listens when something is wrong.
  parseOptions(options);
  return options;
}

async function readConfig(path: string, host: CommandLineHost): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    text = await host.readFile(path);
  } catch {
    throw new OptionsError(`--config: the file ${path} cannot be read.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new OptionsError(`--config: the file ${path} is not JSON: ${messageOf(error)}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new OptionsError(`--config: the file ${path} must hold a JSON object.`);
}

function portFlag(
  name: keyof typeof COMMAND_PORTS,
  text: string | undefined,
): Readonly<Record<string, number>> {
  if (text === undefined) return {};
  return { [name]: /^\d{1,5}$/u.test(text) ? Number(text) : NaN };
}
