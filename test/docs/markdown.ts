import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import GithubSlugger from 'github-slugger';

/** Root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** All Markdown files of the repository, by their path from its root. */
export const markdownFiles = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));

/** A fenced block of code. */
export interface CodeBlock {
  /** Where it starts, as `file:line`. */
  readonly at: string;
  readonly file: string;
  readonly language: string;
  readonly code: string;
}

const FENCE =
  /^(?<indent> *)(?<fence>`{3,}|~{3,})(?<info>[^`\n]*)\n(?<code>(?:.*\n)*?)\k<indent>\k<fence> *$/gmu;

/** The fenced blocks of a Markdown file, without the indentation that a list gives them. */
export function codeBlocks(file: string): CodeBlock[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(FENCE)].map((match) => {
    const { indent = '', info = '', code = '' } = match.groups ?? {};
    const line = text.slice(0, match.index).split('\n').length;
    const lines = code.split('\n').map((one) => (one.startsWith(indent) ? one.slice(indent.length) : one));
    return {
      at: `${file}:${line}`,
      file,
      language: info.trim().split(/\s/u)[0] ?? '',
      code: lines.join('\n'),
    };
  });
}

/** A link or an image of a Markdown file. */
export interface Link {
  readonly at: string;
  readonly file: string;
  readonly target: string;
}

/** The links of a Markdown file outside its code. */
export function links(file: string): Link[] {
  const text = readFileSync(join(root, file), 'utf8').replace(FENCE, (block) =>
    block.replace(/[^\n]/gu, ' '),
  );
  const bare = text.replace(/`[^`\n]*`/gu, (code) => ' '.repeat(code.length));
  const inline = [...bare.matchAll(/\]\((?<target>[^()\s]+(?:\([^()\s]*\)[^()\s]*)?)(?:\s+"[^"]*")?\)/gu)];
  const reference = [...bare.matchAll(/^\[[^\]]+\]:\s*(?<target>\S+)/gmu)];
  const html = [...bare.matchAll(/\b(?:href|src|srcset)="(?<target>[^"]+)"/gu)];
  return [...inline, ...reference, ...html].map((match) => ({
    at: `${file}:${bare.slice(0, match.index).split('\n').length}`,
    file,
    target: match.groups?.['target'] ?? '',
  }));
}

/** The anchors of a Markdown file, as GitHub and the documentation site make them. */
export function anchors(file: string): ReadonlySet<string> {
  const text = readFileSync(join(root, file), 'utf8').replace(FENCE, '');
  const slugger = new GithubSlugger();
  const headings = [...text.matchAll(/^#{1,6} +(?<title>.+?)\s*#*$/gmu)].map((match) =>
    slugger.slug(plain(match.groups?.['title'] ?? '')),
  );
  const named = [...text.matchAll(/<a (?:id|name)="(?<id>[^"]+)"/gu)].map(
    (match) => match.groups?.['id'] ?? '',
  );
  return new Set([...headings, ...named]);
}

/** A heading's text without its Markdown. */
function plain(title: string): string {
  return title.replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1').replace(/[`*]/gu, '');
}
