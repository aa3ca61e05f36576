import { adoptStyles, css, html, LitElement, nothing, type PropertyDeclarations } from 'lit';
import { browserClock } from './browser-clock.js';
import { asChatSession, type ChatjsSession } from './chatjs-chat-session.js';
import { fire, fireTransition, statusOf, type SignInStatus } from './events.js';
import { fetchPrompt } from './fetch-prompt.js';
import type { SignInStrings } from './locales/en.js';
import type { ChatSession, SignInMode } from './ports.js';
import type { SignInPrompt } from './prompt.js';
import { SignInController } from './sign-in-controller.js';
import { isOpen } from './sign-in-state.js';

/**
 * The sign-in prompt of an Amazon Connect chat. It shows nothing until the chat's flow reaches an Authenticate Customer
 * block, and follows that block to its end.
 *
 * @element connect-sign-in
 *
 * @fires {CustomEvent<SignInStatusDetail>} sign-in-status - The prompt has changed.
 * @fires {CustomEvent<SignInEndedDetail>} sign-in-ended - Connect, or the end of the chat, has ended the session.
 * @fires {CustomEvent<SignInOpeningDetail>} sign-in-opening - The sign-in page is about to open; can be cancelled.
 *
 * @slot icon - Replaces the icon, e.g. by the brand's logo.
 * @slot unavailable - What is shown where the prompt itself could not be fetched, in place of an English sentence.
 * @slot note - Below the buttons, e.g. a link to the privacy notice.
 *
 * @csspart base - The card.
 * @csspart icon - The round icon.
 * @csspart title - The first line.
 * @csspart time - The remaining time.
 * @csspart text - The second line: what happens next.
 * @csspart notice - What did not go as expected.
 * @csspart actions - The row of buttons.
 * @csspart sign-in - The button that opens the sign-in page.
 * @csspart here - The button that opens it in this tab.
 * @csspart opt-out - The button that goes on without a sign-in.
 *
 * @cssprop --connect-sign-in-accent - Colour of the main button.
 * @cssprop --connect-sign-in-on-accent - Colour on the accent; black or white by contrast where it is not set.
 * @cssprop --connect-sign-in-color - Colour of text.
 * @cssprop --connect-sign-in-muted - Colour of secondary text.
 * @cssprop --connect-sign-in-background - Colour of the card.
 * @cssprop --connect-sign-in-border - Colour of the card's border.
 * @cssprop --connect-sign-in-success - Colour of the icon after a sign-in.
 * @cssprop --connect-sign-in-danger - Colour of the icon after a failure, and of notices.
 * @cssprop --connect-sign-in-focus - Colour of the focus ring.
 * @cssprop --connect-sign-in-radius - Corner radius of the card.
 * @cssprop --connect-sign-in-button-radius - Corner radius of the buttons.
 * @cssprop --connect-sign-in-shadow - Shadow of the card.
 * @cssprop --connect-sign-in-font - Shorthand for size, line height and family.
 * @cssprop --connect-sign-in-max-width - Greatest width.
 */
export class ConnectSignInElement extends LitElement {
  static override properties: PropertyDeclarations = {
    redirectUri: { attribute: 'redirect-uri' },
    startUri: { attribute: 'start-uri' },
    mode: {},
    identityProvider: { attribute: 'identity-provider' },
    returnTo: { attribute: 'return-to' },
    locale: {},
    announce: {},
    timeLimit: { attribute: 'time-limit', type: Number },
    chatSession: { attribute: false },
    strings: { attribute: false },
  };

  /** The redirect URI that the callback server serves, as registered at the Cognito app client. */
  declare redirectUri: string;
  /** Where the callback server binds the browser; empty: `start` beside the redirect URI. */
  declare startUri: string;
  /** How the sign-in page opens. */
  declare mode: SignInMode;
  /** Name of the identity provider to go to at once; empty: the customer chooses. */
  declare identityProvider: string;
  /** The page to come back to in redirect mode; empty: this page. */
  declare returnTo: string;
  /** BCP 47 tag of the prompt's language; empty: the nearest `lang`. */
  declare locale: string;
  /** Whether the prompt speaks to assistive technology, or leaves that to the chat's own log region. */
  declare announce: 'self' | 'none';
  /** Time limit that is set in the Authenticate Customer block, in minutes. */
  declare timeLimit: number;
  /** A customer session of amazon-connect-chatjs, or any {@link ChatSession}. */
  declare chatSession: ChatSession | ChatjsSession | null | undefined;
  /** Replaces single texts. */
  declare strings: Partial<SignInStrings> | undefined;

  readonly #controller: SignInController;
  #prompt: SignInPrompt | undefined;
  #tries = 0;
  #focus: 'elsewhere' | 'inside' | 'wanted' = 'elsewhere';

  constructor() {
    super();
    this.redirectUri = this.startUri = this.identityProvider = this.returnTo = this.locale = '';
    this.mode = 'auto';
    this.announce = 'self';
    this.timeLimit = 3;
    this.#controller = new SignInController(this, {
      clock: browserClock,
      settings: this,
      chat: () => asChatSession(this.chatSession),
      prompt: () => this.#load(),
      opening: (way) => fire(this, 'sign-in-opening', { way }),
      stateChanged: (previous, state) => {
        this.requestUpdate();
        this.setAttribute('status', this.status);
        if (state.status === 'confirming') this.#focus = 'wanted';
        fireTransition(this, previous, state);
      },
    });
  }

  /** Where the prompt is; also the reflected attribute `status`. */
  get status(): SignInStatus {
    return statusOf(this.#controller.state);
  }

  /**
   * Opens the sign-in page. Call it in a click, or the browser blocks the window. Does nothing while none is offered.
   * Where the prompt itself could not be fetched, tries that again.
   */
  signIn(): void {
    this.#controller.signIn(this.mode);
  }

  /** Continues without signing in. Does nothing while Connect does not wait for this customer. */
  optOut(): void {
    this.#controller.optOut();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('status', this.status);
  }

  override willUpdate(): void {
    if (this.shadowRoot?.activeElement && this.#focus === 'elsewhere') this.#focus = 'inside';
  }

  override updated(): void {
    const card = this.renderRoot.querySelector<HTMLElement>('[part=base]');
    const isLost = this.#focus === 'inside' && !this.shadowRoot?.activeElement;
    const isFree = this.#focus === 'wanted' && document.activeElement === document.body;
    if (card) this.#focus = 'elsewhere';
    if (isLost || isFree) card?.focus();
  }

  override render(): unknown {
    const { state } = this.#controller;
    if (this.#prompt) return this.#prompt.render();
    if (!isOpen(state) || !state.attempt.refusal) return nothing;
    return html`<p role="alert">
      <slot name="unavailable">Sign-in could not be loaded.</slot>
      <button @click=${this.signIn}>Try again</button>
      <button @click=${this.optOut}>Continue without signing in</button>
    </p>`;
  }

  async #load(): Promise<SignInPrompt> {
    if (this.#prompt) return this.#prompt;
    try {
      const { SignInPrompt } = await fetchPrompt(this.#tries).catch(() => fetchPrompt(++this.#tries));
      // Two chats in a row may have asked for it.
      this.#prompt ??= new SignInPrompt({ css, html, nothing }, this, this.#controller);
    } catch (error) {
      this.#tries++;
      console.warn('<connect-sign-in>: its prompt could not be loaded', error); // eslint-disable-line no-console -- for the page's developer
      throw error;
    }
    adoptStyles(this.renderRoot as ShadowRoot, [this.#prompt.styles]);
    this.requestUpdate();
    return this.#prompt;
  }
}
