import type { Page } from '@playwright/test';
import { manualClock } from 'local-connect';
import type { SignInStatusDetail } from 'connect-sign-in';
import type {} from 'connect-sign-in/define';
import { expect, startFreshDemo, test } from './demo-fixture.js';
import { logIn, ShopVisit } from './shop-visit.js';

/** What chatjs needs to reconnect by itself: it waits between its attempts. */
const RECONNECTED = { timeout: 60_000 };

/** What of chatjs, a global of the shop's page, the tests use. */
interface Chatjs {
  readonly ChatSession: { create(request: object): ChatjsSession };
}
interface ChatjsSession {
  connect(options: object): Promise<unknown>;
  sendMessage(message: object): Promise<unknown>;
}

/** Opens the same chat in a second tab, as "duplicate tab" does. */
async function duplicateTab(page: Page): Promise<Page> {
  const kept = await page.evaluate(() =>
    Array.from({ length: sessionStorage.length }, (_, index) => {
      const key = sessionStorage.key(index) ?? '';
      return [key, sessionStorage.getItem(key) ?? ''] as const;
    }),
  );
  const tab = await page.context().newPage();
  await tab.addInitScript((entries) => {
    for (const [key, value] of entries) sessionStorage.setItem(key, value);
  }, kept);
  await tab.goto(page.url());
  await expect(tab.getByText('Connected', { exact: true })).toBeVisible();
  return tab;
}

test('two tabs with the same chat: one is offered the sign-in, the other says so, both learn the outcome', async ({
  page,
  demo,
}) => {
  const visits = [new ShopVisit(page, demo)];
  const contactId = await visits[0]!.startChat();
  visits.push(new ShopVisit(await duplicateTab(page), demo));
  await visits[0]!.say(demo.local.say);
  for (const visit of visits) await visit.expectStatus('offered');
  const titles = await Promise.all(visits.map((visit) => visit.prompt.locator('[part=title]').innerText()));
  const winner = titles.indexOf('Sign in to continue');
  const [first, second] = [visits[winner]!, visits[1 - winner]!];
  await expect(second.prompt.locator('[part=text]')).toContainText(/another tab/i);
  await expect(second.prompt.locator('[part=sign-in]')).toHaveCount(0);
  await logIn(await first.openSignIn(), demo.local.customers[0]!);
  for (const visit of visits) await visit.expectStatus('succeeded');
  expect(
    demo.local.journal.entries({ operation: 'UpdateParticipantAuthentication', contactId }),
  ).toHaveLength(1);
});

test('a duplicated tab has the sign-in that the first one was offered', async ({ page, demo }) => {
  const first = new ShopVisit(page, demo);
  const contactId = await first.startChat();
  await first.askToSignIn();
  const second = new ShopVisit(await duplicateTab(page), demo);
  await second.expectStatus('offered');
  await logIn(await second.openSignIn(), demo.local.customers[0]!);
  for (const visit of [first, second]) await visit.expectStatus('succeeded');
  expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
});

test('two elements with two chats in one page sign in apart', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  const firstContact = await visit.startChat();
  await page.evaluate(async () => {
    const answer = await fetch('/api/chats', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ displayName: 'Second' }),
    });
    const chat = (await answer.json()) as { contactId: string };
    const { connect } = window as unknown as { connect: Chatjs };
    const session = connect.ChatSession.create({
      type: 'CUSTOMER',
      disableCSM: true,
      options: { region: 'eu-west-2' },
      chatDetails: { ...chat, initialContactId: chat.contactId },
    });
    const element = document.createElement('connect-sign-in');
    element.id = 'second';
    element.redirectUri = document.querySelector('connect-sign-in')!.redirectUri;
    element.chatSession = session as never;
    document.querySelector('main')!.append(element);
    await session.connect({});
    Object.assign(window, { second: session });
  });
  const second = page.locator('connect-sign-in#second');
  const firstPrompt = page.locator('connect-sign-in#sign-in');
  await visit.say(demo.local.say);
  await expect(firstPrompt).toHaveAttribute('status', 'offered');
  await expect(second).toHaveAttribute('status', 'idle');
  await page.evaluate(async (message) => {
    const { second: session } = window as unknown as { second: ChatjsSession };
    await session.sendMessage({ contentType: 'text/plain', message });
  }, demo.local.say);
  await expect(second).toHaveAttribute('status', 'offered');
  const windows = page.context().waitForEvent('page');
  await second.getByRole('button', { name: /^Sign in/ }).click();
  await logIn(await windows, demo.local.customers[1]!);
  await expect(second).toHaveAttribute('status', 'succeeded');
  await expect(firstPrompt).toHaveAttribute('status', /^(offered|confirming)$/);
  expect(demo.local.contact(firstContact).displayName).toBe('Guest');
  // Cognito still knows who signed in, so the other chat needs the click only.
  await firstPrompt.getByRole('button', { name: /^Sign in/ }).click();
  await expect(firstPrompt).toHaveAttribute('status', 'succeeded');
});

