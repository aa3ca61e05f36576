import { describe, expect, it } from 'vitest';
import { CHECKS, innerBlocks } from './code-checks.js';
import { modulesOf } from './code-modules.js';
import { GIVEN } from './given.js';
import { codeBlocks, markdownFiles, type CodeBlock } from './markdown.js';
import { compile } from './typescript-program.js';

const blocks = markdownFiles.flatMap(codeBlocks);
const scripts = blocks.filter(({ language }) => language === 'html').flatMap(innerBlocks);
const inLanguage = (...languages: string[]) =>
  [...blocks, ...scripts].filter(({ language }) => languages.includes(language));

const virtual = (list: readonly CodeBlock[]) => list.flatMap(modulesOf);

/**
 * What the looser check of JavaScript lets pass: an element found by id has our property, a parameter has no type, and
 * a value may be absent.
 */
const LOOSE = new Set([2339, 2531, 2322, 2345, 7006, 7016, 7031, 18047, 18048]);

describe('the code in the documents', () => {
  it('is found', () => {
    expect(inLanguage('ts').length).toBeGreaterThan(0);
    expect(inLanguage('html').length).toBeGreaterThan(1);
    expect(inLanguage('js').length).toBeGreaterThan(1);
    expect(inLanguage('sh').length).toBeGreaterThan(3);
    expect(inLanguage('json').length).toBeGreaterThan(0);
    expect(inLanguage('mermaid').length).toBeGreaterThan(2);
  });

  it('names a language that is checked', () => {
    const compiled = ['ts', 'tsx', 'js', 'jsx'];
    const unknown = blocks.filter(({ language }) => !(language in CHECKS) && !compiled.includes(language));
    expect(unknown.map(({ at, language }) => `${at} ${language}`)).toEqual([]);
  });

  it('is right in HTML, CSS, shell, JSON, YAML and the like', () => {
    const wrong = [...blocks, ...scripts].flatMap((block) =>
      (CHECKS[block.language]?.(block) ?? []).map((problem) => `${block.at}: ${problem}`),
    );
    expect(wrong).toEqual([]);
  });

  it('compiles in TypeScript, strictly and against the sources', () => {
    expect(compile(virtual(inLanguage('ts', 'tsx')), GIVEN)).toEqual([]);
  }, 120_000);

  it('compiles in JavaScript, with what a page has at hand', () => {
    const files = virtual(inLanguage('js', 'jsx'));
    expect(compile(files, GIVEN, { strict: false, ignore: LOOSE })).toEqual([]);
  }, 120_000);
});

describe('the check of the code', () => {
  const block = (language: string, code: string): CodeBlock => ({
    at: 'x.md:1',
    file: 'x.md',
    language,
    code,
  });
  it.each([
    ['html', '<connect-sign-in redirekt-uri="x"></connect-sign-in>'],
    ['html', '<connect-sign-in><b slot="nowhere"></b></connect-sign-in>'],
    ['css', 'connect-sign-in { --connect-sign-in-acent: red }'],
    ['css', 'connect-sign-in::part(bottom) { color: red }'],
    ['sh', 'npm run nonsense'],
    ['sh', 'if true'],
    ['sh', 'REDIRECT=x npx connect-sign-in-callback serve'],
    ['json', '{ "a": 1, }'],
    ['yaml', 'a: [1'],
    ['mermaid', 'pie title Nothing'],
    ['nginx', 'location / {\n  proxy_pass http://a\n}'],
    ['dockerfile', 'FROM node\nBUY milk'],
  ])('refuses wrong %s: %s', (language, code) => {
    expect(CHECKS[language]?.(block(language, code))).not.toEqual([]);
  });

  it.each([
    ["import { nothing } from 'connect-sign-in-callback'; nothing();", 'TS2305'],
    ["import { callbackRouter } from 'connect-sign-in-callback'; callbackRouter({ region: 1 });", 'TS2'],
    ['const a: number = unheardOf;', 'TS2304'],
  ])(
    'refuses wrong TypeScript: %s',
    (code, error) => {
      const found = compile([{ at: 'x.md:1', name: 'wrong.ts', code }], GIVEN);
      expect(found.join('\n')).toContain(error);
    },
    120_000,
  );
});
