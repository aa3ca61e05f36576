import { describe, expect, it } from 'vitest';
import { EVENT_CONTENT_TYPE } from 'connect-sign-in-shared/connect.js';
import { ChatCallError } from '../../../widget/src/chat-call-error.js';
import { parseChatItem } from '../../../widget/src/chat-item.js';
import {
  asChatSession,
  chatjsChatSession,
  type ChatjsSession,
} from '../../../widget/src/chatjs-chat-session.js';
import type { ChatEvent } from '../../../widget/src/ports.js';
import {
  AUTHENTICATION_URL,
  FakeChatjs,
  initiated,
  item,
  SESSION_ID,
  type Behaviour,
  type HandlerName,
} from '../fake-chatjs.js';

const adapt = (fake: FakeChatjs) => chatjsChatSession(fake as unknown as ChatjsSession);
const REQUEST = { sessionId: SESSION_ID, redirectUri: 'https://auth.example.com/callback' };

function listen(fake: FakeChatjs): ChatEvent[] {
  const heard: ChatEvent[] = [];
  adapt(fake).subscribe((event) => heard.push(event));
  return heard;
}

describe('parseChatItem', () => {
  it('knows every content type that the wire has', () => {
    for (const ContentType of Object.values(EVENT_CONTENT_TYPE)) {
      const event = parseChatItem({ ...initiated(), ContentType, DisplayName: 'Ana' });
      expect(event, ContentType).toBeDefined();
    }
  });

  it.each([
    ['authentication.succeeded', 'succeeded'],
    ['authentication.success', 'succeeded'],
    ['authentication.successful', 'succeeded'],
    ['authentication.cancelled', 'cancelled'],
    ['authentication.canceled', 'cancelled'],
    ['authentication.timeout', 'timedOut'],
    ['chat.ended', 'chatEnded'],
  ])('reads %s as %s', (suffix, type) => {
    expect(parseChatItem(item(suffix))).toMatchObject({ type });
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'authentication.initiated'],
    ['a message', { ContentType: 'text/plain', Content: 'hello' }],
    ['a foreign prefix', { ContentType: `x${EVENT_CONTENT_TYPE.chatEnded}` }],
    ['an inherited name', { ContentType: 'application/vnd.amazonaws.connect.event.constructor' }],
    ['initiated without content', item('authentication.initiated')],
    ['initiated with broken JSON', item('authentication.initiated', { Content: '{' })],
    ['initiated with null', item('authentication.initiated', { Content: 'null' })],
    [
      'a session id of another length',
      item('authentication.initiated', { Content: '{"SessionId":"short"}' }),
    ],
    ['a name that is empty', item('participant.displayname.updated', { DisplayName: '' })],
    [
      "an agent's name",
      item('participant.displayname.updated', { DisplayName: 'A', ParticipantRole: 'AGENT' }),
    ],
  ])('ignores %s', (_, value) => {
    expect(parseChatItem(value)).toBeUndefined();
  });

  it('reads both spellings of the session id, and the time of the service', () => {
    const at = '2026-11-20T10:00:00.000Z';
    for (const key of ['SessionId', 'sessionId']) {
      const Content = JSON.stringify({ [key]: SESSION_ID });
      expect(parseChatItem(item('authentication.initiated', { Content, AbsoluteTime: at }))).toMatchObject({
        type: 'initiated',
        sessionId: SESSION_ID,
        at: Date.parse(at),
      });
    }
  });

  it('cuts a name that is too long', () => {
    const event = parseChatItem(item('participant.displayname.updated', { DisplayName: 'x'.repeat(1000) }));
    expect(event).toMatchObject({ displayName: 'x'.repeat(256) });
  });
});

