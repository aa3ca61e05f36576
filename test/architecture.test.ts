import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));

const source = tracked.filter((path) =>
  /^(shared|widget|callback-server|local-connect|demo)\/src\/.*\.ts$/.test(path),
);
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const parsed = new Map<string, ts.SourceFile>();

function parse(path: string): ts.SourceFile {
  const known = parsed.get(path) ?? ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2022, true);
  parsed.set(path, known);
  return known;
}

/** Whether a node of the file is what a ban speaks of. */
function has(path: string, offends: (node: ts.Node) => boolean): boolean {
  const visit = (node: ts.Node): boolean => offends(node) || (ts.forEachChild(node, visit) ?? false);
  return visit(parse(path));
}

const reads = (node: ts.Node, object: string, member: string) =>
  ts.isPropertyAccessExpression(node) &&
  node.name.text === member &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === object;
const calls = (node: ts.Node, names: readonly string[]) =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && names.includes(node.expression.text);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function importsOf(path: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    const to = specifier.text.startsWith('.')
      ? posix.join(posix.dirname(path), specifier.text).replace(/\.js$/, '.ts')
      : specifier.text;
    found.push({ from: path, to, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const names = node.importClause?.namedBindings;
      const onlyTypes =
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
        (names !== undefined && ts.isNamedImports(names) && names.elements.every((name) => name.isTypeOnly));
      add(node.moduleSpecifier, onlyTypes);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(path));
  return found;
}

const inside = (folder: string) => source.filter((path) => path.startsWith(`${folder}/`));
const offences = (paths: readonly string[], forbidden: (i: Import) => boolean) =>
  paths
    .flatMap(importsOf)
    .filter(forbidden)
    .map(({ from, to }) => `${from} imports ${to}`);
const isShared = (to: string) => to.startsWith('connect-sign-in-shared/');

describe('the architecture', () => {
  it('has sources to check', () => {
    expect(source.length).toBeGreaterThan(20);
  });

  it('lets shared import nothing but itself', () => {
    expect(offences(inside('shared'), ({ to }) => !to.startsWith('shared/src/'))).toEqual([]);
  });

  it('lets the machine and the ports reach nothing but pure files of the widget and shared', () => {
    const reached = new Set(['widget/src/sign-in-machine.ts', 'widget/src/ports.ts']);
    for (const path of reached) {
      for (const { to } of importsOf(path)) if (to.startsWith('widget/src/')) reached.add(to);
    }
    const impure = /(chat-session|sign-in-controller|connect-sign-in|embed|define|browser-[a-z-]+)\.ts$/;
    expect([...reached].filter((path) => impure.test(path))).toEqual([]);
    expect(offences([...reached], ({ to }) => !isShared(to) && !to.startsWith('widget/src/'))).toEqual([]);
  });

  it('lets the controller import the machine, the ports and lit, never an adapter', () => {
    const adapters = /chat-session\.ts$|browser-[a-z-]+\.ts$/;
    expect(
      offences(['widget/src/sign-in-controller.ts'], ({ to, typeOnly }) => adapters.test(to) && !typeOnly),
    ).toEqual([]);
  });

  it('keeps the core of the callback server free of Express, the SDK and the environment', () => {
    const core = [
      'start',
      'callback',
      'forward-authentication',
      'browser-binding',
      'pages',
      'errors',
      'handler',
      'quota',
    ].map((name) => `callback-server/src/${name}.ts`);
    expect(offences(core, ({ to }) => /^(express|@aws-sdk\/|@smithy\/)/.test(to))).toEqual([]);
    expect(core.filter((path) => has(path, (node) => reads(node, 'process', 'env')))).toEqual([]);
  });

  it('lets the widget and the callback server meet only in shared', () => {
    expect(
      offences(inside('widget'), ({ to }) =>
        /^connect-sign-in-callback|^local-connect|callback-server\//.test(to),
      ),
    ).toEqual([]);
    expect(
      offences(inside('callback-server'), ({ to }) =>
        /^connect-sign-in(\/|$)|^local-connect|^widget\//.test(to),
      ),
    ).toEqual([]);
    expect(
      offences(inside('local-connect'), ({ to }) => /^connect-sign-in(-callback)?(\/|$)/.test(to)),
    ).toEqual([]);
  });

  it('lets nothing import the demo or the tests', () => {
    expect(
      offences(source, ({ from, to }) => !from.startsWith('demo/') && /(^|\/)(demo|test)\//.test(to)),
    ).toEqual([]);
  });

  it('keeps every hand-written source file at 200 lines or less', () => {
    const long = tracked
      .filter((path) => /\.(ts|mts|js|mjs)$/.test(path) && !/^(test|docs)\/|\/locales\//.test(path))
      .map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
      .filter(({ lines }) => lines > 200);
    expect(long).toEqual([]);
  });

  it('has no file whose name says nothing', () => {
    expect(
      tracked.filter((path) =>
        /^(utils?|helpers?|common|constants|types|misc)\.(ts|mts|js|mjs)$/.test(basename(path)),
      ),
    ).toEqual([]);
  });

  const markupSinks = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'unsafeHTML'];
  const bans: readonly { what: string; offends: (node: ts.Node) => boolean; except?: RegExp }[] = [
    { what: 'enum', offends: ts.isEnumDeclaration },
    {
      what: 'namespace',
      offends: (node) =>
        ts.isModuleDeclaration(node) &&
        node.name.kind === ts.SyntaxKind.Identifier &&
        node.name.text !== 'global' &&
        node.name.text !== 'JSX',
    },
    { what: 'any', offends: (node) => node.kind === ts.SyntaxKind.AnyKeyword },
    {
      what: 'default export',
      offends: (node) =>
        ts.isExportAssignment(node) ||
        (node.kind === ts.SyntaxKind.DefaultKeyword && ts.isFunctionDeclaration(node.parent)),
    },
    {
      what: 'class named Manager or Service, or base class',
      offends: (node) =>
        ts.isClassDeclaration(node) &&
        (/(Manager|Service)$|^Base[A-Z]/.test(node.name?.text ?? '') ||
          (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false)),
    },
    {
      what: 'way to write markup from text',
      offends: (node) => ts.isIdentifier(node) && markupSinks.includes(node.text),
    },
    {
      what: 'evaluation of text',
      offends: (node) =>
        calls(node, ['eval']) ||
        (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Function'),
    },
    {
      what: 'process.env outside configuration and command lines',
      offends: (node) => reads(node, 'process', 'env'),
      except: /(environment|cli|standalone|serve|lambda)\.ts$|^demo\//,
    },
    {
      what: 'timer or wall clock outside clocks',
      offends: (node) => calls(node, ['setTimeout', 'setInterval']) || reads(node, 'Date', 'now'),
      except: /clock[a-z-]*\.ts$|^demo\//,
    },
  ];
  it.each(bans)('has no $what', ({ offends, except }) => {
    expect(source.filter((path) => except?.test(path) !== true && has(path, offends))).toEqual([]);
  });

  it('touches window and document only in browser adapters, the embed script and the element', () => {
    const allowed = /^widget\/src\/(browser-[a-z-]+|embed|define|connect-sign-in)\.ts$/;
    const touching = (node: ts.Node) =>
      ts.isPropertyAccessExpression(node) &&
      ts.isIdentifier(node.expression) &&
      ['window', 'document'].includes(node.expression.text);
    expect(inside('widget').filter((path) => has(path, touching) && !allowed.test(path))).toEqual([]);
  });

  it('names no path of one machine and no registry', () => {
    const text = tracked.filter((path) => !/package-lock\.json$|\.png$|^test\/architecture/.test(path));
    const hits = text.filter((path) => /registry\.npmjs|(^|[\s"'`(])\/(work|root)\//m.test(read(path)));
    expect(hits).toEqual([]);
  });
});
