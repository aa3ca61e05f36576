import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to one request on its way to the callback server. */
export type PathFault =
  /** Something in between answers in the server's place. */
  | { readonly status: number }
  /** Nobody answers; the server gets nothing. */
  | 'hang'
  /** The connection is dropped: before the server gets the request, or after it has acted on it. */
  | 'drop-before'
  | 'drop-after'
  /** The server gets the request twice at once. */
  | 'twice'
  /** The server gets the request once this is done. */
  | { readonly first: () => Promise<void> | void }
  /** The server never gets the request; the connection is dropped once this is done. */
  | { readonly instead: () => Promise<void> | void };

/** A proxy in front of the callback server, where its connections break as those of a network do. */
export interface FaultProxy {
  readonly origin: string;
  /** The next request for a path meets a fault; resolves when it has. */
  next(path: string, fault: PathFault): Promise<void>;
  /** Paths whose fault nothing has met. */
  unused(): readonly string[];
  clear(): void;
  close(): Promise<void>;
}

/** Starts a proxy on a free port of loopback. */
export async function startFaultProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<FaultProxy> {
  const waiting = new Map<string, { fault: PathFault; met: () => void }>();

  async function forward(
    incoming: IncomingMessage,
    body: Buffer,
  ): Promise<(response: ServerResponse) => void> {
    return new Promise((resolve, reject) => {
      const sent = request({
        ...target,
        method: incoming.method,
        path: incoming.url,
        headers: { ...incoming.headers, 'content-length': body.length, connection: 'close' },
        agent: false,
      });
      sent.on('error', reject);
      sent.on('response', (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          // On a fresh connection a browser does not repeat by itself what was dropped.
          const headers = { ...answer.headers, connection: 'close' };
          resolve((response) =>
            response.writeHead(answer.statusCode ?? 502, headers).end(Buffer.concat(chunks)),
          );
        });
      });
      sent.end(body);
    });
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const path = new URL(incoming.url ?? '/', 'http://proxy.invalid').pathname;
    const { fault, met } = waiting.get(path) ?? {};
    waiting.delete(path);
    const drop = () => incoming.socket.destroy();
    const pass = async () => (await forward(incoming, body))(response);
    if (fault === undefined) await pass();
    else if (fault === 'drop-before') drop();
    else if (fault === 'drop-after') {
      await forward(incoming, body);
      drop();
    } else if (fault === 'twice') {
      const [, answer] = await Promise.all([forward(incoming, body), forward(incoming, body)]);
      answer(response);
    } else if (fault !== 'hang') {
      if ('status' in fault) response.writeHead(fault.status, { connection: 'close' }).end();
      else if ('first' in fault) {
        await fault.first();
        await pass();
      } else {
        await fault.instead();
        drop();
      }
    }
    met?.();
  }

  const server = createServer((incoming, response) => {
    // A server that is away is a connection that breaks.
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    next: (path, fault) => new Promise((met) => void waiting.set(path, { fault, met })),
    unused: () => [...waiting.keys()],
    clear: () => waiting.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
