import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseHtml } from 'parse5';
import postcss from 'postcss';
import { parseDocument } from 'yaml';
import { elementDeclaration } from '../../docs/site/element-page.mjs';
import { root, type CodeBlock } from './markdown.js';

/** Finds what is wrong with a block of code; an empty list says that it was read and is right. */
export type CodeCheck = (block: CodeBlock) => readonly string[];

const element = elementDeclaration(root);
const names = (list: readonly { name?: string }[] = []) => new Set(list.map(({ name }) => name));
const ATTRIBUTES = names(element.attributes);
const PROPERTIES = names(element.cssProperties);
const PARTS = names(element.cssParts);
const SLOTS = names(element.slots);
const GLOBAL_ATTRIBUTE = /^(id|class|style|lang|dir|hidden|slot|part|status|data-.+|aria-.+|role)$/u;

const attempt = (work: () => unknown): readonly string[] => {
  try {
    work();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
};

interface HtmlNode {
  readonly tagName?: string;
  readonly attrs?: readonly { name: string; value: string }[];
  readonly childNodes?: readonly HtmlNode[];
  readonly value?: string;
}

function everyNode(node: HtmlNode): HtmlNode[] {
  return [node, ...(node.childNodes ?? []).flatMap(everyNode)];
}

/** The scripts and styles inside a block of HTML, as blocks of their own. */
export function innerBlocks(block: CodeBlock): CodeBlock[] {
  return everyNode(parseHtml(block.code) as HtmlNode).flatMap(({ tagName, attrs = [], childNodes = [] }) => {
    const code = childNodes.map(({ value }) => value ?? '').join('');
    const type = attrs.find(({ name }) => name === 'type')?.value ?? '';
    if (code.trim() === '') return [];
    if (tagName === 'style') return [{ ...block, language: 'css', code }];
    if (tagName !== 'script' || !/^(|module|text\/javascript)$/u.test(type)) return [];
    return [{ ...block, language: 'js', code }];
  });
}

const checkHtml: CodeCheck = ({ code }) => {
  const errors: string[] = [];
  const onParseError = ({ code: name }: { readonly code: string }): void => {
    if (name !== 'missing-doctype') errors.push(name);
  };
  const page = parseHtml(code, { sourceCodeLocationInfo: true, onParseError } as never) as HtmlNode;
  const nodes = everyNode(page);
  for (const { attrs = [] } of nodes.filter(({ tagName }) => tagName === 'connect-sign-in')) {
    for (const { name } of attrs) {
      if (!ATTRIBUTES.has(name) && !GLOBAL_ATTRIBUTE.test(name)) errors.push(`no such attribute: ${name}`);
    }
  }
  const inside = nodes.filter(({ tagName }) => tagName === 'connect-sign-in').flatMap(everyNode);
  for (const { attrs = [] } of inside) {
    const slot = attrs.find(({ name }) => name === 'slot')?.value;
    if (slot !== undefined && !SLOTS.has(slot)) errors.push(`no such slot: ${slot}`);
  }
  return errors;
};

const checkCss: CodeCheck = ({ code }) => {
  const errors = [...attempt(() => postcss.parse(code))];
  for (const [name] of code.matchAll(/--connect-sign-in-[\w-]+/gu)) {
    if (!PROPERTIES.has(name)) errors.push(`no such custom property: ${name}`);
  }
  for (const [, part = ''] of code.matchAll(/connect-sign-in[^{},]*::part\(([\w-]+)\)/gu)) {
    if (!PARTS.has(part)) errors.push(`no such part: ${part}`);
  }
  return errors;
};

interface Package {
  readonly scripts?: Record<string, string>;
  readonly bin?: Record<string, string>;
}
const manifest = (folder: string) =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Package;
const SCRIPTS = new Set(Object.keys(manifest('.').scripts ?? {}));
const BINS = new Set(
  ['callback-server', 'local-connect'].flatMap((name) => Object.keys(manifest(name).bin ?? {})),
);
const serverText = readdirSync(join(root, 'callback-server/src'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(root, 'callback-server/src', name), 'utf8'))
  .join('\n');
/** Variables that the AWS SDK and Node read themselves. */
const PLATFORM = /^(AWS_\w+|NODE_\w+|PATH)$/u;

const checkShell: CodeCheck = ({ code }) => {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
  const errors = status === 0 ? [] : [stderr.trim()];
  for (const [, script = ''] of code.matchAll(/\bnpm run ([\w:-]+)/gu)) {
    if (!SCRIPTS.has(script)) errors.push(`no such script: npm run ${script}`);
  }
  for (const [, bin = ''] of code.matchAll(/\bnpx (?:--yes )?([\w@/-]+)/gu)) {
    if (!BINS.has(bin)) errors.push(`no command of ours: npx ${bin}`);
  }
  if (code.includes('connect-sign-in-callback')) {
    for (const [, name = ''] of code.matchAll(/(?:^|\s)(?:export )?([A-Z][A-Z_]+)=/gmu)) {
      if (!PLATFORM.test(name) && !new RegExp(`\\b${name}\\b`, 'u').test(serverText))
        errors.push(`the server does not read ${name}`);
    }
  }
  return errors;
};

const DIAGRAM = /^(sequenceDiagram|flowchart (LR|TB|TD|RL|BT)|stateDiagram-v2)\s/u;
const INSTRUCTION = /^(#|FROM|RUN|COPY|WORKDIR|USER|ENV|EXPOSE|ENTRYPOINT|CMD|ARG|LABEL|HEALTHCHECK|\s|$)/u;

const balanced = (code: string): readonly string[] => {
  const count = (sign: string) => code.split(sign).length;
  return count('{') === count('}') ? [] : ['braces do not match'];
};

/** Checks by language, but for TypeScript and JavaScript, which are compiled together. */
export const CHECKS: Readonly<Record<string, CodeCheck>> = {
  html: checkHtml,
  css: checkCss,
  sh: checkShell,
  json: ({ code }) => attempt(() => JSON.parse(code) as unknown),
  yaml: ({ code }) => parseDocument(code).errors.map(({ message }) => message),
  // Drawn in a browser by the test of the site.
  mermaid: ({ code }) => (DIAGRAM.test(code) ? [] : ['no diagram that the site draws']),
  nginx: ({ code }) => [
    ...balanced(code),
    ...code
      .split('\n')
      .filter((line) => !/^\s*(#.*|.*[{};])?\s*(#.*)?$/u.test(line))
      .map((line) => `no end of the directive: ${line.trim()}`),
  ],
  dockerfile: ({ code }) =>
    code
      .split('\n')
      .filter((line, index, all) => !INSTRUCTION.test(line) && !/\\$/u.test(all[index - 1] ?? ''))
      .map((line) => `no instruction: ${line}`),
  // Compiled by the frameworks' own compilers: `framework-blocks.test.ts` says where.
  vue: () => [],
  svelte: () => [],
  // What a program prints and what goes over the wire: nothing to run.
  text: () => [],
  '': () => [],
  http: ({ code }) =>
    /^([A-Z]+ \S+ HTTP\/1\.1|HTTP\/1\.1 \d{3}|[\w-]+: )/u.test(code) ? [] : ['no HTTP message'],
};
