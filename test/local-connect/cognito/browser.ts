/** A browser as far as these tests need one: cookies, forms, and redirects that stop at a foreign origin. */
export class Browser {
  readonly #origin: string;
  readonly cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  async fetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(new URL(url, this.#origin), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      if (/Max-Age=0(;|$)/iu.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** Follows redirects within the origin; the last response is a page, or a redirect to somewhere else. */
  async open(url: string | URL, init: RequestInit = {}): Promise<OpenedPage> {
    let response = await this.fetch(url, init);
    let address = new URL(url, this.#origin);
    while (response.status === 302) {
      const next = new URL(response.headers.get('location') ?? '');
      if (next.origin !== new URL(this.#origin).origin) return new OpenedPage(this, next, response, '');
      address = next;
      response = await this.fetch(next);
    }
    return new OpenedPage(this, address, response, await response.text());
  }
}

/** What a browser shows, or the foreign address it was sent to. */
export class OpenedPage {
  readonly #browser: Browser;
  readonly address: URL;
  readonly response: Response;
  readonly body: string;

  constructor(browser: Browser, address: URL, response: Response, body: string) {
    this.#browser = browser;
    this.address = address;
    this.response = response;
    this.body = body;
  }

  get status(): number {
    return this.response.status;
  }

  /** The parameters of the address. */
  get parameters(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.address.searchParams);
  }

  /** Submits the page's form, with its hidden field and the fields given. */
  submit(fields: Readonly<Record<string, string>>): Promise<OpenedPage> {
    const action = unescapeHtml(/<form[^>]*action="([^"]*)"/u.exec(this.body)?.[1] ?? '');
    const token = /name="_csrf"\s+value="([^"]*)"/u.exec(this.body)?.[1] ?? '';
    const body = new URLSearchParams({ _csrf: token, ...fields });
    return this.#browser.open(action, { method: 'POST', body });
  }

  /** The target of the link whose text holds a text. */
  link(text: string): string {
    for (const [, href = '', label = ''] of this.body.matchAll(/<a[^>]*href="([^"]*)"[^>]*>([^<]*)<\/a/gu)) {
      if (label.includes(text)) return unescapeHtml(href);
    }
    throw new Error(`The page has no link "${text}".`);
  }
}

function unescapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    lt: '<',
    gt: '>',
    quot: '"',
    '#39': "'",
    '#96': '`',
    amp: '&',
  };
  return text.replace(/&(lt|gt|quot|#39|#96|amp);/gu, (_, name: string) => entities[name] ?? '');
}
