/* eslint-disable no-empty-pattern -- Playwright reads a fixture's dependencies from its parameter list */
import { test as base } from '@playwright/test';
import { startDemo, type Demo } from 'connect-sign-in-demo';
import { choosePorts } from 'connect-sign-in-demo/ports.js';
import { manualClock } from 'local-connect';
import { startFaultProxy, type FaultProxy } from './fault-proxy.js';

/** A demo whose callback server is behind a network that can break. */
export interface FaultStage {
  readonly demo: Demo;
  readonly proxy: FaultProxy;
  close(): Promise<void>;
}

/** Starts a stage of its own; variables go to the callback server. */
export async function startFaultStage(more: Readonly<Record<string, string>> = {}): Promise<FaultStage> {
  const ports = await choosePorts(0);
  const proxy = await startFaultProxy({ host: 'localhost', port: ports.callback });
  const demo = await startDemo({
    ports,
    addresses: { callback: proxy.origin },
    local: { clock: manualClock(Date.now()) },
    callbackEnvironment: {
      BINDING_KEYS: 'one-key-that-survives-every-restart-and-is-long',
      // A customer would wait longer; what happens then is the same.
      DEADLINE_MS: '1500',
      QUEUE_WAIT_MS: '500',
      ...more,
    },
  });
  return {
    demo,
    proxy,
    async close() {
      await demo.close();
      await proxy.close();
    },
  };
}

/** One stage for all cells of a worker; each cell has a contact, a page and cookies of its own. */
export const test = base.extend<object, { stage: FaultStage }>({
  stage: [
    async ({}, use) => {
      const stage = await startFaultStage();
      await use(stage);
      await stage.close();
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';
