/* eslint-disable @typescript-eslint/no-floating-promises -- plugins type chai's plain assertions as thenable */
import { expect, oneEvent } from '@open-wc/testing';
import { initiated } from '../fake-chatjs.js';
import { PageClock } from './page-clock.js';
import {
  FakeWindows,
  newChat,
  offer,
  promptFixture,
  untilStatus,
  type PromptFixture,
} from './prompt-fixture.js';

const now = () => new Date(Date.now()).toISOString();
const spoken = ({ element }: PromptFixture) =>
  element.shadowRoot!.querySelector('[role=status]')!.textContent;

describe('<connect-sign-in> as time passes', () => {
  let clock: PageClock;
  let windows: FakeWindows;
  beforeEach(() => {
    clock = new PageClock();
    windows = new FakeWindows();
  });
  afterEach(() => {
    clock.restore();
    windows.restore();
  });

  it('counts down each second, and speaks at 60 and at 30 seconds only', async () => {
    const prompt = await promptFixture();
    await offer(prompt, { AbsoluteTime: now() });
    const shown = new Set<string>();
    const said: string[] = [];
    for (let second = 0; second < 180; second++) {
      clock.advance(1000);
      await prompt.element.updateComplete;
      shown.add(prompt.part('time')!.textContent);
      if (spoken(prompt) !== said.at(-1)) said.push(spoken(prompt));
    }
    expect(shown.size).to.equal(180);
    expect(said).to.have.length(3);
    expect(said[0]).to.contain('Sign in to continue');
    expect(said.slice(1)).to.deep.equal(['One minute left to sign in.', '30 seconds left to sign in.']);
    expect(prompt.part('time'), 'nothing is left').to.have.attribute('hidden');
    expect(prompt.element.status, 'only Connect ends the block').to.equal('offered');
  });

  it('says not finished yet, when the customer came back and Connect stays silent', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    prompt.button('sign-in').click();
    window.dispatchEvent(new Event('focus'));
    await untilStatus(prompt.element, 'confirming');
    clock.advance(10_000);
    await untilStatus(prompt.element, 'signing-in');
    expect(prompt.part('notice')!.textContent).to.contain('Not finished yet?');
  });

  it('gives up on a URL that does not come, and takes it when it comes after all', async () => {
    const chat = newChat();
    let answer: (value: unknown) => void = () => undefined;
    chat.getAuthenticationUrl = () => new Promise((resolve) => (answer = resolve));
    const prompt = await promptFixture(chat);
    chat.emit('onAuthenticationInitiated', initiated());
    await untilStatus(prompt.element, 'requesting-url');
    clock.advance(20_000);
    await untilStatus(prompt.element, 'offered');
    expect(prompt.part('text')!.textContent).to.contain('didn’t answer');
    const received = oneEvent(prompt.element, 'sign-in-status');
    answer({ data: { AuthenticationUrl: 'https://shop.auth.eu-west-2.amazoncognito.com/oauth2/authorize' } });
    await received;
    await prompt.element.updateComplete;
    expect(prompt.button('sign-in')).to.exist;
  });

  it('gives the choice back when an opt-out is not answered', async () => {
    const chat = newChat();
    chat.cancel = 'hang';
    const prompt = await promptFixture(chat);
    await offer(prompt);
    prompt.button('opt-out').click();
    clock.advance(15_000);
    await untilStatus(prompt.element, 'offered');
    expect(prompt.part('notice')!.textContent).to.contain('didn’t work');
  });

  it('expires by itself after the longest block that Connect has', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    clock.advance(16 * 60_000);
    await untilStatus(prompt.element, 'expired');
    expect(clock.running, 'no timer is left').to.equal(0);
  });

  it('stops its timers while it is out of the page', async () => {
    const prompt = await promptFixture();
    await offer(prompt, { AbsoluteTime: now() });
    expect(clock.running).to.equal(2);
    prompt.element.remove();
    expect(clock.running).to.equal(0);
  });
});