test('an element that is moved, and removed and put back, while signing in goes on', async ({
  page,
  demo,
}) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  const window = await visit.openSignIn();
  await visit.prompt.evaluate((element) => document.querySelector('main')!.append(element));
  await expect(visit.prompt).toHaveAttribute('status', /^(confirming|signing-in)$/);
  await page.evaluate(() => {
    const element = document.querySelector('connect-sign-in')!;
    Object.assign(globalThis, { removed: element });
    element.remove();
  });
  await logIn(window, demo.local.customers[0]!);
  // What Connect says meanwhile, the removed element reads from the transcript when it is back.
  await expect(page.locator('#account')).toHaveText(`Signed in as ${demo.local.customers[0]!.name}`);
  await page.evaluate(() => {
    const { removed } = globalThis as unknown as { removed: Element };
    document.querySelector('main')!.append(removed);
  });
  await visit.expectStatus('succeeded');
  expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
});

test('a session that is taken away and set again resumes; a session of another chat begins anew', async ({
  page,
  demo,
}) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  const session = await page.evaluateHandle(() => document.querySelector('connect-sign-in')!.chatSession);
  const set = (value: unknown) =>
    page.evaluate((chat) => {
      document.querySelector('connect-sign-in')!.chatSession = chat as never;
    }, value);
  await set(null);
  await visit.expectStatus('idle');
  await set(session);
  await visit.expectStatus('offered');
  await page.evaluate(() => {
    document.querySelector('connect-sign-in')!.chatSession = {
      contactId: 'another',
      subscribe: () => () => undefined,
      getAuthenticationUrl: () => Promise.reject(new Error('not asked for')),
      cancelParticipantAuthentication: () => Promise.resolve(),
    };
  });
  await visit.expectStatus('idle');
  await set(session);
  await visit.expectStatus('offered');
  await logIn(await visit.openSignIn(), demo.local.customers[0]!);
  await visit.expectStatus('succeeded');
  expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
});

test('a chat that ends under the prompt is told, and nothing can be pressed any more', async ({
  page,
  demo,
}) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  const window = await visit.openSignIn();
  demo.local.contact(contactId).end();
  await visit.expectStatus('disconnected');
  await expect(visit.prompt.getByRole('button')).toHaveCount(0);
  await logIn(window, demo.local.customers[0]!);
  await expect(window.locator('input[name=username]')).toHaveCount(0);
  await visit.expectStatus('disconnected');
});

test('a callback server that cannot be reached is met by opening again once it is back', async ({ page }) => {
  const demo = await startFreshDemo();
  try {
    const visit = new ShopVisit(page, demo);
    const contactId = await visit.startChat();
    await visit.askToSignIn();
    await demo.callbackProcess.close();
    const broken = await visit.openSignIn();
    await visit.expectStatus('signing-in');
    await broken.close();
    await expect(visit.prompt.getByRole('button', { name: /without signing in/i })).toBeVisible();
    await demo.callbackProcess.restart();
    const opened = page.context().waitForEvent('page');
    await visit.prompt.getByRole('button', { name: /again/i }).click();
    await logIn(await opened, demo.local.customers[0]!);
    await visit.expectStatus('succeeded');
    expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
  } finally {
    await demo.close();
  }
});

test('what happened while the network was away is known once it is back', async ({ page, context }) => {
  // The flow must not ask again before chatjs has reconnected, however long that takes.
  const demo = await startFreshDemo({ local: { clock: manualClock(Date.now()) } });
  try {
    const visit = new ShopVisit(page, demo);
    const contactId = await visit.startChat();
    await visit.askToSignIn();
    await context.setOffline(true);
    demo.local.sockets.drop(contactId);
    await expect(page.getByText(/Connection (lost|broken)/)).toBeVisible();
    demo.local.contact(contactId).timeOut();
    await visit.expectStatus('offered');
    await context.setOffline(false);
    await expect(visit.prompt).toHaveAttribute('status', 'timeout', RECONNECTED);
  } finally {
    await demo.close();
  }
});

test('an opt-out without network is told as refused and works once it is back', async ({
  page,
  context,
  demo,
}) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  await context.setOffline(true);
  const optOut = visit.prompt.getByRole('button', { name: /without signing in/i });
  await optOut.click();
  await expect(visit.prompt.locator('[part=notice]')).toContainText(/didn’t work/, RECONNECTED);
  await visit.expectStatus('offered');
  await context.setOffline(false);
  await optOut.click();
  await expect(visit.prompt).toHaveAttribute('status', 'opted-out', RECONNECTED);
  expect(
    demo.local.journal.entries({ operation: 'CancelParticipantAuthentication', contactId }),
  ).toHaveLength(1);
});

