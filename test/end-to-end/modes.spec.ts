import type { Page } from '@playwright/test';
import { expect, test } from './demo-fixture.js';
import { pressWithoutGesture } from './press-without-gesture.js';
import { logIn, ShopVisit } from './shop-visit.js';

/** Whether the prompt, and nothing else in the page, has the focus. */
const hasFocus = (page: Page) => page.evaluate(() => document.activeElement?.localName === 'connect-sign-in');

test('in redirect mode the customer leaves, signs in, and comes back to the chat and the prompt', async ({
  page,
  context,
  demo,
}) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat('?mode=redirect');
  await visit.askToSignIn();
  const shop = page.url();
  await visit.prompt.getByRole('button', { name: /^Sign in/ }).click();
  await page.waitForURL(`${demo.local.cognitoEndpoint}/**`);
  await logIn(page, demo.local.customers[0]!);
  await page.waitForURL(shop);
  await visit.expectStatus('succeeded');
  await expect(visit.prompt).toContainText(demo.local.customers[0]!.name);
  await expect.poll(() => hasFocus(page)).toBe(true);
  await expect(visit.transcript).toContainText(demo.local.say);
  expect(context.pages()).toHaveLength(1);
  expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
});

test('who turns back on the sign-in page finds the prompt where it was, and can go on', async ({
  page,
  demo,
}) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat('?mode=redirect');
  await visit.askToSignIn();
  await visit.prompt.getByRole('button', { name: /^Sign in/ }).click();
  await page.waitForURL(`${demo.local.cognitoEndpoint}/**`);
  await page.goBack();
  await expect(visit.prompt).toHaveAttribute('status', /^(confirming|signing-in)$/);
  await expect.poll(() => hasFocus(page)).toBe(true);
  await visit.prompt.getByRole('button', { name: /again/i }).click();
  await page.waitForURL(`${demo.local.cognitoEndpoint}/**`);
  await logIn(page, demo.local.customers[1]!);
  await page.waitForURL(`${demo.site}/**`);
  await visit.expectStatus('succeeded');
  expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
});

test('a failure in redirect mode is told on the page that the customer comes back to', async ({
  page,
  demo,
}) => {
  const visit = new ShopVisit(page, demo);
  await visit.startChat('?mode=redirect&identity-provider=ExampleID');
  await visit.askToSignIn();
  await visit.prompt.getByRole('button', { name: /^Sign in/ }).click();
  await page.getByRole('button', { name: /cancel/i }).click();
  await page.waitForURL(`${demo.site}/**`);
  await visit.expectStatus('failed');
});

test('a blocked window is told, and the customer goes on in this tab', async ({ page, context, demo }) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  await pressWithoutGesture(page, 1);
  await visit.expectStatus('offered');
  await expect(visit.prompt.locator('[part=notice]')).toContainText(/blocked/i);
  await expect(visit.prompt.getByRole('button', { name: /try again/i })).toBeVisible();
  await expect.poll(() => context.pages(), 'the blocker has let nothing through').toHaveLength(1);
  await visit.prompt.locator('[part=here]').click();
  await page.waitForURL(`${demo.local.cognitoEndpoint}/**`);
  await logIn(page, demo.local.customers[0]!);
  await page.waitForURL(`${demo.site}/**`);
  await visit.expectStatus('succeeded');
  expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
});

test('a blocked window can be tried again by a click that the browser sees', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  await visit.startChat();
  await visit.askToSignIn();
  await pressWithoutGesture(page, 1);
  await visit.expectStatus('offered');
  const opened = page.context().waitForEvent('page');
  await visit.prompt.getByRole('button', { name: /try again/i }).click();
  await logIn(await opened, demo.local.customers[1]!);
  await visit.expectStatus('succeeded');
});

test('after a second blocked window the sign-in page opens in this tab by itself', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  await visit.startChat();
  await visit.askToSignIn();
  await pressWithoutGesture(page, 2);
  await page.waitForURL(`${demo.local.cognitoEndpoint}/**`);
  await logIn(page, demo.local.customers[0]!);
  await page.waitForURL(`${demo.site}/**`);
  await visit.expectStatus('succeeded');
});

test('in popup mode a blocked window never takes the page away', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  await visit.startChat('?mode=popup');
  await visit.askToSignIn();
  await pressWithoutGesture(page, 2);
  await visit.expectStatus('offered');
  await expect(visit.prompt.locator('[part=notice]')).toContainText(/blocked/i);
  await expect(visit.prompt.locator('[part=here]')).toHaveCount(0);
  expect(page.url()).toContain(demo.site);
});
