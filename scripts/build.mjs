// What `tsc -b` leaves to do: packages that stand alone, and the widget's script-tag bundle.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import { minify } from 'terser';

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

/** What is imported when it is needed is a file of its own beside the bundle. */
const onDemand = {
  name: 'on-demand',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/fetch-prompt\.js$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, 'fetch-prompt-beside.ts'),
    }));
    onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: path.replace('./', './locales/'), external: true } : undefined,
    );
  },
};

async function bundleWidget(entry, name) {
  const outfile = join(root, 'widget/dist', name);
  const { version } = JSON.parse(await readFile(join(root, 'widget/package.json'), 'utf8'));
  const { outputFiles } = await build({
    entryPoints: [join(root, 'widget/src', entry)],
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

/** English is in the bundle; each other language is fetched when a page needs it. */
async function bundleLocales() {
  const sources = join(root, 'widget/src/locales');
  const others = (await readdir(sources)).filter((name) => !['en.ts', 'load-locale.ts'].includes(name));
  await build({
    entryPoints: others.map((name) => join(sources, name)),
    outdir: join(root, 'widget/dist/locales'),
    minify: true,
    charset: 'utf8',
    format: 'esm',
    target: 'es2022',
  });
}

await Promise.all(['widget/dist/module', 'callback-server/dist', 'local-connect/dist'].map(inlineShared));
await bundleWidget('embed.ts', 'connect-sign-in.js');
await bundleWidget('prompt.ts', 'connect-sign-in-prompt.js');
await bundleLocales();
