// A TypeDoc plugin: names, groups and addresses of the pages.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { Converter, KindRouter, ReflectionKind } from 'typedoc';
import { groups, PACKAGES } from './contents.mjs';

/** Priority of a listener that runs after TypeDoc's own. */
const LAST = -10_000;

const LIT_MEMBERS = new Set(['styles', 'properties', 'connectedCallback', 'willUpdate', 'updated', 'render']);

/**
 * Address of the page of a Markdown file: `docs/limits.md` is `limits`, `widget/README.md` is `widget`.
 *
 * @param {string} path - relative to the root of the repository, with slashes
 */
export function slugOf(path) {
  const name = basename(path, '.md').toLowerCase().replaceAll('_', '-');
  const folder = dirname(path);
  if (folder === 'docs' || folder === '.') return name;
  return name === 'readme' ? folder : `${folder}-${name}`;
}

/**
 * Puts the pages of the site in order.
 *
 * @param {import('typedoc').Application} app
 * @param {string} root - root of the repository
 * @param {ReadonlyMap<string, string>} generated - groups of generated Markdown files, by absolute path
 */
export function arrangePages(app, root, generated) {
  const slugs = new Map();
  const groupOf = new Map(
    groups(root).flatMap(({ title, files }) => files.map((file) => [join(root, file), title])),
  );
  for (const [path, group] of generated) groupOf.set(path, group);

  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document) => {
    const { files } = document.project;
    const path = files.getReflectionPath(document);
    const file = relative(root, path).split(sep).join('/');
    slugs.set(document, generated.has(path) ? basename(path, '.md') : slugOf(file));
    document.name = /^# (.+)$/mu.exec(readFileSync(path, 'utf8'))?.[1].replaceAll('`', '') ?? document.name;
    document.frontmatter.group = groupOf.get(path);
    if (basename(path) === 'README.md') linkFolder(files, dirname(path), document);
  });

  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, reflection) => {
    if (!reflection.kindOf(ReflectionKind.Module)) return;
    const folder = PACKAGES.find(
      (name) => reflection.name === name || reflection.name.startsWith(`${name}/`),
    );
    if (folder === undefined) return;
    reflection.name = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).name;
    if (!existsSync(join(root, folder, 'README.md'))) {
      linkFolder(reflection.project.files, join(root, folder), reflection);
    }
  });

  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    linkFolder(project.files, root, project);
    // What Lit asks of a class is no part of the element's interface.
    for (const reflection of project.getReflectionsByKind(ReflectionKind.ClassMember)) {
      if (LIT_MEMBERS.has(reflection.name)) project.removeReflection(reflection);
    }
    project.files.registerReflectionPath(join(root, 'README.md'), project);
  });

  app.converter.on(
    Converter.EVENT_RESOLVE_END,
    ({ project }) => {
      const modules = project.groups?.find(({ title }) => title === 'Modules');
      if (modules !== undefined) modules.title = 'API reference';
    },
    LAST,
  );

  app.renderer.defineRouter(
    'site',
    class SiteRouter extends KindRouter {
      getIdealBaseName(reflection) {
        return slugs.get(reflection) ?? `api/${super.getIdealBaseName(reflection)}`;
      }
    },
  );
}

/** Lets links to a folder of the repository lead to a page. */
function linkFolder(files, folder, reflection) {
  files.registerReflectionPath(folder, reflection);
  files.registerReflectionPath(`${folder}/`, reflection);
}