test('events that come twice or in the wrong order change nothing twice', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  const changes = await page.evaluateHandle(() => {
    const heard: string[] = [];
    document.addEventListener('sign-in-status', (event) =>
      heard.push((event as CustomEvent<SignInStatusDetail>).detail.status),
    );
    return heard;
  });
  const { deliveries } = demo.local;
  deliveries.duplicate({ contactId, contentType: 'authentication.initiated' });
  await visit.askToSignIn();
  const window = await visit.openSignIn();
  deliveries.reorder({ contactId }, 2);
  await logIn(window, demo.local.customers[0]!);
  await visit.expectStatus('succeeded');
  await expect(visit.prompt).toContainText(demo.local.customers[0]!.name);
  const heard = (await changes.jsonValue()).filter((status) => status !== 'confirming');
  expect(heard.filter((status, index) => status !== heard[index - 1])).toEqual([
    'requesting-url',
    'offered',
    'signing-in',
    'succeeded',
  ]);
  expect(demo.local.unused()).toEqual([]);
  expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
});

test('a second round that overtakes the end of the first is the one that is shown', async ({ page }) => {
  const clock = manualClock(Date.now());
  const demo = await startFreshDemo({ local: { clock } });
  try {
    const visit = new ShopVisit(page, demo);
    const contactId = await visit.startChat();
    await visit.askToSignIn();
    demo.local.deliveries.hold({ contactId, contentType: 'authentication.timeout' });
    await clock.advance('3m');
    await demo.local.until(contactId, 'Timeout');
    await visit.expectStatus('offered');
    await clock.advance('5s');
    await expect
      .poll(() => demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId }).length)
      .toBe(2);
    await visit.expectStatus('offered');
    expect(demo.local.deliveries.release()).toBe(1);
    const window = await visit.openSignIn();
    await logIn(window, demo.local.customers[0]!);
    await visit.expectStatus('succeeded');
  } finally {
    await demo.close();
  }
});

test('a websocket that drops while signing in costs nothing', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  const window = await visit.openSignIn();
  await expect(window.locator('input[name=username]')).toBeVisible();
  demo.local.sockets.refuseNext(1);
  expect(demo.local.sockets.drop(contactId)).toBe(1);
  await logIn(window, demo.local.customers[0]!);
  await expect(visit.prompt).toHaveAttribute('status', 'succeeded', RECONNECTED);
  expect(demo.local.unused()).toEqual([]);
});

test('a request to sign in that was lost on the way is read from the transcript', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  demo.local.deliveries.lose({ contactId, contentType: 'authentication.initiated' });
  await visit.say(demo.local.say);
  await expect.poll(() => demo.local.unused()).toEqual([]);
  expect(demo.local.sockets.drop(contactId)).toBe(1);
  await expect(visit.prompt).toHaveAttribute('status', 'offered', RECONNECTED);
});

test.describe('where the module of the prompt cannot be fetched', () => {
  const MODULE = '**/connect-sign-in-prompt.js*';

  test('it is fetched again at once', async ({ page, demo }) => {
    await page.route(MODULE, (route) => route.abort(), { times: 1 });
    const visit = new ShopVisit(page, demo);
    await visit.startChat();
    await visit.askToSignIn();
    await expect(visit.prompt.locator('[part=sign-in]')).toBeVisible();
  });

  test('the customer is told, tries again, and the request for a URL is not spent', async ({
    page,
    demo,
  }) => {
    await page.route(MODULE, (route) => route.abort());
    const visit = new ShopVisit(page, demo);
    const contactId = await visit.startChat();
    await visit.askToSignIn();
    await expect(visit.prompt.getByRole('alert')).toContainText('Sign-in could not be loaded.');
    expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toEqual([]);
    await page.unroute(MODULE);
    await visit.prompt.getByRole('button', { name: 'Try again' }).click();
    await logIn(await visit.openSignIn(), demo.local.customers[0]!);
    await visit.expectStatus('succeeded');
    expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
  });

  test('the customer can go on without signing in', async ({ page, demo }) => {
    await page.route(MODULE, (route) => route.abort());
    const visit = new ShopVisit(page, demo);
    await visit.startChat();
    await visit.askToSignIn();
    await visit.prompt.getByRole('button', { name: /without signing in/i }).click();
    await visit.expectStatus('opted-out');
    await expect(visit.prompt.getByRole('alert')).toHaveCount(0);
  });
});
