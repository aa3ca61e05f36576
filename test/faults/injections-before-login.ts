import type { Route } from '@playwright/test';
import type { FaultName } from './fault-matrix.js';
import { browserAhead, dropSocket, offline, type Injection } from './injection.js';
import type { PathFault } from './fault-proxy.js';

const OPERATION = 'GetAuthenticationUrl';
const INITIATED = { contentType: 'authentication.initiated' };

/** The next GetAuthenticationUrl of the browser meets a fault, and the prompt says so. */
const urlRefused = (fault: (route: Route) => Promise<void>): Injection => ({
  asking: async ({ context }) => {
    const call = '**/participant/authentication-url';
    await context.route(
      call,
      (route) => (route.request().method() === 'OPTIONS' ? route.continue() : fault(route)),
      {
        times: 1,
      },
    );
  },
  asked: ({ visit }) => visit.expectStatus('offered'),
  stopsAfter: 'asked',
});

/** How each fault of GetAuthenticationUrl is brought about. */
export const URL_INJECTIONS: Partial<Record<FaultName, Injection>> = {
  throttle: {
    asking: ({ local }) => local.faults.next(OPERATION, 3, { error: 'ThrottlingException' }),
    asked: ({ visit }) => visit.expectStatus('offered'),
    stopsAfter: 'asked',
  },
  '500': { asking: ({ local }) => local.faults.next(OPERATION, 1, { error: 'InternalServerException' }) },
  hang: {
    opening: ({ page }) => page.clock.install(),
    asking: ({ local }) => local.faults.next(OPERATION, 1, { hang: true }),
    async asked(journey) {
      await journey.called(OPERATION);
      await journey.page.clock.fastForward(20_000);
      await journey.visit.expectStatus('offered');
    },
    stopsAfter: 'asked',
  },
  'dropped before the effect': urlRefused((route) => route.abort('connectionreset')),
  'dropped after the effect': urlRefused(async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  }),
  'websocket drop': {
    async asked(journey) {
      await journey.called(OPERATION);
      await dropSocket(journey);
      await journey.visit.expectStatus('offered');
    },
  },
  'clock skew': browserAhead(1),
  duplicate: { asking: ({ local }) => local.deliveries.duplicate(INITIATED) },
  // What the customer says comes back to her before what the flow answers, which asks; here it comes after.
  reorder: { asking: ({ local, contactId }) => local.deliveries.reorder({ contactId }, 3) },
  reload: {
    asking: ({ local }) => local.faults.next(OPERATION, 1, { hang: true }),
    async asked(journey) {
      await journey.called(OPERATION);
      await journey.page.reload();
      await journey.visit.expectStatus('offered');
    },
    stopsAfter: 'asked',
  },
  'offline then online': {
    asking: async (journey) => {
      await journey.context.route(
        '**/participant/authentication-url',
        async (route) => {
          await offline(journey);
          await route.abort('internetdisconnected');
        },
        { times: 1 },
      );
    },
    async asked(journey) {
      await journey.visit.expectStatus('offered');
      await offline(journey, false);
    },
    stopsAfter: 'asked',
  },
};

/** The browser's form post meets a fault, and the journey waits for that. */
const startMeets = (fault: PathFault): Injection => ({
  async press(journey) {
    const met = journey.meets('start', fault);
    await journey.press();
    await met;
  },
  stopsAfter: 'press',
});

/** How each fault of `/start` is brought about. */
export const START_INJECTIONS: Partial<Record<FaultName, Injection>> = {
  throttle: startMeets({ status: 429 }),
  '500': startMeets({ status: 502 }),
  hang: {
    async press(journey) {
      // Without an answer the fault is never over.
      void journey.meets('start', 'hang');
      await journey.press();
    },
    stopsAfter: 'press',
  },
  'dropped before the effect': startMeets('drop-before'),
  'dropped after the effect': startMeets('drop-after'),
  'process restart': { pressing: ({ demo }) => demo.callbackProcess.restart() },
  'websocket drop': { pressing: dropSocket },
  duplicate: {
    async press(journey) {
      await journey.press();
      await journey.press();
    },
  },
  // Two windows, and the customer finishes in the one that was opened first.
  reorder: {
    async press(journey) {
      const first = await journey.press();
      await journey.loginPage();
      await journey.press();
      await journey.loginPage();
      journey.goOnIn(first);
    },
  },
  reload: {
    async opened(journey) {
      await journey.page.reload();
      await journey.loginPage();
    },
  },
  'closed popup': { opened: ({ window }) => window.close(), stopsAfter: 'opened' },
  'blocked popup': {
    async press(journey) {
      await journey.page.evaluate(() => {
        const real = window.open;
        window.open = () => {
          window.open = real;
          return null;
        };
      });
      await journey.pressOnly();
      await journey.visit.expectStatus('offered');
    },
    stopsAfter: 'press',
  },
  'offline then online': {
    async press(journey) {
      await offline(journey);
      await journey.press();
      await journey.visit.expectStatus('signing-in');
      await offline(journey, false);
    },
    stopsAfter: 'press',
  },
};
