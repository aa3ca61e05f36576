import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Demo } from 'connect-sign-in-demo';
import { expect, test } from '../end-to-end/demo-fixture.js';
import { authenticationUrlOf, logIn, ShopVisit } from '../end-to-end/shop-visit.js';

const OTHER_BROWSER = /another browser/iu;
const heard = (demo: Demo, contactId: string) =>
  demo.local.journal.entries({ operation: 'UpdateParticipantAuthentication', contactId });

/** The attacker starts a chat in a browser of his own and takes the address that Connect gives to him. */
async function attackersLink(browser: Browser, demo: Demo) {
  const attacker = new ShopVisit(await (await browser.newContext()).newPage(), demo);
  const contactId = await attacker.startChat();
  await attacker.askToSignIn();
  const link = await authenticationUrlOf(attacker.page);
  return { attacker, contactId, link };
}

/** A customer signs in for her own chat, so that Cognito knows her browser. */
async function signInOnce(context: BrowserContext, demo: Demo): Promise<ShopVisit> {
  const visit = new ShopVisit(await context.newPage(), demo);
  await visit.startChat();
  await visit.askToSignIn();
  await logIn(await visit.openSignIn(), demo.local.customers[0]!);
  await visit.expectStatus('succeeded');
  return visit;
}

const refused = (page: Page) => expect(page.getByRole('heading')).toContainText(OTHER_BROWSER);

test("an attacker's link opened in a clean profile reaches Connect with no code", async ({
  browser,
  demo,
}) => {
  const { attacker, contactId, link } = await attackersLink(browser, demo);
  const victim = await (await browser.newContext()).newPage();
  await victim.goto(link);
  await logIn(victim, demo.local.customers[0]!);
  await refused(victim);
  expect(heard(demo, contactId)).toEqual([]);
  await attacker.expectStatus('offered');
});

test('a link that needs no click, because Cognito knows the victim, reaches Connect with nothing', async ({
  browser,
  context,
  demo,
}) => {
  const { attacker, contactId, link } = await attackersLink(browser, demo);
  await signInOnce(context, demo);
  const victim = await context.newPage();
  await victim.goto(link);
  await refused(victim);
  expect(heard(demo, contactId)).toEqual([]);
  await attacker.expectStatus('offered');
  expect(demo.local.contact(contactId).displayName).toBe('Guest');
});

test('the link stays refused after a reload, and by the back button', async ({ browser, page, demo }) => {
  const { contactId, link } = await attackersLink(browser, demo);
  await page.goto(link);
  await logIn(page, demo.local.customers[0]!);
  await refused(page);
  // The address was cleaned, so a reload asks for the clean page; a second visit of the link is the attack again.
  await page.reload();
  await page.goto(link);
  await refused(page);
  await page.goBack();
  expect(heard(demo, contactId)).toEqual([]);
});

test('the link in another tab of a victim who signs in for a chat of her own changes nothing for either', async ({
  browser,
  context,
  demo,
}) => {
  const { attacker, contactId, link } = await attackersLink(browser, demo);
  const own = new ShopVisit(await context.newPage(), demo);
  const ownContact = await own.startChat();
  await own.askToSignIn();
  const window = await own.openSignIn();
  await expect(window.locator('input[name=username]')).toBeVisible();

  const victim = await context.newPage();
  await victim.goto(link);
  await logIn(victim, demo.local.customers[0]!);
  await refused(victim);
  expect(heard(demo, contactId)).toEqual([]);
  await expect(own.prompt).toHaveAttribute('status', /^(signing-in|confirming)$/u);

  await logIn(window, demo.local.customers[0]!);
  await own.expectStatus('succeeded');
  expect(heard(demo, ownContact)).toHaveLength(1);
  expect(heard(demo, contactId)).toEqual([]);
  await attacker.expectStatus('offered');
});

test('a link opened by a page of the attacker, which keeps hold of the window, reaches Connect with nothing', async ({
  browser,
  context,
  demo,
}) => {
  const { contactId, link } = await attackersLink(browser, demo);
  await signInOnce(context, demo);
  const evil = await context.newPage();
  await evil.route('https://evil.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<button>win a tent</button>' }),
  );
  await evil.goto('https://evil.example/');
  await evil.evaluate((address) => {
    document.querySelector('button')!.onclick = () => {
      Object.assign(window, { held: window.open(address) });
    };
  }, link);
  const opened = context.waitForEvent('page');
  await evil.getByRole('button').click();
  await refused(await opened);
  const reach = await evil.evaluate(() => {
    const { held } = window as unknown as { held: Window };
    return { closed: held.closed, frames: held.length };
  });
  expect(reach).toEqual({ closed: true, frames: 0 });
  expect(heard(demo, contactId)).toEqual([]);
});

test('a form of the attacker that posts the link to the start page binds nobody', async ({
  browser,
  context,
  demo,
}) => {
  const { contactId, link } = await attackersLink(browser, demo);
  await signInOnce(context, demo);
  const evil = await context.newPage();
  await evil.route('https://evil.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>free tents</h1>' }),
  );
  for (const policy of ['origin', 'no-referrer']) {
    await evil.goto('https://evil.example/');
    await evil.evaluate(
      ({ action, address, referrer }) => {
        const meta = document.createElement('meta');
        Object.assign(meta, { name: 'referrer', content: referrer });
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action });
        const input = document.createElement('input');
        Object.assign(input, { name: 'authenticationUrl', value: address });
        form.append(input);
        document.head.append(meta);
        document.body.append(form);
        form.submit();
      },
      { action: `${demo.callback}/start`, address: link, referrer: policy },
    );
    await evil.waitForURL(`${demo.callback}/start`);
    await evil.goto(link);
    await refused(evil);
  }
  expect(heard(demo, contactId)).toEqual([]);
});
