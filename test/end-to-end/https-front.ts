import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';

/** Which local port serves a host name, for all paths or for those under a prefix. */
export interface Route {
  readonly host: string;
  readonly port: number;
  readonly pathPrefix?: string;
  /** Headers that the front adds to every page, as a content delivery network does. */
  readonly pageHeaders?: Readonly<Record<string, string>>;
}

/** A CONNECT proxy that ends TLS for real-looking host names on one machine. */
export interface HttpsFront {
  /** `http://127.0.0.1:port`, for the browser's proxy setting. */
  readonly proxy: string;
  /** Content-Security-Policy violations that browsers reported so far: directive, blocked address and page. */
  readonly violations: readonly string[];
  /** The last requests that passed: time, method, host, path without its query, and status. */
  readonly passed: readonly string[];
  /** Replaces all routes. */
  route(routes: readonly Route[]): void;
  close(): Promise<void>;
}

/** Where browsers report violations, on every host. */
const REPORTS = '/content-security-policy-reports';
const PASSED_MAX = 40;

/**
 * Starts the front. A browser that uses it as its proxy sees `https://<host>/` with a self-signed certificate; every
 * other address is refused, so no test reaches beyond this machine. Every Content-Security-Policy that passes gets a
 * `report-uri`, so that a violation is known in all engines, whatever page it happens on.
 */
export async function startHttpsFront(hosts: readonly string[]): Promise<HttpsFront> {
  const certificate = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  const secureContext = createSecureContext({ key: certificate.private, cert: certificate.cert });
  let routes: readonly Route[] = [];
  const sockets = new Set<Socket>();
  const violations: string[] = [];
  const passed: string[] = [];

  function keep({ method, url, headers }: IncomingMessage, status: number): void {
    const [path] = (url ?? '').split('?');
    passed.push([new Date().toISOString(), method, `${headers.host ?? ''}${path ?? ''}`, status].join(' '));
    if (passed.length > PASSED_MAX) passed.shift();
  }

  function routeOf(incoming: IncomingMessage): Route | undefined {
    const host = (incoming.headers.host ?? '').replace(/:443$/u, '');
    const path = incoming.url ?? '/';
    const matching = routes.filter(
      (route) => route.host === host && path.startsWith(route.pathPrefix ?? '/'),
    );
    return matching.sort((a, b) => (b.pathPrefix ?? '').length - (a.pathPrefix ?? '').length)[0];
  }

  function forward(incoming: IncomingMessage, answer: ServerResponse): void {
    if (incoming.url === REPORTS) {
      void takeReport(incoming, violations).finally(() => answer.writeHead(204).end());
      return;
    }
    const route = routeOf(incoming);
    if (route === undefined) {
      answer.writeHead(421).end();
      return;
    }
    const { method, url, headers } = incoming;
    const upstream = request(
      { host: 'localhost', port: route.port, method, path: url, headers, setHost: false },
      (reply) => {
        const status = reply.statusCode ?? 502;
        keep(incoming, status);
        answer.writeHead(status, headersOf(reply, route));
        reply.pipe(answer);
      },
    );
    upstream.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
    answer.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  }

  /** Passes a websocket handshake on and then only copies bytes. */
  function upgrade(incoming: IncomingMessage, socket: Socket): void {
    const upstream = connect({ host: 'localhost', port: routeOf(incoming)?.port ?? 9 });
    const lines = incoming.rawHeaders.reduce(
      (text, part, index) => text + (index % 2 === 0 ? `${part}: ` : `${part}\r\n`),
      `${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1\r\n`,
    );
    upstream.write(`${lines}\r\n`);
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    upstream.pipe(socket).pipe(upstream);
  }

  const inner = createServer(forward).on('upgrade', upgrade);
  const proxy = createServer((_request, answer) => answer.writeHead(403).end());
  proxy.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  });
  proxy.on('connect', (incoming, socket: Socket) => {
    const host = (incoming.url ?? '').replace(/:443$/u, '');
    if (!routes.some((route) => route.host === host)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    const secure = new TLSSocket(socket, { isServer: true, secureContext });
    secure.on('error', () => socket.destroy());
    inner.emit('connection', secure);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));

  return {
    proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    violations,
    passed,
    route: (next) => {
      routes = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

/** The reply's headers as they were, the route's own on pages, and a place to report violations to. */
function headersOf(reply: IncomingMessage, { pageHeaders = {} }: Route): string[] {
  const names = reply.rawHeaders.filter((_, index) => index % 2 === 0);
  const pairs = names.map((name, index) => [name, reply.rawHeaders[2 * index + 1] ?? ''] as const);
  const isPage = reply.headers['content-type']?.startsWith('text/html') === true;
  return [...pairs, ...(isPage ? Object.entries(pageHeaders) : [])].flatMap(([name, value]) =>
    name.toLowerCase() === 'content-security-policy'
      ? [name, `${value}; report-uri ${REPORTS}`]
      : [name, value],
  );
}

/** Source: Content Security Policy Level 3, section 5.3, the deprecated serialization that every engine sends. */
async function takeReport(incoming: IncomingMessage, violations: string[]): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const report = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, Record<string, unknown>>;
  const {
    'document-uri': page,
    'blocked-uri': blocked,
    'effective-directive': directive,
  } = report['csp-report'] ?? {};
  // Some engines look for an icon by themselves and report their own lookup.
  if (String(blocked).endsWith('/favicon.ico')) return;
  violations.push(`${String(directive)} blocked ${String(blocked)} on ${String(page)}`);
}
