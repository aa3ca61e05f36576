import { contentSecurityPolicy, safetyHeaders } from './page-headers.js';
import { type Brand } from './config-brand.js';
import { pageHtml, scriptOf, SCRIPTS, type PageScript, type PageView } from './page-html.js';
import { DEFAULT_COLOURS, lighter, pageStyle } from './page-style.js';
import { type PageName } from './page-words.js';
import { textResponse } from './text-response.js';

/** Every answer of the server that a person can see. */
export interface Pages {
  show(page: PageName, view: PageView & PageAnswer): Response;
}

/** What surrounds a page. */
export interface PageAnswer {
  readonly status: number;
  readonly headers?: readonly (readonly [string, string])[];
}

/**
 * The pages of one redirect URI. They load nothing, hold no byte of a request except a checked address on an allowed
 * origin, and can be read without script.
 */
export function pages({ brand = {}, https }: { readonly brand?: Brand; readonly https: boolean }): Pages {
  const { accent, accentDark } = brand;
  const style = pageStyle({
    accent: accent ?? DEFAULT_COLOURS.accent,
    accentDark: accentDark ?? (accent === undefined ? DEFAULT_COLOURS.accentDark : lighter(accent)),
  });
  const logo = brand.logo !== undefined;
  const policies = new Map<PageScript | undefined, string>([
    [undefined, contentSecurityPolicy({ style, logo })],
    ...Object.entries(SCRIPTS).map(
      ([name, script]) => [name as PageScript, contentSecurityPolicy({ style, script, logo })] as const,
    ),
  ]);
  const plainHeaders = safetyHeaders(https);

  return {
    show(page, view) {
      const headers = new Headers({
        ...plainHeaders,
        'content-type': 'text/html; charset=utf-8',
        'content-language': view.locale,
        'content-security-policy': policies.get(scriptOf(page, view)) ?? "default-src 'none'",
        'x-request-id': view.requestId,
      });
      if (view.retryAfterSeconds !== undefined) headers.set('retry-after', String(view.retryAfterSeconds));
      for (const [name, value] of view.headers ?? []) headers.append(name, value);
      return textResponse(pageHtml(page, view, style, brand), { status: view.status, headers });
    },
  };
}
