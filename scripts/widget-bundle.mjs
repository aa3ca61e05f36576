// What the widget's script-tag bundle consists of, for the release and for `npm run dev`.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../widget/src', import.meta.url));

/** Source and file name of each bundle. */
export const WIDGET_BUNDLES = [
  { entry: join(source, 'embed.ts'), name: 'connect-sign-in.js' },
  { entry: join(source, 'prompt.ts'), name: 'connect-sign-in-prompt.js' },
];

/** What is imported when it is needed is a file of its own beside the bundle. */
export const onDemand = {
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

/** The languages that are files of their own: English is in the bundle, each other one is fetched when a page needs it. */
export async function localeSources() {
  const locales = join(source, 'locales');
  const others = (await readdir(locales)).filter((name) => !['en.ts', 'load-locale.ts'].includes(name));
  return others.map((name) => join(locales, name));
}
