import { createHash } from 'node:crypto';
import type { Answer } from './answer.js';
import { type Html, html } from './html.js';
import { PAGE_COLOURS } from './page-colours.js';
import { PAGE_STYLE } from './page-style.js';
import type { UserPool } from './user-pool.js';

const STYLES = [PAGE_COLOURS, PAGE_STYLE];
const STYLE_HASHES = STYLES.map(
  ({ text }) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
);

// No form-action: Chromium applies it to every redirect after the form too, and where those lead is the caller's choice.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src ${STYLE_HASHES.join(' ')}`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page of the stand-in. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly main: Html;
  readonly outcome: string;
  /** Language of the text; default `en`. */
  readonly lang?: string;
  readonly setCookie?: readonly string[];
}

/**
 * Answers with a page. All pages refuse frames and, unless the knob `coop` is off, cut the opener, as Cognito's do
 * (reported in hashicorp/vault#26596, authts/oidc-client-ts#1924, swagger-api/swagger-ui#10786).
 */
export function page(
  pool: UserPool,
  { status, title, main, outcome, lang = 'en', setCookie = [] }: Page,
): Answer {
  const document = html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${STYLES.map(({ element }) => element)}
      </head>
      <body>
        <main>${MARK}${main}</main>
        <footer lang="en">
          Local stand-in for Amazon Cognito. For development only: use no real password here.
        </footer>
      </body>
    </html>`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
      ...(pool.knobs.coop && { 'cross-origin-opener-policy': 'same-origin' }),
      ...(setCookie.length > 0 && { 'set-cookie': setCookie }),
    },
    body: document.toString(),
    outcome,
  };
}

const MARK = html`<svg class="mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
  <rect width="40" height="40" rx="10" fill="currentColor" opacity=".15" />
  <path
    d="M20 9a6 6 0 0 0-6 6v3h-1a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-9a2 2 0 0 0-2-2h-1v-3a6 6 0 0 0-6-6Zm3 9h-6v-3a3 3 0 0 1 6 0v3Z"
    fill="currentColor"
  />
</svg>`;
