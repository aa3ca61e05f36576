import { expect, type Page } from '@playwright/test';
import { type Demo } from 'connect-sign-in-demo';

type Customer = Demo['local']['customers'][number];

/** The JSON answer of the next POST to a path, read as it comes: later the browser may have let it go. */
function answerOf<T>(page: Page, path: string): Promise<T> {
  return page
    .waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith(path))
    .then((response) => response.json() as Promise<T>);
}

/** The authentication URL that Connect gives to a page next. */
export async function authenticationUrlOf(page: Page): Promise<string> {
  const answer = await answerOf<{ AuthenticationUrl: string }>(page, '/participant/authentication-url');
  return answer.AuthenticationUrl;
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
    const started = answerOf<{ contactId: string }>(this.page, '/api/chats');
    await this.page.getByRole('button', { name: 'Start chat' }).click();
    const { contactId } = await started;
    await expect(this.page.getByText('Connected', { exact: true })).toBeVisible();
    return contactId;
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
