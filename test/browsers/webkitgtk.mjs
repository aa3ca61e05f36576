// WebKitGTK for tests: MiniBrowser under WebKitWebDriver, with an Xvfb display where there is none.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** The browser that WebKitWebDriver drives; it has no headless mode. */
export const MINIBROWSER =
  process.env.MINIBROWSER_BIN ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

const DRIVER_DEADLINE_MS = 15_000;

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
  probe.close();
  return port;
}

/** Starts a virtual display and resolves with its name, such as `:3`. */
async function startDisplay() {
  const display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const failed = once(display, 'exit').then(() => Promise.reject(new Error('Xvfb did not start.')));
  failed.catch(() => undefined);
  const pipe = /** @type {import('node:stream').Readable} */ (display.stdio[3]);
  const [number] = await Promise.race([once(pipe, 'data'), failed]);
  return { process: display, name: `:${String(number).trim()}` };
}

async function answers(url, deadline) {
  for (;;) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    if (performance.now() > deadline) throw new Error('WebKitWebDriver did not start.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Starts WebKitWebDriver on a free port.
 *
 * @returns {Promise<{ url: string, stop(): void }>} the driver's address
 * @throws Error when the display or the driver does not come up
 */
export async function startWebKitDriver() {
  const processes = [];
  const env = { ...process.env, NO_AT_BRIDGE: '1' };
  if (env.DISPLAY === undefined || env.DISPLAY === '') {
    const display = await startDisplay();
    processes.push(display.process);
    env.DISPLAY = display.name;
  }
  const port = await freePort();
  processes.push(spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' }));
  const stop = () => {
    for (const child of processes.splice(0).reverse()) child.kill('SIGTERM');
  };
  process.once('exit', stop);
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/status`, performance.now() + DRIVER_DEADLINE_MS);
  return { url, stop };
}

/**
 * Opens a WebDriver session (W3C WebDriver section 8.1).
 *
 * @param {string} driver - address of the driver
 * @param {readonly string[]} browserArguments - further arguments of MiniBrowser, such as `--proxy=http://127.0.0.1:1`
 * @param {AbortSignal} [signal] - gives up waiting for the session
 * @returns {Promise<{ command: (method: string, path: string, body?: unknown) => Promise<any>, version: string }>} sends one command of the session; the browser's version
 */
export async function openWebKitSession(driver, browserArguments = [], signal = undefined) {
  const send = async (method, path, body, limit = null) => {
    const response = await fetch(`${driver}${path}`, {
      method,
      signal: limit,
      ...(method === 'POST'
        ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) }
        : {}),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const wanted = {
    acceptInsecureCerts: true,
    'webkitgtk:browserOptions': { binary: MINIBROWSER, args: ['--automation', ...browserArguments] },
  };
  const { sessionId, capabilities } = await send(
    'POST',
    '/session',
    { capabilities: { alwaysMatch: wanted } },
    signal,
  );
  return {
    command: (method, path, body) => send(method, `/session/${sessionId}${path}`, body),
    version: capabilities.browserVersion,
  };
}
