import { expect, test, type Browser } from '@playwright/test';
import { startDemo, type Demo } from 'connect-sign-in-demo';
import { choosePorts } from 'connect-sign-in-demo/ports.js';
import type { Fidelity } from 'local-connect';
import { KNOB_SETTINGS } from './knob-settings.js';
import { logIn, ShopVisit } from './shop-visit.js';

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

for (const [knob, values] of Object.entries(KNOB_SETTINGS)) {
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
        // A page that is left open goes on looking for the demo that has gone, at the next test's expense.
        await Promise.all(browser.contexts().map((context) => context.close()));
        await demo.close();
      }
    });
  }
}
