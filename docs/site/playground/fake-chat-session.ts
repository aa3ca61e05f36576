import { ChatCallError, type ChatCallProblem, type ChatEvent, type ChatSession } from 'connect-sign-in';

/** How a call of the pretend chat ends. */
export type Answer = 'answers' | 'hangs' | ChatCallProblem;

/** What the controls of the page set. */
export interface FakeChatSettings {
  url: Answer;
  cancel: Answer;
}

/** What happens in the chat, without the ids and times that the fake adds. */
export type Said = 'initiated' | 'succeeded' | 'failed' | 'timedOut' | 'expired' | 'cancelled' | 'chatEnded';

/** A chat that says what it is told to say. */
export interface FakeChatSession extends ChatSession {
  say(type: Said): void;
  rename(displayName: string): void;
}

const AUTHENTICATION_URL =
  'https://example.auth.eu-west-2.amazoncognito.com/oauth2/authorize?client_id=example&state=playground';

/** A chat in this page. Its settings are read with every call. */
export function fakeChatSession(settings: Readonly<FakeChatSettings>): FakeChatSession {
  const listeners = new Set<(event: ChatEvent) => void>();
  let sessionId = '';
  const emit = (event: ChatEvent): void => {
    for (const listener of [...listeners]) listener({ id: crypto.randomUUID(), at: Date.now(), ...event });
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    getAuthenticationUrl: () => answer(settings.url, AUTHENTICATION_URL),
    async cancelParticipantAuthentication() {
      await answer(settings.cancel, undefined);
      emit({ type: 'cancelled', sessionId });
    },
    say(type) {
      if (type === 'initiated') sessionId = crypto.randomUUID();
      emit(type === 'chatEnded' ? { type } : { type, sessionId });
    },
    rename: (displayName) => emit({ type: 'displayNameUpdated', displayName }),
  };
}

function answer<Value>(how: Answer, value: Value): Promise<Value> {
  if (how === 'answers') return Promise.resolve(value);
  if (how === 'hangs') return new Promise<Value>(() => undefined);
  return Promise.reject(new ChatCallError(how));
}
