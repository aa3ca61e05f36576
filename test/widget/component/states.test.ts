/* eslint-disable @typescript-eslint/no-floating-promises -- plugins type chai's plain assertions as thenable */
import { expect, oneEvent } from '@open-wc/testing';
import type { SignInStatusDetail } from '../../../widget/src/events.js';
import { AUTHENTICATION_URL, initiated, item, type Behaviour } from '../fake-chatjs.js';
import {
  end,
  expectAccessible,
  FakeWindows,
  newChat,
  offer,
  promptFixture,
  untilStatus,
  type PromptFixture,
} from './prompt-fixture.js';

const textOf = ({ part }: PromptFixture, name: string): string => part(name)?.textContent.trim() ?? '';
const shown = (prompt: PromptFixture, name: string): boolean => {
  const node = prompt.part(name);
  return node !== null && node.getClientRects().length > 0;
};

describe('<connect-sign-in> in every state', () => {
  let windows: FakeWindows;
  beforeEach(() => void (windows = new FakeWindows()));
  afterEach(() => windows.restore());

  it('shows nothing, but is ready to speak, until Connect asks for a sign-in', async () => {
    const prompt = await promptFixture();
    expect(prompt.element).to.have.attribute('status', 'idle');
    expect(shown(prompt, 'base')).to.be.false;
    expect(prompt.element.shadowRoot!.querySelector('[role=status]')).to.exist;
    await expectAccessible(prompt);
  });

  it('prepares the sign-in, and can already be opted out of', async () => {
    const chat = newChat();
    chat.url = 'hang';
    const prompt = await promptFixture(chat);
    chat.emit('onAuthenticationInitiated', initiated());
    await untilStatus(prompt.element, 'requesting-url');
    expect(textOf(prompt, 'title')).to.equal('Preparing sign-in…');
    expect(prompt.part('sign-in')).to.be.null;
    expect(shown(prompt, 'opt-out')).to.be.true;
    await expectAccessible(prompt);
  });

  it('offers the sign-in, and says that it opens a window', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    expect(textOf(prompt, 'title')).to.equal('Sign in to continue');
    expect(textOf(prompt, 'sign-in')).to.contain('opens in a new window');
    expect(prompt.element.shadowRoot!.querySelector('[role=status]')!.textContent).to.contain(
      'Sign in to continue',
    );
    await expectAccessible(prompt);
  });

  it('opens the sign-in page by a form in a blank window, within the click', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    prompt.button('sign-in').click();
    expect(windows.forms).to.deep.equal([
      {
        action: 'https://auth.example.com/start',
        target: '_self',
        fields: { authenticationUrl: AUTHENTICATION_URL, lang: 'en' },
        referrer: 'origin',
      },
    ]);
    await prompt.element.updateComplete;
    expect(prompt.element.status).to.equal('signing-in');
    expect(textOf(prompt, 'sign-in')).to.contain('Open sign-in again');
    expect(textOf(prompt, 'opt-out')).to.equal('Continue without signing in');
    await expectAccessible(prompt);
  });

  it('offers to continue in this tab when the window is blocked', async () => {
    windows.restore();
    windows = new FakeWindows('blocks');
    const prompt = await promptFixture();
    // Within the frame of a test runner, auto never leaves the page.
    await offer(prompt);
    prompt.button('sign-in').click();
    await prompt.element.updateComplete;
    expect(prompt.element.status).to.equal('offered');
    expect(textOf(prompt, 'notice')).to.contain('blocked');
    expect(textOf(prompt, 'sign-in')).to.contain('Try again');
    await expectAccessible(prompt);
  });

  it('checks the outcome when the customer comes back', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    prompt.button('sign-in').click();
    window.dispatchEvent(new Event('focus'));
    await untilStatus(prompt.element, 'confirming');
    expect(textOf(prompt, 'title')).to.equal('Checking your sign-in…');
    expect(shown(prompt, 'sign-in')).to.be.true;
    await expectAccessible(prompt);
  });

  it('keeps its buttons while it opts out, so that focus stays', async () => {
    const chat = newChat();
    chat.cancel = 'hang';
    const prompt = await promptFixture(chat);
    await offer(prompt);
    prompt.button('opt-out').focus();
    prompt.button('opt-out').click();
    await untilStatus(prompt.element, 'opting-out');
    expect(prompt.button('opt-out')).to.have.attribute('aria-disabled', 'true');
    expect(prompt.element.shadowRoot!.activeElement).to.equal(prompt.button('opt-out'));
    await expectAccessible(prompt);
  });

  it('says when the opt-out was refused, and lets the customer try again', async () => {
    const chat = newChat();
    chat.cancel = { reject: { type: 'ThrottlingException', statusCode: 429 } };
    const prompt = await promptFixture(chat);
    await offer(prompt);
    prompt.button('opt-out').click();
    const { detail } = await oneEvent<CustomEvent<SignInStatusDetail>>(prompt.element, 'sign-in-status');
    expect(detail).to.deep.equal({
      status: 'offered',
      previousStatus: 'opting-out',
      reason: 'opt-out-refused',
    });
    await prompt.element.updateComplete;
    expect(textOf(prompt, 'notice')).to.contain('didn’t work');
    await expectAccessible(prompt);
  });

  const OUTCOMES = [
    ['onAuthenticationSuccessful', 'authentication.succeeded', 'succeeded', 'You’re signed in'],
    ['onAuthenticationFailed', 'authentication.failed', 'failed', 'You’re not signed in'],
    ['onAuthenticationTimeout', 'authentication.timeout', 'timeout', 'Time to sign in is up'],
    ['onAuthenticationExpired', 'authentication.expired', 'expired', 'This request to sign in has expired'],
    ['onAuthenticationCanceled', 'authentication.cancelled', 'opted-out', 'Continuing without signing in'],
    ['onEnded', 'chat.ended', 'disconnected', 'The chat has ended'],
  ] as const;
  for (const [handler, suffix, outcome, title] of OUTCOMES) {
    it(`ends with ${outcome}, and says what happens next`, async () => {
      const prompt = await promptFixture();
      await offer(prompt);
      prompt.button('sign-in').focus();
      const ended = oneEvent(prompt.element, 'sign-in-ended');
      await end(prompt, handler, suffix);
      expect((await ended).detail).to.deep.equal({ outcome });
      expect(prompt.element).to.have.attribute('status', outcome);
      expect(textOf(prompt, 'title')).to.equal(title);
      expect(textOf(prompt, 'text')).to.not.equal('');
      expect(shown(prompt, 'actions')).to.be.false;
      expect(prompt.element.shadowRoot!.activeElement, 'focus is not lost').to.equal(prompt.part('base'));
      await expectAccessible(prompt);
    });
  }

  it('names the customer, whichever event comes first', async () => {
    for (const first of ['name', 'success']) {
      const prompt = await promptFixture();
      await offer(prompt);
      const name = () =>
        prompt.chat.emit(
          'onParticipantDisplayNameUpdated',
          item('participant.displayname.updated', { DisplayName: 'Ana $& Silva' }),
        );
      if (first === 'name') name();
      await end(prompt, 'onAuthenticationSuccessful', 'authentication.succeeded');
      if (first === 'success') name();
      await prompt.element.updateComplete;
      expect(textOf(prompt, 'title')).to.equal('You’re signed in as Ana $& Silva');
    }
  });

  const REFUSALS: readonly (readonly [string, Behaviour, string])[] = [
    ['url-rejected', { reject: { type: 'ValidationException', statusCode: 400 } }, 'another tab'],
    ['url-throttled', { reject: { type: 'ThrottlingException', statusCode: 429 } }, 'Too many people'],
    ['url-unreachable', { reject: { type: 'TypeError', message: 'Failed to fetch' } }, 'didn’t answer'],
    ['url-unreachable', { throw: new TypeError('not connected') }, 'didn’t answer'],
  ];
  for (const [reason, behaviour, words] of REFUSALS) {
    it(`explains ${reason}, and offers to go on`, async () => {
      const chat = newChat();
      chat.url = behaviour;
      const prompt = await promptFixture(chat);
      const reasons: unknown[] = [];
      prompt.element.addEventListener('sign-in-status', ({ detail }) => reasons.push(detail.reason));
      await offer(prompt);
      expect(reasons).to.deep.equal([undefined, reason]);
      expect(textOf(prompt, 'title')).to.equal('Sign-in isn’t available right now');
      expect(textOf(prompt, 'text')).to.contain(words);
      expect(prompt.part('sign-in')).to.be.null;
      await expectAccessible(prompt);
    });
  }

  it('says late where the request is older than a minute', async () => {
    const chat = newChat();
    chat.url = { reject: { type: 'ValidationException', statusCode: 400 } };
    const prompt = await promptFixture(chat);
    await offer(prompt, { AbsoluteTime: new Date(Date.now() - 61_000).toISOString() });
    expect(textOf(prompt, 'text')).to.contain('too old');
  });

  it('says that the page is not set up where it has no usable redirect URI', async () => {
    for (const redirectUri of ['', '/callback', 'http://example.com/callback', 'javascript:alert(1)']) {
      const prompt = await promptFixture(newChat(), redirectUri);
      await offer(prompt);
      expect(textOf(prompt, 'text')).to.contain('isn’t set up');
      expect(prompt.chat.calls.map(({ name }) => name)).to.not.contain('getAuthenticationUrl');
    }
  });
});
