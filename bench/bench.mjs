// npm run bench: every benchmark of the repository in one table, and docs/benchmarks.md. See --help.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureBundleSizes } from './bundle-size.mjs';
import { machine } from './machine.mjs';
import { documentOf, printTable } from './report.mjs';
import { ROWS } from './rows.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache', 'bench.json');
const DOCUMENT = join(root, 'docs', 'benchmarks.md');

/** Runs a benchmark of its own and reads its JSON; what it says on the way is shown. */
async function run(script, ...args) {
  const child = spawn(process.execPath, [join(root, script), ...args, '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return JSON.parse(output.trim().split('\n').at(-1));
}

/** Every part: what it runs. */
const PARTS = {
  bundle: () => measureBundleSizes(),
  widget: () => run('bench/widget/bench.mjs'),
  throughput: () => run('bench/callback/bench.mjs', '--only', 'throughput'),
  quota: () => run('bench/callback/bench.mjs', '--only', 'quota'),
  'local-connect': () => run('bench/local-connect/bench.mjs'),
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => PARTS[name] === undefined);
if (options.help || unknown.length > 0) {
  console.log(`npm run bench -- [part…] [--json]
  parts: ${Object.keys(PARTS).join(', ')} (default: all, about ten minutes)
  --json  one object on standard output

With parts, the latest results of the others are kept, as long as they are of this machine. Once every part has a
result, docs/benchmarks.md is written.`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const here = machine();
const isHere = (result) => JSON.stringify(result.machine) === JSON.stringify(here);

function known() {
  try {
    const results = JSON.parse(readFileSync(cache, 'utf8'));
    return Object.fromEntries(Object.entries(results).filter(([, result]) => isHere(result)));
  } catch {
    // None yet.
    return {};
  }
}

const results = known();
for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  process.stderr.write(`${part}\n`);
  const [load] = loadavg();
  const figures = await PARTS[part]();
  results[part] = { date: new Date().toISOString().slice(0, 10), machine: here, load, figures };
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(cache, JSON.stringify(results));
}

const rows = ROWS.flatMap(({ part, rows: of }) =>
  results[part] === undefined ? [] : of(results[part].figures),
);
if (options.json) console.log(JSON.stringify({ machine: here, results, rows }));
else printTable(rows);
if (Object.keys(PARTS).every((part) => results[part] !== undefined)) {
  writeFileSync(DOCUMENT, await documentOf(results, DOCUMENT));
  process.stderr.write('wrote docs/benchmarks.md\n');
} else process.stderr.write('docs/benchmarks.md is not written: not every part has a result\n');
