import { contentSecurityPolicy, safetyHeaders } from './page-headers.js';
import type { Brand } from './config-brand.js';
import type { Locale } from './language.js';
import { escapeHtml, pageHtml, scriptOf, SCRIPTS, type PageScript, type PageView } from './page-html.js';
import { DEFAULT_COLOURS, lighter, pageStyle } from './page-style.js';
import type { PageName } from './page-words.js';
import type { Reply } from './reply.js';

/** Every answer of the server that a person can see. */
export interface Pages {
  show(page: PageName, view: PageView & PageAnswer): Reply;
}

/** What surrounds a page. */
export interface PageAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values of `set-cookie`. */
  readonly cookies?: readonly string[];
}

/** Stands for the request id in a page that is kept; no page holds this character. */
const ID_GOES_HERE = '\u0000';

/**
 * The pages of one redirect URI. They load nothing, hold no byte of a request except a checked address on an allowed
 * origin, and can be read without script. A page without an address or a wait is the same for everybody but for the
 * request id, and is made once per language.
 */
export function pages({ brand = {}, https }: { readonly brand?: Brand; readonly https: boolean }): Pages {
  const { accent, accentDark } = brand;
  const style = pageStyle({
    accent: accent ?? DEFAULT_COLOURS.accent,
    accentDark: accentDark ?? (accent === undefined ? DEFAULT_COLOURS.accentDark : lighter(accent)),
  });
  const logo = brand.logo !== undefined;
  const headersWith = (script?: string) => ({
    ...safetyHeaders(https),
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy({
      style,
      logo,
      ...(script === undefined ? {} : { script }),
    }),
  });
  const plain = headersWith();
  const scripted = Object.fromEntries(
    Object.entries(SCRIPTS).map(([name, script]) => [name, headersWith(script)]),
  ) as Record<PageScript, typeof plain>;
  const kept = new Map<string, readonly string[]>();

  function keptHtml(page: PageName, locale: Locale, requestId: string): string {
    const key = `${page} ${locale}`;
    const parts =
      kept.get(key) ?? pageHtml(page, { locale, requestId: ID_GOES_HERE }, style, brand).split(ID_GOES_HERE);
    kept.set(key, parts);
    return parts.join(escapeHtml(requestId));
  }

  return {
    show(page, view) {
      const { status, locale, link, retryAfterSeconds, headers, cookies } = view;
      const script = scriptOf(page, view);
      return {
        status,
        headers: {
          ...(script === undefined ? plain : scripted[script]),
          'content-language': locale,
          ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
          ...headers,
        },
        ...(cookies === undefined ? {} : { cookies }),
        body:
          link === undefined && retryAfterSeconds === undefined
            ? keptHtml(page, locale, view.requestId)
            : pageHtml(page, view, style, brand),
      };
    },
  };
}
