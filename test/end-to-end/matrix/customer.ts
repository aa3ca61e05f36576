import type { Demo } from 'connect-sign-in-demo';
import type { Tab } from '../../browsers/browser.js';
import { ACCOUNT, ACCOUNT_CLIENT_ID, COGNITO, SITE } from './addresses.js';
import type { Cell } from './cells.js';

type Identity = Demo['local']['customers'][number];

/** Opens the shop, starts a chat and writes what makes its flow ask for sign-in; resolves once the prompt offers it. */
export async function askToSignIn(tab: Tab, demo: Demo, mode: Cell['mode']): Promise<void> {
  await tab.open(`${SITE}/?mode=${mode}`);
  // The page's script sets the mode last: from here on it hears a click.
  await tab.see(`connect-sign-in[mode="${mode}"][status="idle"]`);
  await tab.click('#start-chat');
  await tab.see('#connection[data-state="open"]');
  await tab.fill('#message', demo.local.say);
  await tab.click('#composer button');
  await tab.see('connect-sign-in[status="offered"]');
}

/** Presses the prompt's button, inside the element's shadow root. */
export const pressSignIn = (tab: Tab): Promise<void> => tab.click('[part="sign-in"]');

/** Fills in Cognito's sign-in form. */
export async function logIn(tab: Tab, { username, password }: Identity): Promise<void> {
  await tab.fill('input[name="username"]', username);
  await tab.fill('input[name="password"]', password);
  await tab.click('button[name="signInSubmitButton"]');
}

/** Signs in to the shop's account, which leaves the browser with a session at Cognito. */
export async function signInToAccount(tab: Tab, identity: Identity): Promise<void> {
  const query = new URLSearchParams({
    client_id: ACCOUNT_CLIENT_ID,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: ACCOUNT,
  });
  await tab.open(`${COGNITO}/login?${query.toString()}`);
  await logIn(tab, identity);
  await tab.see('h1', 'Welcome back');
}
