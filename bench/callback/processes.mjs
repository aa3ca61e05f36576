import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { SETTING } from './setting.mjs';

/** Cores by role: the server under measurement has one for itself. */
const CORE = { server: '0', surroundings: '1' };

export const pinning = canPin();

function canPin() {
  if (process.platform !== 'linux' || availableParallelism() < 2) return false;
  try {
    execFileSync('taskset', ['-c', `${CORE.server},${CORE.surroundings}`, 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const pinned = (role) => (pinning ? ['taskset', '-c', CORE[role], process.execPath] : [process.execPath]);

/** Starts a server and waits for its line; `startMs` is the time from the start of the process to that line. */
export async function startServer(script, environment) {
  const [command, ...before] = pinned('server');
  const startedAt = performance.now();
  const child = spawn(command, [...before, ...script], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => (complaints += chunk));
  const url = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      if (output === undefined) return;
      output += chunk;
      const [, found] = /listening on (http:\/\/[^\s"]+)/.exec(output) ?? [];
      if (found === undefined) return;
      output = undefined;
      resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`${script[0]} ended with ${code}: ${complaints}`)));
  });
  const startMs = performance.now() - startedAt;
  return {
    url,
    pid: child.pid,
    startMs,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}

/** Starts the stub of Connect; `ask('count')` and `ask('accepted')` tell what reached it. */
export async function startStub({ verify, quota }) {
  const { credentials, region } = SETTING;
  const options = JSON.stringify({ verify, quota, credentials, region });
  const [command, ...before] = pinned('surroundings');
  const script = fileURLToPath(new URL('stub-connect.mjs', import.meta.url));
  const child = fork(script, [options], before.length === 0 ? {} : { execPath: command, execArgv: before });
  const [{ listening: port }] = await once(child, 'message');
  return {
    port,
    async ask(question) {
      child.send(question);
      const [answer] = await once(child, 'message');
      return answer;
    },
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** Runs a script of this folder to its end and parses its last line. */
export async function runScript(name, input) {
  const [command, ...before] = pinned('surroundings');
  const child = spawn(command, [...before, fileURLToPath(new URL(name, import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(input));
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return JSON.parse(output);
}

/** CPU time in microseconds and resident memory in megabytes of a process, as far as the system tells. */
export function meter(pid) {
  if (process.platform === 'linux') {
    const ticks = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    const [, rss] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    // A tick is a hundredth of a second on every Linux that Node runs on.
    return { cpuUs: (Number(ticks[11]) + Number(ticks[12])) * 10_000, rssMb: Number(rss) / 1024 };
  }
  const [rss, time] = execFileSync('ps', ['-o', 'rss=,time=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
  const seconds = time.split(/[-:]/).reduce((sum, part) => sum * 60 + Number(part), 0);
  return { cpuUs: seconds * 1_000_000, rssMb: Number(rss) / 1024 };
}
