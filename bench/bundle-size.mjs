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

const ours = (name) => new URL(`../widget/dist/${name}`, import.meta.url);

/** What is compared, each as a page would import it; `files` are taken as their publisher ships them. */
const CANDIDATES = [
  {
    name: 'connect-sign-in, all of a page with a chat',
    files: [ours('connect-sign-in.js'), ours('connect-sign-in-prompt.js')],
  },
  { name: 'connect-sign-in.js (with Lit)', files: [ours('connect-sign-in.js')] },
  {
    name: 'connect-sign-in-prompt.js, fetched when a chat is attached',
    files: [ours('connect-sign-in-prompt.js')],
  },
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
  { name: 'amazon-connect-chatjs (as published)', files: [resolvePackage('amazon-connect-chatjs')] },
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

/** Files that a page fetches one by one are compressed one by one. */
function sizeOf(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return {
    min: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

/** @returns {Promise<readonly { name: string, min: number, gzip: number, brotli: number, ratio: number }[]>} bytes; ratio of gzip to the first, which is all of ours */
export async function measureBundleSizes() {
  const sizes = [];
  for (const { name, code, files = [] } of CANDIDATES) {
    const parts = code === undefined ? files.map((file) => readFileSync(file)) : [await bundle(code)];
    const total = { min: 0, gzip: 0, brotli: 0 };
    for (const size of parts.map(sizeOf)) for (const key of Object.keys(total)) total[key] += size[key];
    sizes.push({ name, ...total });
  }
  const [{ gzip }] = sizes;
  return sizes.map((size) => ({ ...size, ratio: size.gzip / gzip }));
}
