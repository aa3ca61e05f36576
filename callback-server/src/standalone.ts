#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { commandHelp } from './command-help.js';
import { configReport } from './config-report.js';
import { readEnvironment } from './environment.js';
import { CallbackError } from './errors.js';
import { runServer } from './run-server.js';

/** Exit code for a configuration that cannot work (`EX_CONFIG` of sysexits.h). */
const EXIT_CONFIG = 78;
/** Exit code for a command line that cannot be understood (`EX_USAGE`). */
const EXIT_USAGE = 64;

async function main(commandLine: readonly string[]): Promise<void> {
  const [command, ...rest] = commandLine;
  if (command === '--help' || command === '-h' || rest.includes('--help')) {
    process.stdout.write(commandHelp());
  } else if (command === '--version') {
    process.stdout.write(`${version()}\n`);
  } else if (command === 'serve' && rest.length === 0) {
    const { settings, server } = readEnvironment(process.env);
    await runServer(settings, server);
  } else if (command === 'serve' && rest.length === 1 && rest[0] === '--check') {
    const { settings, server } = readEnvironment(process.env);
    process.stdout.write(configReport(settings, server));
  } else {
    const what = command === undefined ? 'No command given' : 'Unknown command or option';
    process.stderr.write(`${what}.\n\n${commandHelp()}`);
    process.exitCode = EXIT_USAGE;
  }
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = error instanceof CallbackError && error.code === 'ERR_CONFIG' ? EXIT_CONFIG : 1;
});
