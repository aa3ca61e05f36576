// Installs the packed packages into fresh projects of many kinds, then builds, runs and loads each.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePrograms } from '../../../scripts/programs.mjs';
import { CONSUMERS } from './table.mjs';
import { command, install, pack, prepare } from './workshop.mjs';

const NAMES = CONSUMERS.map(({ name }) => name);
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(`npm run test:consumers                     all: ${NAMES.join(', ')}
npm run test:consumers -- --only vite,react   some of them
npm run test:consumers -- --keep              leaves the projects behind and prints where

It packs the packages, installs the tarballs into fresh projects with pinned versions from the registry, builds or runs
each, and loads pages in Chromium. The last line is "N passed, N failed".`);
  process.exit(0);
}
const wanted = values.only?.split(',') ?? NAMES;
const unknown = wanted.filter((name) => !NAMES.includes(name));
if (unknown.length > 0) {
  console.error(`No such consumer: ${unknown.join(', ')}. There are ${NAMES.join(', ')}.`);
  process.exit(2);
}
if (ensurePrograms(['chromium']).length === 0) process.exit(1);

const started = performance.now();
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const say = (text) => console.log(`${seconds(started).padStart(8)}  ${text}`);

const workshop = await mkdtemp(join(tmpdir(), 'consumers-'));
await mkdir(join(workshop, 'tarballs'));
const tarballs = await pack(join(workshop, 'tarballs'));
say(`packed ${Object.keys(tarballs).join(', ')}`);

/** Throws at the first step that does not hold. */
async function consume(consumer) {
  const folder = join(workshop, consumer.name);
  await prepare(consumer, folder, tarballs);
  for (const step of [install, ...consumer.steps]) {
    const since = performance.now();
    const name = typeof step === 'string' ? step : step.name;
    try {
      await (typeof step === 'string' ? command(step, folder) : step(folder));
    } catch (error) {
      say(`${consumer.name}: ${name} FAILED (${seconds(since)})\n${error.message}`);
      throw error;
    }
    say(`${consumer.name}: ${name} (${seconds(since)})`);
  }
}

let failed = 0;
for (const consumer of CONSUMERS.filter(({ name }) => wanted.includes(name))) {
  await consume(consumer).catch(() => (failed += 1));
  // A framework's tree is large; the next one needs the room.
  if (!values.keep) await rm(join(workshop, consumer.name), { recursive: true, force: true });
}
if (values.keep) say(`left behind: ${workshop}`);
else await rm(workshop, { recursive: true, force: true });
console.log(`${wanted.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
