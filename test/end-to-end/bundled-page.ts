import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A page of a host that uses a bundler. */
export interface BundledPage {
  /** The page's script, relative to this folder. */
  readonly entry: string;
  readonly body: string;
}

/** A running server of such a page; what it does not have, such as the shop's API, it fetches from the shop. */
export interface BundledSite {
  readonly origin: string;
  serve(page: BundledPage, shop: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts the server without a page, so that its origin can be allowed first. */
export async function startBundledSite(): Promise<BundledSite> {
  let files = new Map<string, string>();
  let shop = '';
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = files.get(pathname);
    if (file !== undefined) {
      response.setHeader('content-type', pathname.endsWith('.js') ? 'text/javascript' : 'text/html');
      response.end(file);
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = request.method === 'POST' ? { body: Buffer.concat(chunks).toString() } : {};
      const { method = 'GET', headers } = request;
      const passed = { 'content-type': headers['content-type'] ?? 'text/plain' };
      fetch(`${shop}${pathname}`, { method, headers: passed, ...body })
        .then(async (answer) => response.writeHead(answer.status).end(await answer.text()))
        .catch(() => response.writeHead(502).end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async serve({ entry, body }, from) {
      shop = from;
      files = await bundle(entry);
      files.set(
        '/',
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>A chat</title>
        <body>${body}<script type="module" src="page.js"></script></body></html>`,
      );
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Bundles a script with the chunks it loads on demand: paths and texts. */
async function bundle(entry: string): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: { page: fileURLToPath(new URL(entry, import.meta.url)) },
    outdir: '/',
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
  });
  return new Map(outputFiles.map((file) => [file.path, file.text]));
}