describe('chatjsChatSession', () => {
  it.each<[HandlerName, string, string]>([
    ['onAuthenticationSuccessful', 'authentication.succeeded', 'succeeded'],
    ['onAuthenticationFailed', 'authentication.failed', 'failed'],
    ['onAuthenticationTimeout', 'authentication.timeout', 'timedOut'],
    ['onAuthenticationExpired', 'authentication.expired', 'expired'],
    ['onAuthenticationCanceled', 'authentication.cancelled', 'cancelled'],
    ['onMessage', 'authentication.canceled', 'cancelled'],
  ])('hears by %s that the session %s', (handler, suffix, type) => {
    const fake = new FakeChatjs();
    const heard = listen(fake);
    fake.emit(handler, item(suffix));
    expect(heard).toMatchObject([{ type }]);
  });

  it('hears everything by onMessage of a chatjs that has no other handlers', () => {
    const fake = new FakeChatjs(['onMessage']);
    const heard = listen(fake);
    fake.emit('onMessage', { ContentType: 'text/plain', Content: 'hello' });
    fake.emit('onMessage', initiated());
    expect(heard).toMatchObject([{ type: 'initiated', sessionId: SESSION_ID }]);
  });

  it('hears the end of the chat and each new connection', () => {
    const fake = new FakeChatjs();
    const heard = listen(fake);
    fake.emit('onConnectionEstablished');
    fake.emit('onEnded');
    expect(heard).toEqual([{ type: 'connected' }, { type: 'chatEnded' }]);
  });

  it('registers its handlers once for a session, however often it is subscribed to', () => {
    const fake = new FakeChatjs();
    for (let round = 0; round < 3; round++) adapt(fake).subscribe(() => undefined)();
    const heard = listen(fake);
    fake.emit('onAuthenticationInitiated', initiated());
    expect(heard).toHaveLength(1);
    expect([...fake.handlers.values()].every((handlers) => handlers.length === 1)).toBe(true);
  });

  it('keeps both bearer tokens of a chatjs event to itself', () => {
    const fake = new FakeChatjs();
    const heard = listen(fake);
    fake.emit('onAuthenticationInitiated', initiated());
    expect(JSON.stringify(heard)).not.toContain('secret');
  });

  it('tells chats apart by the initial contact, and survives a session that could not be created', () => {
    const fake = new FakeChatjs();
    expect(adapt(fake).contactId).toBe('contact-1');
    const broken = new FakeChatjs();
    broken.getChatDetails = () => {
      throw new TypeError("Cannot read properties of undefined (reading 'getChatDetails')");
    };
    broken['onMessage'] = broken.getChatDetails;
    expect(adapt(broken).contactId).toBeUndefined();
    expect(listen(broken)).toEqual([]);
  });

  it('gives the authentication URL', async () => {
    const fake = new FakeChatjs();
    await expect(adapt(fake).getAuthenticationUrl(REQUEST)).resolves.toBe(AUTHENTICATION_URL);
    expect(fake.calls).toEqual([{ name: 'getAuthenticationUrl', request: REQUEST }]);
  });

  it.each<[string, Behaviour, string]>([
    ['no URL', { resolve: { data: {} } }, 'rejected'],
    ['no answer', { resolve: undefined }, 'rejected'],
    [
      'a late or used session',
      { reject: { type: 'ValidationException', message: 'no', statusCode: 400, metadata: null } },
      'rejected',
    ],
    ['a foreign session', { reject: { type: 'AccessDeniedException', statusCode: 403 } }, 'rejected'],
    ['a throttle', { reject: { type: 'ThrottlingException', statusCode: 429 } }, 'throttled'],
    ['a fault', { reject: { type: 'InternalServerException', statusCode: 500 } }, 'unreachable'],
    [
      'a broken network',
      { reject: { type: 'TypeError', message: 'Failed to fetch', metadata: null } },
      'unreachable',
    ],
    ['a bare string', { reject: 'Failed to call, No active connection' }, 'unreachable'],
    ['a throw before connect', { throw: new TypeError("reading 'getConnectionToken'") }, 'unreachable'],
  ])('rejects with one kind of error on %s', async (_, behaviour, problem) => {
    const fake = new FakeChatjs();
    fake.url = behaviour;
    const error: unknown = await adapt(fake)
      .getAuthenticationUrl(REQUEST)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ChatCallError);
    expect(error).toMatchObject({ problem, message: `the chat call was ${problem}` });
  });

  it('cancels, and says so when that is refused', async () => {
    const fake = new FakeChatjs();
    await expect(
      adapt(fake).cancelParticipantAuthentication({ sessionId: SESSION_ID }),
    ).resolves.toBeUndefined();
    fake.cancel = { throw: new TypeError('not connected') };
    await expect(
      adapt(fake).cancelParticipantAuthentication({ sessionId: SESSION_ID }),
    ).rejects.toBeInstanceOf(ChatCallError);
  });

  it('reads the latest events from the transcript, oldest first', async () => {
    const fake = new FakeChatjs();
    fake.transcript = {
      resolve: {
        data: { Transcript: [{ ContentType: 'text/plain' }, initiated(), item('authentication.failed')] },
      },
    };
    const events = await adapt(fake).recentEvents?.();
    expect(events?.map(({ type }) => type)).toEqual(['initiated', 'failed']);
    expect(fake.calls[0]?.request).toEqual({
      maxResults: 100,
      scanDirection: 'BACKWARD',
      sortOrder: 'ASCENDING',
    });
  });

  it('has no events where the transcript is something else', async () => {
    const fake = new FakeChatjs();
    fake.transcript = { resolve: { data: null } };
    await expect(adapt(fake).recentEvents?.()).resolves.toEqual([]);
  });
});

describe('asChatSession', () => {
  it('takes a chatjs session, any object of the port, and nothing else', () => {
    const fake = new FakeChatjs();
    expect(asChatSession(fake)).toBe(adapt(fake));
    const own = { subscribe: () => () => undefined };
    expect(asChatSession(own)).toBe(own);
    for (const other of [undefined, null, 'x', 1, {}, { onMessage: 'no' }])
      expect(asChatSession(other)).toBeUndefined();
  });
});
