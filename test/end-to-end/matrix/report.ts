import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { format, resolveConfig } from 'prettier';
import { CELLS, titleOf } from './cells.js';
import { openPieces } from './pieces.js';
import { reportOf, type CellResult } from './report-text.js';

const REPORT = fileURLToPath(new URL('../REPORT.md', import.meta.url));

/** What became of one test. */
function resultOf(test: TestCase): CellResult {
  if (test.results.length === 0) return { outcome: 'not run' };
  switch (test.outcome()) {
    case 'expected':
      return { outcome: 'passed' };
    case 'skipped':
      return {
        outcome: 'impossible',
        reason: test.annotations.find(({ type }) => type === 'skip')?.description ?? '',
      };
    default:
      return { outcome: 'failed' };
  }
}

/**
 * Writes `test/end-to-end/REPORT.md` when every engine ran every cell, in this run or in pieces on the same sources, and
 * the like beside the other results otherwise; with `RESULTS` set also the counts, as `matrix.json` in that folder.
 */
export default class MatrixReport implements Reporter {
  readonly #pieces = openPieces();
  #tests: readonly TestCase[] = [];
  #outputDir = '';

  onBegin(config: FullConfig, suite: Suite): void {
    this.#tests = suite.allTests();
    this.#outputDir = config.projects[0]?.outputDir ?? dirname(REPORT);
  }

  onTestEnd(test: TestCase): void {
    const browser = test.results
      .flatMap(({ annotations }) => annotations)
      .find(({ type }) => type === 'browser')?.description;
    const result = resultOf(test);
    // A test that was interrupted before its browser was there says nothing about the cell.
    if (browser === undefined && result.outcome !== 'impossible') return;
    this.#pieces.add(test.parent.project()?.name ?? '', browser ?? '', test.title, result);
  }

  async onEnd(): Promise<void> {
    const engines = this.#pieces.engines();
    const complete =
      engines.size === 3 &&
      [...engines.values()].every(({ tests }) => CELLS.every((cell) => tests.has(titleOf(cell))));
    const path = complete ? REPORT : join(this.#outputDir, 'REPORT.md');
    const text = reportOf([...engines.values()]);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await format(text, { ...(await resolveConfig(REPORT)), parser: 'markdown' }));
    const outcomes = this.#tests.map((test) => resultOf(test).outcome);
    const count = (...wanted: CellResult['outcome'][]) =>
      outcomes.filter((outcome) => wanted.includes(outcome)).length;
    const counts = {
      passed: count('passed'),
      failed: count('failed', 'not run'),
      skipped: count('impossible'),
    };
    const folder = process.env['RESULTS'];
    if (folder) writeFileSync(join(folder, 'matrix.json'), JSON.stringify(counts));
    process.stdout.write(
      `matrix: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped; ${relative('', path)}\n`,
    );
  }
}
