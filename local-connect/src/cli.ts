#!/usr/bin/env node
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { runCommandLine } from './command-line.js';
import { startLocalConnect } from './start.js';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

// Listened for from the start: a signal while starting must stop it too.
const stopped = new Promise<void>((resolve) => {
  process.once('SIGINT', () => resolve());
  process.once('SIGTERM', () => resolve());
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  version,
  readFile: (path) => readFile(path, 'utf8'),
  print: (text) => void process.stdout.write(text),
  warn: (text) => void process.stderr.write(text),
  start: (options) => startLocalConnect(options),
  stopped: () => stopped,
  newToken: () => randomBytes(24).toString('base64url'),
});
