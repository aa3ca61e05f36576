import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, posix, relative, sep } from 'node:path';
import { buildSite } from '../../docs/site/build.mjs';
import { serveFolder } from '../../docs/site/serve.mjs';

/** The documentation site, built and served below a path, as a static host may serve it. */
export interface BuiltSite {
  /** Address of the site with a slash at its end. */
  readonly url: string;
  readonly warnings: number;
  /** Pages by their path from the site's root. */
  readonly pages: readonly string[];
  /** Links of a page that lead nowhere. */
  brokenLinks(page: string): string[];
  close(): void;
}

/** Builds and serves the site. */
export async function builtSite(): Promise<BuiltSite> {
  const folder = mkdtempSync(join(tmpdir(), 'connect-sign-in-site-'));
  const out = join(folder, 'some/where');
  mkdirSync(out, { recursive: true });
  const warnings = await buildSite(out);
  const server: Server = await serveFolder(folder, 0);
  const files = new Set(
    readdirSync(out, { recursive: true, encoding: 'utf8' }).map((path) => path.split(sep).join('/')),
  );
  const pages = [...files].filter((path) => path.endsWith('.html')).sort();
  const html = new Map(pages.map((page) => [page, readFileSync(join(out, page), 'utf8')]));
  const ids = (page: string) =>
    new Set([...(html.get(page) ?? '').matchAll(/\sid="([^"]+)"/gu)].map(([, id = '']) => id));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${relative(folder, out).split(sep).join('/')}/`,
    warnings,
    pages,
    brokenLinks(page) {
      const targets = [...(html.get(page) ?? '').matchAll(/\s(?:href|src)="([^"]+)"/gu)].map(
        ([, to = '']) => to,
      );
      return targets.filter((target) => {
        if (/^[a-z][a-z0-9+.-]*:/iu.test(target)) return !/^(https|mailto|data):/u.test(target);
        const [path = '', anchor] = target.replaceAll('&amp;', '&').split('#');
        if (path.startsWith('/')) return true;
        const found = path === '' ? page : posix.normalize(posix.join(posix.dirname(page), path));
        const file = found === '.' || found === './' ? 'index.html' : found;
        if (!files.has(file)) return true;
        const isPlace = anchor !== undefined && anchor !== '' && file.endsWith('.html');
        return isPlace && !ids(file).has(decodeURIComponent(anchor));
      });
    },
    close() {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
