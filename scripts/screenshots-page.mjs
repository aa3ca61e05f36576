/* global customElements, document, window */
// Page of `npm run screenshots`: a sheet with the prompt in every state. `?theme=dark&lang=ar&width=320` choose its look.
import { ChatCallError } from '../widget/src/chat-call-error.js';
import '../widget/src/define.js';

const options = new URLSearchParams(window.location.search);
const lang = options.get('lang') ?? 'en';
const width = Number(options.get('width') ?? 400);
const MINUTE = 60_000;
const realTimeout = window.setTimeout;

/** A chat that says what a scene wants, and answers as the scene sets. */
function sceneChat() {
  const listeners = new Set();
  const answers = { url: 'answers', cancel: 'hangs' };
  const sessionId = window.crypto.randomUUID();
  const answer = (how, value) => {
    if (how === 'answers') return Promise.resolve(value);
    return how === 'hangs' ? new Promise(() => undefined) : Promise.reject(new ChatCallError(how));
  };
  return {
    answers,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getAuthenticationUrl: () =>
      answer(answers.url, 'https://shop.auth.eu-west-2.amazoncognito.com/oauth2/authorize?state=screenshot'),
    cancelParticipantAuthentication: () => answer(answers.cancel),
    say(type, more = {}) {
      const event = { id: window.crypto.randomUUID(), at: Date.now(), type, sessionId, ...more };
      for (const listener of listeners) listener(event);
    },
  };
}

async function status(element, wanted) {
  while (element.status !== wanted) {
    await new Promise((resolve) => element.addEventListener('sign-in-status', resolve, { once: true }));
  }
}

async function offered({ chat, element }, at = Date.now()) {
  chat.say('initiated', { at });
  await status(element, 'offered');
}

async function signingIn(scene) {
  await offered(scene);
  scene.element.signIn();
}

const refused = (problem, at) => async (scene) => {
  scene.chat.answers.url = problem;
  await offered(scene, at);
};

const ended = (type) => async (scene) => {
  await offered(scene);
  scene.chat.say(type);
};

/** Name on the sheet, and what brings a fresh prompt there. */
const SCENES = {
  'Asking for the URL': ({ chat }) => {
    chat.answers.url = 'hangs';
    chat.say('initiated');
  },
  Offered: offered,
  'Offered, in this tab': async (scene) => {
    scene.element.mode = 'redirect';
    await offered(scene);
  },
  'Window blocked': async (scene) => {
    const { open } = window;
    window.open = () => null;
    await signingIn(scene);
    window.open = open;
  },
  'Signing in': signingIn,
  Confirming: async (scene) => {
    await signingIn(scene);
    scene.comeBack();
  },
  'Not finished yet': async (scene) => {
    await signingIn(scene);
    window.setTimeout = (callback) => realTimeout(callback, 0);
    scene.comeBack();
    window.setTimeout = realTimeout;
    await status(scene.element, 'signing-in');
  },
  'Opting out': async (scene) => {
    await offered(scene);
    scene.element.optOut();
  },
  'Opt-out refused': async (scene) => {
    scene.chat.answers.cancel = 'unreachable';
    await offered(scene);
    scene.element.optOut();
    await status(scene.element, 'offered');
  },
  'URL refused: late': (scene) => refused('rejected', Date.now() - 2 * MINUTE)(scene),
  'URL refused: used before': refused('rejected'),
  'URL refused: throttled': refused('throttled'),
  'URL refused: not reached': refused('unreachable'),
  'Page not set up': async (scene) => {
    scene.element.redirectUri = '';
    await offered(scene);
  },
  Succeeded: async (scene) => {
    await ended('succeeded')(scene);
    scene.chat.say('displayNameUpdated', { displayName: 'Ana Silva' });
  },
  Failed: ended('failed'),
  'Timed out': ended('timedOut'),
  Expired: ended('expired'),
  'Opted out': ended('cancelled'),
  'Chat disconnected': ended('chatEnded'),
};

/** Sheets need no real windows: a document that nobody sees takes the form. */
function pretendWindows() {
  window.HTMLFormElement.prototype.submit = () => undefined;
  window.open = () => ({
    document: document.implementation.createHTMLDocument(),
    focus: () => undefined,
    close: () => undefined,
  });
}

async function play(name, scene, sheet) {
  const figure = document.createElement('figure');
  const caption = document.createElement('figcaption');
  const element = document.createElement('connect-sign-in');
  const chat = sceneChat();
  caption.textContent = name;
  figure.append(caption, element);
  element.redirectUri = 'https://auth.example.com/callback';
  element.chatSession = chat;
  // Each prompt comes back on its own, not with all that came before it.
  const { addEventListener } = window;
  let comeBack = () => undefined;
  window.addEventListener = (type, listener) => {
    if (type === 'focus') comeBack = listener;
  };
  sheet.append(figure);
  while (!element.shadowRoot?.querySelector('[part=base]')) await new Promise(window.requestAnimationFrame);
  window.addEventListener = addEventListener;
  await scene({ element, chat, comeBack: () => comeBack() });
  await element.updateComplete;
  const card = element.shadowRoot.querySelector('[part=base]');
  while (card.lang !== lang) await new Promise(window.requestAnimationFrame);
}

async function main() {
  await customElements.whenDefined('connect-sign-in');
  const { documentElement } = document;
  documentElement.lang = lang;
  documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr';
  documentElement.style.colorScheme = options.get('theme') ?? 'light';
  documentElement.style.setProperty('--width', `${width}px`);
  pretendWindows();
  const sheet = document.createElement('main');
  document.body.append(sheet);
  for (const [name, scene] of Object.entries(SCENES)) await play(name, scene, sheet);
  documentElement.dataset.ready = String(Object.keys(SCENES).length);
}

void main();
