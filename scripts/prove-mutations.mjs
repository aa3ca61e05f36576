// Takes one guard away at a time, in a copy of the working tree, and proves that the test named for it fails.
import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';

import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MUTATIONS = [
  {
    guard: 'the binding check',
    file: 'callback-server/src/callback.ts',
    text: 'if (!instance.acceptUnbound) {',
    replacement: 'if (false) {',
    test: 'test/attack/binding.test.ts',
    name: 'in a clean profile reaches Connect with nothing',
  },
  {
    guard: 'the Origin check',
    file: 'callback-server/src/start.ts',
    text: 'if (origin === null || !instance.allowedOrigins.includes(origin)) {',
    replacement: 'if (false) {',
    test: 'test/attack/start.test.ts',
    name: 'with a foreign origin binds nobody and reaches Connect with nothing',
  },
  {
    guard: 'the sanitiser of error texts',
    file: 'shared/src/authorization-response.ts',
    text: 'export function sanitiseErrorText(text: string): string {',
    replacement:
      'export function sanitiseErrorText(text: string): string {\n  if (text !== undefined) return text;',
    test: 'test/attack/error-texts.test.ts',
    name: 'quotes and backslashes, which Connect refuses: Connect takes them, the block ends in its Error branch',
  },
  {
    guard: 'the COOP header',
    file: 'callback-server/src/page-headers.ts',
    text: "'cross-origin-opener-policy': 'same-origin',",
    replacement: '',
    test: 'test/callback-server/t14-t21-pages.test.ts',
    name: 'T15 T19 T20 T21 carries exactly the headers it must',
  },
  {
    guard: 'the escape of a page',
    file: 'callback-server/src/page-html.ts',
    text: "return text.replace(/[&<>\"']/gu, (character) => ESCAPES[character] ?? '');",
    replacement: 'return text;',
    test: 'test/callback-server/words-and-brand.test.ts',
    name: 'cannot bring markup',
  },
  {
    guard: 'the deduplication by Id',
    file: 'widget/src/chat-follower.ts',
    text: 'if (this.#seen.has(id)) return;',
    replacement: '',
    test: 'test/widget/unit/sign-in-controller.test.ts',
    name: 'hears an event that is delivered twice once',
  },
  {
    guard: 'the narrow trim of cookie names',
    file: 'callback-server/src/cookies.ts',
    text: "const isBlank = (character: string | undefined) => character === ' ' || character === '\\t';",
    replacement: "const isBlank = (character = '') => character.trim() === '';",
    test: 'test/attack/binding.test.ts',
    name: 'with it tossed behind a no-break space reaches Connect with nothing',
  },
];

const root = fileURLToPath(new URL('..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'connect-sign-in-mutations-'));

/** Copies what git knows and what it would take; packages are linked, those of this workspace to their copies. */
function copyTree() {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  for (const file of execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0')) {
    if (file === '' || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  const packages = join(root, 'node_modules');
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(packages)) {
    if (name === '.cache' || name === '.vite' || name === '.vitest') continue;
    const isWorkspace = lstatSync(join(packages, name)).isSymbolicLink();
    const target = isWorkspace ? readlinkSync(join(packages, name)) : join(packages, name);
    symlinkSync(target, join(copy, 'node_modules', name));
  }
  for (const folder of readdirSync(root, { withFileTypes: true })) {
    const own = join(root, folder.name, 'node_modules');
    const linked = join(copy, folder.name, 'node_modules');
    if (folder.isDirectory() && existsSync(own) && !existsSync(linked)) symlinkSync(own, linked);
  }
}

const escaped = (text) => text.replace(/[$()*+.?[\\\]^{|}]/gu, '\\$&');

/** Runs tests by name in the copy; resolves with their results by name, and with what was printed. */
function run(mutations) {
  const results = join(copy, 'results.json');
  rmSync(results, { force: true });
  const names = mutations.map(({ name }) => escaped(name)).join('|');
  const files = [...new Set(mutations.map(({ test }) => test))];
  const args = ['--no', 'vitest', 'run', ...files, '-t', names, '--reporter=json', `--outputFile=${results}`];
  return new Promise((resolve) => {
    const output = [];
    const child = spawn('npx', args, { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('close', () => {
      const printed = Buffer.concat(output).toString();
      const found = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')).testResults : [];
      const tests = found.flatMap(({ assertionResults }) => assertionResults);
      resolve({ printed, statusOf: (name) => tests.find(({ title }) => title === name)?.status ?? 'absent' });
    });
  });
}

/** A mutation that does not find its guard proves nothing, so it is an error. */
function takeAway({ guard, file, text, replacement }) {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(text).length !== 2)
    throw new Error(`${file} does not hold ${guard} exactly once: ${text}`);
  writeFileSync(
    path,
    source.replace(text, () => replacement),
  );
  return () => writeFileSync(path, source);
}

let survivors = 0;
try {
  copyTree();
  const whole = await run(MUTATIONS);
  const broken = MUTATIONS.filter(({ name }) => whole.statusOf(name) !== 'passed');
  for (const { name, test } of broken) console.log(`not passed on the whole tree: ${test} > ${name}`);
  if (broken.length > 0)
    throw new Error(`the tests must pass before a guard is taken away\n${whole.printed}`);
  for (const mutation of MUTATIONS) {
    const putBack = takeAway(mutation);
    const { statusOf, printed } = await run([mutation]);
    putBack();
    const caught = statusOf(mutation.name) === 'failed';
    if (!caught) survivors += 1;
    console.log(
      `${caught ? 'caught  ' : 'SURVIVED'} without ${mutation.guard}: ${mutation.test} > ${mutation.name}`,
    );
    if (!caught) console.log(printed);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(
  `${MUTATIONS.length - survivors} of ${MUTATIONS.length} guards are held by the test named for them`,
);
process.exitCode = survivors === 0 ? 0 : 1;
