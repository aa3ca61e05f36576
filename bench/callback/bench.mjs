// npm run bench:callback: what the callback server costs beside the one a team writes first, and what Connect's quota
// makes of both. --json prints one object; --check fails where a promise is missed; --only throughput, quota or tokens.
import { parseArgs } from 'node:util';
import { pinning } from './processes.mjs';
import { judgeQuota, measureQuota } from './quota.mjs';
import { judgeThroughput, measureThroughput } from './throughput.mjs';
import { measureTokens } from './tokens.mjs';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    only: { type: 'string' },
    slices: { type: 'string', default: '21' },
    starts: { type: 'string', default: '15' },
    requests: { type: 'string', default: '1000' },
    customers: { type: 'string', default: '300' },
    'arrivals-seconds': { type: 'string', default: '60' },
  },
});
const number = (name) => {
  const value = Number(options[name]);
  if (!Number.isInteger(value) || value < 1) throw new TypeError(`--${name} wants a whole number from 1`);
  return value;
};
if (options.only !== undefined && !['throughput', 'quota', 'tokens'].includes(options.only)) {
  throw new TypeError('--only wants throughput, quota or tokens');
}

const onProgress = (line) => process.stderr.write(`${line}\n`);
onProgress(
  pinning
    ? 'The server has core 0, everything else core 1.'
    : 'No taskset or one core only: nothing is pinned.',
);

const results = {};
const wants = (part) => options.only === undefined || options.only === part;
if (wants('throughput')) {
  const shape = { slices: number('slices'), starts: number('starts'), requests: number('requests') };
  results.throughput = await measureThroughput({ ...shape, onProgress });
}
if (wants('quota')) {
  const shape = { customers: number('customers'), arrivalsMs: number('arrivals-seconds') * 1000 };
  results.quota = await measureQuota({ ...shape, onProgress });
}
if (wants('tokens')) results.tokens = await measureTokens({ rounds: 9, amount: 2000 });
const promises = [
  ...(results.throughput === undefined ? [] : judgeThroughput(results.throughput)),
  ...(results.quota === undefined ? [] : judgeQuota(results.quota)),
].map((promise) => ({ ...promise, kept: isKept(promise) }));

if (options.json) {
  const quota = results.quota?.map(figuresOf);
  process.stdout.write(`${JSON.stringify({ ...results, ...(quota === undefined ? {} : { quota }) })}\n`);
} else printForPeople();
if (options.check && promises.some(({ kept }) => !kept)) process.exitCode = 1;

function isKept({ figure, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }) {
  return figure >= least && figure <= most;
}

function printForPeople() {
  if (results.throughput !== undefined) console.table(keyed(results.throughput));
  if (results.quota !== undefined) {
    console.table(keyed(results.quota.map(figuresOf)));
    for (const { name, details } of results.quota) console.log(name, details);
  }
  if (results.tokens !== undefined) console.table(keyed(results.tokens));
  for (const { promise, figure, least, most, kept } of promises) {
    const limit = least === undefined ? `at most ${most}` : `at least ${least}`;
    console.log(`${kept ? 'kept  ' : 'MISSED'}  ${promise}: ${figure.toFixed(3)}, ${limit}`);
  }
}

function figuresOf({ name, customers, delivered, makespanS, idealS }) {
  return { name, customers, delivered, makespanS, idealS };
}

function keyed(rows) {
  return Object.fromEntries(rows.map(({ name, ...figures }) => [name, figures]));
}
