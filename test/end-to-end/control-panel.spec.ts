import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './demo-fixture.js';
import { logIn, ShopVisit } from './shop-visit.js';

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Control panel' });
const stepsOf = (page: Page) => page.getByRole('region', { name: 'Exchange' }).getByRole('listitem');
const press = (page: Page, name: string) => panelOf(page).getByRole('button', { name, exact: true }).click();

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

test.use({ reducedMotion: 'reduce', contextOptions: { reducedMotion: 'reduce' } });

test('shows who calls whom while a customer signs in', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  await visit.startChat();
  await expect(stepsOf(page).filter({ hasText: 'StartChatContact' })).toContainText(
    /Shop’s server\s+→\s+to\s+Connect/u,
  );
  await visit.askToSignIn();
  await expect(panelOf(page)).toContainText('Has the authentication URL');
  const window = await visit.openSignIn();
  await logIn(window, demo.local.customers[0]!);
  await visit.expectStatus('succeeded');
  await page.bringToFront();
  await expect(panelOf(page)).toContainText('Signed in');
  const story = [
    'GetAuthenticationUrl',
    'POST /start',
    'oauth2/authorize',
    'UpdateParticipantAuthentication',
    'oauth2/token',
    'authentication.succeeded',
  ];
  for (const name of story) await expect(stepsOf(page).filter({ hasText: name }).first()).toBeAttached();
  const told = await stepsOf(page).locator('code').allTextContents();
  expect(story.map((name) => told.indexOf(name))).toEqual(
    [...story.map((name) => told.indexOf(name))].sort((a, b) => a - b),
  );
  await expectAccessible(page);
});

test('lets the block time out, the customer decline and the URL expire', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  await visit.startChat();
  await expect(panelOf(page).getByRole('button', { name: 'Decline' })).toBeDisabled();
  await visit.askToSignIn();
  await press(page, 'Decline');
  await visit.expectStatus('failed');
  await expect(panelOf(page).getByRole('status')).toHaveText(
    'The customer has declined at the identity provider.',
  );
  await visit.askToSignIn();
  await press(page, 'Time out');
  await visit.expectStatus('timeout');
  await press(page, 'Expire the URL');
  await visit.say(demo.local.say);
  await visit.expectStatus('expired');
  await panelOf(page).getByLabel('What the agent says').fill('Anything else?');
  await press(page, 'Say');
  await expect(visit.transcript).toContainText('Anything else?');
  await press(page, 'Leave');
  await expect(panelOf(page).getByRole('status')).toHaveText('The agent has left.');
});

test('keeps “succeeded” back until it is released, through throttling and a restart', async ({
  page,
  demo,
}) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  await press(page, 'Throttle');
  await press(page, 'Hold “succeeded”');
  await press(page, 'Kill and restart');
  await expect(panelOf(page).getByRole('status')).toHaveText('The callback server was killed and is back.');
  const window = await visit.openSignIn();
  await logIn(window, demo.local.customers[0]!);
  await demo.local.until(contactId, 'Success');
  await visit.expectStatus('signing-in');
  await press(page, 'Release');
  await visit.expectStatus('succeeded');
  await expect(stepsOf(page).filter({ hasText: 'ThrottlingException' })).toHaveCount(2);
});

test('is closed on a narrow screen, accessible in the dark, and away when nobody wants it', async ({
  page,
  demo,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  const visit = new ShopVisit(page, demo);
  await visit.startChat();
  await expect(panelOf(page).getByRole('button', { name: 'Decline' })).toBeHidden();
  await press(page, 'Behind the scenes');
  await expect(stepsOf(page).filter({ hasText: 'StartChatContact' })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${demo.site}/?panel=off`);
  await expect(panelOf(page)).toBeHidden();
});
