import type { ConnectSignInElement } from 'connect-sign-in';
import { element, input } from './page-elements.js';
import { forgetChat, saveChat, savedChat, type SavedChat } from './saved-chat.js';
import { createTranscript, type ChatItem } from './transcript.js';

function signInPrompt(): ConnectSignInElement {
  const found = document.querySelector<ConnectSignInElement>('connect-sign-in');
  if (found === null) throw new Error('The page has no <connect-sign-in>.');
  return found;
}

const signIn = signInPrompt();
const scroll = element('scroll');
const transcript = createTranscript(element('transcript'));
const message = input('message');
const account = element('account');
const connection = element('connection');
let session: connect.CustomerChatSession | undefined;

function showConnection(state: 'open' | 'lost' | 'closed', text: string): void {
  connection.dataset['state'] = state;
  connection.textContent = text;
}

function showConversation(open: boolean): void {
  element('conversation').hidden = !open;
  element('start').hidden = open;
}

async function startChat(displayName: string): Promise<SavedChat> {
  const answer = await fetch('/api/chats', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ displayName }),
  });
  if (!answer.ok) throw new Error(`the shop answered ${String(answer.status)}`);
  return (await answer.json()) as SavedChat;
}

function ended(): void {
  forgetChat();
  showConnection('closed', 'Chat ended');
  element('composer').hidden = true;
  element('end-chat').hidden = true;
}

/** Tells chatjs where Connect is, once; a session that was created before would not know. */
async function configure(): Promise<void> {
  const { connectEndpoint } = (await (await fetch('/api/settings')).json()) as { connectEndpoint: string };
  connect.ChatSession.setGlobalConfig({
    region: 'eu-west-2',
    endpoint: connectEndpoint,
  } as connect.ChatGlobalConfig);
}

const configured = configure();
// Whoever opens a chat is told; nobody may have one to open.
configured.catch(() => undefined);

function showName({ ContentType, DisplayName: name }: ChatItem): void {
  if (ContentType === 'application/vnd.amazonaws.connect.event.participant.displayname.updated' && name) {
    account.textContent = `Signed in as ${name}`;
  }
}

/** Opens the chat with chatjs and hands the session to the sign-in prompt: the one line a host page writes. */
async function openChat(chat: SavedChat): Promise<void> {
  showConversation(true);
  showConnection('lost', 'Connecting…');
  await configured;
  const opened = connect.ChatSession.create({
    type: 'CUSTOMER',
    disableCSM: true,
    options: { region: 'eu-west-2' },
    chatDetails: { ...chat, initialContactId: chat.contactId },
  } as connect.CustomerChatSessionArgs);
  session = opened;
  const show = (event: { data: unknown }) => transcript.add(event.data as ChatItem);
  opened.onMessage(show);
  opened.onConnectionEstablished(() => showConnection('open', 'Connected'));
  opened.onConnectionLost(() => showConnection('lost', 'Connection lost, trying again…'));
  opened.onConnectionBroken(() => showConnection('lost', 'Connection broken, reload the page'));
  opened.onEnded((event) => {
    const { data } = event as { data?: unknown };
    if (data !== undefined) show({ data });
    ended();
  });
  opened.onParticipantDisplayNameUpdated((event) => showName(event.data));
  signIn.chatSession = opened;
  await opened.connect({});
  const earlier = await opened.getTranscript({
    maxResults: 100,
    sortOrder: 'ASCENDING',
    scanDirection: 'BACKWARD',
  });
  const items = (earlier.data as { Transcript?: ChatItem[] } | undefined)?.Transcript ?? [];
  for (const item of items) {
    transcript.add(item);
    // After a reload, and after a sign-in in this tab, only the transcript knows.
    showName(item);
  }
}

async function begin(): Promise<void> {
  const problem = element('start-problem');
  problem.textContent = '';
  try {
    const chat = await startChat(input('display-name').value.trim() || 'Guest');
    saveChat(chat);
    await openChat(chat);
    message.focus();
  } catch {
    showConversation(false);
    showConnection('closed', 'Not connected');
    problem.textContent = 'The chat could not start. Please try again in a moment.';
  }
}

element('start-chat').addEventListener('click', () => void begin());

element('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = message.value.trim();
  if (text === '' || session === undefined) return;
  message.value = '';
  const problem = element('send-problem');
  problem.textContent = '';
  session.sendMessage({ contentType: 'text/plain', message: text }).catch(() => {
    problem.textContent = 'Your message was not sent. Please send it again.';
    message.value = text;
  });
});

element('end-chat').addEventListener('click', () => {
  session?.disconnectParticipant().catch(() => ended());
});

/** `?mode=redirect&locale=ar` and the like: lets a visitor try the attributes without editing the page. */
for (const [name, value] of new URLSearchParams(location.search)) {
  if (['mode', 'locale', 'identity-provider', 'announce'].includes(name)) signIn.setAttribute(name, value);
  if (name === 'dir' && ['ltr', 'rtl'].includes(value)) document.documentElement.dir = value;
}

// Whatever grows the conversation, a message or the prompt, its end stays in view.
const grown = new ResizeObserver(() => (scroll.scrollTop = scroll.scrollHeight));
grown.observe(element('transcript'));
grown.observe(signIn);

const unfinished = savedChat();
if (unfinished !== undefined) {
  try {
    await openChat(unfinished);
  } catch {
    forgetChat();
    showConversation(false);
    showConnection('closed', 'Not connected');
  }
}
