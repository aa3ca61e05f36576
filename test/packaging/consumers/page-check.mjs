/* global customElements -- what runs in the page */
// What a page of any framework must show: the element is there, got its session as a property, and is heard.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serveFolder } from './static-site.mjs';

const PATIENCE_MS = 20_000;

/** Opens a page in a new Chromium and hands it over; rejects also with what the page complained about. */
export async function withPage(url, visit) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const problems = [];
    page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()))
        problems.push(`${message.text()} ${message.location().url}`);
    });
    await page.goto(url);
    await visit(page, problems);
  } finally {
    await browser.close();
  }
}

/** The page's framework has set the session, hears the events, and can take the element away. */
export async function checkPage(url) {
  await withPage(url, async (page, problems) => {
    try {
      await page.locator('connect-sign-in[status="offered"]').waitFor();
    } catch (error) {
      const html = await page
        .locator('connect-sign-in')
        .evaluateAll((all) => all.map((one) => one.outerHTML));
      throw new Error(`no offer; ${html.join('')} ${problems.join('; ')}`, { cause: error });
    }
    const seen = await page.locator('connect-sign-in').evaluate((element) => ({
      upgraded: element.constructor === customElements.get('connect-sign-in'),
      contactId: element.chatSession?.contactId,
      asAttribute: element.getAttribute('chatsession') ?? element.getAttribute('chat-session'),
      redirectUri: element.redirectUri,
      timeLimit: element.timeLimit,
    }));
    assert.deepEqual(seen, {
      upgraded: true,
      contactId: 'consumer',
      asAttribute: null,
      redirectUri: 'https://auth.example.com/callback',
      timeLimit: 15,
    });
    await page.locator('#status', { hasText: 'offered' }).waitFor();
    await page
      .locator('connect-sign-in')
      .getByRole('button', { name: 'Sign in', exact: false })
      .first()
      .click();
    await page.locator('#opening', { hasText: 'popup' }).waitFor();
    assert.equal(await page.locator('connect-sign-in').getAttribute('status'), 'offered');
    await page.locator('#leave').click();
    await page.locator('connect-sign-in').waitFor({ state: 'detached' });
    assert.deepEqual(problems, []);
  });
}

/** A step: loads what a build has left in a folder. */
export function builtPage(folder) {
  return async function loadInChromium(project) {
    const site = await serveFolder(join(project, folder));
    try {
      await checkPage(site.url);
    } finally {
      site.close();
    }
  };
}
