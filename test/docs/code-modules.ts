import type { CodeBlock } from './markdown.js';
import type { VirtualFile } from './typescript-program.js';

/** `// app/route.ts` at the start of a line begins a file; `the same with` repeats the imports of the file before. */
const FILE = /^\/\/ (?<path>[\w.[\]-]+(?:\/[\w.[\]-]+)+\.[jt]sx?)(?<same>.*the same with.*)?.*$/u;
/** A block that starts with a property shows a part of the callback server's options. */
const OPTION = /^\w+: [[{'"]/u;

interface Part {
  path: string;
  lines: string[];
}

/**
 * The modules of a block: one, or one for each file that it names. Each is a module of its own, whether it imports
 * anything or not, so that names do not clash.
 */
export function modulesOf(block: CodeBlock, index: number): VirtualFile[] {
  const folder = `document-${block.language}-${index}`;
  const extension = block.language.endsWith('x') ? 'tsx' : 'ts';
  const parts: Part[] = [{ path: `main.${extension}`, lines: [] }];
  for (const line of asModule(block.code).split('\n')) {
    const header = FILE.exec(line)?.groups;
    const last = parts.at(-1);
    if (header?.['path'] === undefined) last?.lines.push(line);
    else if (header['same'] === undefined)
      parts.push({ path: header['path'].replace(/\.js(x?)$/u, '.ts$1'), lines: [] });
    else parts.push(besides(last, parts.length));
  }
  return parts.map(({ path, lines }) => ({
    at: block.at,
    name: `${folder}/${path}`,
    code: `${lines.join('\n')}\nexport {};\n`,
  }));
}

/** A file with the imports of the one before, in its folder, so that they lead to the same files. */
function besides(part: Part | undefined, number: number): Part {
  const path = part?.path.replace(/[^/]+$/u, '') ?? '';
  const lines = (part?.lines ?? []).filter((line) => line.startsWith('import '));
  return { path: `${path}same-${number}.ts`, lines };
}

function asModule(code: string): string {
  if (!OPTION.test(code)) return code;
  return `import type { SharedOptions } from 'connect-sign-in-callback';\nexport const part: Partial<SharedOptions> = { ${code.trim()} };`;
}
