// What happens in the sign-in window, and what a person does when a page does not come.
import { asksAgainAfter, newBrowser, refreshOf } from './browser.mjs';
import { pause, REDIRECT_URI, SITE } from './setting.mjs';

const START = new URL('start', REDIRECT_URI).href;
/** After this time a person reloads a page that the browser could not get, in milliseconds. */
const RELOAD_MS = 500;
const RELOADS_MAX = 20;
/** A person closes a window in which nothing moves after this time, in milliseconds. */
const CLOSE_AFTER_MS = 25_000;

const isCallback = ({ href }) => href.startsWith(`${REDIRECT_URI}?`);

/**
 * Signs in, or declines, as far as the window goes; rejects when the person gave up.
 *
 * @param plan - `fault` is what goes wrong in the window, `intent` what the person wants
 * @returns status of the last page
 */
export async function useWindow({ authenticationUrl, plan, browser, portOf, customer }) {
  const started = await reloading(() =>
    browser.post(START, { authenticationUrl, lang: 'en' }, { headers: { origin: SITE } }),
  );
  const login = await reloading(() =>
    browser.navigate(refreshOf(started) ?? authenticationUrl, { stopAt: isCallback }),
  );
  if (plan.intent === 'walk away from the window') return login.status;
  let answer = login;
  if (!isCallback(login.url)) {
    const { username, password } = customer;
    answer = await reloading(() => browser.submit(login, { username, password }, { stopAt: isCallback }));
  }
  if (!isCallback(answer.url)) throw new Error(`the login page answered ${answer.status}`);
  const address = new URL(answer.url);
  if (plan.intent === 'decline') {
    address.search = new URLSearchParams({
      error: 'access_denied',
      state: address.searchParams.get('state'),
    }).toString();
  }
  return callback(address.href, { plan, browser, portOf });
}

async function callback(address, { plan, browser, portOf }) {
  if (plan.fault === 'a stranger opens the link first') {
    const { status } = await reloading(() => newBrowser(portOf).navigate(address));
    if (status !== 403) throw new Error(`a stranger's browser was answered ${status}`);
  }
  if (plan.fault === 'the window is closed' && plan.used !== true) {
    plan.used = true;
    throw new Error('closed');
  }
  const closeAt = performance.now() + CLOSE_AFTER_MS;
  const twice = plan.fault === 'the callback is asked for twice';
  let breaks = plan.fault === 'the connection of the callback breaks';
  for (;;) {
    const page = await reloading(async () => {
      const onSent = breaks ? (outgoing) => outgoing.destroy() : undefined;
      breaks = false;
      const ask = () => browser.navigate(address, onSent === undefined ? {} : { onSent });
      const [first] = await Promise.all(twice ? [ask(), ask()] : [ask()]);
      return first;
    });
    const again = asksAgainAfter(page);
    if (again === undefined || performance.now() + again > closeAt) return page.status;
    await pause(again);
  }
}

/** A person reloads what did not come, and what an overloaded page in between answered. */
async function reloading(open) {
  for (let reloads = 0; ; reloads += 1) {
    try {
      const page = await open();
      if (page.status < 500 || asksAgainAfter(page) !== undefined) return page;
      if (reloads >= 2) return page;
    } catch (error) {
      if (reloads >= RELOADS_MAX) throw error;
    }
    await pause(RELOAD_MS);
  }
}
