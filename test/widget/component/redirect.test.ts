/* eslint-disable @typescript-eslint/no-floating-promises -- plugins type chai's plain assertions as thenable */
import { expect } from '@open-wc/testing';
import { AUTHENTICATION_URL } from '../fake-chatjs.js';
import {
  expectAccessible,
  FakeWindows,
  newChat,
  offer,
  promptFixture,
  untilStatus,
} from './prompt-fixture.js';
import { FakeRedirects } from './redirect-fixture.js';

const START = 'https://auth.example.com/start';

/** Pretends another browser for the time of a test. */
function pretendUserAgent(userAgent: string): () => void {
  Object.defineProperty(navigator, 'userAgent', { configurable: true, get: () => userAgent });
  return () => void Reflect.deleteProperty(navigator, 'userAgent');
}

describe('<connect-sign-in> that leaves the page to sign in', () => {
  let redirects: FakeRedirects;
  beforeEach(() => void (redirects = new FakeRedirects()));
  afterEach(() => redirects.restore());

  it('says so before, sends the page to come back to, and resumes there', async () => {
    const chat = newChat();
    const prompt = await promptFixture(chat);
    prompt.element.mode = 'redirect';
    await offer(prompt);
    expect(prompt.part('text')!.textContent).to.contain('leave this page');
    expect(prompt.button('sign-in').textContent).to.not.contain('new window');
    await expectAccessible(prompt);
    prompt.button('sign-in').click();
    expect(redirects.forms).to.deep.equal([
      {
        action: START,
        method: 'post',
        target: '_top',
        fields: { authenticationUrl: AUTHENTICATION_URL, lang: 'en', returnTo: location.href },
        referrer: 'origin',
      },
    ]);
    prompt.element.remove();
    const reloaded = newChat();
    reloaded.details = chat.details;
    const after = await promptFixture(reloaded);
    await untilStatus(after.element, 'confirming');
  });

  it('names another page to come back to, provider and start address where the host sets them', async () => {
    const prompt = await promptFixture();
    Object.assign(prompt.element, {
      mode: 'redirect',
      returnTo: 'https://shop.example.com/chat',
      identityProvider: 'Google',
      startUri: 'https://auth.example.com/begin',
    });
    await offer(prompt);
    prompt.element.signIn();
    const [form] = redirects.forms;
    expect(form!.action).to.equal('https://auth.example.com/begin');
    expect(form!.fields['returnTo']).to.equal('https://shop.example.com/chat');
    const url = new URL(form!.fields['authenticationUrl'] as string);
    expect(url.searchParams.get('identity_provider')).to.equal('Google');
    expect(url.searchParams.get('state')).to.equal('s+1');
  });

  it('leaves out an address that is too long to come back to', async () => {
    const prompt = await promptFixture();
    prompt.element.mode = 'redirect';
    prompt.element.returnTo = `https://shop.example.com/?q=${'x'.repeat(2048)}`;
    await offer(prompt);
    prompt.element.signIn();
    expect(redirects.forms[0]!.fields).to.have.all.keys('authenticationUrl', 'lang');
  });

  it('does so by itself in the browsers of other apps', async () => {
    const restore = pretendUserAgent(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 350.0',
    );
    const prompt = await promptFixture();
    await offer(prompt);
    prompt.button('sign-in').click();
    restore();
    expect(redirects.forms.map(({ target }) => target)).to.deep.equal(['_top']);
  });

  describe('because windows are blocked', () => {
    let windows: FakeWindows;
    beforeEach(() => void (windows = new FakeWindows('blocks')));
    afterEach(() => windows.restore());

    it('offers it after the first, and does it after the second', async () => {
      const prompt = await promptFixture();
      const ways: string[] = [];
      prompt.element.addEventListener('sign-in-opening', ({ detail }) => ways.push(detail.way));
      await offer(prompt);
      prompt.button('sign-in').click();
      await prompt.element.updateComplete;
      expect(prompt.part('notice')!.textContent).to.contain('continue in this tab');
      expect(redirects.forms).to.deep.equal([]);
      await expectAccessible(prompt);
      prompt.button('sign-in').click();
      expect(ways).to.deep.equal(['popup', 'popup', 'redirect']);
      expect(redirects.forms.map(({ target }) => target)).to.deep.equal(['_top']);
      expect(prompt.element.status).to.equal('signing-in');
    });

    it('does it at once for the customer who presses "Continue in this tab"', async () => {
      const prompt = await promptFixture();
      await offer(prompt);
      prompt.button('sign-in').click();
      await prompt.element.updateComplete;
      prompt.button('here').click();
      expect(redirects.forms.map(({ action }) => action)).to.deep.equal([START]);
    });

    it('lets the host keep the page: the prompt stays on offer', async () => {
      const prompt = await promptFixture();
      prompt.element.addEventListener('sign-in-opening', (event) => {
        if (event.detail.way === 'redirect') event.preventDefault();
      });
      await offer(prompt);
      prompt.element.signIn();
      prompt.element.signIn();
      expect(redirects.forms).to.deep.equal([]);
      expect(prompt.element.status).to.equal('offered');
    });

    it('never does it in popup mode', async () => {
      const prompt = await promptFixture();
      prompt.element.mode = 'popup';
      await offer(prompt);
      for (let press = 0; press < 3; press++) prompt.element.signIn();
      await prompt.element.updateComplete;
      expect(prompt.part('notice')!.textContent).to.contain('Allow it for this page');
      expect(prompt.button('here')).to.be.null;
      expect(redirects.forms).to.deep.equal([]);
    });
  });
});
