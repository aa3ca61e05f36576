import type { ConnectParticipantClient } from '@aws-sdk/client-connectparticipant';
import { describe, expect, it } from 'vitest';
import { participantClientChatSession } from '../../../widget/src/participant-client-chat-session.js';
import type { ChatEvent } from '../../../widget/src/ports.js';
import { AUTHENTICATION_URL, initiated, item, SESSION_ID } from '../fake-chatjs.js';

/** A client that records its commands and answers as told. */
function fakeClient(answer: () => Promise<object>) {
  const sent: { name: string; input: unknown }[] = [];
  const send = (command: { input: unknown }) => {
    sent.push({ name: command.constructor.name, input: command.input });
    return answer();
  };
  return { sent, client: { send } as unknown as ConnectParticipantClient };
}

const REQUEST = { sessionId: SESSION_ID, redirectUri: 'https://auth.example.com/callback' };

describe('participantClientChatSession', () => {
  it('asks for the authentication URL with the current connection token', async () => {
    const { client, sent } = fakeClient(() => Promise.resolve({ AuthenticationUrl: AUTHENTICATION_URL }));
    let tokens = 0;
    const chat = participantClientChatSession({ client, connectionToken: () => `token-${++tokens}` });
    await expect(chat.getAuthenticationUrl(REQUEST)).resolves.toBe(AUTHENTICATION_URL);
    await chat.cancelParticipantAuthentication({ sessionId: SESSION_ID });
    expect(sent).toEqual([
      {
        name: 'GetAuthenticationUrlCommand',
        input: { SessionId: SESSION_ID, RedirectUri: REQUEST.redirectUri, ConnectionToken: 'token-1' },
      },
      {
        name: 'CancelParticipantAuthenticationCommand',
        input: { SessionId: SESSION_ID, ConnectionToken: 'token-2' },
      },
    ]);
  });

  it.each([
    [400, 'rejected'],
    [403, 'rejected'],
    [429, 'throttled'],
    [500, 'unreachable'],
    [undefined, 'unreachable'],
  ])('sorts a failure with status %s as %s', async (httpStatusCode, problem) => {
    const { client } = fakeClient(() =>
      Promise.reject(Object.assign(new Error('no'), { $metadata: { httpStatusCode } })),
    );
    const chat = participantClientChatSession({ client, connectionToken: 'token' });
    await expect(chat.getAuthenticationUrl(REQUEST)).rejects.toMatchObject({ problem });
    await expect(chat.cancelParticipantAuthentication(REQUEST)).rejects.toMatchObject({ problem });
  });

  it('refuses an answer without a URL', async () => {
    const { client } = fakeClient(() => Promise.resolve({}));
    const chat = participantClientChatSession({ client, connectionToken: 'token' });
    await expect(chat.getAuthenticationUrl(REQUEST)).rejects.toMatchObject({ problem: 'rejected' });
  });

  it('hears what the host hands over, until it is unsubscribed from', () => {
    const { client } = fakeClient(() => Promise.resolve({}));
    const chat = participantClientChatSession({ client, connectionToken: 'token', contactId: 'contact-1' });
    const heard: ChatEvent[] = [];
    const release = chat.subscribe((event) => heard.push(event));
    chat.connected();
    chat.receive(initiated());
    chat.receive({ ContentType: 'text/plain', Content: 'hello' });
    release();
    chat.receive(item('authentication.succeeded'));
    expect(heard.map(({ type }) => type)).toEqual(['connected', 'initiated']);
    expect(chat.contactId).toBe('contact-1');
  });

  it('reads the latest events from the transcript', async () => {
    const { client } = fakeClient(() => Promise.resolve({ Transcript: [initiated(), item('chat.ended')] }));
    const chat = participantClientChatSession({ client, connectionToken: 'token' });
    expect((await chat.recentEvents?.())?.map(({ type }) => type)).toEqual(['initiated', 'chatEnded']);
  });
});
