import type { LocalConnect } from 'local-connect';
import { expect } from '@playwright/test';
import type { Journey } from './journey.js';

type Stage = (journey: Journey) => Promise<void> | void;

/** Where a fault comes into the journey. A stage that is not given happens as it does on a good day. */
export interface Injection {
  /** Before the shop's page is opened. */
  readonly opening?: Stage;
  /** Before the flow is made to ask for a sign-in. */
  readonly asking?: Stage;
  /** In place of waiting for the offer. */
  readonly asked?: Stage;
  /** Before the button is pressed. */
  readonly pressing?: Stage;
  /** In place of pressing it. */
  readonly press?: Stage;
  /** In place of waiting for Cognito's form. */
  readonly opened?: Stage;
  /** Before the form is sent. */
  readonly loggingIn?: Stage;
  /** In place of sending it. */
  readonly logIn?: Stage;
  /** After it was sent. */
  readonly arrived?: Stage;
  /** The journey stops after this stage: what comes is the customer's remedy. */
  readonly stopsAfter?: 'asked' | 'press' | 'opened';
  /** A callback server whose clock is ten minutes ahead. */
  readonly skewedServer?: true;
}

type Fault = Parameters<LocalConnect['faults']['next']>[2];

/** The next calls of an operation fail, from the moment the form is sent. */
export const fails = (operation: string, count: number, fault: Fault): Injection => ({
  loggingIn: ({ local }) => local.faults.next(operation, count, fault),
});

/** Drops the chat's websocket. */
export const dropSocket: Stage = (journey) => {
  expect(journey.local.sockets.drop(journey.contactId)).toBeGreaterThan(0);
};

/** The customer's own clock is wrong. */
export const browserAhead = (hours: number): Injection => ({
  opening: ({ page }) => page.clock.setSystemTime(Date.now() + hours * 3_600_000),
});

/** The browser's network goes away, and comes back when this is called with false. */
export const offline = ({ context }: Journey, isOffline = true) =>
  // A window that closes itself in the middle of it makes Playwright give up, so it is said again.
  expect(() => context.setOffline(isOffline)).toPass();

/** Keeps Connect's last word back while something else happens. */
export const heldEvent = (meanwhile: Stage): Injection => ({
  loggingIn: ({ local }) => local.deliveries.hold({ contentType: 'authentication.succeeded' }),
  async arrived(journey) {
    await journey.local.until(journey.contactId, 'Success');
    await expect(journey.visit.prompt).toHaveAttribute('status', /^(signing-in|confirming)$/u);
    await meanwhile(journey);
    journey.local.deliveries.release();
  },
});
