// README.md as a program: its code blocks, in order, under a heading.
import { readFile } from 'node:fs/promises';

const NAME = /^(?:\/\/|<!--) ([\w.-]+\.(?:html|mjs))(?: -->)?\n/u;

/**
 * The code blocks of a section of README.md.
 *
 * @param {string} heading - the section's heading, without `## `
 * @returns {Promise<{ language: string, code: string, file: string | undefined }[]>} `file` is the name in
 *   the block's first line, if it begins with a comment that is a file name
 * @throws Error where there is no such section or it has no code
 */
export async function readmeSteps(heading) {
  const text = await readmeText();
  const section = text.split(/^## /mu).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`README.md has no section "${heading}"`);
  const blocks = [...section.matchAll(/\n\n```(\w+)\n([\s\S]*?)\n```$/gmu)];
  if (blocks.length === 0) throw new Error(`the section "${heading}" of README.md has no code`);
  return blocks.map(([, language, code]) => ({
    language,
    code,
    file: NAME.exec(`${code}\n`)?.[1],
  }));
}

/** The whole of README.md. */
export async function readmeText() {
  return readFile(new URL('../README.md', import.meta.url), 'utf8');
}
