import { writeFile } from 'node:fs/promises';
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

/** What a customer reads, and the prompt as it stands. */
const SHOWN = `[
  document.querySelector('.chat')?.innerText,
  document.querySelector('connect-sign-in')?.cloneNode().outerHTML,
  document.querySelector('connect-sign-in')?.shadowRoot?.textContent.replaceAll(/\\s+/gu, ' '),
].join('\\n')`;

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
      const seen = [
        await profile.tab.url(),
        String(await profile.tab.evaluate(SHOWN)),
        ...(await profile.settled(() => true)),
        ...(await profile.problems()),
        ...front.violations.slice(-5),
        ...front.passed,
      ];
      // A file, because the terminal would show but the first lines.
      const path = info.outputPath('what-the-browser-said.txt');
      await writeFile(path, seen.join('\n'));
      await info.attach('what the browser said', { path });
    }
    await profile.close();
  },
});

export { expect } from '@playwright/test';
