// Sizes of what a page must load for a sign-in window: the widget beside well-known browser sign-in libraries.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const resolvePackage = createRequire(import.meta.url).resolve;

const FLOOR = `import { html, css, LitElement } from 'lit';
class Trivial extends LitElement {
  static properties = { label: {} };
  static styles = css\`button { color: red }\`;
  render() { return html\`<button>\${this.label}</button>\`; }
}
customElements.define('trivial-element', Trivial);`;

/** What is compared, each as a page would import it; a `file` is taken as its publisher ships it. */
const CANDIDATES = [
  { name: 'connect-sign-in (with Lit)', file: new URL('../widget/dist/connect-sign-in.js', import.meta.url) },
  { name: 'floor: Lit and a trivial element', code: FLOOR },
  { name: 'oidc-client-ts UserManager', code: "export { UserManager } from 'oidc-client-ts';" },
  {
    name: '@auth0/auth0-spa-js createAuth0Client',
    code: "export { createAuth0Client } from '@auth0/auth0-spa-js';",
  },
  {
    name: '@azure/msal-browser PublicClientApplication',
    code: "export { PublicClientApplication } from '@azure/msal-browser';",
  },
  { name: 'amazon-connect-chatjs (as published)', file: resolvePackage('amazon-connect-chatjs') },
];

async function bundle(code) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: new URL('..', import.meta.url).pathname },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2021',
    conditions: ['production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'silent',
  });
  return Buffer.from(outputFiles[0].contents);
}

/** @returns {Promise<readonly { name: string, min: number, gzip: number, brotli: number, ratio: number }[]>} bytes; ratio of gzip to ours */
export async function measureBundleSizes() {
  const sizes = [];
  for (const { name, code, file } of CANDIDATES) {
    const bytes = code === undefined ? readFileSync(file) : await bundle(code);
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    sizes.push({
      name,
      min: bytes.length,
      gzip: gzipSync(bytes, { level: 9 }).length,
      brotli: brotli.length,
    });
  }
  const ours = sizes[0].gzip;
  return sizes.map((size) => ({ ...size, ratio: Number((size.gzip / ours).toFixed(2)) }));
}
