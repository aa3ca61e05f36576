// Builds the documentation site: guides and READMEs as they are, the API reference and the playground.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Application, OptionDefaults } from 'typedoc';
import { mendPages } from './accessible-html.mjs';
import { CONTENTS, groups, PACKAGES } from './contents.mjs';
import { writeElementPage } from './element-page.mjs';
import { arrangePages } from './pages.mjs';

const site = dirname(fileURLToPath(import.meta.url));
const root = join(site, '../..');
const ELEMENT_TAGS = ['@element', '@fires', '@slot', '@csspart', '@cssprop'];

/**
 * Builds the site.
 *
 * @param {string} out - folder that is emptied and filled
 * @returns {Promise<number>} how many warnings there were
 */
export async function buildSite(out) {
  const cache = join(root, 'node_modules/.cache/connect-sign-in-docs');
  const elementPage = join(cache, 'element.md');
  await mkdir(cache, { recursive: true });
  writeElementPage(root, elementPage);

  const contents = groups(root);
  const app = await Application.bootstrap({
    // Not the name of a module: see moduleNames.
    name: 'connect-sign-in documentation',
    entryPoints: PACKAGES.map((name) => join(root, name, 'src/index.ts')),
    basePath: root,
    tsconfig: join(root, 'docs/tsconfig.json'),
    skipErrorChecking: true,
    readme: join(root, 'README.md'),
    projectDocuments: [
      ...contents.flatMap(({ files }) => files.map((file) => join(root, file))),
      elementPage,
    ],
    out,
    router: 'site',
    customCss: join(site, 'site.css'),
    customJs: join(site, 'site.js'),
    favicon: join(site, 'favicon.svg'),
    disableSources: true,
    excludeExternals: true,
    excludePrivate: true,
    includeHierarchySummary: false,
    hideGenerator: true,
    searchInDocuments: true,
    sort: ['kind', 'alphabetical-ignoring-documents'],
    sortEntryPoints: false,
    groupOrder: [...CONTENTS.map(({ title }) => title), 'Modules', '*'],
    navigationLeaves: moduleNames(),
    navigation: { includeGroups: true, includeCategories: false, includeFolders: false },
    blockTags: [...OptionDefaults.blockTags, ...ELEMENT_TAGS],
    notRenderedTags: ELEMENT_TAGS,
    highlightLanguages: [
      'ts',
      'tsx',
      'js',
      'jsx',
      'html',
      'css',
      'json',
      'sh',
      'yaml',
      'nginx',
      'docker',
      'vue',
      'svelte',
    ],
    ignoredHighlightLanguages: ['mermaid', 'text', 'http'],
    // A file's name in a sentence is no web address.
    markdownItOptions: { html: true, linkify: false },
    lightHighlightTheme: 'github-light-high-contrast',
    darkHighlightTheme: 'github-dark-high-contrast',
    validation: { invalidLink: true, notExported: false, notDocumented: false, invalidPath: true },
    // Values behind exported types, which are no part of the interface.
    externalSymbolLinkMappings: { 'local-connect': { fidelitySchema: '#', flowScriptSchema: '#' } },
    logLevel: 'Warn',
  });
  arrangePages(app, root, new Map([[elementPage, 'Packages']]));
  const project = await app.convert();
  if (project === undefined) throw new Error('the sources cannot be read');
  app.validate(project);
  await app.generateDocs(project, out);
  await mendPages(out);
  await addPlayground(out);
  await cp(
    createRequire(import.meta.url).resolve('@mermaid-js/tiny/dist/mermaid.tiny.js'),
    join(out, 'assets/mermaid.js'),
  );
  await rm(cache, { recursive: true, force: true });
  return app.logger.warningCount + app.logger.errorCount;
}

/** A module that opened in the navigation would be a link inside another control. */
function moduleNames() {
  return PACKAGES.map((folder) => createRequire(join(root, folder, 'package.json'))('./package.json').name);
}

async function addPlayground(out) {
  const page = join(out, 'playground.html');
  const html = await readFile(page, 'utf8');
  const marker = '<div id="playground"></div>';
  if (!html.includes(marker)) throw new Error('docs/playground.md has lost the place for the playground');
  const fragment = await readFile(join(site, 'playground/playground.html'), 'utf8');
  await writeFile(
    page,
    html.replace(marker, () => fragment),
  );
  await build({
    entryPoints: [join(site, 'playground/playground.ts')],
    outdir: join(out, 'assets/playground'),
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    conditions: ['production', 'source'],
    legalComments: 'eof',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = process.argv[2] ?? join(root, 'docs/dist');
  const warnings = await buildSite(out);
  console.log(`${warnings === 0 ? 'built' : `${warnings} warnings in`} docs/dist`);
  process.exitCode = warnings === 0 ? 0 : 1;
}
