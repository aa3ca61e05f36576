import { ChatCallError, chatCallError } from './chat-call-error.js';
import { fieldsOf, parseChatItem, parseTranscript } from './chat-item.js';
import type { ChatEvent, ChatSession } from './ports.js';

/**
 * A customer session of amazon-connect-chatjs, as far as the prompt uses it. ChatJS's own typings are a global
 * namespace and lack parts of this, hence the loose shape.
 */
export interface ChatjsSession {
  onMessage(handler: (event: { readonly data?: unknown }) => void): void;
  getAuthenticationUrl(request: { sessionId: string; redirectUri: string }): Promise<unknown>;
  cancelParticipantAuthentication(request: { sessionId: string }): Promise<unknown>;
  getChatDetails?(): unknown;
  getTranscript?(request: object): Promise<unknown>;
}

/** Each hands over one kind of event from chatjs 3.0.3 on; before that, all came by `onMessage`. */
const HANDLERS = [
  'Message',
  ...['Initiated', 'Successful', 'Failed', 'Timeout', 'Expired', 'Canceled'].map(
    (name) => `Authentication${name}`,
  ),
  'ParticipantDisplayNameUpdated',
];

/** Chatjs has no way to unsubscribe, so each of its sessions is subscribed to once, for good. */
const adapted = new WeakMap<ChatjsSession, ChatSession>();

/**
 * Takes whatever the host has set as the chat: a session of amazon-connect-chatjs, a {@link ChatSession} or nothing.
 *
 * @returns nothing where it is neither
 */
export function asChatSession(value: unknown): ChatSession | undefined {
  const { onMessage, subscribe } = fieldsOf(value);
  if (typeof onMessage === 'function') return chatjsChatSession(value as ChatjsSession);
  return typeof subscribe === 'function' ? (value as ChatSession) : undefined;
}

/** Lets the prompt use a chatjs customer session. The same session always gives the same object. */
export function chatjsChatSession(session: ChatjsSession): ChatSession {
  let chat = adapted.get(session);
  if (!chat) adapted.set(session, (chat = adapt(session)));
  return chat;
}

function adapt(session: ChatjsSession): ChatSession {
  const listeners = new Set<(event: ChatEvent) => void>();
  let subscribed = false;
  const emit = (event: ChatEvent | undefined): void => {
    if (event) for (const listener of [...listeners]) listener(event);
  };
  const on = (name: string, handler: (event: unknown) => void): void => {
    try {
      const register = fieldsOf(session)[`on${name}`];
      if (typeof register === 'function') register.call(session, handler);
    } catch {
      // A session that chatjs could not create has nothing to listen to.
    }
  };
  return {
    get contactId() {
      return contactIdOf(session);
    },
    subscribe(listener) {
      listeners.add(listener);
      if (!subscribed) {
        subscribed = true;
        // An event of chatjs carries both bearer tokens: only its `data` is looked at.
        for (const name of HANDLERS) on(name, (event) => emit(parseChatItem(fieldsOf(event)['data'])));
        on('Ended', () => emit({ type: 'chatEnded' }));
        on('ConnectionEstablished', () => emit({ type: 'connected' }));
      }
      return () => void listeners.delete(listener);
    },
    async getAuthenticationUrl({ sessionId, redirectUri }) {
      const result = await normalised(() => session.getAuthenticationUrl({ sessionId, redirectUri }));
      const url = fieldsOf(fieldsOf(result)['data'])['AuthenticationUrl'];
      if (typeof url !== 'string') throw new ChatCallError('rejected');
      return url;
    },
    async cancelParticipantAuthentication({ sessionId }) {
      await normalised(() => session.cancelParticipantAuthentication({ sessionId }));
    },
    async recentEvents() {
      const request = { maxResults: 100, scanDirection: 'BACKWARD', sortOrder: 'ASCENDING' };
      const result = await normalised(async () => session.getTranscript?.(request));
      return parseTranscript(fieldsOf(fieldsOf(result)['data'])['Transcript']);
    },
  };
}

/** Chatjs throws before it is connected, and rejects with plain objects or strings. */
async function normalised(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    throw chatCallError(fieldsOf(error)['statusCode']);
  }
}

function contactIdOf(session: ChatjsSession): string | undefined {
  try {
    const { initialContactId, contactId } = fieldsOf(session.getChatDetails?.());
    const id = initialContactId ?? contactId;
    return typeof id === 'string' ? id : undefined;
  } catch {
    // A session that chatjs could not create has no details.
    return undefined;
  }
}
