import { chromium, firefox, type BrowserContext, type Page } from '@playwright/test';
import { PATIENCE_MS, type Browser, type Profile, type Tab } from './browser.js';

const LAUNCH = {
  chromium: (proxy: string) =>
    chromium.launch({
      executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
      proxy: { server: proxy },
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
      ],
      // Playwright switches the popup blocker off; users have it on.
      ignoreDefaultArgs: ['--disable-popup-blocking'],
    }),
  firefox: (proxy: string) =>
    firefox.launch({
      // Debian's own Firefox over WebDriver BiDi, not a patched one.
      channel: 'moz-firefox',
      executablePath: process.env['FIREFOX_BIN'] ?? '/usr/bin/firefox-esr',
      // Playwright's own proxy setting does not reach a Firefox that it drives over WebDriver BiDi.
      firefoxUserPrefs: { 'dom.disable_open_during_load': true, ...proxyPreferences(new URL(proxy)) },
    }),
} as const;

const proxyPreferences = ({ hostname, port }: URL) => ({
  'network.proxy.type': 1,
  'network.proxy.http': hostname,
  'network.proxy.http_port': Number(port),
  'network.proxy.ssl': hostname,
  'network.proxy.ssl_port': Number(port),
  'network.proxy.no_proxies_on': '',
});

/** Starts Chromium or Firefox, headless, driven by Playwright. */
export async function startPlaywrightBrowser(engine: keyof typeof LAUNCH, proxy: string): Promise<Browser> {
  const browser = await LAUNCH[engine](proxy);
  return {
    name: engine === 'chromium' ? 'Chromium' : 'Firefox',
    version: browser.version(),
    async newProfile() {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      context.setDefaultTimeout(PATIENCE_MS);
      return profileOf(context, await context.newPage());
    },
    close: () => browser.close(),
  };
}

function profileOf(context: BrowserContext, first: Page): Profile {
  const problems: string[] = [];
  const others: Page[] = [];
  context.on('page', (page) => others.push(page));
  const add = (problem: string) => {
    // Firefox looks for an icon by itself and complains where a page's policy allows none.
    if (!problem.includes('/favicon.ico')) problems.push(problem);
  };
  context.on('weberror', (event) => add(`uncaught: ${event.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') add(`console: ${message.text()} (${message.location().url})`);
  });
  return {
    tab: tabOf(first),
    async opened(action) {
      const [page] = await Promise.all([context.waitForEvent('page'), action()]);
      return tabOf(page);
    },
    settled: (accepts) =>
      Promise.all(
        others.map(async (page) => {
          if (page.isClosed()) return 'closed';
          const closed = page.waitForEvent('close').then(() => 'closed');
          const arrived = page.waitForURL((url) => accepts(url.href)).then(() => page.url());
          // Whichever comes second is of no interest; it ends with the page or its time limit.
          for (const either of [closed, arrived]) either.catch(() => undefined);
          return Promise.any([closed, arrived]).catch(() => {
            throw new Error(`A window stays at ${page.url()}`);
          });
        }),
      ),
    problems: () => Promise.resolve(problems),
    close: () => context.close(),
  };
}

/** Playwright's CSS selectors reach into open shadow roots by themselves. */
function tabOf(page: Page): Tab {
  return {
    async open(url) {
      await page.goto(url);
    },
    click: (selector) => page.locator(selector).click(),
    fill: (selector, text) => page.locator(selector).fill(text),
    see: (selector, text = '') =>
      page.locator(selector).filter({ hasText: text }).first().waitFor({ state: 'attached' }),
    url: () => Promise.resolve(page.url()),
    evaluate: (expression) => page.evaluate(expression),
  };
}
