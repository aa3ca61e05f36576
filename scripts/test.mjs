// Builds, runs every suite but the long tables (see --help) and ends with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePrograms } from './programs.mjs';

if (process.argv.includes('--help')) {
  console.log(`npm test                 the suites: unit, component, end to end, documents
npm run test:extended    every knob of local-connect, and every fault at every step
npm run test:matrix      engines, deployments and host pages
BROWSERS=chromium,…      engines of the component and end-to-end suites (default chromium,firefox,webkit)`);
  process.exit(0);
}

const results = mkdtempSync(join(tmpdir(), 'connect-sign-in-'));
const wanted = (process.env.BROWSERS ?? 'chromium,firefox,webkit').split(',');
const browsers = ensurePrograms([...wanted, 'redis'])
  .filter((name) => name !== 'redis')
  .join(',');
const env = {
  ...process.env,
  BROWSERS: browsers,
  RESULTS: results,
  FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** Runs a command, its output behind it when it ends; resolves with its exit code. */
function run(name, command, args, extra = {}) {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(command, args, { env: { ...env, ...extra }, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stdout.write(`\n=== ${name} (${seconds} s, exit ${code})\n${Buffer.concat(output).toString()}`);
      resolve(code ?? 1);
    });
  });
}

const playwright = ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
});

/** Each suite: its command, the engines it cannot do without, and how its result file counts. */
const SUITES = {
  unit: {
    args: [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${join(results, 'unit.json')}`,
    ],
    count: (json) => ({
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests,
    }),
  },
  component: {
    args: ['wtr', '--config', 'test/widget/wtr.config.mjs', '--coverage'],
    engines: ['chromium', 'firefox', 'webkit'],
    count: (json) => json,
  },
  e2e: {
    args: ['playwright', 'test', '--config', 'test/end-to-end/playwright.config.ts', '--reporter=list,json'],
    engines: ['chromium'],
    count: playwright,
  },
  docs: {
    args: ['playwright', 'test', '--config', 'test/docs/playwright.config.ts', '--reporter=list,json'],
    engines: ['chromium'],
    count: playwright,
  },
};

async function suite(name) {
  const { args, count, engines } = SUITES[name];
  if (engines !== undefined && !engines.some((engine) => browsers.split(',').includes(engine))) {
    console.log(
      `\n=== ${name}: SKIPPED, it needs ${engines.join(' or ')} and none is installed or asked for`,
    );
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const [command, ...rest] = args;
  // The program itself, not npx, which takes options such as --config for its own.
  const code = await run(name, join('node_modules', '.bin', command), rest, {
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(results, `${name}.json`),
  });
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = count(JSON.parse(readFileSync(join(results, `${name}.json`), 'utf8')));
  } catch (error) {
    console.error(`${name}: no result file (${error.message})`);
  }
  // A suite that exits non-zero without a failed test (a crash, a coverage threshold) is a failure of its own.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  if (code === 0 && counts.passed === 0) counts.failed = 1;
  return counts;
}

const build = await run('build', 'npm', ['run', '--silent', 'build']);
if (build !== 0) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const all = [
  // Two by two: the browsers of the one wait while the other computes.
  ...(await Promise.all([suite('unit'), suite('component')])),
  ...(await Promise.all([suite('e2e'), suite('docs')])),
];
rmSync(results, { recursive: true, force: true });
const sum = (key) => all.reduce((total, counts) => total + counts[key], 0);
console.log(
  `\n${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exit(sum('failed') === 0 ? 0 : 1);
