// The processes of a soak: the stand-in, and two callback servers that share an account, its quota and a binding key.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { REDIRECT_URI, SITE } from './setting.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const MEASURED = ['--expose-gc', '--import', new URL('heap-probe.mjs', import.meta.url).href];
const BINDING_KEY = 'one-key-that-both-servers-have-and-is-long-enough';

async function memoryOf(child) {
  child.send('memory');
  for (;;) {
    const [message] = await once(child, 'message');
    if ('heapUsed' in message) return message;
  }
}

/** Starts Amazon Connect and Cognito; `ask` carries out one of its commands. */
export async function startStandIn() {
  const child = fork(at('stand-in.mjs'), { execArgv: MEASURED });
  const [run] = await once(child, 'message');
  const waiting = new Map();
  let last = 0;
  child.on('message', ({ id, answer, problem }) => {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (problem === undefined) resolve?.(answer);
    else reject?.(new Error(problem));
  });
  return {
    ...run,
    memory: () => memoryOf(child),
    ask: (command, ...parameters) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject });
        child.send({ id: last, command, parameters });
      }),
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** Starts the callback server as it is run in production, with nothing added but the probe of its heap. */
export async function startCallbackServer({
  connectEndpoint,
  cognitoEndpoint,
  region,
  instanceId,
  credentials,
}) {
  const environment = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    NODE_NO_WARNINGS: '1',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_CONNECT: connectEndpoint,
    CONNECT_INSTANCE_ID: instanceId,
    REDIRECT_URI,
    ALLOWED_ORIGINS: SITE,
    COGNITO_DOMAINS: cognitoEndpoint,
    BINDING_KEYS: BINDING_KEY,
  };
  let child;
  let port = 0;
  async function start() {
    child = fork(at('../../callback-server/dist/standalone.js'), ['serve'], {
      execArgv: MEASURED,
      env: { ...environment, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let printed = '';
    const listening = new Promise((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => {
          printed = (printed + chunk).slice(-4000);
          const [, found] = /listening on http:\/\/[^\s":]+:(\d+)/u.exec(printed) ?? [];
          if (found !== undefined) resolve(Number(found));
        });
      child.once('exit', (code) => reject(new Error(`the callback server ended with ${code}: ${printed}`)));
    });
    port = await listening;
  }
  await start();
  let restarting;
  return {
    get port() {
      return port;
    },
    memory: () => memoryOf(child),
    /** Kills the process without warning and starts it on the same port. */
    restart: () =>
      (restarting ??= (async () => {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
        await start();
      })().finally(() => (restarting = undefined))),
    async stop() {
      await restarting;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
