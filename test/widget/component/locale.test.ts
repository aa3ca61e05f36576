/* eslint-disable @typescript-eslint/no-floating-promises -- plugins type chai's plain assertions as thenable */
import { expect, fixture, html } from '@open-wc/testing';
import { css } from 'lit';
import type { ConnectSignInElement } from '../../../widget/src/connect-sign-in.js';
import { styles } from '../../../widget/src/connect-sign-in.styles.js';
import { LOCALES } from '../../../widget/src/locales/load-locale.js';
import {
  end,
  expectAccessible,
  FakeWindows,
  newChat,
  offer,
  promptFixture,
  until,
  type PromptFixture,
} from './prompt-fixture.js';

const RTL = ['ar', 'he'];

/** A prompt on offer in a language, with its texts loaded. */
async function offered(language: string): Promise<PromptFixture> {
  const prompt = await promptFixture();
  prompt.element.locale = language;
  await offer(prompt);
  await until(() => prompt.part('base')!.lang === language);
  return prompt;
}

const left = (node: Element) => node.getBoundingClientRect().left;
const right = (node: Element) => node.getBoundingClientRect().right;

describe('<connect-sign-in> in other languages', () => {
  for (const [tag, load] of Object.entries(LOCALES)) {
    it(`speaks ${tag}, in its direction, and fits into 320 pixels`, async () => {
      const prompt = await offered(tag);
      prompt.element.parentElement!.style.width = '320px';
      const { strings } = await load();
      const card = prompt.part('base')!;
      expect(prompt.part('title')!.textContent).to.equal(strings['offered.title']);
      expect(prompt.button('sign-in').textContent).to.contain(strings['action.sign-in']);
      expect(card).to.have.attribute('aria-label', strings.label);
      expect(card.dir).to.equal(RTL.includes(tag) ? 'rtl' : 'ltr');
      expect(card.scrollWidth).to.be.at.most(card.clientWidth);
      expect(prompt.part('time')!.textContent).to.match(/\p{Nd}{2}:\p{Nd}{2}/u);
    });
  }

  it('takes the language of its place in the page, across shadow roots', async () => {
    const outer = await fixture<HTMLElement>(html`<div lang="de"><div></div></div>`);
    const root = outer.firstElementChild!.attachShadow({ mode: 'open' });
    const element = document.createElement('connect-sign-in');
    element.redirectUri = 'https://auth.example.com/callback';
    element.chatSession = newChat() as never;
    root.append(element);
    const card = () => element.shadowRoot!.querySelector<HTMLElement>('[part=base]');
    await until(() => card()?.lang === 'de');
    outer.lang = 'fr-CA';
    element.requestUpdate();
    await until(() => card()?.lang === 'fr');
  });

  it('speaks English where the page names no language, or one that it has not', async () => {
    const before = document.documentElement.lang;
    document.documentElement.removeAttribute('lang');
    const prompt = await promptFixture();
    await offer(prompt);
    expect(prompt.part('base')!.lang).to.equal('en');
    prompt.element.locale = 'eo';
    await prompt.element.updateComplete;
    expect(prompt.part('title')!.textContent).to.equal('Sign in to continue');
    document.documentElement.lang = before;
  });

  it('ends with the language that was asked for last, whichever comes first', async () => {
    const prompt = await offered('it');
    const { element } = prompt;
    for (const language of ['ja', 'ko', 'es']) {
      element.locale = language;
      await element.updateComplete;
    }
    await until(() => prompt.part('base')!.lang === 'es');
    // All modules are here by now; none of the earlier ones may come through.
    await Promise.all(['ja', 'ko', 'es'].map((tag) => LOCALES[tag]!()));
    await element.updateComplete;
    expect(prompt.part('base')!.lang).to.equal('es');
  });

  it('tells the server its language', async () => {
    const windows = new FakeWindows();
    const prompt = await offered('pt-BR');
    prompt.button('sign-in').click();
    windows.restore();
    expect(windows.forms.map(({ fields }) => fields['lang'])).to.deep.equal(['pt-BR']);
  });

  it('lets the page replace single texts in any language', async () => {
    const prompt = await offered('de');
    prompt.element.strings = { 'action.sign-in': 'Bei Acme anmelden' };
    await prompt.element.updateComplete;
    expect(prompt.button('sign-in').textContent).to.contain('Bei Acme anmelden');
    expect(prompt.button('opt-out').textContent).to.contain('Ohne Anmeldung fortfahren');
  });
});

describe('<connect-sign-in> from right to left', () => {
  for (const tag of RTL) {
    it(`mirrors the card in ${tag}, and passes axe`, async () => {
      const prompt = await offered(tag);
      expect(left(prompt.part('icon')!)).to.be.greaterThan(left(prompt.part('text')!));
      expect(right(prompt.part('title')!)).to.be.at.least(right(prompt.part('time')!));
      expect(getComputedStyle(prompt.part('text')!).direction).to.equal('rtl');
      await expectAccessible(prompt);
    });
  }

  it('keeps a name in Latin letters in one piece', async () => {
    const prompt = await offered('ar');
    prompt.chat.emit('onParticipantDisplayNameUpdated', {
      Id: crypto.randomUUID(),
      ContentType: 'application/vnd.amazonaws.connect.event.participant.displayname.updated',
      DisplayName: 'Ana (Silva)',
    });
    await end(prompt, 'onAuthenticationSuccessful', 'authentication.succeeded');
    expect(prompt.part('title')!.textContent).to.contain('\u2068Ana (Silva)\u2069');
  });

  it('takes the direction of its own texts, not of a page in another language', async () => {
    const page = await fixture<HTMLElement>(
      html`<div dir="rtl" lang="fa">
        <connect-sign-in
          redirect-uri="https://auth.example.com/callback"
          .chatSession=${newChat()}
        ></connect-sign-in>
      </div>`,
    );
    const element = page.querySelector<ConnectSignInElement>('connect-sign-in')!;
    const card = () => element.shadowRoot!.querySelector<HTMLElement>('[part=base]');
    await until(() => card() !== null);
    expect([card()!.dir, card()!.lang]).to.deep.equal(['ltr', 'en']);
  });

  it('stands where a page from right to left puts it, by logical properties alone', async () => {
    const physical =
      /(^|[\s;{-])(left|right|(min-|max-)?(width|height)|(margin|padding|border)-(top|right|bottom|left)|text-align:\s*(left|right)|float)\s*:/u;
    expect(styles(css).cssText.replace(/stroke-width:[^;]*;/gu, '')).to.not.match(physical);
    const page = await fixture<HTMLElement>(
      html`<div dir="rtl" lang="he" style="inline-size: 900px">
        <connect-sign-in
          redirect-uri="https://auth.example.com/callback"
          .chatSession=${newChat()}
        ></connect-sign-in>
      </div>`,
    );
    const element = page.querySelector<ConnectSignInElement>('connect-sign-in')!;
    expect(getComputedStyle(element).direction).to.equal('rtl');
    expect(element.getBoundingClientRect().right).to.be.closeTo(page.getBoundingClientRect().right, 1);
  });
});
