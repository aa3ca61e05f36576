// The built Next.js application, started: its routes serve a whole sign-in, its page shows the element.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkPage } from './page-check.mjs';
import { environmentOf } from './workshop.mjs';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves when the program has printed a text. */
function printed(child, text) {
  return new Promise((resolve, reject) => {
    let output = '';
    const listen = (chunk) => {
      output += chunk.toString();
      if (output.includes(text)) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`exit ${code}\n${output}`)));
  });
}

/** A step of the Next.js project. */
export async function checkNext(project) {
  const from = (file) => import(pathToFileURL(join(project, file)).href);
  const { startLocalConnect } = await from('node_modules/local-connect/dist/index.js');
  const { environmentFor } = await from('sign-in-loop.mjs');
  const { check } = await from('check.mjs');
  const local = await startLocalConnect();
  const port = await freePort();
  const redirectUri = `http://127.0.0.1:${port}/auth/callback`;
  const next = spawn('next', ['start', '--hostname', '127.0.0.1', '--port', String(port)], {
    cwd: project,
    env: { ...environmentOf(project), ...environmentFor(local, redirectUri) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  try {
    await printed(next, 'Ready');
    await check(local, redirectUri);
    await checkPage(new URL('/', redirectUri).href);
  } finally {
    if (next.exitCode === null) process.kill(-next.pid, 'SIGTERM');
    await local.close();
  }
}
