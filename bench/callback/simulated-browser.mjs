import { once } from 'node:events';
import { request } from 'node:http';
import { authenticationUrl, SETTING } from './setting.mjs';

const NAVIGATION = {
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'accept-language': 'en-GB,en;q=0.8',
};
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
/** After this time a person presses reload on the browser's own error page, in milliseconds. */
const RELOAD_MS = 2000;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * One customer: starts, comes back from Cognito with a code, and does what a browser does with the answers: keeps
 * cookies, follows a redirect, asks again when the page says so and as late as it says. Where no server answers, the
 * person reloads. Anything else is the end.
 *
 * @returns what the customer saw last, and how often the callback was asked for
 */
export async function signIn({ urlOf, state, starts, until }) {
  const jar = new Map();
  const open = async (path, init = {}) => {
    while (Date.now() < until) {
      try {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const headers = { ...NAVIGATION, ...(cookie === '' ? {} : { cookie }), ...init.headers };
        const answer = await ask(urlOf() + path, { ...init, headers });
        keepCookies(answer, jar);
        return answer;
      } catch {
        await pause(RELOAD_MS);
      }
    }
    return { status: 0, headers: {}, html: '' };
  };

  if (starts) {
    const body = new URLSearchParams({ authenticationUrl: authenticationUrl(state) }).toString();
    await open('/start', { method: 'POST', body, headers: { origin: SETTING.origin, ...FORM } });
  }
  let asked = 0;
  for (;;) {
    asked += 1;
    const answer = await open(`/callback?code=01234567-89ab-cdef-0123-456789abcdef&state=${state}`);
    const again = asksAgainAfter(answer);
    if (again !== undefined && Date.now() + again < until) await pause(again);
    else return { seen: await lastSeen(answer, open), asked };
  }
}

/** One request with the headers of a navigation, which `fetch` would not let through. */
async function ask(url, { method = 'GET', headers, body = '' }) {
  const outgoing = request(url, {
    method,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return {
    status: incoming.statusCode,
    headers: incoming.headers,
    html: Buffer.concat(chunks).toString('utf8'),
  };
}

function keepCookies({ headers }, jar) {
  for (const cookie of headers['set-cookie'] ?? []) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    jar.delete(name);
    if (!/max-age=0/i.test(cookie)) jar.set(name, value);
  }
}

/** When the page asks again, in milliseconds; a browser reads it in the page, so the header alone does not count. */
function asksAgainAfter({ html }) {
  const [, byScript] = /data-again="(\d+)"/.exec(html) ?? [];
  const [, byRefresh] = /http-equiv="refresh" content="(\d+)"/.exec(html) ?? [];
  const seconds = byScript ?? byRefresh;
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** Status and title of the last page. */
async function lastSeen(answer, open) {
  const { location } = answer.headers;
  const page = location === undefined ? answer : await open(location);
  const [, title = ''] = /<title>([^<]*)/.exec(page.html) ?? [];
  return `${answer.status} ${title}`.trim();
}
