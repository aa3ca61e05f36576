// npm run test:mutation: changes the core one small thing at a time and counts what the tests notice. See --help.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { PARTS } from '../test/mutation/parts.mjs';
import { judge, writeReport } from './mutation-report.mjs';

const names = Object.keys(PARTS);
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !names.includes(name));
if (options.help || unknown.length > 0) {
  console.log(`npm run test:mutation -- [part…] [--verbose]
  parts: ${names.join(', ')} (default: all); results of parts that did not change are kept
  --verbose  shows every survivor as a change of the source

Writes docs/mutation.md once every part has a result. Ends with 1 where a part scores less than 90 %, where a survivor
has no reason in test/mutation/survivors.mjs, or where a reason there has no survivor.`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const cache = join(root, '.cache', 'mutation');
const fileOf = (part) => join(cache, `${part}.json`);
const hashOf = (part) => {
  const hash = createHash('sha256');
  for (const file of PARTS[part].mutate) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
};

async function run(part) {
  // The test runner's configuration reads it, in processes of its own.
  process.env.MUTATION_PART = part;
  const results = await new Stryker({
    mutate: PARTS[part].mutate,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest.config.mjs', related: false },
    coverageAnalysis: 'perTest',
    concurrency: 2,
    timeoutMS: 4000,
    reporters: options.verbose ? ['clear-text'] : [],
    clearTextReporter: { allowColor: false, reportTests: false },
    ignorePatterns: ['dist', 'docs/images', 'test-results', 'coverage'],
    tempDirName: '.cache/stryker',
    cleanTempDir: 'always',
    allowConsoleColors: process.stdout.isTTY,
  }).runMutationTest();
  const mutants = results.map(({ fileName, location, mutatorName, replacement, status }) => {
    const file = relative(root, fileName);
    const line = readFileSync(fileName, 'utf8').split('\n')[location.start.line - 1].trim();
    return { file, line, mutatorName, replacement, status };
  });
  mkdirSync(cache, { recursive: true });
  writeFileSync(fileOf(part), JSON.stringify({ hash: hashOf(part), mutants }));
}

for (const part of positionals.length > 0 ? positionals : names) await run(part);

const results = {};
for (const part of names) {
  if (!existsSync(fileOf(part))) continue;
  const { hash, mutants } = JSON.parse(readFileSync(fileOf(part), 'utf8'));
  if (hash === hashOf(part)) results[part] = mutants;
}
const { problems, summary } = judge(results);
for (const line of [...summary, ...problems]) console.log(line);
const missing = names.filter((name) => results[name] === undefined);
if (missing.length > 0) console.log(`docs/mutation.md is not written: ${missing.join(', ')} has no result`);
else if (problems.length === 0) await writeReport(results, join(root, 'docs', 'mutation.md'));
process.exit(problems.length === 0 ? 0 : 1);
