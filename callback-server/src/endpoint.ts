import type { BrowserBinding } from './browser-binding.js';
import type { FinishedSignIns } from './finished-sign-in.js';
import { chooseLocale, type Locale } from './language.js';
import type { Instance } from './instance.js';
import type { IncomingRequest } from './incoming-request.js';
import type { Pages } from './pages.js';

/** What an endpoint of one redirect URI works with. */
export interface EndpointContext {
  readonly instance: Instance;
  readonly binding: BrowserBinding;
  readonly finished: FinishedSignIns;
  readonly pages: Pages;
}

/** One request, with what every endpoint wants to know of it. */
export interface Visit {
  readonly request: IncomingRequest;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Value of the `Cookie` header. */
  readonly cookies: string | null;
  /** Language of the page; `lang` is the tag that came with the prompt. */
  locale(lang?: string): Locale;
}

/** Reads what every endpoint wants to know of a request. */
export function visit(request: IncomingRequest, requestId: string, now: number): Visit {
  return {
    request,
    requestId,
    now,
    cookies: request.headers.get('cookie'),
    locale: (lang) => chooseLocale(lang, request.headers.get('accept-language')),
  };
}
