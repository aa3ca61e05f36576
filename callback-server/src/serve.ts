import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from './clock.js';
import type { IncomingRequest } from './incoming-request.js';
import { safetyHeaders } from './page-headers.js';
import { incomingRequest, send } from './node-http.js';
import type { Reply } from './reply.js';

/** A server that listens. */
export interface Listening {
  /** Base URL with the real port. */
  readonly url: string;
  /** Takes no new connection, lets open requests finish, and ends what is left after the grace. */
  close(graceMs: number): Promise<void>;
}

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_MS = 5000;
/** How often Node looks for connections over these times; its own 30 s would let a slow client stay four times as long. */
const CHECK_EVERY_MS = 1000;

/**
 * Serves a handler over Node's http.
 *
 * @throws Error of Node where the address cannot be listened on
 */
export async function serve(
  handle: (request: IncomingRequest) => Promise<Reply>,
  { host, port }: { readonly host: string; readonly port: number },
  clock: Clock,
): Promise<Listening> {
  const server = createServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: CHECK_EVERY_MS,
  });
  server.on('request', (incoming, outgoing) => {
    const request = incomingRequest(incoming, outgoing);
    if (request === undefined) {
      outgoing.writeHead(400, { ...safetyHeaders(false), connection: 'close' }).end();
      return;
    }
    handle(request)
      .then((reply) => send(reply, outgoing))
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: realPort, family, address } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${realPort}`,
    close: (graceMs) => closeGently(server, graceMs, clock),
  };
}

function closeGently(server: Server, graceMs: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clock.clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
