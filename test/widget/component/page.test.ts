/* eslint-disable @typescript-eslint/no-floating-promises -- plugins type chai's plain assertions as thenable */
import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ConnectSignInElement } from '../../../widget/src/connect-sign-in.js';
import type { ChatEvent, ChatSession } from '../../../widget/src/ports.js';
import { AUTHENTICATION_URL, initiated, OTHER_SESSION_ID, SESSION_ID } from '../fake-chatjs.js';
import {
  end,
  FakeWindows,
  newChat,
  offer,
  promptFixture,
  REDIRECT_URI,
  until,
  untilStatus,
} from './prompt-fixture.js';

/** Counts what an element adds to the page and takes away again. */
function countListeners(): { readonly count: number; restore(): void } {
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const live = new Set<string>();
  const names = new Map<unknown, number>();
  const keyOf = (type: string, listener: unknown) => {
    if (!names.has(listener)) names.set(listener, names.size);
    return `${type} ${names.get(listener)}`;
  };
  const isPage = (target: unknown) => target === window || target === document;
  EventTarget.prototype.addEventListener = function (...args: Parameters<typeof addEventListener>) {
    if (isPage(this)) live.add(keyOf(args[0], args[1]));
    addEventListener.apply(this, args);
  };
  EventTarget.prototype.removeEventListener = function (...args: Parameters<typeof removeEventListener>) {
    if (isPage(this)) live.delete(keyOf(args[0], args[1]));
    removeEventListener.apply(this, args);
  };
  return {
    get count() {
      return live.size;
    },
    restore: () => Object.assign(EventTarget.prototype, { addEventListener, removeEventListener }),
  };
}

