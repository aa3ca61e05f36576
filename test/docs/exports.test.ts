import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { root } from './markdown.js';
import { compilerOptions } from './typescript-program.js';

interface Manifest {
  readonly name: string;
  readonly exports: Record<string, { source?: string } | string>;
}

const entries = ['widget', 'callback-server', 'local-connect'].flatMap((folder) => {
  const { exports, name } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
  return Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === 'object' && target.source !== undefined
      ? [{ entry: `${name}${entry.slice(1)}`, path: join(root, folder, target.source) }]
      : [],
  );
});

const program = ts.createProgram(
  entries.map(({ path }) => path),
  compilerOptions(),
);
const checker = program.getTypeChecker();

function exportsOf(path: string): ts.Symbol[] {
  const source = program.getSourceFile(path);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  return module === undefined ? [] : checker.getExportsOfModule(module);
}

const target = (symbol: ts.Symbol) =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
const isOurs = (symbol: ts.Symbol) =>
  symbol.declarations?.some((node) => !node.getSourceFile().fileName.includes('node_modules')) ?? false;

describe('the exports of the packages', () => {
  it('are found', () => {
    expect(entries.map(({ entry }) => entry)).toEqual(
      expect.arrayContaining(['connect-sign-in', 'connect-sign-in-callback', 'local-connect']),
    );
  });

  it.each(entries)('of $entry are all documented', ({ path }) => {
    const undocumented = exportsOf(path)
      .map((symbol) => ({ symbol: target(symbol), name: symbol.name }))
      .filter(({ symbol }) => isOurs(symbol))
      .filter(({ symbol }) => symbol.getDocumentationComment(checker).length === 0)
      .map(({ name, symbol }) => {
        const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
        return `${name} (${relative(root, file)})`;
      });
    expect(undocumented).toEqual([]);
  });
});
