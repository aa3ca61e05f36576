const assert = require('node:assert/strict');
const { once } = require('node:events');
const { createServer } = require('node:http');

async function check() {
  const { ConnectSignInElement } = await import('connect-sign-in');
  assert.equal(typeof ConnectSignInElement, 'function');
  await import('connect-sign-in/define');

  const { callbackHandler } = await import('connect-sign-in-callback');
  const { lambdaHandler } = await import('connect-sign-in-callback/lambda');
  const { startLocalConnect } = await import('local-connect');
  const { environmentFor, optionsFrom, signInLoop } = await import('./sign-in-loop.mjs');
  assert.equal(typeof lambdaHandler, 'function');

  const local = await startLocalConnect();
  let handle;
  const server = createServer((incoming, outgoing) => void answer(handle, incoming, outgoing));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const redirectUri = `http://127.0.0.1:${server.address().port}/callback`;
  Object.assign(process.env, environmentFor(local, redirectUri));
  handle = callbackHandler(optionsFrom(process.env));
  await signInLoop(local, redirectUri);
  server.close();
  await local.close();
}

/** The web-standard handler behind node:http, as a fetch server does it. */
async function answer(handle, incoming, outgoing) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method, url, headers } = incoming;
  const response = await handle(
    new Request(`http://${headers.host}${url}`, {
      method,
      headers,
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    }),
  );
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

check();
