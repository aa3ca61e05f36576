/** Colours of the pages; each is a hexadecimal colour, so that it cannot end the style sheet it is put into. */
export interface PageColours {
  readonly accent: string;
  readonly accentDark: string;
}

/** Colours where the host names none. */
export const DEFAULT_COLOURS: PageColours = { accent: '#1d4ed8', accentDark: '#8ab4ff' };

/** Share of white that makes any accent readable on the dark card. */
const LIGHTER = 0.55;

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** The same colour with white in it, for dark pages where the host named no colour of their own. */
export function lighter(colour: string): string {
  const mixed = channels(colour).map((value) => Math.round(value + (255 - value) * LIGHTER));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Black or white, whichever reads better on a colour (WCAG 2.2, relative luminance). */
export function inkOn(colour: string): '#ffffff' | '#10141c' {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.19 ? '#10141c' : '#ffffff';
}

/** The style sheet of every page: light and dark, no fixed width, nothing loaded from anywhere. */
export function pageStyle({ accent, accentDark }: PageColours): string {
  return `:root{color-scheme:light dark;--bg:#f4f6fa;--card:#fff;--ink:#18202e;--soft:#4a5568;--line:#e1e6ef;--accent:${accent};--on:${inkOn(accent)}}
@media(prefers-color-scheme:dark){:root{--bg:#10141c;--card:#1a202c;--ink:#eef2f9;--soft:#b4bfd0;--line:#2e3747;--accent:${accentDark};--on:${inkOn(accentDark)}}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;min-height:100dvh;display:grid;place-items:center;padding:1.5rem;background:var(--bg);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{inline-size:100%;max-inline-size:27rem;background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:2rem 1.75rem;text-align:center;box-shadow:0 1px 2px rgb(0 0 0/.06),0 12px 32px rgb(0 0 0/.08)}
.brand{display:flex;align-items:center;justify-content:center;gap:.6rem;margin:0 0 1.5rem;font-weight:600;color:var(--soft)}
.brand img{max-block-size:2.5rem;max-inline-size:10rem}
.icon{inline-size:3.25rem;block-size:3.25rem;color:var(--accent)}
h1{font-size:1.375rem;line-height:1.3;margin:.9rem 0 .5rem;text-wrap:balance}
p{margin:.5rem 0;color:var(--soft);overflow-wrap:anywhere}
.action{display:inline-block;margin-block-start:1.1rem;padding:.7rem 1.4rem;border-radius:.6rem;background:var(--accent);color:var(--on);font-weight:600;text-decoration:none}
.action:hover{filter:brightness(1.08)}
.action:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.reference{margin-block-start:1.4rem;font-size:.8125rem}
.turn{animation:turn 1.1s linear infinite;transform-origin:50% 50%}
@keyframes turn{to{transform:rotate(1turn)}}
@media(prefers-reduced-motion:reduce){.turn{animation:none}}
@media(forced-colors:active){main{border-color:CanvasText}.action{border:1px solid LinkText}}`;
}

/** The picture above the heading. */
export type Icon = 'turning' | 'done' | 'note' | 'alert';

const STROKE = 'fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"';
const DRAWING: Readonly<Record<Icon, string>> = {
  turning: `<circle cx="24" cy="24" r="19" opacity=".25"/><path class="turn" d="M24 5a19 19 0 0 1 19 19"/>`,
  done: `<circle cx="24" cy="24" r="19"/><path d="m15.5 24.5 6 6 11-12.5" stroke-linejoin="round"/>`,
  note: `<path d="M9 10h30a3 3 0 0 1 3 3v18a3 3 0 0 1-3 3H23l-9 7v-7H9a3 3 0 0 1-3-3V13a3 3 0 0 1 3-3z" stroke-linejoin="round"/><path d="M15 19h18M15 26h11"/>`,
  alert: `<circle cx="24" cy="24" r="19"/><path d="M24 14v12M24 33v.5"/>`,
};

/** An inline drawing that says nothing to assistive technology, because the heading does. */
export function drawing(icon: Icon): string {
  return `<svg class="icon" viewBox="0 0 48 48" aria-hidden="true" ${STROKE}>${DRAWING[icon]}</svg>`;
}
