// A customer's browser as far as servers can tell: cookies by host, redirects, forms, and a load balancer that leads the
// redirect URI's host to one of the callback servers.
import { once } from 'node:events';
import { request } from 'node:http';
import { REDIRECT_URI } from './setting.mjs';

const CALLBACK = new URL(REDIRECT_URI);
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'accept-language': 'en' };
const HOPS_MAX = 10;

const unescaped = (text) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** @param portOf - port of a callback server, asked for every request */
export function newBrowser(portOf) {
  const jars = new Map();
  const open = new Set();

  async function ask(url, { method = 'GET', headers = {}, body = '', onSent = () => undefined }) {
    const { host } = url;
    const jar = jars.get(host) ?? new Map();
    jars.set(host, jar);
    const target = host === CALLBACK.host ? new URL(`http://127.0.0.1:${portOf()}`) : url;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const outgoing = request({
      ...{ host: target.hostname, port: target.port, path: url.pathname + url.search, method, agent: false },
      headers: {
        ...NAVIGATION,
        ...{ host, 'content-length': Buffer.byteLength(body), ...headers },
        ...(cookie === '' ? {} : { cookie }),
      },
    });
    open.add(outgoing);
    outgoing.once('close', () => open.delete(outgoing));
    outgoing.end(body, () => onSent(outgoing));
    const [incoming] = await once(outgoing, 'response');
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    for (const line of incoming.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      jar.delete(name);
      if (!/max-age=0(;|$)/iu.test(line)) jar.set(name, value);
    }
    return {
      url,
      status: incoming.statusCode,
      headers: incoming.headers,
      html: Buffer.concat(chunks).toString(),
    };
  }

  /** Opens an address and follows redirects until a page, or an address that `stopAt` names. */
  async function navigate(address, options = {}) {
    const { stopAt = () => false, ...init } = options;
    let page = await ask(new URL(address), init);
    for (let hops = 0; page.headers.location !== undefined && hops < HOPS_MAX; hops += 1) {
      const next = new URL(page.headers.location, page.url);
      if (stopAt(next)) return { url: next, status: 0, headers: {}, html: '' };
      page = await ask(next, {});
    }
    return page;
  }

  return {
    navigate,
    post: (address, fields, options = {}) =>
      navigate(address, {
        ...{ method: 'POST', body: new URLSearchParams(fields).toString() },
        ...{ ...options, headers: { ...FORM, ...options.headers } },
      }),
    /** Fills the form of a page and sends it. */
    submit(page, fields, options) {
      const [, action = ''] = /<form[^>]*action="([^"]*)"/u.exec(page.html) ?? [];
      const [, token = ''] = /name="_csrf"\s+value="([^"]*)"/u.exec(page.html) ?? [];
      return this.post(new URL(unescaped(action), page.url).href, { _csrf: token, ...fields }, options);
    },
    /** Ends what is under way, as a window does that is closed. */
    close() {
      for (const outgoing of open) outgoing.destroy();
    },
  };
}

/** In how many milliseconds a page asks again; nothing where it does not. */
export function asksAgainAfter({ html }) {
  const [, seconds] = /data-again="(\d+)"/u.exec(html) ?? [];
  return seconds === undefined ? undefined : 1000 * Number(seconds);
}

/** Where the page goes by itself. */
export function refreshOf({ html }) {
  const [, address] = /http-equiv="refresh" content="0;url=([^"]*)"/u.exec(html) ?? [];
  return address === undefined ? undefined : unescaped(address);
}
