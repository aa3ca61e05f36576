import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/**
 * Serves files as a static host does.
 *
 * @param {(path: string) => Promise<Buffer | string>} read - the content for a path without leading slash; rejects for 404
 */
export async function serveSite(read) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    const path = normalize(decodeURIComponent(pathname)).slice(1) || 'index.html';
    read(path).then(
      (content) =>
        response
          .writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
          .end(content),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Serves a folder. */
export const serveFolder = (folder) => serveSite((path) => readFile(join(folder, path)));
