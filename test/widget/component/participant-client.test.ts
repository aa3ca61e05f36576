/* eslint-disable @typescript-eslint/no-floating-promises -- plugins type chai's plain assertions as thenable */
import type { ConnectParticipantClient } from '@aws-sdk/client-connectparticipant';
import { expect, fixture, html } from '@open-wc/testing';
import type { ConnectSignInElement } from '../../../widget/src/connect-sign-in.js';
import '../../../widget/src/define.js';
import {
  participantClientChatSession,
  type ParticipantClientChatSession,
} from '../../../widget/src/participant-client-chat-session.js';
import { AUTHENTICATION_URL, initiated, item, SESSION_ID } from '../fake-chatjs.js';
import { REDIRECT_URI, untilStatus } from './prompt-fixture.js';

const CANCEL = 'CancelParticipantAuthenticationCommand';

/** A client that answers by the name of the command, and records what it was sent. */
function fakeClient(answers: Readonly<Record<string, () => Promise<object>>>) {
  const sent: { name: string; input: unknown }[] = [];
  const send = (command: { input: unknown }) => {
    const { name } = command.constructor;
    sent.push({ name, input: command.input });
    return (answers[name] ?? (() => Promise.resolve({})))();
  };
  return { sent, client: { send } as unknown as ConnectParticipantClient };
}

async function element(chat: ParticipantClientChatSession): Promise<ConnectSignInElement> {
  return fixture<ConnectSignInElement>(
    html`<connect-sign-in redirect-uri=${REDIRECT_URI} .chatSession=${chat}></connect-sign-in>`,
  );
}

describe('<connect-sign-in> without chatjs', () => {
  it('goes from the request in the transcript to the success that the host hands over', async () => {
    const { client, sent } = fakeClient({
      GetTranscriptCommand: () => Promise.resolve({ Transcript: [initiated()] }),
      GetAuthenticationUrlCommand: () => Promise.resolve({ AuthenticationUrl: AUTHENTICATION_URL }),
    });
    let renewed = 0;
    const chat = participantClientChatSession({ client, connectionToken: () => `token-${++renewed}` });
    const prompt = await element(chat);
    await untilStatus(prompt, 'offered');
    expect(sent.at(-1)).to.deep.equal({
      name: 'GetAuthenticationUrlCommand',
      input: { SessionId: SESSION_ID, RedirectUri: REDIRECT_URI, ConnectionToken: 'token-2' },
    });
    chat.receive({ ContentType: 'text/plain', Content: 'hello' });
    chat.connected();
    chat.receive(item('authentication.succeeded'));
    expect(prompt.status).to.equal('succeeded');
  });

  it('opts out by the client, and says when that is refused', async () => {
    const answers: Record<string, () => Promise<object>> = {
      GetAuthenticationUrlCommand: () => Promise.resolve({ AuthenticationUrl: AUTHENTICATION_URL }),
      [CANCEL]: () => Promise.reject(Object.assign(new Error('no'), { $metadata: { httpStatusCode: 500 } })),
    };
    const { client, sent } = fakeClient(answers);
    const chat = participantClientChatSession({ client, connectionToken: 'token', contactId: 'contact' });
    const prompt = await element(chat);
    chat.receive(initiated());
    await untilStatus(prompt, 'offered');
    prompt.optOut();
    await untilStatus(prompt, 'offered');
    expect(prompt.shadowRoot!.querySelector('[part=notice]')!.textContent).to.contain('didn’t work');
    answers[CANCEL] = () => Promise.resolve({});
    prompt.optOut();
    chat.receive(item('authentication.cancelled'));
    expect(prompt.status).to.equal('opted-out');
    expect(sent.at(-1)).to.deep.equal({
      name: CANCEL,
      input: { SessionId: SESSION_ID, ConnectionToken: 'token' },
    });
    prompt.remove();
    chat.receive(initiated());
    expect(prompt.status, 'it listens only in a page').to.equal('opted-out');
  });
});
