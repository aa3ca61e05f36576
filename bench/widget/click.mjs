// From the click to the request for the login page: the prompt's button, by way of the callback server's own process,
// beside a button that does window.open(login page) and binds nobody.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../callback-server/dist/standalone.js', import.meta.url));
const now = () => performance.timeOrigin + performance.now();

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

/** A free port, for a server that must know its own address before it listens. */
async function freePort() {
  const server = createServer();
  const { port } = new URL(await listen(server));
  server.close();
  await once(server, 'close');
  return port;
}

async function startCallbackServer(site, cognito) {
  const port = await freePort();
  const redirectUri = `http://127.0.0.1:${port}/callback`;
  const child = spawn(process.execPath, [PROGRAM, 'serve'], {
    env: {
      PATH: process.env.PATH,
      ...{ NODE_ENV: 'production', NODE_NO_WARNINGS: '1', PORT: port, REDIRECT_URI: redirectUri },
      ...{ AWS_REGION: 'eu-west-2', AWS_ACCESS_KEY_ID: 'AKIDBENCH', AWS_SECRET_ACCESS_KEY: 'bench' },
      ...{ CONNECT_INSTANCE_ID: '11111111-2222-3333-4444-555555555555' },
      ...{ ALLOWED_ORIGINS: site, COGNITO_DOMAINS: cognito },
      BINDING_KEYS: 'key-of-the-benchmark-0123456789-0123456789',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      if ((output += chunk).includes('listening on')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the callback server ended with ${code}: ${output}`)));
  });
  return { redirectUri, stop: () => child.kill() };
}

/**
 * Presses each button in a fresh profile, in turn.
 *
 * @param site - origin of the page server
 * @returns milliseconds of every run, ours and those of the bare window
 */
export async function measureClicks(browser, site, runs) {
  let requested = () => undefined;
  const login = createServer((request, response) => {
    if (request.url.startsWith('/oauth2/authorize')) requested(now());
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
  });
  const cognito = await listen(login);
  const callback = await startCallbackServer(site, cognito);
  const once = async (button) => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      const query = new URLSearchParams({ redirectUri: callback.redirectUri, cognito });
      await page.goto(`${site}/click?${query}`);
      const locator = page.locator(button);
      await locator.waitFor();
      const arrived = new Promise((resolve) => (requested = resolve));
      await locator.click();
      const at = await arrived;
      return at - (await page.evaluate(() => globalThis.clickedAt));
    } finally {
      await context.close();
    }
  };
  const times = { ours: [], bare: [] };
  try {
    // The first run of each also pays for the first process of its kind.
    for (let run = -1; run < runs; run += 1) {
      const [ours, bare] = [await once('[part=sign-in]'), await once('#bare')];
      if (run < 0) continue;
      times.ours.push(ours);
      times.bare.push(bare);
    }
  } finally {
    callback.stop();
    login.close();
    login.closeAllConnections();
  }
  return times;
}
