import type * as Lit from 'lit';
import type { CSSResult, ReactiveControllerHost, TemplateResult } from 'lit';
import { AttemptMemory } from './attempt-memory.js';
import { browserSessionStore } from './browser-session-store.js';
import { browserSignInWindow } from './browser-sign-in-window.js';
import { requestAuthenticationUrl } from './chat-calls.js';
import { styles } from './connect-sign-in.styles.js';
import { formatRemaining, isSpoken, remainingFormat } from './countdown.js';
import { LocaleController } from './locale-controller.js';
import type { SignInStrings } from './locales/en.js';
import type { Locale } from './locales/load-locale.js';
import { nearestLanguage } from './nearest-language.js';
import type { ChatSession, SignInMode, SignInWay } from './ports.js';
import { promptTemplate, type LitTemplate } from './prompt-template.js';
import { fill, promptView } from './prompt-view.js';
import type { Attempt, SignInEvent, SignInState } from './sign-in-state.js';
import { startForm, type SignInSettings } from './start-form.js';

/** Lit, of which the one copy is in the base bundle. */
export type LitParts = LitTemplate & Pick<typeof Lit, 'css'>;

/** The element that the prompt is drawn in. */
export interface PromptHost extends ReactiveControllerHost, SignInSettings, Element {
  readonly announce: 'self' | 'none';
  readonly locale: string;
  readonly returnTo: string;
  readonly strings: Partial<SignInStrings> | undefined;
  optOut(): void;
}

/** Where the host is. */
export interface PromptSource {
  readonly state: SignInState;
  readonly remaining: number | undefined;
  signIn(mode: SignInMode): void;
}

/**
 * All that the element needs once there is a chat: the card, its words and the browser's windows. It is a module of its
 * own, fetched when a chat is attached, so that pages do not pay for it before.
 */
export class SignInPrompt {
  readonly styles: CSSResult;
  readonly browser = browserSignInWindow;
  readonly memory = new AttemptMemory(browserSessionStore);
  readonly #lit: LitParts;
  readonly #host: PromptHost;
  readonly #source: PromptSource;
  readonly #locale: LocaleController;
  #spoken = '';

  constructor(lit: LitParts, host: PromptHost, source: PromptSource) {
    this.styles = styles(lit.css);
    this.#lit = lit;
    this.#host = host;
    this.#source = source;
    this.#locale = new LocaleController(host, () => host.locale || nearestLanguage(host));
  }

  requestUrl(chat: ChatSession | undefined, attempt: Attempt, now: number): Promise<SignInEvent> {
    return requestAuthenticationUrl({ chat, attempt, now, settings: this.#host, memory: this.memory });
  }

  render(): TemplateResult {
    const host = this.#host;
    const { remaining, state } = this.#source;
    const { strings, tag } = this.#texts();
    const mode = this.browser.resolve(host.mode);
    const view = promptView(state, strings, mode);
    // Made while nothing is asked yet, so that the prompt need not wait for it.
    if (!view) remainingFormat(tag);
    // Time matters only to who can sign in.
    const left = view?.signIn === undefined ? undefined : remaining;
    return promptTemplate(this.#lit, {
      view,
      strings,
      lang: tag,
      time: left === undefined ? '' : fill(strings['time-left'], 'time', formatRemaining(left, tag)),
      spoken: host.announce === 'none' ? undefined : this.#spoken,
      isBusy: state.status === 'optingOut',
      opensWindow: mode !== 'redirect',
      signIn: () => this.#source.signIn(host.mode),
      here: () => this.#source.signIn('redirect'),
      optOut: () => host.optOut(),
    });
  }

  /** Says the current state to assistive technology at the next update. */
  announce(): void {
    const { strings } = this.#texts();
    const view = promptView(this.#source.state, strings, this.browser.resolve(this.#host.mode));
    this.#say(`${view?.title ?? ''} ${view?.notice ?? view?.text ?? ''}`);
  }

  /** Shows the remaining time, and says it where it matters. */
  tick(): void {
    const { remaining = 0 } = this.#source;
    const { strings } = this.#texts();
    this.#say(isSpoken(remaining) ? strings[remaining > 30_000 ? 'spoken.60' : 'spoken.30'] : this.#spoken);
  }

  /** Opens the sign-in page; in redirect mode it names the page to come back to. */
  open(authenticationUrl: string, way: SignInWay): 'opened' | 'blocked' {
    const { strings, tag } = this.#texts();
    const returnTo = this.#host.returnTo || location.href;
    const page = { lang: tag, returnTo, placeholder: strings.opening };
    const form = startForm(this.#host, authenticationUrl, way, page);
    if (way === 'popup') return this.browser.open(form);
    this.browser.redirect(form);
    return 'opened';
  }

  #say(text: string): void {
    this.#spoken = text;
    this.#host.requestUpdate();
  }

  #texts(): Locale {
    const { strings, tag } = this.#locale.current;
    return { tag, strings: { ...strings, ...this.#host.strings } };
  }
}
