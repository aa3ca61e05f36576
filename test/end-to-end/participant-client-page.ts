/** Page script of a host without chatjs: it speaks the Participant Service itself, with AWS's own client. */
import {
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  GetTranscriptCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import 'connect-sign-in/define';
import {
  participantClientChatSession,
  type ParticipantClientChatSession,
} from 'connect-sign-in/participant-client';

interface StartedChat {
  readonly contactId: string;
  readonly participantToken: string;
}

const KEY = 'plain-chat';
const log = document.querySelector('ol')!;
const parameters = new URLSearchParams(location.search);

async function startedChat(): Promise<StartedChat> {
  const saved = sessionStorage.getItem(KEY);
  if (saved !== null) return JSON.parse(saved) as StartedChat;
  const answer = await fetch('/api/chats', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ displayName: 'Guest' }),
  });
  const text = await answer.text();
  sessionStorage.setItem(KEY, text);
  return JSON.parse(text) as StartedChat;
}

function show(item: unknown): void {
  const { Content } = (item ?? {}) as { Content?: unknown };
  if (typeof Content === 'string')
    log.append(Object.assign(document.createElement('li'), { textContent: Content }));
}

/** The chat's websocket, opened again whenever it goes. Source: the websocket manager inside amazon-connect-chatjs. */
function listen(url: string, chat: ParticipantClientChatSession, renew: () => Promise<string>): void {
  const socket = new WebSocket(url);
  socket.onopen = () =>
    socket.send(JSON.stringify({ topic: 'aws/subscribe', content: { topics: ['aws/chat'] } }));
  socket.onmessage = ({ data }) => {
    const { topic, content } = JSON.parse(String(data)) as { topic: string; content?: unknown };
    if (topic === 'aws/subscribe') chat.connected();
    if (topic !== 'aws/chat' || typeof content !== 'string') return;
    const item: unknown = JSON.parse(content);
    chat.receive(item);
    show(item);
  };
  socket.onclose = () => void renew().then((next) => listen(next, chat, renew));
}

const { connectEndpoint } = (await (await fetch('/api/settings')).json()) as { connectEndpoint: string };
const client = new ConnectParticipantClient({
  region: 'eu-west-2',
  endpoint: connectEndpoint,
  credentials: { accessKeyId: '', secretAccessKey: '' },
});
const { contactId, participantToken } = await startedChat();
let connectionToken = '';

/** A websocket URL works once; the connection token comes with it. */
async function connect(): Promise<string> {
  const { ConnectionCredentials, Websocket } = await client.send(
    new CreateParticipantConnectionCommand({
      ParticipantToken: participantToken,
      Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
    }),
  );
  connectionToken = ConnectionCredentials?.ConnectionToken ?? '';
  return Websocket?.Url ?? '';
}

const url = await connect();
const chat = participantClientChatSession({ client, contactId, connectionToken: () => connectionToken });
document.querySelector('connect-sign-in')!.chatSession = chat;

if (parameters.get('feed') === 'polling') {
  // A websocket has to be subscribed to for the contact to be a chat; what it brings is not looked at.
  const answers = async () => {
    const { Transcript = [] } = await client.send(
      new GetTranscriptCommand({ ConnectionToken: connectionToken, MaxResults: 100, SortOrder: 'ASCENDING' }),
    );
    for (const item of Transcript) chat.receive(item);
    log.replaceChildren();
    Transcript.forEach(show);
  };
  setInterval(() => void answers(), 250);
} else listen(url, chat, connect);

document.querySelector('form')!.addEventListener('submit', (event) => {
  event.preventDefault();
  const Content = new FormData(event.target as HTMLFormElement).get('message') as string;
  void client.send(
    new SendMessageCommand({ ContentType: 'text/plain', Content, ConnectionToken: connectionToken }),
  );
});
document.body.dataset['contact'] = contactId;
