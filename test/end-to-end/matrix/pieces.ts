import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CellResult, EngineResults } from './report-text.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const FILE = join(root, '.cache', 'matrix.json');
/** What a result of the matrix depends on: all but how it is reported. */
const SOURCES = [
  ':(glob)*/src/**',
  'demo/public',
  'test/end-to-end/*.ts',
  'test/end-to-end/matrix/*.ts',
  'test/browsers',
  ':!test/end-to-end/*.spec.ts',
  ':!test/end-to-end/matrix/report*.ts',
  ':!test/end-to-end/matrix/pieces.ts',
];

/** What a run found, kept for those that follow: a matrix may be run engine by engine, or deployment by deployment. */
interface Kept {
  readonly sources: string;
  readonly engines: Readonly<
    Record<string, { readonly browser: string; readonly tests: Readonly<Record<string, CellResult>> }>
  >;
}

/** A digest of all sources that the matrix runs, so that no result of another state of them is mixed in. */
function digest(): string {
  // A pattern without a file is refused: the digest would say nothing of what it was meant for.
  const options = ['--error-unmatch', '-z', '--cached', '--others', '--exclude-standard'];
  const list = ['ls-files', ...options, '--', ...SOURCES];
  const hash = createHash('sha256');
  for (const file of execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0').sort()) {
    if (file !== '' && existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function keptOf(sources: string): Kept['engines'] {
  try {
    const kept = JSON.parse(readFileSync(FILE, 'utf8')) as Kept;
    return kept.sources === sources ? kept.engines : {};
  } catch {
    // No run before this one.
    return {};
  }
}

/**
 * Titles of the tests of an engine that passed in an earlier run on the same sources, as an expression that leaves them
 * out; nothing where there are none.
 */
export function alreadyPassed(engine: string): RegExp | undefined {
  const passed = Object.entries(keptOf(digest())[engine]?.tests ?? {}).filter(
    ([, { outcome }]) => outcome === 'passed',
  );
  const titles = passed.map(([title]) => title.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return titles.length === 0 ? undefined : new RegExp(`(${titles.join('|')})$`, 'u');
}

/** What is known of every engine. */
export interface Pieces {
  /** Keeps a result at once, so that a run which is cut short loses none. */
  add(engine: string, browser: string, title: string, result: CellResult): void;
  engines(): ReadonlyMap<string, EngineResults>;
}

/** Results of earlier runs on the same sources and the same browser versions, to which a run adds its own. */
export function openPieces(): Pieces {
  const sources = digest();
  const known = new Map(
    Object.entries(keptOf(sources)).map(([name, { browser, tests }]) => [
      name,
      { browser, tests: new Map(Object.entries(tests)) },
    ]),
  );
  return {
    add(engine, browser, title, result) {
      const before = known.get(engine);
      // What cannot be is known without a browser.
      const isSame = before !== undefined && (browser === '' || before.browser === browser);
      const entry = isSame ? before : { browser, tests: new Map<string, CellResult>() };
      entry.tests.set(title, result);
      known.set(engine, entry);
      const engines = Object.fromEntries(
        [...known].map(([name, { browser: version, tests }]) => [
          name,
          { browser: version, tests: Object.fromEntries(tests) },
        ]),
      );
      mkdirSync(join(root, '.cache'), { recursive: true });
      writeFileSync(FILE, JSON.stringify({ sources, engines } satisfies Kept));
    },
    engines: () =>
      new Map(
        ['chromium', 'firefox', 'webkit'].flatMap((name) => {
          const entry = known.get(name);
          return entry === undefined ? [] : [[name, entry] as const];
        }),
      ),
  };
}
