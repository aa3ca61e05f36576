import { defineConfig } from '@playwright/test';
import type { Engine } from '../../browsers/browser.js';
import { alreadyPassed } from './pieces.js';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const wanted = (process.env['BROWSERS'] ?? 'chromium,firefox,webkit').split(',');
/** `MATRIX=rest` runs what has not passed yet on the same sources: after a run that was cut short, or a repair. */
const onlyRest = process.env['MATRIX'] === 'rest';
const engines: readonly Engine[] = ['chromium', 'firefox', 'webkit'];

export default defineConfig<object, { engine: Engine }>({
  testDir: '.',
  testMatch: 'sign-in-matrix.ts',
  outputDir: '../../../test-results/matrix',
  // One worker per engine: the engines run side by side, the cells of one in order.
  workers: engines.length,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  reporter: [[process.stdout.isTTY ? 'line' : 'dot'], ['./report.ts']],
  projects: engines
    .filter((engine) => wanted.includes(engine))
    .map((engine) => ({
      name: engine,
      use: { engine },
      grepInvert: (onlyRest ? alreadyPassed(engine) : undefined) ?? [],
    })),
});
