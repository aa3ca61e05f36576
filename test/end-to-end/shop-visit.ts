import { expect, type Page } from '@playwright/test';
import type { Demo } from 'connect-sign-in-demo';

type Customer = Demo['local']['customers'][number];

/** What this tab keeps for a reload. The answers of its calls would do as well, but the browser lets go of them. */
async function kept<T>(page: Page, key: string): Promise<T> {
  const text = await page.evaluate((name) => sessionStorage.getItem(name), key);
  expect(text, `the tab keeps ${key}`).not.toBeNull();
  return JSON.parse(text ?? '') as T;
}

/** The contact id of the chat in this tab. */
export async function contactIdOf(page: Page): Promise<string> {
  return (await kept<{ contactId: string }>(page, 'fernhill-chat')).contactId;
}

/** The authentication URL that Connect has given to this tab. */
export async function authenticationUrlOf(page: Page): Promise<string> {
  const { state } = await kept<{ state: { attempt: { authenticationUrl: string } } }>(
    page,
    `connect-sign-in:${await contactIdOf(page)}`,
  );
  return state.attempt.authenticationUrl;
}

/** What a customer does on the shop's page, and what she sees. */
export class ShopVisit {
  readonly page: Page;
  readonly #demo: Demo;

  constructor(page: Page, demo: Demo) {
    this.page = page;
    this.#demo = demo;
  }

  /** Opens the shop, starts a chat and resolves with its contact id. */
  async startChat(query = ''): Promise<string> {
    await this.page.goto(`${this.#demo.site}/${query}`);
    await this.page.getByRole('button', { name: 'Start chat' }).click();
    await expect(this.page.getByText('Connected', { exact: true })).toBeVisible();
    return contactIdOf(this.page);
  }

  async say(text: string): Promise<void> {
    await this.page.getByLabel('Message').fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  /** Writes what makes the flow reach its Authenticate Customer block, and waits for the prompt. */
  async askToSignIn(): Promise<void> {
    await this.say(this.#demo.local.say);
    await this.expectStatus('offered');
  }

  get prompt() {
    return this.page.locator('connect-sign-in');
  }

  get transcript() {
    return this.page.getByRole('log', { name: 'Conversation' });
  }

  async expectStatus(status: string | RegExp): Promise<void> {
    await expect(this.prompt).toHaveAttribute('status', status);
  }

  /** After a reload the prompt first looks whether the sign-in has come through, then waits on. */
  async expectResumed(): Promise<void> {
    await this.expectStatus(/^(signing-in|confirming)$/);
  }

  /** Presses the prompt's primary button and resolves with the sign-in window. */
  async openSignIn(): Promise<Page> {
    const opened = this.page.context().waitForEvent('page');
    await this.prompt.getByRole('button', { name: /^Sign in/ }).click();
    return opened;
  }
}

/** Fills in Cognito's login form. */
export async function logIn(
  window: Page,
  { username, password }: Pick<Customer, 'username' | 'password'>,
): Promise<void> {
  await window.locator('input[name=username]').fill(username);
  await window.locator('input[name=password]').fill(password);
  await window.locator('button[type=submit], input[type=submit]').first().click();
}
