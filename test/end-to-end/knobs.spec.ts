import { expect, test, type Browser } from '@playwright/test';
import { startDemo, type Demo } from 'connect-sign-in-demo';
import { choosePorts } from 'connect-sign-in-demo/ports.js';
import { type Fidelity } from 'local-connect';
import { logIn, ShopVisit } from './shop-visit.js';

/** Every setting of every knob but the defaults; a knob that is missing here does not compile. */
const SETTINGS: { readonly [Knob in keyof Fidelity]-?: readonly Fidelity[Knob][] } = {
  authenticationUrlScope: [null, 'openid'],
  authenticationUrlPkce: [true],
  authenticationUrlNonce: [true],
  stateForm: ['uuid', 'longest', 'reserved-characters'],
  stateLifetimeSeconds: [120],
  sessionIdRefusal: ['AccessDeniedException'],
  unknownState: ['ConflictException', 'accepted'],
  usedState: ['InvalidRequestException', 'accepted'],
  expiredState: ['InvalidRequestException', 'accepted'],
  codeAndError: ['code', 'error'],
  neitherCodeNorError: ['error-branch'],
  redemptionDelaySeconds: [1],
  successOrder: ['display-name-first'],
  expiredTrigger: ['block-timer', 'never'],
  expiredBranch: ['Error', 'keeps-waiting'],
  authenticationEventsInTranscript: [false],
  missedItems: ['redelivered'],
  terminalEventContent: ['session-id'],
  authenticationEventRole: ['CUSTOMER', 'absent'],
  statusAfterOptOut: ['FAILED', 'TIMEOUT'],
  blockTimerStart: ['authentication-url'],
  messageRestartsBlockTimer: [true],
  blockTimerDuringRedemption: ['running'],
  cancelAfterUrl: ['refused'],
  cancelDuringRedemption: ['accepted'],
  cognitoOpenerPolicy: ['absent'],
  cognitoErrorState: ['absent'],
  participantOrigins: ['approved'],
  flowStart: ['start-chat-contact'],
};

async function startDemoWith(fidelity: Partial<Fidelity>): Promise<Demo> {
  const ports = await choosePorts(0);
  return startDemo({
    ports,
    local: { fidelity, instances: [{ approvedOrigins: [`http://localhost:${String(ports.site)}`] }] },
  });
}

/** A visit in a profile of its own. */
async function newVisit(browser: Browser, demo: Demo, query = ''): Promise<ShopVisit> {
  const visit = new ShopVisit(await (await browser.newContext()).newPage(), demo);
  await visit.startChat(query);
  await visit.askToSignIn();
  return visit;
}

async function signInAcrossReload(browser: Browser, demo: Demo): Promise<void> {
  const visit = await newVisit(browser, demo);
  const window = await visit.openSignIn();
  await expect(window.locator('input[name=username]')).toBeVisible();
  await visit.page.reload();
  await visit.expectResumed();
  await logIn(window, demo.local.customers[0]!);
  await visit.expectStatus('succeeded');
  await expect(visit.prompt).toContainText(demo.local.customers[0]!.name);
}

async function decline(browser: Browser, demo: Demo, fidelity: Partial<Fidelity>): Promise<void> {
  const visit = await newVisit(browser, demo, '?identity-provider=ExampleID');
  const window = await visit.openSignIn();
  await window.getByRole('button', { name: 'Cancel' }).click();
  if (fidelity.cognitoErrorState === 'absent') {
    // Nothing can be forwarded without a state: the customer is told, and the chat still offers both ways on.
    await expect(window.getByRole('heading')).toBeVisible();
    await visit.prompt.getByRole('button', { name: /without signing in/i }).click();
    await visit.expectStatus('opted-out');
    return;
  }
  await visit.expectStatus('failed');
}

async function optOut(browser: Browser, demo: Demo, fidelity: Partial<Fidelity>): Promise<void> {
  const visit = await newVisit(browser, demo);
  await visit.prompt.getByRole('button', { name: /without signing in/i }).click();
  if (fidelity.cancelAfterUrl === 'refused') {
    // Connect said no: the prompt must not claim otherwise, and signing in must still work.
    await visit.expectStatus('offered');
    const window = await visit.openSignIn();
    await logIn(window, demo.local.customers[1]!);
    await visit.expectStatus('succeeded');
    return;
  }
  await visit.expectStatus('opted-out');
  await visit.say('still here');
  await expect(visit.transcript).toContainText('still here');
}

for (const [knob, values] of Object.entries(SETTINGS)) {
  for (const value of values) {
    test(`signing in, declining and opting out hold with ${knob} = ${String(value)}`, async ({ browser }) => {
      const fidelity = { [knob]: value } as Partial<Fidelity>;
      const demo = await startDemoWith(fidelity);
      try {
        await Promise.all([
          signInAcrossReload(browser, demo),
          decline(browser, demo, fidelity),
          optOut(browser, demo, fidelity),
        ]);
      } finally {
        await demo.close();
      }
    });
  }
}
