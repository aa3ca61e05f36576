import type { Page } from '@playwright/test';
import { expect, test } from './demo-fixture.js';
import { ShopVisit } from './shop-visit.js';

/** The part of the prompt that has the focus; `none` where something else has it. */
const focusedPart = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement?.localName !== 'connect-sign-in') return 'none';
    return activeElement.shadowRoot?.activeElement?.getAttribute('part') ?? 'none';
  });

/** Animations that run in the prompt now. */
const animations = (page: Page) =>
  page.evaluate(() => document.querySelector('connect-sign-in')!.shadowRoot!.getAnimations().length);

test('in forced colours buttons keep a border, and the focus a ring, in the colours of the customer', async ({
  page,
  demo,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const visit = new ShopVisit(page, demo);
  await visit.startChat();
  await visit.askToSignIn();
  const colours = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    const used = (name: string) => {
      probe.style.color = name;
      return getComputedStyle(probe).color;
    };
    return { text: used('ButtonText'), canvas: used('Canvas') };
  });
  for (const name of ['sign-in', 'opt-out']) {
    const button = visit.prompt.locator(`[part=${name}]`);
    await expect(button).toHaveCSS('border-top-color', colours.text);
    await expect(button).toHaveCSS('border-top-width', '1px');
    await expect(button).toHaveCSS('border-top-style', 'solid');
  }
  await expect(visit.prompt.locator('[part=base]')).not.toHaveCSS('border-top-color', colours.canvas);
  await page.getByLabel('Message').focus();
  await page.keyboard.press('Shift+Tab');
  expect(await focusedPart(page)).toBe('opt-out');
  await expect(visit.prompt.locator('[part=opt-out]')).toHaveCSS('outline-style', 'solid');
  await expect(visit.prompt.locator('[part=opt-out]')).toHaveCSS('outline-width', '2px');
});

for (const locale of ['en', 'de', 'ar']) {
  test(`at 400 % zoom the prompt reflows into 320 pixels (${locale})`, async ({ page, demo }) => {
    // WCAG 2.2, 1.4.10: a window of 1280 x 1024 at 400 % has 320 x 256 CSS pixels.
    await page.setViewportSize({ width: 320, height: 256 });
    const visit = new ShopVisit(page, demo);
    await visit.startChat(`?locale=${locale}`);
    await visit.askToSignIn();
    const card = visit.prompt.locator('[part=base]');
    await expect(card).toHaveAttribute('lang', locale);
    const fits = () =>
      card.evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        const parts = [...element.querySelectorAll('p, button')].filter(
          (part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline',
        );
        return { left: left >= 0, right: right <= 320, cut: parts.length, page: document.body.scrollWidth };
      });
    expect(await fits()).toEqual({ left: true, right: true, cut: 0, page: 320 });
    await visit.prompt.locator('[part=sign-in]').click();
    await expect(visit.prompt).toHaveAttribute('status', /^(confirming|signing-in)$/);
    expect(await fits()).toEqual({ left: true, right: true, cut: 0, page: 320 });
  });
}

test('nothing moves for who wants reduced motion', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await visit.startChat();
  await visit.askToSignIn();
  expect(await animations(page)).toBe(0);
  demo.local.faults.next('CancelParticipantAuthentication', 1, { hang: true });
  await visit.prompt.getByRole('button', { name: /without signing in/i }).click();
  await visit.expectStatus('opting-out');
  expect(await animations(page)).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await animations(page), 'the busy icon turns for everybody else').toBeGreaterThan(0);
});

test('every target is at least 24 pixels wide and high', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  await visit.startChat();
  await visit.askToSignIn();
  await visit.openSignIn();
  await expect(visit.prompt.getByRole('button', { name: /again/i })).toBeVisible();
  const boxes = await visit.prompt
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().toJSON() as DOMRect));
  expect(boxes).toHaveLength(2);
  for (const { width, height } of boxes) expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
});

test('a customer signs in by keyboard alone, and the focus is never lost', async ({ page, demo }) => {
  const visit = new ShopVisit(page, demo);
  await visit.startChat();
  await page.getByLabel('Message').focus();
  await page.keyboard.type(demo.local.say);
  await page.keyboard.press('Enter');
  await visit.expectStatus('offered');
  expect(await focusedPart(page), 'who types keeps the focus').toBe('none');
  await page.keyboard.press('Shift+Tab');
  expect(await focusedPart(page)).toBe('opt-out');
  await page.keyboard.press('Shift+Tab');
  expect(await focusedPart(page)).toBe('sign-in');
  const opened = page.context().waitForEvent('page');
  await page.keyboard.press('Enter');
  const window = await opened;
  const { username, password } = demo.local.customers[0]!;
  await window.locator('input[name=username]').focus();
  await window.keyboard.type(username);
  await window.keyboard.press('Tab');
  await window.keyboard.type(password);
  await window.keyboard.press('Enter');
  await visit.expectStatus('succeeded');
  await expect.poll(() => focusedPart(page)).toBe('base');
});

test('a customer goes on without signing in by keyboard alone, and the focus stays with the prompt', async ({
  page,
  demo,
}) => {
  const visit = new ShopVisit(page, demo);
  await visit.startChat();
  await visit.askToSignIn();
  await page.getByLabel('Message').focus();
  await page.keyboard.press('Shift+Tab');
  expect(await focusedPart(page)).toBe('opt-out');
  await page.keyboard.press('Space');
  await visit.expectStatus('opted-out');
  await expect.poll(() => focusedPart(page)).toBe('base');
  await page.getByLabel('Message').focus();
  await visit.say('hello again');
  await expect(visit.transcript).toContainText('hello again');
});
