import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { formatRemaining } from '../../../widget/src/countdown.js';
import { strings as english, type SignInStrings } from '../../../widget/src/locales/en.js';
import { ENGLISH, loadLocale, LOCALES, matchLocale } from '../../../widget/src/locales/load-locale.js';

const TAGS = ['es', 'fr', 'de', 'it', 'pt-BR', 'ja', 'ko', 'zh-Hans', 'zh-Hant', 'ar', 'he'];
const KEYS = Object.keys(english) as (keyof SignInStrings)[];
const source = fileURLToPath(new URL('../../../widget/src', import.meta.url));

/** What every sentence of a language must contain: its script; for those in Latin letters, none of English's words. */
const SCRIPT: Readonly<Record<string, RegExp>> = {
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  ko: /\p{Script=Hangul}/u,
  'zh-Hans': /\p{Script=Han}/u,
  'zh-Hant': /\p{Script=Han}/u,
  ar: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
};
const ENGLISH_WORD = /\b(the|this|you|your|you’re|sign|signing|signed|window|left|open|without|again)\b/iu;
/** Characters that the other way of writing Chinese does not use. */
const ONLY_SIMPLIFIED = /[录请继续开启后试将离过时闭户浏览关为]/u;
const ONLY_TRADITIONAL = /[錄請繼續開啟後試將離過時閉瀏覽關為視]/u;

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/gu)].map(([found]) => found).sort();

describe('the locales of the prompt', () => {
  it('are the eleven that are promised, each in a module of its own', () => {
    expect(Object.keys(LOCALES)).toEqual(TAGS);
    const modules = readdirSync(`${source}/locales`).filter((name) => !/^(en|load-locale)\.ts$/u.test(name));
    expect(modules.sort()).toEqual(TAGS.map((tag) => `${tag.toLowerCase()}.ts`).sort());
  });

  describe.each(TAGS)('%s', (tag) => {
    it('has every text, with the placeholders of the English one', async () => {
      const { strings } = await LOCALES[tag]!();
      expect(Object.keys(strings).sort()).toEqual([...KEYS].sort());
      for (const key of KEYS) {
        expect(strings[key].trim(), key).not.toBe('');
        expect(strings[key].trim(), key).toBe(strings[key]);
        expect(placeholders(strings[key]), key).toEqual(placeholders(english[key]));
      }
    });

    it('has nothing left in English', async () => {
      const { strings } = await LOCALES[tag]!();
      for (const key of KEYS) {
        const words = strings[key].replaceAll(/\{\w+\}/gu, '');
        expect(words, key).not.toBe(english[key].replaceAll(/\{\w+\}/gu, ''));
        expect(words, key).not.toMatch(ENGLISH_WORD);
        if (SCRIPT[tag]) {
          expect(words, key).toMatch(SCRIPT[tag]);
          expect(words, key).not.toMatch(/[A-Za-z]/u);
        }
      }
    });

    it('ends its sentences like the English ones', async () => {
      const { strings } = await LOCALES[tag]!();
      for (const key of KEYS) {
        const end = english[key].at(-1)!;
        if (end === '.') expect(strings[key], key).toMatch(/[.。]$/u);
        else if (end === '…') expect(strings[key], key).toMatch(/…$/u);
        else expect(strings[key], key).not.toMatch(/[.。…]$/u);
      }
    });

    it('says the remaining time by Intl', () => {
      expect(formatRemaining(125_000, tag)).toBe(
        new Intl.DateTimeFormat(tag, { minute: 'numeric', second: '2-digit', timeZone: 'UTC' }).format(
          125_000,
        ),
      );
      expect(Intl.DateTimeFormat.supportedLocalesOf(tag)).toEqual([tag]);
    });
  });

  it('writes each Chinese in its own characters', async () => {
    const text = async (tag: string) => Object.values((await LOCALES[tag]!()).strings).join('');
    expect(await text('zh-Hans')).not.toMatch(ONLY_TRADITIONAL);
    expect(await text('zh-Hant')).not.toMatch(ONLY_SIMPLIFIED);
  });
});

describe('matchLocale', () => {
  it.each([
    ['es', 'es'],
    ['es-419', 'es'],
    ['ES_mx', 'es'],
    ['fr-CA', 'fr'],
    ['de-AT-1996', 'de'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['pt-br', 'pt-BR'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-Hant-MO', 'zh-Hant'],
    ['zh_Hans_CN', 'zh-Hans'],
    ['iw', 'he'],
    ['iw-IL', 'he'],
    ['ar-EG', 'ar'],
    ['en-GB', 'en'],
    ['eo', 'en'],
    ['', 'en'],
    ['-', 'en'],
    ['constructor', 'en'],
  ])('finds for %j the texts of %s', (language, tag) => {
    expect(matchLocale(language, TAGS)).toBe(tag);
  });
});

describe('loadLocale', () => {
  it('loads the texts of the nearest language, and says which', async () => {
    const { tag, strings } = await loadLocale('zh-TW');
    expect([tag, strings['action.sign-in']]).toEqual(['zh-Hant', '登入']);
  });

  it('falls back to English where there are none', async () => {
    expect(await loadLocale('eo')).toEqual(ENGLISH);
  });
});

/** The locales that a bundle of the entry holds; what is imported on demand is a file of its own. */
async function bundledLocales(entry: string): Promise<{ held: string[]; fetched: string[] }> {
  const fetched: string[] = [];
  const { metafile } = await build({
    entryPoints: [`${source}/${entry}`],
    bundle: true,
    format: 'esm',
    conditions: ['source'],
    write: false,
    metafile: true,
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    plugins: [
      {
        name: 'on-demand',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\.\// }, ({ path, kind, resolveDir }) => {
            if (kind !== 'dynamic-import') return undefined;
            if (basename(resolveDir) === 'locales') fetched.push(basename(path, '.js'));
            return { path, external: true };
          }),
      },
    ],
  });
  const { inputs } = Object.values(metafile.outputs)[0]!;
  const held = Object.keys(inputs)
    .filter((path) => path.includes('/locales/') && inputs[path]!.bytesInOutput > 0)
    .map((path) => basename(path, '.ts'));
  return { held, fetched: fetched.sort() };
}

describe('the base bundle', () => {
  it('holds no locale', async () => {
    expect(await bundledLocales('embed.ts')).toEqual({ held: [], fetched: [] });
  });

  it('leaves English to what a chat fetches, and all others to the page that needs them', async () => {
    const { held, fetched } = await bundledLocales('prompt.ts');
    expect(held).toEqual(['en', 'load-locale']);
    expect(fetched).toEqual(TAGS.map((tag) => tag.toLowerCase()).sort());
  });
});
