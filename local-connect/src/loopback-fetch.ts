import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';

/** Where a local server listens, whatever name it is known by. */
export interface LoopbackTarget {
  readonly port: number;
  /** PEM certificate to trust, when the server speaks TLS. */
  readonly certificate?: string;
}

/**
 * A `fetch` over real HTTP to one local server: the URL's host goes into `Host` and the TLS server name, the connection
 * to 127.0.0.1. So a server may have a public name that no resolver knows.
 */
export function loopbackFetch(target: LoopbackTarget): (url: string, init: RequestInit) => Promise<Response> {
  return (url, init) =>
    new Promise((resolve, reject) => {
      const { host, hostname, pathname, search } = new URL(url);
      const options = {
        host: '127.0.0.1',
        port: target.port,
        path: `${pathname}${search}`,
        method: init.method ?? 'GET',
        headers: { ...Object.fromEntries(new Headers(init.headers)), host },
        agent: false as const,
        ...(init.signal ? { signal: init.signal } : {}),
      };
      const sent = target.certificate
        ? // A leaf certificate is trusted as it is: the authority that signed it need not be known.
          httpsRequest({
            ...options,
            ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
            ca: target.certificate,
            allowPartialTrustChain: true,
          })
        : httpRequest(options);
      sent.on('error', reject);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const headers = new Headers();
          for (const [name, value] of Object.entries(response.headers)) headers.set(name, String(value));
          resolve(new Response(Buffer.concat(chunks), { status: response.statusCode ?? 500, headers }));
        });
      });
      sent.end(typeof init.body === 'string' ? init.body : undefined);
    });
}
