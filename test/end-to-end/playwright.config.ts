import { defineConfig } from '@playwright/test';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const wanted = (process.env['BROWSERS'] ?? 'chromium').split(',');

const chromium = {
  name: 'chromium',
  use: {
    browserName: 'chromium' as const,
    launchOptions: {
      executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
      ],
      // Playwright switches the popup blocker off; users have it on.
      ignoreDefaultArgs: ['--disable-popup-blocking'],
    },
  },
};

export default defineConfig({
  testDir: '..',
  // The matrix of engines and deployments is a suite of its own: npm run test:matrix.
  testMatch: ['end-to-end/*.spec.ts', 'attack/**/*.spec.ts'],
  // Every knob and every fault take minutes: npm run test:extended.
  testIgnore: 'end-to-end/knobs.spec.ts',
  outputDir: '../../test-results',
  fullyParallel: true,
  workers: 2,
  // A busy machine is slow, not wrong: what waits, waits for an event.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [chromium].filter(({ name }) => wanted.includes(name)),
});
