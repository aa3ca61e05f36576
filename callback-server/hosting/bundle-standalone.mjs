// Writes the stand-alone server as one file, with the manifest it takes its version from: the content of the image.
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const [, , out] = process.argv;
if (out === undefined) throw new TypeError('bundle-standalone.mjs wants a folder to write to');
const root = fileURLToPath(new URL('../..', import.meta.url));

await mkdir(join(out, 'dist'), { recursive: true });
await build({
  entryPoints: [join(root, 'callback-server/dist/standalone.js')],
  outfile: join(out, 'dist/server.mjs'),
  bundle: true,
  minifyWhitespace: true,
  minifySyntax: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  conditions: ['module'],
  // Tracing is for hosts that bring the API and its SDK themselves.
  external: ['@opentelemetry/api'],
  legalComments: 'linked',
  logLevel: 'error',
  // Parts of the SDK still call require.
  banner: {
    js: "import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);",
  },
});
await cp(join(root, 'callback-server/package.json'), join(out, 'package.json'));
