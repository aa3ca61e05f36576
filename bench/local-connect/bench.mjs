// npm run bench:local-connect: boot time of the API and of the command, memory with 100 chats, and delivery to 1,000 chats with open websockets.
// --json prints one object; --check fails where a promise is missed; --chats N changes the size of the crowd.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { askAll, leaveAll, openCrowd } from './crowd.mjs';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    chats: { type: 'string', default: '1000' },
    starts: { type: 'string', default: '5' },
    'per-second': { type: 'string', default: '100' },
  },
});
const number = (name) => {
  const value = Number(options[name]);
  if (!Number.isInteger(value) || value < 1) throw new TypeError(`--${name} wants a whole number from 1`);
  return value;
};
const [chats, starts, perSecond] = [number('chats'), number('starts'), number('per-second')];
const FEW = Math.min(100, chats);
const server = fileURLToPath(new URL('server.mjs', import.meta.url));
const command = fileURLToPath(new URL('../../local-connect/dist/cli.js', import.meta.url));

/** Starts local-connect in a process of its own and resolves with what it says of itself. */
async function boot() {
  const child = spawn(process.execPath, ['--expose-gc', server], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => JSON.parse((await lines.next()).value);
  const run = await answer();
  return {
    run,
    async memory() {
      child.stdin.write('memory\n');
      return { ...(await answer()), residentMb: residentMb(child.pid) };
    },
    async stop() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

/** Resident memory in megabytes, where the system tells; the process's own figure elsewhere. */
function residentMb(pid) {
  if (process.platform !== 'linux') return undefined;
  const [, kb] = /VmRSS:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kb) / 1024;
}

/** Milliseconds from the start of the command's process to the line with its endpoints. */
async function commandBootMs() {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [command, '--connect-port', '0', '--cognito-port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  const ms = performance.now() - startedAt;
  JSON.parse(value);
  child.kill('SIGTERM');
  await ended;
  return ms;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const percentile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

const boots = [];
for (let index = 0; index < starts; index += 1) {
  const { run, stop } = await boot();
  await stop();
  boots.push({ apiMs: run.bootMs, apiCpuMs: run.bootCpuMs, commandMs: await commandBootMs() });
}
const local = await boot();
const empty = await local.memory();
const few = await openCrowd(local.run, FEW);
const withFew = await local.memory();
const crowd = [...few, ...(await openCrowd(local.run, chats - FEW))];
const withAll = await local.memory();
const times = await askAll(local.run, crowd, perSecond);
const afterEvents = await local.memory();
leaveAll(crowd);
await local.stop();

const memory = { empty, [`chats${FEW}`]: withFew, [`chats${chats}`]: withAll, afterEvents };
const delivery = {
  ...{ chats, perSecond, delivered: times.length },
  ...{ p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99), longestMs: times.at(-1) },
};
const bootMs = {
  api: median(boots.map(({ apiMs }) => apiMs)),
  command: median(boots.map(({ commandMs }) => commandMs)),
};
const promises = [
  { promise: 'boot of startLocalConnect() with its import, median, ms', figure: bootMs.api, most: 500 },
  { promise: 'boot of the command, median, ms', figure: bootMs.command, most: 500 },
  { promise: `memory with ${FEW} chats, MB`, figure: withFew.residentMb ?? withFew.rssMb, most: 100 },
  { promise: 'chats that got the event', figure: times.length, least: chats },
  { promise: 'websockets open at once', figure: afterEvents.sockets, least: chats },
].map(({ least = -Infinity, most = Infinity, ...rest }) => ({
  ...{ ...rest, least, most },
  kept: rest.figure >= least && rest.figure <= most,
}));

if (options.json) {
  process.stdout.write(`${JSON.stringify({ bootMs, boots, memory, delivery, promises })}\n`);
} else {
  console.table(boots);
  console.table(memory);
  console.table({ delivery });
  for (const { promise, figure, least, most, kept } of promises) {
    const limit = Number.isFinite(most) ? `at most ${most}` : `at least ${least}`;
    console.log(`${kept ? 'kept  ' : 'MISSED'}  ${promise}: ${figure.toFixed(1)}, ${limit}`);
  }
}
if (options.check && promises.some(({ kept }) => !kept)) process.exitCode = 1;