describe('<connect-sign-in> in a page', () => {
  let windows: FakeWindows;
  beforeEach(() => void (windows = new FakeWindows()));
  afterEach(() => windows.restore());

  it('leaves no listener behind when it is removed, and goes on when it is put back', async () => {
    const listeners = countListeners();
    try {
      const prompt = await promptFixture();
      await offer(prompt);
      expect(listeners.count).to.equal(3);
      const parent = prompt.element.parentElement!;
      prompt.element.remove();
      expect(listeners.count).to.equal(0);
      parent.append(prompt.element);
      await until(() => listeners.count === 3);
      expect(prompt.element.status).to.equal('offered');
      await end(prompt, 'onAuthenticationSuccessful', 'authentication.succeeded');
      expect(prompt.element.status).to.equal('succeeded');
    } finally {
      listeners.restore();
    }
  });

  it('resumes after a reload where it was, with the same URL, and takes the focus that nobody has', async () => {
    const chat = newChat();
    const first = await promptFixture(chat);
    await offer(first);
    first.button('sign-in').click();
    first.element.remove();
    const reloaded = newChat();
    reloaded.details = chat.details;
    const prompt = await promptFixture(reloaded);
    await untilStatus(prompt.element, 'confirming');
    expect(reloaded.calls.map(({ name }) => name)).to.not.contain('getAuthenticationUrl');
    await until(() => prompt.element.shadowRoot!.activeElement === prompt.part('base'));
    prompt.button('sign-in').click();
    expect(windows.forms.map(({ fields }) => fields['authenticationUrl'])).to.deep.equal([
      AUTHENTICATION_URL,
      AUTHENTICATION_URL,
    ]);
  });

  it('makes a chat that scrolls no longer while it comes in', async () => {
    const prompt = await promptFixture();
    const chat = prompt.element.parentElement!;
    Object.assign(chat.style, { height: '4rem', overflowY: 'auto' });
    await offer(prompt);
    const base = prompt.part('base')!;
    // The card comes in anew, however long the page took to draw it the first time.
    base.style.animation = 'none';
    expect(base.getAnimations()).to.have.length(0);
    base.style.animation = '';
    const [entering] = base.getAnimations();
    entering!.pause();
    const during = chat.scrollHeight;
    entering!.finish();
    expect(chat.scrollHeight).to.equal(during);
  });

  it('does not take the focus from somebody who types', async () => {
    const prompt = await promptFixture();
    const input = await fixture<HTMLInputElement>(html`<input aria-label="Message" />`);
    await offer(prompt);
    prompt.element.signIn();
    input.focus();
    window.dispatchEvent(new Event('focus'));
    await untilStatus(prompt.element, 'confirming');
    expect(document.activeElement).to.equal(input);
  });

  it('touches no storage before a chat is attached', async () => {
    const { getItem } = Storage.prototype;
    let touched = 0;
    Storage.prototype.getItem = function (key: string) {
      touched++;
      return getItem.call(this, key);
    };
    try {
      const element = await fixture<ConnectSignInElement>(
        html`<connect-sign-in redirect-uri=${REDIRECT_URI}></connect-sign-in>`,
      );
      await element.updateComplete;
      expect(touched).to.equal(0);
    } finally {
      Storage.prototype.getItem = getItem;
    }
  });

  it('follows two chats in one page apart', async () => {
    const one = await promptFixture();
    const two = await promptFixture();
    await offer(one);
    await offer(two);
    await end(one, 'onAuthenticationFailed', 'authentication.failed');
    expect([one.element.status, two.element.status]).to.deep.equal(['failed', 'offered']);
  });

  it('takes a session that was set before the element was defined', () => {
    const element = document.createElement('connect-sign-in');
    const chat = newChat();
    element.chatSession = chat as never;
    expect(element.chatSession).to.equal(chat);
    expect(chat.handlers.size, 'it listens only in a page').to.equal(0);
  });

  it('begins anew when the flow asks again', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    await end(prompt, 'onAuthenticationTimeout', 'authentication.timeout');
    prompt.chat.emit('onAuthenticationInitiated', initiated(OTHER_SESSION_ID));
    await untilStatus(prompt.element, 'offered');
    expect(prompt.chat.calls.filter(({ name }) => name === 'getAuthenticationUrl')).to.have.length(2);
  });

  it('ignores another delivery of a session that has ended', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    await end(prompt, 'onAuthenticationTimeout', 'authentication.timeout');
    prompt.chat.emit('onAuthenticationInitiated', initiated(SESSION_ID));
    await prompt.element.updateComplete;
    expect(prompt.element.status).to.equal('timeout');
  });

  it('lets the page keep the window closed', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    prompt.element.addEventListener('sign-in-opening', (event) => {
      expect(event.detail).to.deep.equal({ way: 'popup' });
      event.preventDefault();
    });
    prompt.element.signIn();
    expect(windows.forms).to.deep.equal([]);
    expect(prompt.element.status).to.equal('offered');
  });

  it('puts neither URL, state nor token into an event', async () => {
    const prompt = await promptFixture();
    const heard: unknown[] = [];
    for (const type of ['sign-in-status', 'sign-in-ended', 'sign-in-opening'] as const) {
      prompt.element.addEventListener(type, (event) => heard.push(event.detail));
    }
    await offer(prompt);
    prompt.element.signIn();
    await end(prompt, 'onAuthenticationSuccessful', 'authentication.succeeded');
    expect(heard).to.have.length(6);
    expect(JSON.stringify(heard)).to.not.match(/https|state=|token|secret|[0-9a-f]{8}-/u);
  });

  it('can be worked by keyboard alone', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    prompt.part('base')!.focus();
    await sendKeys({ press: 'Tab' });
    expect(prompt.element.shadowRoot!.activeElement).to.equal(prompt.button('sign-in'));
    await sendKeys({ press: 'Enter' });
    expect(prompt.element.status).to.equal('signing-in');
    await sendKeys({ press: 'Tab' });
    expect(prompt.element.shadowRoot!.activeElement).to.equal(prompt.button('opt-out'));
  });

  it('leaves speaking to the host that asks for it', async () => {
    const prompt = await promptFixture();
    prompt.element.announce = 'none';
    await offer(prompt);
    expect(prompt.element.shadowRoot!.querySelector('[role=status]')).to.be.null;
  });

  it('shows the remaining time as long as the clocks agree', async () => {
    const prompt = await promptFixture();
    prompt.element.timeLimit = 15;
    await offer(prompt);
    expect(prompt.part('time')!.textContent).to.match(/^(15:00|14:5\d) left$/u);
    const skewed = await promptFixture();
    await offer(skewed, { AbsoluteTime: new Date(Date.now() + 600_000).toISOString() });
    expect(skewed.part('time')!.textContent).to.equal('');
  });

  it('takes single texts from the page', async () => {
    const prompt = await promptFixture();
    prompt.element.strings = { 'action.sign-in': 'Sign in to Acme' };
    await offer(prompt);
    expect(prompt.button('sign-in').textContent).to.contain('Sign in to Acme');
    expect(prompt.button('opt-out').textContent).to.contain('Continue without signing in');
  });

  it('keeps every target at least 24 pixels high, and fits into 320', async () => {
    const prompt = await promptFixture();
    prompt.element.parentElement!.style.width = '320px';
    await offer(prompt);
    for (const name of ['sign-in', 'opt-out'] as const) {
      expect(prompt.button(name).getBoundingClientRect().height).to.be.at.least(24);
    }
    expect(prompt.part('base')!.scrollWidth).to.be.at.most(320);
  });

  it('takes any object of the chat port', async () => {
    const listeners = new Set<(event: ChatEvent) => void>();
    const chat: ChatSession = {
      getAuthenticationUrl: () => Promise.resolve(AUTHENTICATION_URL),
      cancelParticipantAuthentication: () => Promise.resolve(),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    };
    const element = await fixture<ConnectSignInElement>(
      html`<connect-sign-in redirect-uri=${REDIRECT_URI} .chatSession=${chat}></connect-sign-in>`,
    );
    for (const listener of listeners) listener({ type: 'initiated', sessionId: SESSION_ID });
    await untilStatus(element, 'offered');
    element.chatSession = null;
    await element.updateComplete;
    expect([element.status, listeners.size]).to.deep.equal(['idle', 0]);
  });
});
