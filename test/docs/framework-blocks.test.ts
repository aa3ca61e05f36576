import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeBlocks, root } from './markdown.js';

const PROJECTS = join(root, 'test/packaging/consumers/projects');

/** Line of a heading of the embedding guide, and the line where its section ends. */
function section(heading: string): { readonly from: number; readonly to: number } {
  const lines = readFileSync(join(root, 'docs/embedding.md'), 'utf8').split('\n');
  const from = lines.indexOf(`### ${heading}`);
  const next = lines.findIndex((line, index) => index > from && /^#{2,3} /u.test(line));
  return { from, to: next };
}

// Frameworks have compilers of their own, so the code for them is compiled where they are installed.
describe('the code for frameworks in the embedding guide', () => {
  it.each([
    { heading: 'React 19', project: 'react', blocks: 2 },
    { heading: 'Next.js', project: 'next', blocks: 1 },
    { heading: 'Vue 3', project: 'vue', blocks: 3 },
    { heading: 'Angular', project: 'angular', blocks: 1 },
    { heading: 'Svelte 5', project: 'svelte', blocks: 2 },
  ])('for $heading is what npm run test:consumers builds', ({ heading, project, blocks }) => {
    const { from, to } = section(heading);
    const documented = codeBlocks('docs/embedding.md').filter(({ at }) => {
      const line = Number(at.split(':')[1]);
      return line > from && line < to;
    });
    expect(documented).toHaveLength(blocks);
    const folder = join(PROJECTS, project);
    const built = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    for (const { code } of documented) expect(built).toContain(code);
  });
});
