import type { Browser, Engine } from './browser.js';
import { startPlaywrightBrowser } from './playwright-browser.js';
import { startWebKitGtk } from './webkitgtk-browser.js';

/**
 * Starts an engine as users have it: popup blocker on. It accepts self-signed certificates, by the automation's switch.
 *
 * @param proxy - such as `http://127.0.0.1:8080`; every request goes through it
 */
export async function startBrowser(engine: Engine, proxy: string): Promise<Browser> {
  switch (engine) {
    case 'chromium':
    case 'firefox':
      return startPlaywrightBrowser(engine, proxy);
    case 'webkit':
      return startWebKitGtk(proxy);
    default:
      return engine satisfies never;
  }
}
