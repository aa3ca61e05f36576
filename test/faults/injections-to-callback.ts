import type { FaultName } from './fault-matrix.js';
import type { PathFault } from './fault-proxy.js';
import { browserAhead, dropSocket, fails, offline, type Injection } from './injection.js';
import type { Journey } from './journey.js';

const FORM = 'button[type=submit], input[type=submit]';

/** How each fault of Cognito's pages is brought about. */
export const LOGIN_INJECTIONS: Partial<Record<FaultName, Injection>> = {
  throttle: fails('login', 1, { status: 429 }),
  '500': fails('login', 1, { status: 500 }),
  hang: {
    pressing: ({ local }) => local.faults.next('oauth2/authorize', 1, { hang: true }),
    async press(journey) {
      await journey.press();
      await journey.called('oauth2/authorize');
      // Chromium lets no second request for an address overtake the first one for 20 s: the customer gives up on it.
      await journey.window.close();
    },
    stopsAfter: 'press',
  },
  // Chromium itself repeats what was dropped on a connection that had worked before, so it is dropped again.
  'dropped before the effect': fails('login', 2, { drop: 'before' }),
  'dropped after the effect': fails('login', 2, { drop: 'after' }),
  'process restart': { loggingIn: ({ demo }) => demo.callbackProcess.restart() },
  'websocket drop': { loggingIn: dropSocket },
  'clock skew': browserAhead(-1),
  duplicate: {
    async logIn({ window, local }) {
      const { username, password } = local.customers[0]!;
      await window.locator('input[name=username]').fill(username);
      await window.locator('input[name=password]').fill(password);
      await window.locator(FORM).first().dblclick();
    },
  },
  reload: {
    async opened(journey) {
      await journey.loginPage();
      await journey.window.reload();
      await journey.loginPage();
    },
  },
  'closed popup': {
    async opened(journey) {
      await journey.loginPage();
      await journey.window.close();
    },
    stopsAfter: 'opened',
  },
  'offline then online': {
    loggingIn: (journey) => offline(journey),
    async arrived(journey) {
      await journey.errorPage();
      await offline(journey, false);
    },
  },
};

/** The browser's request to the redirect URI meets a fault, and the journey waits for that. */
const callbackMeets = (faultOf: (journey: Journey) => PathFault): Injection => ({
  async logIn(journey) {
    const met = journey.meets('callback', faultOf(journey));
    // A navigation that fails is what the fault is for.
    journey.logIn().catch(() => undefined);
    await met;
  },
});

/** How each fault of the redirect URI is brought about. */
export const CALLBACK_INJECTIONS: Partial<Record<FaultName, Injection>> = {
  throttle: callbackMeets(() => ({ status: 429 })),
  '500': callbackMeets(() => ({ status: 502 })),
  hang: callbackMeets(() => 'hang'),
  'dropped before the effect': callbackMeets(() => 'drop-before'),
  'dropped after the effect': callbackMeets(() => 'drop-after'),
  'process restart': callbackMeets(({ demo }) => ({ instead: () => demo.callbackProcess.restart() })),
  'websocket drop': callbackMeets((journey) => ({ first: () => dropSocket(journey) })),
  'clock skew': { skewedServer: true },
  duplicate: callbackMeets(() => 'twice'),
  // Two windows with one state: the code of the later one arrives first, the other one's after it.
  reorder: {
    async press(journey) {
      await journey.press();
      await journey.loginPage();
      await journey.press();
    },
    async arrived(journey) {
      await journey.visit.expectStatus('succeeded');
      const [, first] = journey.context.pages();
      if (first === undefined || first.isClosed()) return;
      journey.goOnIn(first);
      if (await first.locator('input[name=username]').isVisible()) await journey.logIn();
    },
  },
  reload: {
    arrived: (journey) => journey.reloadWindow(),
  },
  'closed popup': callbackMeets(({ window }) => ({ instead: () => window.close() })),
  'offline then online': {
    ...callbackMeets(() => 'drop-before'),
    async arrived(journey) {
      await offline(journey);
      await journey.errorPage();
      await offline(journey, false);
    },
  },
};
