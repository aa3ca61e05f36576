import type { FaultName } from './fault-matrix.js';
import { browserAhead, dropSocket, fails, heldEvent, offline, type Injection } from './injection.js';
import type { Journey } from './journey.js';

const UPDATE = 'UpdateParticipantAuthentication';
const SUCCEEDED = { contentType: 'authentication.succeeded' };

/** Something happens to the customer while the server asks Connect: the first call fails, the next one is accepted. */
const whileCalling = (meanwhile: (journey: Journey) => Promise<void> | void): Injection => ({
  ...fails(UPDATE, 1, { hang: true }),
  async arrived(journey) {
    await journey.called(UPDATE);
    await meanwhile(journey);
  },
});

/** How each fault of UpdateParticipantAuthentication is brought about. */
export const UPDATE_INJECTIONS: Partial<Record<FaultName, Injection>> = {
  throttle: fails(UPDATE, 4, { error: 'ThrottlingException' }),
  '500': fails(UPDATE, 4, { error: 'InternalServiceException' }),
  hang: fails(UPDATE, 1, { hang: true }),
  'dropped before the effect': fails(UPDATE, 1, { drop: 'before' }),
  'dropped after the effect': fails(UPDATE, 1, { drop: 'after' }),
  'process restart': whileCalling(({ demo }) => demo.callbackProcess.restart()),
  'websocket drop': whileCalling(dropSocket),
  'clock skew': { skewedServer: true },
  // The same response comes twice at once, from the browser that holds the binding.
  duplicate: { loggingIn: (journey) => void journey.meets('callback', 'twice') },
  reload: whileCalling((journey) => journey.reloadWindow()),
  'closed popup': {
    // The server has the response: it needs the browser no more.
    ...fails(UPDATE, 1, { error: 'InternalServiceException' }),
    async arrived(journey) {
      await journey.called(UPDATE);
      await journey.window.close();
    },
  },
  'offline then online': whileCalling(async (journey) => {
    await offline(journey);
    await offline(journey, false);
  }),
};

const token = (fault: Parameters<typeof fails>[2]): Injection => fails('oauth2/token', 1, fault);
const whileRedeeming = (meanwhile: (journey: Journey) => Promise<void> | void): Injection => ({
  async arrived(journey) {
    await journey.called(UPDATE);
    await meanwhile(journey);
  },
});

/** How each fault of Connect's redemption of the code is brought about. */
export const REDEMPTION_INJECTIONS: Partial<Record<FaultName, Injection>> = {
  throttle: token({ status: 429 }),
  '500': token({ status: 500 }),
  hang: {
    ...token({ hang: true }),
    async arrived(journey) {
      await journey.called('oauth2/token');
      await journey.local.advance('10s');
    },
  },
  'dropped before the effect': token({ drop: 'before' }),
  'dropped after the effect': token({ drop: 'after' }),
  'websocket drop': whileRedeeming(({ local, contactId }) => void local.sockets.drop(contactId)),
  // A page that is reloaded after the event shows no prompt any more, so the event comes when the page is back.
  reload: {
    loggingIn: ({ local }) => local.deliveries.hold(SUCCEEDED),
    async arrived(journey) {
      await journey.called(UPDATE);
      await journey.page.reload();
      await journey.local.until(journey.contactId, 'Success');
      journey.local.deliveries.release();
    },
  },
  'closed popup': whileRedeeming(({ window }) => window.close()),
  'offline then online': whileRedeeming(async (journey) => {
    await offline(journey);
    await journey.local.until(journey.contactId, 'Success');
    await offline(journey, false);
  }),
};

/** How each fault of Connect's last word is brought about. */
export const EVENT_INJECTIONS: Partial<Record<FaultName, Injection>> = {
  hang: heldEvent(() => undefined),
  'dropped before the effect': {
    loggingIn: ({ local }) => local.deliveries.lose(SUCCEEDED),
    async arrived(journey) {
      await journey.local.until(journey.contactId, 'Success');
      await journey.page.evaluate(() => dispatchEvent(new Event('focus')));
    },
  },
  'dropped after the effect': {
    async arrived(journey) {
      await journey.visit.expectStatus('succeeded');
      await dropSocket(journey);
    },
  },
  'websocket drop': {
    // The socket is gone before the event, which is then only in the transcript.
    loggingIn: ({ local }) => local.deliveries.lose(SUCCEEDED),
    async arrived(journey) {
      await journey.local.until(journey.contactId, 'Success');
      await dropSocket(journey);
    },
  },
  'clock skew': browserAhead(-24),
  duplicate: { loggingIn: ({ local }) => local.deliveries.duplicate(SUCCEEDED) },
  // The new display name comes before the success that it belongs to.
  reorder: { loggingIn: ({ local, contactId }) => local.deliveries.reorder({ contactId }) },
  reload: heldEvent(async ({ page }) => {
    await page.reload();
  }),
  'closed popup': heldEvent(({ window }) => window.close()),
  'offline then online': heldEvent(async (journey) => {
    await offline(journey);
    await offline(journey, false);
  }),
};
