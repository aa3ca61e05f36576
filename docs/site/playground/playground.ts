import 'connect-sign-in/define';
import type { SignInEventMap } from 'connect-sign-in';
import { LOCALES } from '../../../widget/src/locales/load-locale.js';
import { fakeChatSession, type Answer, type FakeChatSettings, type Said } from './fake-chat-session.js';
import { SCENES, type Theatre } from './scenes.js';

const EVENTS = ['sign-in-status', 'sign-in-opening', 'sign-in-ended'] as const;
const GREATEST_LOG = 30;

function find<Found extends Element>(selector: string, type: new () => Found): Found {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the playground has no ${selector}`);
  return found;
}

const stage = find('.stage', HTMLElement);
const log = find('#playground-log', HTMLOListElement);
const select = (name: string): HTMLSelectElement => find(`#playground-${name}`, HTMLSelectElement);
const controls = find('.playground-controls', HTMLFormElement);
const settings: FakeChatSettings = { url: 'answers', cancel: 'answers' };
let theatre = build();

/** The window of the pretend browser: a frame in which forms go nowhere. */
const frame = document.createElement('iframe');
frame.hidden = true;
frame.title = 'Pretend sign-in window';
frame.sandbox.add('allow-same-origin');
document.body.append(frame);
window.open = () => (theatre.window === 'opens' ? frame.contentWindow : null);

function build(): Theatre {
  const element = document.createElement('connect-sign-in');
  element.setAttribute('redirect-uri', 'https://auth.example.com/callback');
  const chat = fakeChatSession(settings);
  element.chatSession = chat;
  for (const name of EVENTS) element.addEventListener(name, (event) => record(name, event));
  element.addEventListener('sign-in-opening', (event) => {
    // In redirect mode this page would be left.
    if (event.detail.way === 'redirect') event.preventDefault();
  });
  stage.querySelector('connect-sign-in')?.remove();
  stage.append(element);
  return { element, chat, settings, window: 'opens' };
}

function record<Name extends keyof SignInEventMap>(name: Name, event: SignInEventMap[Name]): void {
  const line = document.createElement('li');
  const code = document.createElement('code');
  code.textContent = `${name} ${JSON.stringify(event.detail)}`;
  line.append(code);
  log.prepend(line);
  while (log.children.length > GREATEST_LOG) log.lastElementChild?.remove();
  find('#playground-status', HTMLOutputElement).value = theatre.element.status;
}

function dress(): void {
  const { element } = theatre;
  for (const control of controls.querySelectorAll<HTMLSelectElement | HTMLInputElement>('[data-attribute]')) {
    const name = control.dataset['attribute'] ?? '';
    if (control.value === '') element.removeAttribute(name);
    else element.setAttribute(name, control.value);
  }
  for (const control of controls.querySelectorAll<HTMLSelectElement>('[data-property]')) {
    element.style.setProperty(control.dataset['property'] ?? '', control.value);
  }
  stage.style.colorScheme = select('scheme').value;
  stage.dir = select('direction').value;
  stage.style.inlineSize = select('width').value;
  settings.url = select('url').value as Answer;
  settings.cancel = select('cancel').value as Answer;
  theatre.window = select('window').value === 'blocks' ? 'blocks' : 'opens';
  find('#playground-markup', HTMLElement).textContent = markup();
}

function markup(): string {
  const { element } = theatre;
  const attributes = [...element.attributes].filter(({ name, value }) => name !== 'status' && value !== '');
  const lines = attributes.map(({ name, value }) => `\n  ${name}="${value}"`);
  return `<connect-sign-in${lines.join('')}\n></connect-sign-in>`;
}

async function show(name: string): Promise<void> {
  for (const control of ['url', 'cancel', 'window']) select(control).selectedIndex = 0;
  theatre = build();
  dress();
  delete stage.dataset['scene'];
  await SCENES[name]?.(theatre);
  select('url').value = settings.url;
  select('cancel').value = settings.cancel;
  select('window').value = theatre.window;
  await theatre.element.updateComplete;
  find('#playground-status', HTMLOutputElement).value = theatre.element.status;
  stage.dataset['scene'] = name;
}

select('state').append(...Object.keys(SCENES).map((name) => new Option(name)));
select('locale').append(
  new Option('of the page', ''),
  ...['en', ...Object.keys(LOCALES)].map((tag) => new Option(tag)),
);
select('state').value = 'offered';
select('state').addEventListener('change', () => void show(select('state').value));
controls.addEventListener('input', (event) => {
  if (event.target !== select('state')) dress();
});
controls.addEventListener('submit', (event) => event.preventDefault());
find('#playground-says', HTMLElement).addEventListener('click', (event) => {
  const said = event.target instanceof HTMLElement ? event.target.dataset['say'] : undefined;
  if (said === 'displayNameUpdated') theatre.chat.rename('Ana');
  else if (said !== undefined) theatre.chat.say(said as Said);
});
await show('offered');
document.documentElement.dataset['playground'] = 'ready';
