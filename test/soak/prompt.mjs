// The widget's own machine, controller, memory and adapter, without a page to draw on.
import { AttemptMemory } from '../../widget/dist/module/attempt-memory.js';
import { browserClock } from '../../widget/dist/module/browser-clock.js';
import { requestAuthenticationUrl } from '../../widget/dist/module/chat-calls.js';
import { SignInController } from '../../widget/dist/module/sign-in-controller.js';
import { REDIRECT_URI } from './setting.mjs';

const SETTINGS = {
  redirectUri: REDIRECT_URI,
  startUri: '',
  mode: 'popup',
  identityProvider: '',
  timeLimit: 3,
};
const HOST = { addController: () => undefined };

/**
 * A prompt in a chat.
 *
 * @param store - what a reload of the page leaves
 * @param openWindow - gets the authentication URL; `opened` or `blocked`
 */
export function newPrompt(session, store, openWindow) {
  const waiting = new Set();
  let returned = () => undefined;
  const memory = new AttemptMemory({
    get: (key) => store.get(key),
    set: (key, value) => store.set(key, value),
    delete: (key) => store.delete(key),
  });
  const prompt = {
    memory,
    requestUrl: (chat, attempt, now) =>
      requestAuthenticationUrl({ chat, attempt, now, memory, settings: SETTINGS }),
    open: (authenticationUrl) => openWindow(authenticationUrl),
    announce: () => undefined,
    tick: () => undefined,
    browser: {
      resolve: (mode) => mode,
      onReturn(listener) {
        returned = listener;
        return () => (returned = () => undefined);
      },
    },
  };
  const controller = new SignInController(HOST, {
    clock: browserClock,
    settings: SETTINGS,
    chat: () => session,
    prompt: () => Promise.resolve(prompt),
    opening: () => true,
    stateChanged: () => {
      for (const look of [...waiting]) look();
    },
  });
  controller.hostConnected();

  /** Resolves with the state as soon as it fits, or with nothing when it does not come within `ms`. */
  const until = (fits, ms) =>
    new Promise((resolve) => {
      const look = () => fits(controller.state) && done(controller.state);
      const timer = setTimeout(() => done(undefined), ms);
      const done = (state) => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve(state);
      };
      waiting.add(look);
      look();
    });
  return {
    until,
    ended: (ms) => until(({ status }) => status === 'ended', ms),
    get state() {
      return controller.state;
    },
    signIn: () => controller.signIn('popup'),
    optOut: () => controller.optOut(),
    comeBack: () => returned(),
    close: () => controller.hostDisconnected(),
  };
}
