import { test as base } from '@playwright/test';
import type { Browser, Engine, Profile } from '../../browsers/browser.js';
import { startBrowser } from '../../browsers/start-browser.js';
import { startHttpsFront, type HttpsFront } from '../https-front.js';
import { HOSTS, startStack, type Stack } from './stack.js';

/** One engine with a front and a stack of its own; its cells run one after the other, beside those of other engines. */
export interface Lane {
  readonly browser: Browser;
  readonly front: HttpsFront;
  readonly stack: Stack;
}

/** Tests that share a lane per engine; each gets a fresh profile. */
export const test = base.extend<{ profile: Profile }, { engine: Engine; lane: Lane }>({
  engine: ['chromium', { scope: 'worker', option: true }],
  lane: [
    async ({ engine }, use) => {
      const front = await startHttpsFront(HOSTS);
      const [browser, stack] = await Promise.all([startBrowser(engine, front.proxy), startStack()]);
      await use({ browser, front, stack });
      await browser.close();
      await Promise.all([front.close(), stack.close()]);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  profile: async ({ lane: { browser, front } }, use, info) => {
    const profile = await browser.newProfile();
    info.annotations.push({ type: 'browser', description: `${browser.name} ${browser.version}` });
    await use(profile);
    if (info.status !== info.expectedStatus) {
      const text = String(await profile.tab.evaluate("document.querySelector('.chat')?.innerText"));
      const seen = [
        await profile.tab.url(),
        text,
        ...(await profile.problems()),
        ...front.violations.slice(-5),
      ];
      await info.attach('what the browser said', { body: seen.join('\n'), contentType: 'text/plain' });
    }
    await profile.close();
  },
});

export { expect } from '@playwright/test';
