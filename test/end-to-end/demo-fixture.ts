/* eslint-disable no-empty-pattern -- Playwright reads a fixture's dependencies from its parameter list */
import { test as base } from '@playwright/test';
import { startDemo, type Demo, type DemoOptions } from 'connect-sign-in-demo';
import { choosePorts } from 'connect-sign-in-demo/ports.js';

/** Starts a demo on free ports, with its own local-connect. */
export async function startFreshDemo(options: Omit<DemoOptions, 'ports'> = {}): Promise<Demo> {
  return startDemo({ ...options, ports: await choosePorts(0) });
}

/** Tests that share one running demo per worker; each makes contacts of its own. */
export const test = base.extend<object, { demo: Demo }>({
  demo: [
    async ({}, use) => {
      const demo = await startFreshDemo();
      await use(demo);
      await demo.close();
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';
