import { createHash } from 'node:crypto';

/** What one page needs beyond nothing at all. */
export interface PagePolicy {
  readonly style: string;
  readonly script?: string;
  /** Whether the page shows a logo, which is always a data URI. */
  readonly logo: boolean;
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Content-Security-Policy of a page: nothing, except its own style and script by hash and its own logo.
 *
 * Source: CSP Level 3; OWASP ASVS 5.0 3.4.3 and 3.4.6.
 */
export function contentSecurityPolicy({ style, script, logo }: PagePolicy): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    ...(logo ? ['img-src data:'] : []),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Headers of every answer, pages and bare ones alike.
 *
 * - `no-store` and `no-referrer`: the code in the URL must not outlive the request (RFC 9700 sections 4.2.4 and 4.3.1).
 * - `Cross-Origin-Opener-Policy: same-origin`: no other window may hold or reach this one.
 */
export function safetyHeaders(https: boolean): Record<string, string> {
  return {
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex',
    ...(https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
