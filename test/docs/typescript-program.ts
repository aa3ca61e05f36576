import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root } from './markdown.js';

/** How the documents' code is compiled: strict, against the sources of the packages. */
export function compilerOptions(): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['source'],
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    jsx: ts.JsxEmit.ReactJSX,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    experimentalDecorators: true,
    useDefineForClassFields: false,
  };
}

/** A piece of code that exists in memory only. */
export interface VirtualFile {
  /** Name in the root of the repository. */
  readonly name: string;
  /** Where it comes from, for messages. */
  readonly at: string;
  readonly code: string;
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === root || folder === path ? [] : [folder, ...foldersAbove(folder)];
}

/**
 * Compiles pieces of code, each a module of its own.
 *
 * @param ambient - declarations of what the documents take as given
 * @returns one line for each error in them
 */
export function compile(
  files: readonly VirtualFile[],
  ambient: string,
  options: { readonly ignore?: ReadonlySet<number>; readonly strict?: boolean } = {},
): string[] {
  const settings = { ...compilerOptions(), strict: options.strict ?? true };
  const given = join(root, 'given.d.ts');
  const contents = new Map([
    [given, ambient],
    ...files.map(({ name, code }) => [join(root, name), code] as const),
  ]);
  const host = ts.createCompilerHost(settings);
  const folders = new Set([...contents.keys()].flatMap(foldersAbove));
  const { directoryExists, fileExists, getSourceFile, readFile } = host;
  host.directoryExists = (path) => folders.has(path) || directoryExists?.(path) === true;
  host.fileExists = (path) => contents.has(path) || fileExists(path);
  host.readFile = (path) => contents.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const code = contents.get(path);
    return code === undefined
      ? getSourceFile(path, language, ...rest)
      : ts.createSourceFile(path, code, language, true);
  };
  const program = ts.createProgram([...contents.keys()], settings, host);
  return files.flatMap(({ at, name }) => {
    const source = program.getSourceFile(join(root, name));
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .filter(({ code }) => options.ignore?.has(code) !== true)
      .map(({ code, messageText, start = 0 }) => {
        const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
        return `${at} line ${line}: TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      });
  });
}
