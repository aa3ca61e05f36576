import { ar } from './locales/ar.js';
import { de } from './locales/de.js';
import { en } from './locales/en.js';
import { es } from './locales/es.js';
import { fr } from './locales/fr.js';
import { he } from './locales/he.js';
import { it } from './locales/it.js';
import { ja } from './locales/ja.js';
import { ko } from './locales/ko.js';
import { ptBr } from './locales/pt-br.js';
import { zhHans } from './locales/zh-hans.js';
import { zhHant } from './locales/zh-hant.js';
import type { Words } from './page-words.js';

/** Texts of every language, by BCP 47 tag. */
export const LOCALES = {
  en,
  es,
  fr,
  de,
  it,
  'pt-BR': ptBr,
  ja,
  ko,
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  ar,
  he,
} as const satisfies Record<string, Words>;

/** Tag of a language in which the pages exist. */
export type Locale = keyof typeof LOCALES;

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'he']);
const ACCEPT_LANGUAGE_MAX = 500;

/** Writing direction of a language. */
export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(locale) ? 'rtl' : 'ltr';
}

/**
 * The language of a page: what the chat spoke, else the browser's first choice that exists, else English.
 *
 * @param lang - language tag carried from the prompt
 * @param acceptLanguage - value of the `Accept-Language` header (RFC 9110 section 12.5.4)
 */
export function chooseLocale(lang: string | undefined, acceptLanguage: string | null): Locale {
  const wanted = [...(lang === undefined ? [] : [lang]), ...preferences(acceptLanguage ?? '')];
  for (const tag of wanted) {
    const locale = localeOf(tag);
    if (locale !== undefined) return locale;
  }
  return 'en';
}

function preferences(header: string): string[] {
  return header
    .slice(0, ACCEPT_LANGUAGE_MAX)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight)
    .map(({ tag }) => tag);
}

const BY_TAG = new Map((Object.keys(LOCALES) as Locale[]).map((locale) => [locale.toLowerCase(), locale]));
const BY_LANGUAGE = new Map([...BY_TAG].reverse().map(([tag, locale]) => [tag.split('-', 1)[0], locale]));

function localeOf(tag: string): Locale | undefined {
  const lower = tag.toLowerCase();
  const exact = BY_TAG.get(lower);
  if (exact !== undefined) return exact;
  const [language, ...rest] = lower.split('-');
  if (language === 'zh') {
    const traditional = rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part));
    return traditional ? 'zh-Hant' : 'zh-Hans';
  }
  // `iw` is what old Java still calls Hebrew.
  return BY_LANGUAGE.get(language === 'iw' ? 'he' : language);
}
