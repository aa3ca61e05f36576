import { type IncomingMessage, type ServerResponse, createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { OptionsError } from './options.js';

/** What a server on loopback is made of. */
export interface LocalServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Name of the option that sets the port, for the error message. */
  readonly portOption: string;
  /** PEM; without it the server speaks plain http. */
  readonly https?: { readonly key: string; readonly cert: string } | undefined;
}

/** A server that listens on 127.0.0.1 and nowhere else. */
export interface LocalServer {
  readonly port: number;
  /** `http://127.0.0.1:…` or `https://127.0.0.1:…`. */
  readonly url: string;
  /** Sets who serves; before that, requests wait. */
  serve(
    handle: (request: IncomingMessage, response: ServerResponse) => void,
    upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
  ): void;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/** As long as AWS's load balancers keep an idle connection; Node's five seconds cut off a client that just writes again. */
const KEEP_ALIVE_MS = 60_000;

/**
 * Starts a server on loopback.
 *
 * @throws OptionsError when the port is taken or not allowed, or key and certificate do not fit
 */
export async function listenLocally({ port, portOption, https }: LocalServerOptions): Promise<LocalServer> {
  const server = https ? secureServer(https) : createHttpServer();
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port, portOption)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    url: `${https ? 'https' : 'http'}://127.0.0.1:${bound}`,
    serve(handle, upgrade) {
      server.on('request', handle);
      server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        if (upgrade) upgrade(request, socket, head);
        else socket.destroy();
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function secureServer(https: { readonly key: string; readonly cert: string }) {
  try {
    return createHttpsServer(https);
  } catch (error) {
    throw new OptionsError('https: key and certificate cannot be used.', { cause: error });
  }
}

function portError(error: NodeJS.ErrnoException, port: number, option: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new OptionsError(`${option}: port ${port} is taken. Give another one, or 0 for any free port.`);
    case 'EACCES':
      return new OptionsError(`${option}: port ${port} may not be used by this account.`);
    default:
      return error;
  }
}
