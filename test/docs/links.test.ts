import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchors, links, markdownFiles, root, type Link } from './markdown.js';

const isExternal = (target: string) => /^[a-z][a-z0-9+.-]*:/iu.test(target);

function problem({ file, target }: Link): string | undefined {
  const [path = '', anchor] = target.split('#');
  const found = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), decodeURI(path)));
  if (found.startsWith('..')) return 'leaves the repository';
  if (!existsSync(join(root, found))) return `${found} does not exist`;
  if (anchor === undefined) return undefined;
  const page = statSync(join(root, found)).isDirectory() ? posix.join(found, 'README.md') : found;
  if (!page.endsWith('.md') || !existsSync(join(root, page))) return `${page} has no anchors`;
  return anchors(page).has(decodeURIComponent(anchor)) ? undefined : `${page} has no #${anchor}`;
}

describe('the links of the documents', () => {
  const all = markdownFiles.flatMap(links);

  it('are found', () => {
    expect(all.length).toBeGreaterThan(40);
  });

  it('lead to files and headings that exist', () => {
    const broken = all
      .filter(({ target }) => !isExternal(target))
      .map((link) => ({ ...link, problem: problem(link) }))
      .filter((link) => link.problem !== undefined)
      .map((link) => `${link.at} ${link.target}: ${link.problem ?? ''}`);
    expect(broken).toEqual([]);
  });

  it('use https where they lead elsewhere', () => {
    const others = all.filter(({ target }) => isExternal(target) && !/^(https|mailto):/u.test(target));
    expect(others).toEqual([]);
  });
});
