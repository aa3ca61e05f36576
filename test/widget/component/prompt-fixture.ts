import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { ConnectSignInElement } from '../../../widget/src/connect-sign-in.js';
import '../../../widget/src/define.js';
import { FakeChatjs, initiated, item, type FakeItem } from '../fake-chatjs.js';

import { REDIRECT_URI } from './redirect-uri.js';

export { REDIRECT_URI };

/** An element in the page, with a chat that does what the test says. */
export interface PromptFixture {
  readonly element: ConnectSignInElement;
  readonly chat: FakeChatjs;
  part(name: string): HTMLElement | null;
  button(name: 'sign-in' | 'here' | 'opt-out'): HTMLButtonElement;
}

/** A chat of its own for each test, so that none finds what another one has remembered. */
export function newChat(): FakeChatjs {
  const chat = new FakeChatjs();
  chat.details = { contactId: crypto.randomUUID() };
  return chat;
}

export async function promptFixture(chat = newChat(), redirectUri = REDIRECT_URI): Promise<PromptFixture> {
  const element = await fixture<ConnectSignInElement>(
    html`<connect-sign-in redirect-uri=${redirectUri} .chatSession=${chat}></connect-sign-in>`,
  );
  const part = (name: string) => element.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`) ?? null;
  const button = (name: string) => part(name) as HTMLButtonElement;
  await until(() => part('base') !== null);
  return { element, chat, part, button };
}

/** Waits, frame by frame, for something that the page brings about by itself; the test's time limit bounds it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await nextFrame();
}

/** Waits for a status, and for the element to show it. */
export async function untilStatus(element: ConnectSignInElement, status: string): Promise<void> {
  await until(() => element.status === status);
  await element.updateComplete;
}

/** Runs axe once the card has come in: while it fades, its contrast is not what it is. */
export async function expectAccessible({ element }: PromptFixture): Promise<void> {
  await element.updateComplete;
  const entering = element.shadowRoot
    ?.getAnimations()
    .filter(({ effect }) => effect?.getTiming().iterations === 1);
  await Promise.all((entering ?? []).map(({ finished }) => finished));
  await expect(element).to.be.accessible();
}

/** Lets Connect ask for a sign-in. */
export async function offer({ chat, element }: PromptFixture, more: Partial<FakeItem> = {}): Promise<void> {
  chat.emit('onAuthenticationInitiated', initiated(undefined, more));
  await untilStatus(element, 'offered');
}

/** Lets Connect say how it ended. */
export async function end(
  { chat, element }: PromptFixture,
  handler: Parameters<FakeChatjs['emit']>[0],
  suffix: string,
): Promise<void> {
  chat.emit(handler, item(suffix));
  await element.updateComplete;
}

/** Stands in for the browser's windows: records what opens, or blocks it. */
export class FakeWindows {
  readonly #open = window.open;
  readonly forms: {
    action: string;
    target: string;
    fields: Record<string, string>;
    referrer: string | undefined;
  }[] = [];
  readonly features: string[] = [];

  constructor(blocks: 'blocks' | 'opens' = 'opens') {
    window.open = (_url, _target, features) => {
      if (blocks === 'blocks') return null;
      this.features.push(features ?? '');
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const page = frame.contentDocument!;
      // The form goes nowhere; what it would have sent is looked at instead.
      const Form = (frame.contentWindow as unknown as { HTMLFormElement: typeof HTMLFormElement })
        .HTMLFormElement;
      Form.prototype.submit = () => this.#record(page.querySelector('form')!, page);
      return { document: page, focus: () => undefined, close: () => frame.remove() } as unknown as Window;
    };
  }

  #record(form: HTMLFormElement, page: Document): void {
    const fields = Object.fromEntries(
      [...form.elements].map((field) => [
        (field as HTMLInputElement).name,
        (field as HTMLInputElement).value,
      ]),
    );
    const referrer = page.querySelector<HTMLMetaElement>('meta[name=referrer]')?.content;
    this.forms.push({ action: form.action, target: form.target, fields, referrer });
  }

  restore(): void {
    window.open = this.#open;
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  }
}
