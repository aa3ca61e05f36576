// Component tests in real browsers. BROWSERS names the engines (default chromium); RESULTS a folder for the counts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { build } from 'esbuild';
import { webkitGtkLauncher } from '../browsers/webkitgtk-launcher.mjs';

const rootDir = fileURLToPath(new URL('../..', import.meta.url));

const ENGINES = {
  chromium: () =>
    chromeLauncher({
      launchOptions: {
        executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
        headless: true,
        // Without this, automation lets every page open windows at any time.
        ignoreDefaultArgs: ['--disable-popup-blocking'],
        args: [
          '--no-sandbox',
          '--disable-background-networking',
          '--disable-component-update',
          '--no-first-run',
        ],
      },
    }),
  firefox: () =>
    puppeteerLauncher({
      concurrency: 1,
      launchOptions: {
        browser: 'firefox',
        executablePath: process.env.FIREFOX_BIN ?? '/usr/bin/firefox-esr',
        headless: true,
        extraPrefsFirefox: { 'dom.disable_open_during_load': true },
      },
    }),
  webkit: webkitGtkLauncher,
};

const wanted = (process.env.BROWSERS ?? 'chromium').split(',').filter((name) => name !== '');
const unknown = wanted.filter((name) => !(name in ENGINES));
if (unknown.length > 0) {
  throw new Error(`BROWSERS: ${unknown.join(', ')} is none of ${Object.keys(ENGINES).join(', ')}`);
}

// Firefox and WebKitGTK report no coverage of TypeScript. The threshold is that of the whole suite in Chromium.
const isMeasured = wanted.includes('chromium');

function report(total) {
  console.log(`component: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  if (process.env.RESULTS) {
    writeFileSync(join(process.env.RESULTS, 'component.json'), JSON.stringify(total));
  }
}

if (wanted.length === 0) {
  console.log('SKIPPED the component tests: BROWSERS is empty, no browser engine is installed');
  report({ passed: 0, failed: 0, skipped: 0 });
  process.exit(0);
}

/** The AWS SDK is partly CommonJS, which browsers do not load: they get it as one module. */
const awsSdk = {
  name: 'aws-sdk',
  resolveImport: ({ source }) =>
    source === '@aws-sdk/client-connectparticipant' ? '/aws-sdk.js' : undefined,
  async serve({ path }) {
    if (path !== '/aws-sdk.js') return undefined;
    const { outputFiles } = await build({
      stdin: { contents: "export * from '@aws-sdk/client-connectparticipant'", resolveDir: rootDir },
      bundle: true,
      format: 'esm',
      platform: 'browser',
      write: false,
    });
    return { body: outputFiles[0].text, type: 'js' };
  },
};

/** Writes what `npm test` adds up. */
const counts = {
  onTestRunFinished({ sessions }) {
    const total = { passed: 0, failed: 0, skipped: 0 };
    const count = ({ tests, suites }) => {
      for (const test of tests) total[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
      for (const suite of suites) count(suite);
    };
    for (const session of sessions) if (session.testResults) count(session.testResults);
    report(total);
  },
};

export default {
  rootDir,
  files: ['test/widget/component/**/*.test.ts'],
  nodeResolve: { exportConditions: ['source'] },
  browserStartTimeout: 60_000,
  testsFinishTimeout: 90_000,
  plugins: [
    awsSdk,
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: join(rootDir, 'test/widget/tsconfig.esbuild.json'),
    }),
  ],
  browsers: wanted.map((name) => ENGINES[name]()),
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), counts],
  testFramework: { config: { timeout: 10_000 } },
  coverage: isMeasured,
  coverageConfig: {
    include: ['widget/src/**/*.ts'],
    reporters: ['text-summary', 'json-summary', 'json'],
    reportDir: 'coverage/component',
    ...(isMeasured && !process.argv.includes('--files')
      ? { threshold: { lines: 95, branches: 95, functions: 95, statements: 95 } }
      : {}),
  },
};
