import type { Page } from '@playwright/test';
import { expect, startFreshDemo, test } from '../end-to-end/demo-fixture.js';
import { contactIdOf, logIn, ShopVisit } from '../end-to-end/shop-visit.js';

const MARKUP = `<img src=x onerror="globalThis.pwned=1"><script>pwned=1</script>`;
const NAMES = [
  MARKUP,
  `"'><svg/onload=globalThis.pwned=1>`,
  '${globalThis.pwned=1}{{constructor.constructor("pwned=1")()}}',
  '{name} $& $1 $$ %s',
  '\u202Etxet desrever\u202C',
];

/** Whether something that came in as a text has run, or became an element. */
async function isText(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const roots: (Document | ShadowRoot)[] = [document];
    for (const element of document.querySelectorAll('*'))
      if (element.shadowRoot) roots.push(element.shadowRoot);
    const foreign = roots.flatMap((root) => [...root.querySelectorAll('img[src=x],[onerror],[onload]')]);
    return { ran: 'pwned' in globalThis, elements: foreign.length };
  });
  expect(found).toEqual({ ran: false, elements: 0 });
}

test('names of customers are text wherever they are shown', async ({ browser }) => {
  // As many sign-ins as names.
  test.slow();
  const customers = NAMES.map((name, index) => ({
    username: `u${index}`,
    password: `Password-${index}`,
    name,
  }));
  const demo = await startFreshDemo({ local: { customers } });
  try {
    for (const customer of customers) {
      const context = await browser.newContext();
      const visit = new ShopVisit(await context.newPage(), demo);
      const contactId = await visit.startChat();
      await visit.askToSignIn();
      const window = await visit.openSignIn();
      await logIn(window, customer);
      await visit.expectStatus('succeeded');
      await expect(visit.prompt).toContainText(customer.name.trim());
      await isText(visit.page);
      expect(demo.local.contact(contactId).displayName).toBe(customer.name);
      expect(
        demo.local.journal.entries({ operation: 'UpdateParticipantAuthentication', contactId }),
      ).toMatchObject([{ outcome: 'ok' }]);
      await context.close();
    }
  } finally {
    await demo.close();
  }
});

test('display names and messages of the chat are text', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  await page.goto(demo.site);
  await page.getByLabel('Your name').fill(NAMES[1]!);
  await page.getByRole('button', { name: 'Start chat' }).click();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  const contactId = await contactIdOf(page);
  for (const text of NAMES) {
    await visit.say(text);
    await expect(visit.transcript).toContainText(text.trim());
  }
  await visit.askToSignIn();
  await isText(page);
  expect(demo.local.journal.entries({ operation: 'UpdateParticipantAuthentication', contactId })).toEqual([]);
});

test('error texts that come to the redirect URI are on no page and in no prompt', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  const window = await visit.openSignIn();
  await window.locator('input[name=username]').waitFor();
  const state = new URL(window.url()).searchParams.get('state') ?? '';
  const query = new URLSearchParams({ state, error: MARKUP, error_description: NAMES[1]! });
  await window.evaluate((address) => {
    location.href = address;
  }, `${demo.callback}/callback?${query.toString()}`);
  await visit.expectStatus('failed');
  await expect(visit.prompt).not.toContainText('pwned');
  await isText(page);
  // The window has shown this page and closed itself.
  await page.goto(`${demo.callback}/done?outcome=declined`);
  expect(await page.content()).not.toMatch(/pwned|onerror|onload/u);
  await demo.local.until(contactId, 'Error');
  expect(
    demo.local.journal.entries({ operation: 'UpdateParticipantAuthentication', contactId }),
  ).toMatchObject([{ outcome: 'ok' }]);
});
