// A chat over the unmodified SDK clients, whose websocket comes back when it is lost.
import { EventEmitter, once } from 'node:events';
import { ConnectClient, StartChatContactCommand } from '@aws-sdk/client-connect';
import {
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  DisconnectParticipantCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import WebSocket from 'ws';
import { participantClientChatSession } from '../../widget/dist/module/participant-client-chat-session.js';
import { pause } from './setting.mjs';

const RECONNECT_MS = 300;

/** Clients that all chats share. */
export function chatClients({ connectEndpoint, region, credentials }) {
  const unsigned = { accessKeyId: '', secretAccessKey: '' };
  return {
    connect: new ConnectClient({ region, endpoint: connectEndpoint, credentials }),
    participant: new ConnectParticipantClient({ region, endpoint: connectEndpoint, credentials: unsigned }),
  };
}

/** Starts a chat and connects to it. */
export async function openChat({ connect, participant }, { instanceId, contactFlowId }) {
  const { ContactId: contactId, ParticipantToken } = await connect.send(
    new StartChatContactCommand({
      InstanceId: instanceId,
      ContactFlowId: contactFlowId,
      ParticipantDetails: { DisplayName: 'Guest' },
    }),
  );
  let connectionToken = '';
  let socket;
  let left = false;
  const texts = new Set();
  const news = new EventEmitter();
  const session = participantClientChatSession({
    ...{ client: participant, contactId },
    connectionToken: () => connectionToken,
  });

  function receive({ topic, content }) {
    if (topic !== 'aws/chat') return;
    const item = JSON.parse(content);
    if (item.ContentType === 'text/plain') {
      texts.add(item.Content);
      news.emit('text');
    }
    session.receive(item);
  }

  async function dial() {
    const { Websocket, ConnectionCredentials } = await participant.send(
      new CreateParticipantConnectionCommand({
        ParticipantToken,
        Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
      }),
    );
    connectionToken = ConnectionCredentials.ConnectionToken;
    await new Promise((resolve, reject) => {
      socket = new WebSocket(Websocket.Url);
      socket.once('error', reject);
      socket.once('open', () =>
        socket.send(JSON.stringify({ topic: 'aws/subscribe', content: { topics: ['aws/chat'] } })),
      );
      socket.on('message', (data) => {
        const frame = JSON.parse(data.toString());
        if (frame.topic === 'aws/subscribe') resolve();
        else receive(frame);
      });
    });
    socket.on('error', () => undefined);
    socket.once('close', () => void redial());
    session.connected();
  }

  async function redial() {
    while (!left) {
      await pause(RECONNECT_MS);
      if (left) return;
      try {
        return await dial();
      } catch {
        // As chatjs does: again, until the chat is left.
      }
    }
  }

  // A refusal that was meant for another chat may meet this one; chatjs goes on here too.
  await dial().catch(redial);
  return {
    contactId,
    session,
    say: (text) =>
      participant.send(
        new SendMessageCommand({
          ...{ ConnectionToken: connectionToken, ContentType: 'text/plain', Content: text },
        }),
      ),
    /** Resolves with whether a text comes within `ms`, or came before. */
    async hears(text, ms) {
      const signal = AbortSignal.timeout(ms);
      try {
        while (!texts.has(text)) await once(news, 'text', { signal });
        return true;
      } catch {
        return false;
      }
    },
    async leave() {
      left = true;
      await participant
        .send(new DisconnectParticipantCommand({ ConnectionToken: connectionToken }))
        .finally(() => socket.terminate());
    },
  };
}
