import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { startLocalConnect } from 'local-connect';
import { environmentFor, signInLoop } from './sign-in-loop.mjs';

const run = promisify(execFile);
const [, , major] = process.argv;
assert.equal(process.versions.node.split('.')[0], major, 'the Node that was asked for');

for (const command of ['local-connect', 'connect-sign-in-callback']) {
  const { stdout } = await run(command, ['--help']);
  assert.match(stdout, /usage/iu);
}

const local = await startLocalConnect();
const { port } = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(address));
  });
});
const redirectUri = `http://127.0.0.1:${port}/callback`;
const env = { ...process.env, PORT: String(port), ...environmentFor(local, redirectUri) };

const { stdout } = await run('connect-sign-in-callback', ['serve', '--check'], { env });
assert.match(stdout, new RegExp(local.instanceId, 'u'));
assert.ok(!stdout.includes(env.BINDING_KEYS), 'keys are masked');
await assert.rejects(
  run('connect-sign-in-callback', ['serve', '--check'], { env: { ...env, BINDING_KEYS: 'short' } }),
  { code: 78 },
);

const server = spawn('connect-sign-in-callback', ['serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
for await (const line of createInterface({ input: server.stdout })) {
  if (line.includes('listening on')) break;
}
server.stdout.resume();
await signInLoop(local, redirectUri);
server.kill('SIGTERM');
const [code] = await once(server, 'exit');
assert.equal(code, 0, 'SIGTERM ends it gently');
await local.close();
