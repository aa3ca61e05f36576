import type { ConnectSignInElement, SignInStatus } from 'connect-sign-in';
import type { FakeChatSession, FakeChatSettings } from './fake-chat-session.js';

/** What a scene may move. */
export interface Theatre {
  readonly element: ConnectSignInElement;
  readonly chat: FakeChatSession;
  readonly settings: FakeChatSettings;
  /** Whether the pretend browser opens windows. */
  window: 'opens' | 'blocks';
}

/** Brings a fresh prompt into one state. */
export type Scene = (theatre: Theatre) => Promise<void>;

/** Waits for a status; the prompt is fetched with the first chat, so that the first one takes a moment. */
async function until({ element }: Theatre, status: SignInStatus): Promise<void> {
  while (element.status !== status) {
    await new Promise((resolve) => element.addEventListener('sign-in-status', resolve, { once: true }));
  }
}

const ask: Scene = async (theatre) => {
  theatre.chat.say('initiated');
  await until(theatre, theatre.settings.url === 'hangs' ? 'requesting-url' : 'offered');
};

const refusedBy =
  (url: FakeChatSettings['url']): Scene =>
  async (theatre) => {
    theatre.settings.url = url;
    await ask(theatre);
  };

const pressing: Scene = async (theatre) => {
  await ask(theatre);
  theatre.element.signIn();
};

const ending =
  (type: Parameters<FakeChatSession['say']>[0]): Scene =>
  async (theatre) => {
    await ask(theatre);
    theatre.chat.say(type);
  };

/** All states of the prompt, by the names that the page shows. */
export const SCENES: Readonly<Record<string, Scene>> = {
  idle: () => Promise.resolve(),
  'requesting-url': refusedBy('hangs'),
  offered: ask,
  'offered: window blocked': async (theatre) => {
    theatre.window = 'blocks';
    await pressing(theatre);
  },
  'offered: URL refused': refusedBy('rejected'),
  'offered: URL throttled': refusedBy('throttled'),
  'offered: URL unreachable': refusedBy('unreachable'),
  'signing-in': pressing,
  confirming: async (theatre) => {
    await pressing(theatre);
    window.dispatchEvent(new Event('focus'));
  },
  'opting-out': async (theatre) => {
    theatre.settings.cancel = 'hangs';
    await ask(theatre);
    theatre.element.optOut();
  },
  'offered: opting out refused': async (theatre) => {
    theatre.settings.cancel = 'rejected';
    await ask(theatre);
    theatre.element.optOut();
    await until(theatre, 'offered');
  },
  succeeded: ending('succeeded'),
  'succeeded: name known': async (theatre) => {
    await ask(theatre);
    theatre.chat.say('succeeded');
    theatre.chat.rename('Ana');
  },
  failed: ending('failed'),
  timeout: ending('timedOut'),
  expired: ending('expired'),
  'opted-out': ending('cancelled'),
  disconnected: ending('chatEnded'),
};
