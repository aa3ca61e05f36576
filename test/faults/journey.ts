import { expect, type BrowserContext, type Page } from '@playwright/test';
import type { Demo } from 'connect-sign-in-demo';
import { logIn, ShopVisit } from '../end-to-end/shop-visit.js';
import type { Remedy } from './fault-matrix.js';
import type { FaultProxy, PathFault } from './fault-proxy.js';
import type { FaultStage } from './fault-stage.js';

const ENDED = /^(succeeded|failed|timeout|expired|opted-out|disconnected)$/u;

/** One customer on her way through the exchange, whom a fault may meet anywhere. */
export class Journey {
  readonly demo: Demo;
  readonly #proxy: FaultProxy;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly visit: ShopVisit;
  contactId = '';
  /** The sign-in window that she looks at. */
  #window: Page | undefined;

  constructor({ demo, proxy }: FaultStage, page: Page) {
    this.demo = demo;
    this.#proxy = proxy;
    this.page = page;
    this.context = page.context();
    this.visit = new ShopVisit(page, demo);
  }

  get local() {
    return this.demo.local;
  }

  get window(): Page {
    if (this.#window === undefined) throw new Error('no sign-in window is open');
    return this.#window;
  }

  /** Starts a chat on a page that counts what it is told of ends. */
  async begin(): Promise<void> {
    await this.page.addInitScript(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      addEventListener('sign-in-ended', (event) => {
        heard.push((event as CustomEvent<{ outcome: string }>).detail.outcome);
      });
    });
    this.contactId = await this.visit.startChat();
  }

  /** Outcomes that the page was told of since it was loaded. */
  heard(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  }

  ask(): Promise<void> {
    return this.visit.say(this.local.say);
  }

  /** Presses the prompt's primary button; a window opens. */
  async press(): Promise<Page> {
    const opened = this.context.waitForEvent('page');
    await this.pressOnly();
    return (this.#window = await opened);
  }

  pressOnly(): Promise<void> {
    return this.visit.prompt.locator('[part=sign-in]').click();
  }

  /** Goes on in a window that was opened before the last one. */
  goOnIn(window: Page): void {
    this.#window = window;
  }

  /** Waits for Cognito's form. */
  async loginPage(): Promise<void> {
    await this.window.locator('input[name=username]').waitFor();
  }

  logIn(): Promise<void> {
    return logIn(this.window, this.local.customers[0]!);
  }

  /** Signs in where Cognito asks; with a session at Cognito, or where all is over, nobody asks. */
  async #logInIfAsked(): Promise<void> {
    const asked = this.loginPage().then(
      () => true,
      () => false,
    );
    const over = expect(this.visit.prompt)
      .toHaveAttribute('status', ENDED)
      .then(
        () => false,
        () => false,
      );
    if (await Promise.race([asked, over])) await this.logIn();
  }

  /** Does what the customer does about a fault. */
  async remedy(remedy: Remedy): Promise<void> {
    switch (remedy) {
      case 'nothing':
        return;
      case 'opens sign-in again':
        await this.press();
        return this.#logInIfAsked();
      case 'reloads the window':
        await this.errorPage();
        return this.reloadWindow();
      case 'reloads the page':
        await this.page.reload();
        return;
      case 'opts out':
        return this.visit.prompt.locator('[part=opt-out]').click();
      default:
        return remedy satisfies never;
    }
  }

  /** Waits for the page that the browser shows in place of one that did not come; a window may have closed itself. */
  async errorPage(): Promise<void> {
    const { window } = this;
    await expect.poll(() => window.isClosed() || window.url().startsWith('chrome-error:')).toBe(true);
  }

  /** Reloads the sign-in window, which may close itself in the middle of that. */
  async reloadWindow(): Promise<void> {
    await this.window.reload({ waitUntil: 'commit' }).catch(() => undefined);
  }

  /** The next request for a path of the callback server meets a fault; resolves when it has. */
  meets(path: 'start' | 'callback', fault: PathFault): Promise<void> {
    return this.#proxy.next(`/${path}`, fault);
  }

  /** Resolves once local-connect has seen a call of this contact, or a call that a fault kept from having one. */
  called(operation: string): Promise<void> {
    const is = () =>
      this.local.journal
        .entries({ operation, after: this.#asked })
        .some(({ contactId = this.contactId }) => contactId === this.contactId);
    if (is()) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.local.journal.follow(() => {
        if (!is()) return;
        stop();
        resolve();
      });
    });
  }

  /** Calls before this number of the journal were other customers'. */
  get #asked(): number {
    return this.local.journal.entries({ contactId: this.contactId })[0]?.sequence ?? 0;
  }
}
