// One customer, from the first message of the chat to its end.
import { newBrowser } from './browser.mjs';
import { openChat } from './chat.mjs';
import { AFTER_WINDOW, BEFORE_PROMPT, BEFORE_WINDOW } from './injection.mjs';
import { newPrompt } from './prompt.mjs';
import { useWindow } from './sign-in-window.mjs';

/** What the prompt says for each branch that Connect's contact takes. */
export const SAID_FOR = {
  Success: ['succeeded'],
  OptedOut: ['opted-out'],
  Timeout: ['timeout', 'expired'],
  Error: ['failed'],
};

const PROMPT_MS = 30_000;
const OUTCOME_MS = 6000;
const OPT_OUT_MS = 20_000;
const REPLY_MS = 5000;
const PRESSES_MAX = 4;
const THANKS = 'Thank you, that is all.';

/**
 * Plays a plan.
 *
 * @returns branch of Connect's contact, what the prompt said at the end, and whether the chat went on
 */
export async function play(plan, { standIn, clients, portOf }) {
  const { ask } = standIn;
  const chat = await openChat(clients, standIn);
  const { contactId } = chat;
  const stage = {
    ...{ plan, ask, chat, portOf, browser: newBrowser(portOf), work: Promise.resolve() },
    customer: standIn.customers[Math.floor(plan.customer * standIn.customers.length)],
    blocked: plan.fault === 'the window is blocked' ? plan.times : 0,
    store: new Map(),
  };
  openPrompt(stage);
  try {
    await BEFORE_PROMPT[plan.fault]?.(ask, plan, contactId);
    await chat.say(standIn.say);
    await stage.prompt.until(({ status }) => status === 'offered' || status === 'ended', PROMPT_MS);
    await BEFORE_WINDOW[plan.fault]?.(ask, plan, contactId);
    if (plan.fault === 'the page is reloaded') {
      stage.prompt.close();
      openPrompt(stage);
      await stage.prompt.until(({ status }) => status !== 'idle', PROMPT_MS);
    }
    const end = await ACTS[plan.intent](stage);
    if (end === undefined) return { branch: undefined, said: stage.prompt.state.status };
    const branch = await ask('status', contactId);
    await chat.say(THANKS);
    return { branch, said: end.outcome, wentOn: await chat.hears(THANKS, REPLY_MS) };
  } finally {
    stage.prompt.close();
    stage.browser.close();
    await Promise.all([stage.work, chat.leave()]);
  }
}

function openPrompt(stage) {
  stage.prompt = newPrompt(stage.chat.session, stage.store, (authenticationUrl) => {
    if (stage.blocked-- > 0) return 'blocked';
    const { prompt } = stage;
    stage.browser.close();
    // Whatever becomes of the window, the customer is back at the page; the prompt alone says how it went.
    stage.work = useWindow({ ...stage, authenticationUrl }).then(prompt.comeBack, prompt.comeBack);
    return 'opened';
  });
}

const ACTS = {
  'sign in': finish,
  decline: finish,
  'opt out': optOut,
  async 'walk away'({ ask, chat, prompt }) {
    await ask('letTimePass', chat.contactId, '3m');
    return prompt.ended(OUTCOME_MS);
  },
  async 'walk away from the window'(stage) {
    stage.prompt.signIn();
    await stage.work;
    return ACTS['walk away'](stage);
  },
};

/** Presses the button, and again while nothing comes of it; who cannot sign in goes on without. */
async function finish(stage) {
  const { ask, chat, plan, prompt } = stage;
  for (let presses = 0; presses < PRESSES_MAX && prompt.state.status !== 'ended'; presses += 1) {
    if (prompt.state.attempt?.authenticationUrl === undefined) break;
    prompt.signIn();
    const early = await Promise.race([stage.work, prompt.ended(PROMPT_MS)]);
    if (early === undefined) await AFTER_WINDOW[plan.fault]?.(ask, plan, chat.contactId);
    if (await prompt.ended(OUTCOME_MS)) break;
  }
  return prompt.state.status === 'ended' ? prompt.state : optOut(stage);
}

async function optOut({ prompt }) {
  for (let presses = 0; presses < PRESSES_MAX; presses += 1) {
    prompt.optOut();
    const end = await prompt.ended(OPT_OUT_MS);
    if (end !== undefined) return end;
  }
  return undefined;
}
