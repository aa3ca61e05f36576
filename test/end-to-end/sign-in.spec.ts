import { expect, startFreshDemo, test } from './demo-fixture.js';
import { logIn, ShopVisit } from './shop-visit.js';

test('a customer signs in from the chat and Connect learns the name', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  const window = await visit.openSignIn();
  await visit.expectStatus('signing-in');
  await logIn(window, demo.local.customers[0]!);
  await visit.expectStatus('succeeded');
  await expect(page.locator('#account')).toHaveText(`Signed in as ${demo.local.customers[0]!.name}`);
  await expect(visit.prompt).toContainText(demo.local.customers[0]!.name);
  const calls = demo.local.journal.entries({ operation: 'UpdateParticipantAuthentication', contactId });
  expect(calls).toHaveLength(1);
});

test('a wrong password is a second try, not an end', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  await visit.startChat();
  await visit.askToSignIn();
  const window = await visit.openSignIn();
  const customer = demo.local.customers[1]!;
  await logIn(window, { username: customer.username, password: 'not the password' });
  await expect(window.getByRole('alert')).toBeVisible();
  await visit.expectStatus('signing-in');
  await logIn(window, customer);
  await visit.expectStatus('succeeded');
});

test('declining at the external provider is told as a failure and the chat goes on', async ({
  page,
  demo,
}) => {
  const visit = new ShopVisit(page, demo);
  await visit.startChat('?identity-provider=ExampleID');
  await visit.askToSignIn();
  const window = await visit.openSignIn();
  await window.getByRole('button', { name: /cancel/i }).click();
  await visit.expectStatus('failed');
  await visit.say('hello again');
  await expect(visit.transcript).toContainText('hello again');
});

test('continuing without signing in takes the opted-out branch', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  await visit.prompt.getByRole('button', { name: /without signing in/i }).click();
  await visit.expectStatus('opted-out');
  expect(
    demo.local.journal.entries({ operation: 'CancelParticipantAuthentication', contactId }),
  ).toHaveLength(1);
});

test('a reload while signing in loses nothing', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  const window = await visit.openSignIn();
  await expect(window.locator('input[name=username]')).toBeVisible();
  await page.reload();
  await visit.expectResumed();
  await logIn(window, demo.local.customers[0]!);
  await visit.expectStatus('succeeded');
  expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
});

test('two chats in two tabs sign in side by side', async ({ context, demo }) => {
  const first = new ShopVisit(await context.newPage(), demo);
  const second = new ShopVisit(await context.newPage(), demo);
  await first.startChat();
  await second.startChat();
  await first.askToSignIn();
  await second.askToSignIn();
  const firstWindow = await first.openSignIn();
  await expect(firstWindow.locator('input[name=username]')).toBeVisible();
  const secondWindow = await second.openSignIn();
  await expect(secondWindow.locator('input[name=username]')).toBeVisible();
  await logIn(secondWindow, demo.local.customers[1]!);
  await second.expectStatus('succeeded');
  await first.expectStatus('signing-in');
  await logIn(firstWindow, demo.local.customers[0]!);
  await first.expectStatus('succeeded');
});

test('a callback server that is killed between start and callback loses nothing', async ({ page }) => {
  const demo = await startFreshDemo({
    callbackEnvironment: { BINDING_KEYS: 'one-key-that-survives-the-restart-and-is-long' },
  });
  try {
    const visit = new ShopVisit(page, demo);
    await visit.startChat();
    await visit.askToSignIn();
    const window = await visit.openSignIn();
    await expect(window.locator('input[name=username]')).toBeVisible();
    await demo.callbackProcess.restart();
    await logIn(window, demo.local.customers[0]!);
    await visit.expectStatus('succeeded');
  } finally {
    await demo.close();
  }
});
