import { parseArgs } from 'node:util';

/** The demo's command line, parsed. */
export type CliOptions =
  | {
      readonly kind: 'start';
      readonly port: number;
      readonly json: boolean;
      readonly verbose: boolean;
      readonly overlay?: string;
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly problem: string };

/** The text of `--help`. */
export const HELP = `Usage: npm run demo -- [options]

Starts a shop with a chat, a callback server, and Amazon Connect and Cognito on this machine.

  --port <n>   first port; the next free ones are taken from there (default 4700; 0: any free ports)
  --host <h>   only a loopback name: localhost, 127.0.0.1 or ::1 (the demo is for this machine alone)
  --json       print one line of JSON when everything listens, and nothing else on standard output
  --verbose    show the callback server's log
  --overlay <folder>  files that win over the shop's own; npm run dev uses it
  --help       this text
`;

const LOOPBACK = ['localhost', '127.0.0.1', '::1', '[::1]'];

/** Parses the arguments of the demo; never throws. */
export function parseCliOptions(args: readonly string[]): CliOptions {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4700' },
        host: { type: 'string', default: 'localhost' },
        json: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        overlay: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return { kind: 'invalid', problem: error instanceof Error ? error.message : String(error) };
  }
  if (values.help) return { kind: 'help' };
  if (!LOOPBACK.includes(values.host)) {
    return {
      kind: 'invalid',
      problem: `--host ${values.host} is refused: the demo signs in demo customers with known passwords and listens on loopback only (localhost, 127.0.0.1, ::1).`,
    };
  }
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_000) {
    return {
      kind: 'invalid',
      problem: `--port ${values.port} is not a port: expected a number from 0 to 65000, for example --port 4700.`,
    };
  }
  const { json, verbose, overlay } = values;
  return { kind: 'start', port, json, verbose, ...(overlay === undefined ? {} : { overlay }) };
}
