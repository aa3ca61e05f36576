// A crowd of chats against a local-connect in another process: every one with an open websocket, all asked to sign in.
import { ConnectClient, StartChatContactCommand } from '@aws-sdk/client-connect';
import {
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
} from '@aws-sdk/client-connectparticipant';
import WebSocket from 'ws';

/** Calls under way at once, so that the clients do not measure their own queue. */
const AT_ONCE = 50;

const inBatches = async (count, start) => {
  const results = [];
  while (results.length < count) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - results.length) }, start);
    results.push(...(await Promise.all(batch)));
  }
  return results;
};

/** Opens chats; each tells when its sign-in was asked for. */
export async function openCrowd({ connect, region, instanceId, contactFlowId, credentials }, count) {
  const client = new ConnectClient({ region, endpoint: connect, credentials });
  const unsigned = { accessKeyId: '', secretAccessKey: '' };
  const participant = new ConnectParticipantClient({ region, endpoint: connect, credentials: unsigned });
  const open = async () => {
    const { ParticipantToken } = await client.send(
      new StartChatContactCommand({
        InstanceId: instanceId,
        ContactFlowId: contactFlowId,
        ParticipantDetails: { DisplayName: 'Guest' },
      }),
    );
    const { Websocket, ConnectionCredentials } = await participant.send(
      new CreateParticipantConnectionCommand({
        ParticipantToken,
        Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
      }),
    );
    return subscribe(Websocket.Url, ConnectionCredentials.ConnectionToken);
  };
  const chats = await inBatches(count, open);
  client.destroy();
  participant.destroy();
  return chats;
}

/** A chat whose `initiated` resolves with the moment at which `authentication.initiated` arrived. */
async function subscribe(url, connectionToken) {
  const socket = new WebSocket(url);
  let arrived;
  const initiated = new Promise((resolve) => (arrived = resolve));
  await new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.on('open', () =>
      socket.send(JSON.stringify({ topic: 'aws/subscribe', content: { topics: ['aws/chat'] } })),
    );
    socket.on('message', (data) => {
      const frame = data.toString();
      if (frame.includes('authentication.initiated')) arrived(performance.now());
      if (frame.includes('"aws/subscribe"')) resolve();
    });
  });
  return { socket, connectionToken, initiated };
}

/**
 * Asks every chat to sign in, at an even pace, and measures from the call to the event.
 *
 * @returns {Promise<number[]>} milliseconds, sorted
 */
export async function askAll({ connect, say }, chats, perSecond) {
  const startedAt = performance.now();
  const times = await Promise.all(
    chats.map(async ({ connectionToken, initiated }, index) => {
      const due = startedAt + (1000 * index) / perSecond;
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      const askedAt = performance.now();
      const answer = await fetch(new URL('/participant/message', connect), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-amz-bearer': connectionToken },
        body: JSON.stringify({ ContentType: 'text/plain', Content: say }),
      });
      if (!answer.ok) throw new Error(`SendMessage answered ${answer.status}`);
      await answer.arrayBuffer();
      return (await initiated) - askedAt;
    }),
  );
  return times.sort((a, b) => a - b);
}

/** Ends the websockets. */
export function leaveAll(chats) {
  for (const { socket } of chats) socket.terminate();
}
