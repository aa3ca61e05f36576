import type { Brand } from './config-brand.js';
import { LOCALES, directionOf, type Locale } from './language.js';
import { drawing, type Icon } from './page-style.js';
import type { PageName, Words } from './page-words.js';

/** What a page shows beside its words. */
export interface PageView {
  readonly locale: Locale;
  readonly requestId: string;
  /** A checked address: the authentication URL on `opening`, the return address on all others. */
  readonly link?: string;
  /** On `waiting` and `unavailable`: seconds until the page asks again. */
  readonly retryAfterSeconds?: number;
}

/**
 * The scripts of the pages; each is allowed by its hash, so none holds anything that varies.
 *
 * - `closes`: a window that a script opened may close itself; elsewhere this does nothing and the text stays.
 * - `tidies`: takes code and state out of the address bar and the history (RFC 9700 section 4.3.1); `done` is the clean page beside.
 * - `repeats`: asks for the same address again.
 */
export const SCRIPTS = {
  closes: "addEventListener('load',function(){close()})",
  tidies: "history.replaceState(null,'','done')",
  repeats: "self.setTimeout(function(){location.reload()},1000*document.querySelector('main').dataset.again)",
} as const;

/** Name of a script of {@link SCRIPTS}. */
export type PageScript = keyof typeof SCRIPTS;

/** Picture, script, and whether the page goes to its link by itself; failed pages show a reference. */
interface Behaviour {
  readonly icon: Icon;
  readonly script?: PageScript;
  readonly follows?: true;
  readonly reference?: true;
}

const FINISHED = { script: 'closes', follows: true } as const;
const FAILED = { icon: 'alert', script: 'tidies', reference: true } as const;
const REFUSED = { icon: 'alert', reference: true } as const;
const REPEATED = { icon: 'turning', script: 'repeats', reference: true } as const;

const BEHAVIOUR: Readonly<Record<PageName, Behaviour>> = {
  opening: { icon: 'turning', follows: true },
  accepted: { icon: 'done', ...FINISHED },
  alreadyAccepted: { icon: 'done', ...FINISHED },
  declined: { icon: 'note', ...FINISHED },
  checkChat: { icon: 'note', script: 'tidies', follows: true },
  neutral: { icon: 'note' },
  waiting: REPEATED,
  unavailable: REPEATED,
  tooOld: FAILED,
  rejected: FAILED,
  fault: FAILED,
  unbound: FAILED,
  invalid: FAILED,
  startRefused: REFUSED,
  notFound: REFUSED,
  methodNotAllowed: REFUSED,
};

/** The script of a page, if any. A window with somewhere to go must not close before it went there. */
export function scriptOf(page: PageName, view: PageView): PageScript | undefined {
  const { script } = BEHAVIOUR[page];
  return script === 'closes' && view.link !== undefined ? undefined : script;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a text for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ESCAPES[character] ?? '');
}

/** The HTML of a page. */
export function pageHtml(page: PageName, view: PageView, style: string, brand: Brand): string {
  const { locale, retryAfterSeconds: again, requestId } = view;
  const words: Words = LOCALES[locale];
  const own = brand.texts?.[locale]?.[page];
  const { icon, reference } = BEHAVIOUR[page];
  const script = scriptOf(page, view);
  const title = escapeHtml(own?.title ?? words.pages[page].title);
  const lines = [
    brandHtml(brand),
    drawing(icon),
    `<h1>${title}</h1>`,
    `<p>${escapeHtml(own?.text ?? words.pages[page].text)}</p>`,
    again === undefined
      ? ''
      : `<p>${escapeHtml(words.triesAgain.replace('{time}', duration(locale, again)))}</p>`,
    script === 'closes' || script === 'tidies' ? `<p>${escapeHtml(words.closeWindow)}</p>` : '',
    actionHtml(page, view, words),
    reference
      ? `<p class="reference">${escapeHtml(words.reference)} <bdi>${escapeHtml(requestId)}</bdi></p>`
      : '',
  ];
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
${refreshHtml(page, view)}<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main${again === undefined ? '' : ` data-again="${again}"`}>
${lines.filter((line) => line !== '').join('\n')}
</main>
${script === undefined ? '' : `<script>${SCRIPTS[script]}</script>\n`}</body>
</html>
`;
}

function refreshHtml(page: PageName, { link, retryAfterSeconds }: PageView): string {
  // Without an address the browser asks for the same one again, so that the server need not write it down. Where script
  // runs it does the waiting: a delayed refresh in the page itself is an accessibility failure to checkers.
  if (retryAfterSeconds !== undefined) {
    return `<noscript><meta http-equiv="refresh" content="${retryAfterSeconds}"></noscript>\n`;
  }
  if (BEHAVIOUR[page].follows !== true || link === undefined) return '';
  return `<meta http-equiv="refresh" content="0;url=${escapeHtml(link)}">\n`;
}

function brandHtml({ name, logo }: Brand): string {
  if (name === undefined && logo === undefined) return '';
  const image = logo === undefined ? '' : `<img src="${escapeHtml(logo)}" alt="">`;
  return `<p class="brand">${image}${name === undefined ? '' : `<span>${escapeHtml(name)}</span>`}</p>`;
}

function actionHtml(page: PageName, { link, retryAfterSeconds }: PageView, words: Words): string {
  const anchor = (href: string, text: string) =>
    `<a class="action" href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
  // An empty reference means this same address (RFC 3986 section 4.4): code and state never enter the page.
  if (retryAfterSeconds !== undefined) return anchor('', words.tryNow);
  if (link === undefined) return '';
  return anchor(link, page === 'opening' ? words.continueToSignIn : words.backToChat);
}

function duration(locale: Locale, seconds: number): string {
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
