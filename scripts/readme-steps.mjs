// README.md as a program: its code blocks, in order, under a heading.
import { readFile } from 'node:fs/promises';

const NAME = /^(?:\/\/|<!--) ([\w.-]+\.(?:html|mjs))(?: -->)?\n/u;

/**
 * The code blocks of a section of README.md.
 *
 * @param {string} heading - the section's heading, without `## `
 * @returns {Promise<{ language: string, code: string, file: string | undefined, intro: string }[]>} `file` is the name in
 *   the block's first line, if it begins with a comment that is a file name; `intro` the line that the block follows
 * @throws Error where there is no such section or it has no code
 */
export async function readmeSteps(heading) {
  const text = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const section = text.split(/^## /mu).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`README.md has no section "${heading}"`);
  const blocks = [...section.matchAll(/([^\n]*)\n\n```(\w+)\n([\s\S]*?)\n```$/gmu)];
  if (blocks.length === 0) throw new Error(`the section "${heading}" of README.md has no code`);
  return blocks.map(([, intro, language, code]) => ({
    intro,
    language,
    code,
    file: NAME.exec(`${code}\n`)?.[1],
  }));
}

/** The text of a section. */
export async function readmeText() {
  return readFile(new URL('../README.md', import.meta.url), 'utf8');
}
