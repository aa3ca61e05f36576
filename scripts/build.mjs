// What `tsc -b` leaves to do: packages that stand alone, and the widget's script-tag bundle.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import { minify } from 'terser';
import { localeSources, onDemand, WIDGET_BUNDLES } from './widget-bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const SHARED = /(["'])connect-sign-in-shared\/([\w-]+\.js)\1/gu;

/** Copies the private words into a published package and points its modules to them. */
async function inlineShared(modules) {
  const dist = join(root, modules);
  const copy = join(dist, 'shared');
  await rm(copy, { recursive: true, force: true });
  await cp(join(root, 'shared/dist'), copy, {
    recursive: true,
    filter: (path) => !path.endsWith('.tsbuildinfo'),
  });
  for (const entry of await readdir(dist, { recursive: true })) {
    if (!/\.(js|d\.ts)$/u.test(entry) || entry.startsWith(`shared${sep}`)) continue;
    const path = join(dist, entry);
    const text = await readFile(path, 'utf8');
    const to = relative(dirname(path), copy).split(sep).join('/');
    const own = text.replace(
      SHARED,
      (_, quote, file) => `${quote}${to.startsWith('.') ? to : `./${to}`}/${file}${quote}`,
    );
    if (own !== text) await writeFile(path, own);
  }
}

/** Takes white space out of the templates and styles, which esbuild leaves as they are. */
const litLiterals = {
  name: 'lit-literals',
  setup({ onLoad }) {
    onLoad({ filter: /widget[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const minified = await minifyHTMLLiterals(source, { fileName: path });
      return { contents: minified?.code ?? source, loader: 'ts' };
    });
  },
};

async function bundleWidget({ entry, name }) {
  const outfile = join(root, 'widget/dist', name);
  const { version } = JSON.parse(await readFile(join(root, 'widget/package.json'), 'utf8'));
  const { outputFiles } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['production', 'source'],
    legalComments: 'none',
    sourcemap: 'external',
    sourcesContent: true,
    plugins: [litLiterals, onDemand],
    write: false,
  });
  const [map, code] = ['.map', '.js'].map((end) => outputFiles.find(({ path }) => path.endsWith(end)).text);
  const result = await minify(code, {
    module: true,
    ecma: 2022,
    compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true },
    format: { preamble: `/* connect-sign-in ${version} (Apache-2.0) with Lit (BSD-3-Clause) */` },
    sourceMap: { content: map, filename: name, url: `${name}.map` },
  });
  await mkdir(dirname(outfile), { recursive: true });
  await writeFile(outfile, result.code);
  await writeFile(`${outfile}.map`, result.map);
}

async function bundleLocales() {
  await build({
    entryPoints: await localeSources(),
    outdir: join(root, 'widget/dist/locales'),
    minify: true,
    charset: 'utf8',
    format: 'esm',
    target: 'es2022',
  });
}

/** The bundles hold Lit; its licence asks that its text goes with every copy. */
async function collectLicences() {
  const names = ['lit', 'lit-element', 'lit-html', '@lit/reactive-element'];
  const texts = await Promise.all(
    names.map(async (name) => {
      const licence = await readFile(join(root, 'node_modules', name, 'LICENSE'), 'utf8');
      const { version } = JSON.parse(
        await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8'),
      );
      return `${name} ${version}\n\n${licence.trim()}\n`;
    }),
  );
  const head = 'connect-sign-in.js and connect-sign-in-prompt.js contain parts of these packages.\n';
  await writeFile(join(root, 'widget/dist/THIRD-PARTY-LICENSES.txt'), [head, ...texts].join('\n'));
}

await Promise.all(['widget/dist/module', 'callback-server/dist', 'local-connect/dist'].map(inlineShared));
for (const bundle of WIDGET_BUNDLES) await bundleWidget(bundle);
await bundleLocales();
await collectLicences();
