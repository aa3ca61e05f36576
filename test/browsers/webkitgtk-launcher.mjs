// @web/test-runner in WebKitGTK, over plain WebDriver; `type: 'webdriver'` lets sendMouse and sendKeys work.
import { openWebKitSession, startWebKitDriver } from './webkitgtk.mjs';

const BUTTONS = { left: 0, middle: 1, right: 2 };
// W3C WebDriver section 17.4.2: code points of keys without a character.
const KEYS = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Space: ' ',
  Backspace: '\uE003',
  Shift: '\uE008',
};

/** @returns {import('@web/test-runner-core').BrowserLauncher} one window, one test file at a time */
export function webkitGtkLauncher() {
  const pages = new Map();
  let coverage = false;
  let driver;
  let command;
  let starting;

  async function start() {
    driver = await startWebKitDriver();
    ({ command } = await openWebKitSession(driver.url));
  }
  const moveTo = (x, y) => ({ type: 'pointerMove', duration: 0, x, y, origin: 'viewport' });
  const button = (type, name = 'left') => ({ type, button: BUTTONS[name] });
  const point = (...actions) =>
    command('POST', '/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });

  return {
    name: 'WebKitGTK',
    type: 'webdriver',
    concurrency: 1,
    async initialize(config) {
      coverage = config.coverage === true;
    },
    isActive: (id) => pages.has(id),
    getBrowserUrl: (id) => pages.get(id),
    async startSession(id, url) {
      await (starting ??= start());
      pages.set(id, url);
      await command('POST', '/url', { url });
    },
    async stopSession(id) {
      const testCoverage = coverage
        ? await command('POST', '/execute/sync', { script: 'return window.__coverage__', args: [] })
        : undefined;
      await command('POST', '/url', { url: 'about:blank' });
      pages.delete(id);
      return { testCoverage };
    },
    async stop() {
      await command?.('DELETE', '').catch(() => undefined);
      driver?.stop();
    },
    sendMouseMove: (_id, x, y) => point(moveTo(x, y)),
    sendMouseClick: (_id, x, y, name) =>
      point(moveTo(x, y), button('pointerDown', name), button('pointerUp', name)),
    sendMouseDown: (_id, name) => point(button('pointerDown', name)),
    sendMouseUp: (_id, name) => point(button('pointerUp', name)),
    resetMouse: () => command('DELETE', '/actions'),
    sendKeys: (_id, keys) =>
      command('POST', '/actions', {
        actions: [
          {
            type: 'key',
            id: 'keyboard',
            actions: keys.flatMap((key) => {
              const value = KEYS[key] ?? key;
              return [
                { type: 'keyDown', value },
                { type: 'keyUp', value },
              ];
            }),
          },
        ],
      }),
  };
}
