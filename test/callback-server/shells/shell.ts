import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import express5 from 'express';
import express4 from 'express4';
import {
  callbackHandler,
  callbackRouter,
  parseOptions,
  realClock,
  type CallbackServerOptions,
} from 'connect-sign-in-callback';
import { assemble, dataOf } from '../../../callback-server/src/callback-handler.js';
import { lambdaHandler } from '../../../callback-server/src/lambda.js';
import type { HttpEvent } from '../../../callback-server/src/lambda-event.js';
import type { HttpResult } from '../../../callback-server/src/lambda-result.js';
import { serve } from '../../../callback-server/src/serve.js';
import { functionUrlEvent, httpApiEvent, loadBalancerEvent, restApiEvent } from './aws-events.js';
import { comparable, lastValuesOnly, onTheWire, type Exchange, type Reply } from './exchange.js';

/** One way to run the server; `open` starts it with given options. */
export interface Shell {
  readonly name: string;
  /** What the platform leaves of a request before the server sees it. */
  readonly platform?: (exchange: Exchange) => Exchange;
  /** Express hands foreign paths on to the host. */
  readonly foreignPaths?: 'passed-on';
  open(options: CallbackServerOptions): Promise<OpenShell>;
}

export interface OpenShell {
  ask(exchange: Exchange): Promise<Reply>;
  close(): Promise<void>;
}

function listening(listener: RequestListener): Promise<OpenShell> {
  return overSocket(createServer(listener));
}

async function overSocket(server: Server): Promise<OpenShell> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ask: (exchange) => askOverSocket(port, exchange),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Sends the bytes of an exchange; nothing is normalised on the way. */
export async function askOverSocket(
  port: number,
  { method, target, headers, body }: Exchange,
): Promise<Reply> {
  const sent = headers.flatMap(([name, value]) => [name, onTheWire(value)]);
  const length = body === '' ? [] : ['Content-Length', String(Buffer.byteLength(body))];
  const outgoing = httpRequest({
    host: '127.0.0.1',
    port,
    method,
    path: target,
    headers: ['Host', 'auth.example.com', ...sent, ...length] as unknown as Record<string, string>,
    agent: false,
  });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const pairs: [string, string][] = [];
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    pairs.push([incoming.rawHeaders[at]!, incoming.rawHeaders[at + 1]!]);
  }
  return {
    status: incoming.statusCode!,
    headers: comparable(pairs),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function lambdaShell(
  name: string,
  eventOf: (exchange: Exchange) => object,
  more: Partial<Shell> = {},
): Shell {
  return {
    name,
    ...more,
    open(options) {
      const call = lambdaHandler(callbackHandler(options));
      const ask = async (exchange: Exchange) => replyOfResult(await call(eventOf(exchange) as HttpEvent));
      return Promise.resolve({ ask, close: () => Promise.resolve() });
    },
  };
}

/** What the platform sends to the browser. */
export function replyOfResult({ statusCode, headers, multiValueHeaders, cookies, body }: HttpResult): Reply {
  const pairs = [
    ...Object.entries(headers ?? {}),
    ...Object.entries(multiValueHeaders ?? {}).flatMap(([name, values]) =>
      values.map((value) => [name, value] as const),
    ),
    ...(cookies ?? []).map((cookie) => ['set-cookie', cookie] as const),
  ];
  return { status: statusCode, headers: comparable(pairs), body };
}

/** An exchange as the platform's own Request has it. */
export function requestOf({ method, target, headers, body }: Exchange): Request {
  const sent = new Headers();
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== 'cookie') append(sent, name, value);
    else sent.set('cookie', [sent.get('cookie'), latin(value)].filter((part) => part !== null).join('; '));
  }
  const withBody = method === 'GET' || method === 'HEAD' ? {} : { body };
  return new Request(`https://auth.example.com${target}`, { method, headers: sent, ...withBody });
}

const latin = (value: string) => onTheWire(value).replace(/[\u0000-\u001F\u007F]/gu, ' '); // eslint-disable-line no-control-regex -- no server lets them through

function append(headers: Headers, name: string, value: string): void {
  try {
    headers.append(name, latin(value));
  } catch {
    // No client can send such a name.
  }
}

/** The reference: the web-standard core mounted as a plain fetch handler. */
export const plainFetch: Shell = {
  name: 'plain fetch handler',
  open(options) {
    const handle = callbackHandler(options);
    return Promise.resolve({
      async ask(exchange) {
        const response = await handle(requestOf(exchange));
        return {
          status: response.status,
          headers: comparable(response.headers),
          body: await response.text(),
        };
      },
      close: () => Promise.resolve(),
    });
  },
};

const standAlone: Shell = {
  name: 'stand-alone server',
  async open(options) {
    const address = { host: '127.0.0.1', port: 0 };
    const { answer } = assemble(parseOptions(dataOf(options)), options);
    const { url, close } = await serve(answer, address, realClock());
    return { ask: (exchange) => askOverSocket(Number(new URL(url).port), exchange), close: () => close(0) };
  },
};

/** Every other shell; each must decide as the reference does. */
export const SHELLS: readonly Shell[] = [
  standAlone,
  {
    name: 'Express 5',
    foreignPaths: 'passed-on',
    open: (options) => listening(express5().disable('x-powered-by').use(callbackRouter(options))),
  },
  {
    name: 'Express 4',
    foreignPaths: 'passed-on',
    open: (options) => listening(express4().disable('x-powered-by').use(callbackRouter(options))),
  },
  {
    name: 'Express 5 behind the host’s own parsers',
    foreignPaths: 'passed-on',
    open(options) {
      const app = express5().disable('x-powered-by').set('query parser', 'extended');
      return listening(
        app.use(express5.urlencoded({ extended: true }), express5.json()).use(callbackRouter(options)),
      );
    },
  },
  lambdaShell('API Gateway REST API, payload 1.0', (exchange) => restApiEvent(exchange)),
  lambdaShell('API Gateway HTTP API, payload 2.0', httpApiEvent),
  lambdaShell('Lambda function URL', functionUrlEvent),
  lambdaShell('load balancer with multi-value headers', (exchange) => loadBalancerEvent(exchange, true)),
  lambdaShell('load balancer without multi-value headers', (exchange) => loadBalancerEvent(exchange, false), {
    platform: lastValuesOnly,
  }),
];
