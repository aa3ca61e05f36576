import { type SignInStrings, strings as english } from './en.js';

/** Languages other than English, each in a module of its own that is fetched when a page needs it. */
export const LOCALES: Readonly<Record<string, () => Promise<{ readonly strings: SignInStrings }>>> = {
  es: () => import('./es.js'),
  fr: () => import('./fr.js'),
  de: () => import('./de.js'),
  it: () => import('./it.js'),
  'pt-BR': () => import('./pt-br.js'),
  ja: () => import('./ja.js'),
  ko: () => import('./ko.js'),
  'zh-Hans': () => import('./zh-hans.js'),
  'zh-Hant': () => import('./zh-hant.js'),
  ar: () => import('./ar.js'),
  he: () => import('./he.js'),
};

/** What a page's language loads. */
export interface Locale {
  /** BCP 47 tag of the texts, which may be less than was asked for. */
  readonly tag: string;
  readonly strings: SignInStrings;
}

/** The locale the prompt starts with. */
export const ENGLISH: Locale = { tag: 'en', strings: english };

/**
 * Finds the tag of the texts for a language: the longest match of RFC 4647 section 3.4 (lookup), where regions of
 * Chinese stand for their script and Portuguese means Brazil's.
 *
 * @returns `en` where there is none
 */
export function matchLocale(language: string, available: readonly string[]): string {
  let tag = language.toLowerCase().replaceAll('_', '-').replace(/^iw\b/u, 'he');
  if (/^zh-(hant|tw|hk|mo)/u.test(tag)) tag = 'zh-hant';
  else if (/^zh\b/u.test(tag)) tag = 'zh-hans';
  else if (/^pt\b/u.test(tag)) tag = 'pt-br';
  for (; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const found = available.find((candidate) => candidate.toLowerCase() === tag);
    if (found !== undefined) return found;
  }
  return ENGLISH.tag;
}

/** Loads the texts for a language; English where there are none or they cannot be fetched. */
export async function loadLocale(language: string): Promise<Locale> {
  const tag = matchLocale(language, Object.keys(LOCALES));
  try {
    return { tag, strings: (await LOCALES[tag]?.())?.strings ?? english };
  } catch {
    return ENGLISH;
  }
}
