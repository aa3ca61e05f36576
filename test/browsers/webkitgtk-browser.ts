import { PATIENCE_MS, type Browser, type Profile, type Tab } from './browser.js';
import { RECORDED_PROBLEMS, WAIT_FOR_ELEMENT } from './page-scripts.js';
import { openWebKitSession, startWebKitDriver, type WebDriverCommand } from './webkitgtk.mjs';

/** The longest wait for a browser process, and how many processes are tried. */
const START = { patienceMs: 20_000, attempts: 3 } as const;

/** Starts WebKitGTK's MiniBrowser under WebDriver; each profile is a browser process of its own. */
export async function startWebKitGtk(proxy: string): Promise<Browser> {
  let driver = await startWebKitDriver();
  const open = async (attempt = 1): ReturnType<typeof openWebKitSession> => {
    try {
      return await openWebKitSession(driver.url, [`--proxy=${proxy}`], AbortSignal.timeout(START.patienceMs));
    } catch (error) {
      if (attempt === START.attempts) throw error;
      // On a busy machine the driver can miss the browser that it started and would wait for it for ever.
      driver.stop();
      driver = await startWebKitDriver();
      return open(attempt + 1);
    }
  };
  // The driver tells the version only to a session.
  const { command, version } = await open();
  await command('DELETE', '');
  return {
    name: 'WebKitGTK',
    version,
    newProfile: async () => profileOf((await open()).command),
    close: () => {
      driver.stop();
      return Promise.resolve();
    },
  };
}

async function profileOf(command: WebDriverCommand): Promise<Profile> {
  await command('POST', '/timeouts', { script: PATIENCE_MS, pageLoad: PATIENCE_MS });
  const first = (await command('GET', '/window')) as string;
  const windows = async () => (await command('GET', '/window/handles')) as string[];
  let current = first;

  /** Sends commands to one window; WebDriver has one current window. */
  const commandOf = (handle: string): WebDriverCommand => {
    return async (...words) => {
      if (current !== handle) await command('POST', '/window', { handle });
      current = handle;
      return command(...words);
    };
  };

  return {
    tab: tabOf(commandOf(first)),
    async opened(action) {
      const before = await windows();
      await action();
      const opened = await repeated('no window opened', async () =>
        (await windows()).find((handle) => !before.includes(handle)),
      );
      return tabOf(commandOf(opened));
    },
    settled: (accepts) =>
      repeated('a window stays open at another address', async () => {
        const urls: string[] = [];
        for (const handle of await windows()) {
          if (handle !== first) urls.push(await tabOf(commandOf(handle)).url());
        }
        if (urls.length === 0) return ['closed'];
        return urls.every(accepts) ? urls : undefined;
      }),
    problems: async () =>
      (await commandOf(first)('POST', '/execute/sync', { script: RECORDED_PROBLEMS, args: [] })) as string[],
    async close() {
      await command('DELETE', '');
    },
  };
}

function tabOf(command: WebDriverCommand): Tab {
  /** One script waits inside the page; it is sent again only where a navigation took it away. */
  const wait = (selector: string, text: string, visible: boolean) =>
    repeated(`nothing matches ${selector} ${text}`, () =>
      command('POST', '/execute/async', { script: WAIT_FOR_ELEMENT, args: [selector, text, visible] }),
    );
  const visible = async (selector: string) => {
    const reference = (await wait(selector, '', true)) as Record<string, string>;
    return `/element/${Object.values(reference)[0] ?? ''}`;
  };
  return {
    async open(url) {
      await command('POST', '/url', { url });
    },
    async click(selector) {
      await command('POST', `${await visible(selector)}/click`);
    },
    async fill(selector, text) {
      const element = await visible(selector);
      await command('POST', `${element}/clear`);
      await command('POST', `${element}/value`, { text });
    },
    async see(selector, text = '') {
      await wait(selector, text, false);
    },
    url: async () => (await command('GET', '/url')) as string,
    evaluate: (expression) =>
      command('POST', '/execute/sync', { script: `return (${expression})`, args: [] }),
  };
}

/** Asks the driver until there is an answer; each question is a round trip, so there is nothing to sleep for. */
async function repeated<T>(problem: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  let cause: unknown;
  while (performance.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null) return answer;
    } catch (error) {
      // A page that is being left, or a window that closed meanwhile.
      cause = error;
    }
  }
  throw new Error(problem, { cause });
}
