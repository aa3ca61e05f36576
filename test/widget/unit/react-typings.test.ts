import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const FILE = join(FOLDER, 'a-page.tsx');

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  jsx: ts.JsxEmit.ReactJSX,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ['source'],
  experimentalDecorators: true,
  useDefineForClassFields: false,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['react'],
};

/** The README's declaration, and a page that uses the element. */
const page = (jsx: string): string => `
  import type { ConnectSignInElement } from 'connect-sign-in';
  import type { ConnectSignInIntrinsicElements } from 'connect-sign-in/react';
  declare module 'react' {
    namespace JSX {
      interface IntrinsicElements extends ConnectSignInIntrinsicElements {}
    }
  }
  declare const chat: ConnectSignInElement['chatSession'];
  export const prompt = ${jsx};
`;

let earlier: ts.Program | undefined;

/** Compiles a page with React's own typings; returns what the compiler says about it. */
function complaints(jsx: string): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (path) => path === FILE || fileExists.call(host, path);
  host.readFile = (path) => (path === FILE ? page(jsx) : readFile.call(host, path));
  host.getSourceFile = (path, language) =>
    path === FILE
      ? ts.createSourceFile(path, page(jsx), language)
      : (earlier?.getSourceFile(path) ?? getSourceFile.call(host, path, language));
  earlier = ts.createProgram({ rootNames: [FILE], options: OPTIONS, host });
  const file = earlier.getSourceFile(FILE);
  return [...earlier.getSyntacticDiagnostics(file), ...earlier.getSemanticDiagnostics(file)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '),
  );
}

describe('the typings for React 19', { timeout: 120_000 }, () => {
  it('take attributes, properties, events, a ref and slotted children', () => {
    expect(
      complaints(`<connect-sign-in
        key="sign-in" className="prompt" slot="chat" redirect-uri="https://auth.example.com/callback"
        mode="auto" time-limit={15} identityProvider="Example" announce="none" chatSession={chat}
        strings={{ 'action.sign-in': 'Sign in to Acme' }}
        ref={(element) => element?.signIn()}
        onsign-in-status={({ detail }) => detail.status satisfies string}
        onsign-in-ended={({ detail }) => detail.outcome === 'succeeded'}
        onsign-in-opening={(event) => event.preventDefault()}
      ><img slot="icon" alt="" /></connect-sign-in>`),
    ).toEqual([]);
  });

  it.each([
    ['a mode that does not exist', `<connect-sign-in mode="sideways" />`, /"sideways"/],
    ['an attribute that does not exist', `<connect-sign-in sessionid="1" />`, /sessionid/],
    ['a text that does not exist', `<connect-sign-in strings={{ 'action.dance': '' }} />`, /action\.dance/],
    [
      'a status that does not exist',
      `<connect-sign-in onsign-in-status={({ detail }) => detail.status === 'dancing'} />`,
      /no overlap/,
    ],
  ])('refuse %s', (_, jsx, complaint) => {
    expect(complaints(jsx).join('\n')).toMatch(complaint);
  });
});
