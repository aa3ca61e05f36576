import type { TimelineEntry } from '../timeline.js';
import { createExchangeList } from './exchange-list.js';
import { CHAT_SAVED, savedChat } from './saved-chat.js';
import { element, input } from './page-elements.js';

/** Wide enough for the panel to stand beside the shop. */
const WIDE = '(min-width: 75rem)';
const OPEN_KEY = 'fernhill-control-panel';

const STATES: Readonly<Record<string, string>> = {
  connected: 'In the chat',
  initiated: 'Asked to sign in',
  urlIssued: 'Has the authentication URL',
  redeeming: 'Connect redeems the code',
  Success: 'Signed in',
  Timeout: 'Timed out',
  OptedOut: 'Went on without signing in',
  Error: 'Not signed in',
  disconnected: 'The chat has ended',
};

const exchange = element('exchange');
const list = createExchangeList(element('exchange-steps'));
const answer = element('panel-answer');
const buttons = [...document.querySelectorAll<HTMLButtonElement>('#triggers button')];
let contactId: string | undefined;
let status: string | undefined;
let stream: EventSource | undefined;
let readsEnd = true;

function showStatus(): void {
  const state = element('panel-state');
  state.textContent =
    contactId === undefined ? 'No chat yet' : (STATES[status ?? 'connected'] ?? 'In the chat');
  state.dataset['status'] = status ?? '';
  for (const button of buttons) {
    const { when } = button.dataset;
    const inChat = contactId !== undefined && status !== 'disconnected';
    const possible = when === 'chat' ? inChat : (when?.split(' ').includes(status ?? '') ?? true);
    button.disabled = !possible;
  }
}

function add(entry: TimelineEntry): void {
  element('exchange-empty').hidden = true;
  list.add(entry);
  if (entry.status !== undefined) {
    status = entry.status;
    showStatus();
  }
  // Whoever scrolled up to read is left there.
  if (readsEnd) exchange.scrollTop = exchange.scrollHeight;
}

/** The stream takes one of the few connections that a browser gives a host, so it is open only where it is seen. */
function follow(): void {
  const wanted = contactId !== undefined && !element('panel-body').hidden && !document.hidden;
  if (!wanted || stream !== undefined) {
    if (!wanted) stream?.close();
    if (!wanted) stream = undefined;
    return;
  }
  list.clear();
  stream = new EventSource(`/api/journal?${new URLSearchParams({ contactId: contactId ?? '' }).toString()}`);
  stream.addEventListener('message', ({ data }) => add(JSON.parse(String(data)) as TimelineEntry));
}

function followSavedChat(): void {
  const saved = savedChat();
  if (saved === undefined) return;
  stream?.close();
  stream = undefined;
  contactId = saved.contactId;
  status = undefined;
  showStatus();
  follow();
}

function open(isOpen: boolean): void {
  element('panel-toggle').setAttribute('aria-expanded', String(isOpen));
  element('panel-body').hidden = !isOpen;
  follow();
}

async function press(button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  answer.textContent = '';
  try {
    const response = await fetch('/api/controls', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        command: button.dataset['command'],
        contactId: contactId ?? '',
        count: input('throttle-count').valueAsNumber,
        text: input('agent-text').value,
      }),
    });
    const { message } = (await response.json()) as { message?: string };
    answer.textContent = message ?? '';
    answer.dataset['ok'] = String(response.ok);
  } catch {
    answer.textContent = 'The demo does not answer.';
    answer.dataset['ok'] = 'false';
  }
  showStatus();
}

if (new URLSearchParams(location.search).get('panel') !== 'off') {
  const chosen = localStorage.getItem(OPEN_KEY);
  element('panel').hidden = false;
  element('panel-toggle').addEventListener('click', () => {
    const isOpen = element('panel-toggle').getAttribute('aria-expanded') !== 'true';
    localStorage.setItem(OPEN_KEY, String(isOpen));
    open(isOpen);
  });
  for (const button of buttons) button.addEventListener('click', () => void press(button));
  addEventListener(CHAT_SAVED, followSavedChat);
  document.addEventListener('visibilitychange', follow);
  exchange.addEventListener('scroll', () => {
    readsEnd = exchange.scrollTop + exchange.clientHeight >= exchange.scrollHeight - 40;
  });
  open(matchMedia(WIDE).matches && chosen !== 'false');
  showStatus();
  followSavedChat();
}
