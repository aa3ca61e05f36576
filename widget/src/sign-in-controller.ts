import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { cancelAuthentication } from './cancel-authentication.js';
import { ChatFollower } from './chat-follower.js';
import { endOfBlock } from './countdown.js';
import type { ChatEvent, SignInMode, SignInWay } from './ports.js';
import { PromptTimers } from './prompt-timers.js';
import type { Prompt, SignInHooks } from './sign-in-hooks.js';
import {
  IDLE,
  isOpen,
  transition,
  type Attempt,
  type SignInEffect,
  type SignInEvent,
  type SignInState,
} from './sign-in-machine.js';
import { missedEvents } from './transcript-replay.js';

/** Holds the prompt's state and runs what the machine asks for. The only place where state changes. */
export class SignInController implements ReactiveController {
  readonly #hooks: SignInHooks;
  readonly #timers: PromptTimers;
  readonly #follower: ChatFollower;
  readonly #queue: SignInEvent[] = [];
  #state: SignInState = IDLE;
  #contactId: string | undefined;
  #prompt: Prompt | undefined;
  #stopWatching: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, hooks: SignInHooks) {
    this.#hooks = hooks;
    this.#timers = new PromptTimers(
      hooks.clock,
      () => {
        this.#dispatch({ type: 'deadlineReached' });
        // What is overdue may have been said in a moment without connection.
        void this.#follower.catchUp();
      },
      () => this.#prompt?.tick(),
    );
    this.#follower = new ChatFollower(
      (event) => this.#hear(event),
      (events) => missedEvents(events, this.#state, hooks.clock.now()),
    );
    host.addController(this);
  }

  get state(): SignInState {
    return this.#state;
  }

  /** What is left of the block's time, in milliseconds; nothing where it is not known or over. */
  get remaining(): number | undefined {
    return this.#timers.remaining;
  }

  hostConnected(): void {
    this.#timers.run(true);
    this.hostUpdate();
  }

  hostDisconnected(): void {
    this.#timers.run(false);
    this.#follower.follow(undefined);
    this.#unwatch();
  }

  /** Follows the host's chat; runs in every update, so it acts only on a change. */
  hostUpdate(): void {
    if (!this.#timers.isRunning) return;
    const chat = this.#hooks.chat();
    if (chat === this.#follower.chat) return;
    // Another chat begins anew; a new session of the same chat goes on.
    const contactId = chat?.contactId;
    if (contactId === undefined || contactId !== this.#contactId) this.#dispatch({ type: 'chatReplaced' });
    this.#contactId = contactId;
    this.#unwatch();
    this.#follower.follow(chat);
    if (chat) void this.#resume();
  }

  /** Opens the sign-in page; must run in the customer's click. Where the prompt is missing, fetches it first. */
  signIn(mode: SignInMode): void {
    if (!this.#prompt) {
      if (this.#state.status === 'offered') void this.#requestUrl(this.#state.attempt);
      return;
    }
    const event = { type: 'signInPressed', mode: this.#prompt.browser.resolve(mode) } as const;
    if (transition(this.#state, event)[0] === this.#state) return;
    if (this.#hooks.opening(event.mode === 'redirect' ? 'redirect' : 'popup')) this.#dispatch(event);
  }

  /** Asks Connect to go on without a sign-in. */
  optOut(): void {
    this.#dispatch({ type: 'optOutPressed' });
  }

  /** Goes on where an earlier page, place in the page or connection stopped. */
  async #resume(): Promise<void> {
    const { chat } = this.#follower;
    const prompt = await this.#load().catch(() => undefined);
    if (chat !== this.#follower.chat) return;
    const state = prompt?.memory.recall(this.#contactId, this.#hooks.clock.now());
    if (state) this.#dispatch({ type: 'restored', state });
    await this.#follower.catchUp();
  }

  #hear(event: Exclude<ChatEvent, { type: 'connected' }>): void {
    if (event.type !== 'initiated') {
      this.#dispatch(event);
      return;
    }
    const receivedAt = this.#hooks.clock.now();
    const { sessionId, at: initiatedAt } = event;
    const endsAt = endOfBlock(initiatedAt, receivedAt, this.#hooks.settings.timeLimit * 60_000);
    this.#dispatch({
      type: 'initiated',
      attempt: { sessionId, initiatedAt, receivedAt, endsAt, blocked: 0 },
    });
  }

  /** An event that comes while another one is worked on waits, so that hosts see every state in order. */
  #dispatch(event: SignInEvent): void {
    if (this.#queue.push(event) > 1) return;
    for (let next: SignInEvent | undefined; (next = this.#queue[0]); this.#queue.shift()) {
      const previous = this.#state;
      const [state, effects] = transition(previous, next);
      this.#state = state;
      for (const effect of effects) this.#run(effect);
      if (state === previous) continue;
      this.#timers.countDownTo(isOpen(state) ? state.attempt.endsAt : undefined);
      this.#hooks.stateChanged(previous, state);
    }
  }

  #run(effect: SignInEffect): void {
    switch (effect.type) {
      case 'requestAuthenticationUrl':
        void this.#requestUrl(effect.attempt);
        break;
      case 'cancelParticipantAuthentication':
        void cancelAuthentication(this.#follower.chat, effect.sessionId).then(
          (event) => event && this.#dispatch(event),
        );
        break;
      case 'openSignIn':
        this.#open(effect.authenticationUrl, effect.way);
        break;
      case 'fallBackToRedirect':
        if (this.#hooks.opening('redirect')) this.#open(effect.authenticationUrl, effect.way);
        else this.#dispatch({ type: 'openingPrevented' });
        break;
      case 'startTimer':
        this.#timers.expectWithin(effect.ms);
        break;
      case 'stopTimer':
        this.#timers.expectWithin(undefined);
        break;
      case 'remember':
        this.#prompt?.memory.keep(this.#contactId, this.#state);
        break;
      case 'forget':
        this.#prompt?.memory.drop(this.#contactId);
        break;
      case 'announce':
        this.#prompt?.announce();
        break;
      default:
        effect satisfies never;
    }
  }

  #open(authenticationUrl: string, way: SignInWay): void {
    if (this.#prompt?.open(authenticationUrl, way) === 'blocked') this.#dispatch({ type: 'windowBlocked' });
  }

  async #requestUrl(attempt: Attempt): Promise<void> {
    try {
      // What is offered can be opened in the same moment, so the prompt must be there first.
      const prompt = await this.#load();
      this.#dispatch(await prompt.requestUrl(this.#follower.chat, attempt, this.#hooks.clock.now()));
    } catch {
      this.#dispatch({ type: 'urlRefused', sessionId: attempt.sessionId, refusal: 'unreachable' });
    }
  }

  async #load(): Promise<Prompt> {
    const prompt = (this.#prompt ??= await this.#hooks.prompt());
    if (this.#follower.chat)
      this.#stopWatching ??= prompt.browser.onReturn(() => this.#dispatch({ type: 'returned' }));
    return prompt;
  }

  #unwatch(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }
}
