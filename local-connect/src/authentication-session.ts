import { randomUUID } from 'node:crypto';
import type { EventContentType } from 'connect-sign-in-shared/connect.js';
import { transition } from './authenticate-customer.js';
import type {
  AuthenticationStatus,
  BlockEffect,
  BlockEvent,
  BlockRefusal,
  BlockState,
  BlockTimer,
  Branch,
  IssuedUrl,
} from './block-state.js';
import type { Clock, TimerHandle } from './clock.js';
import type { Redemption } from './code-redemption.js';
import type { Fidelity } from './fidelity.js';

/** Through which the block acts. */
export interface AuthenticationSessionOptions {
  readonly clock: Clock;
  readonly fidelity: Fidelity;
  readonly timeLimitMs: number;
  readonly redeem: (code: string, url: IssuedUrl) => Promise<Redemption>;
  readonly sendEvent: (contentType: EventContentType, sessionId: string | undefined) => void;
  readonly renameCustomer: (name: string) => void;
  readonly takeBranch: (branch: Branch) => void;
  readonly onState: () => void;
}

/** What UpdateParticipantAuthentication brings for one `state`. */
export type ReceivedResponse = { readonly state: string; readonly code: string } | { readonly state: string };

/** The Authenticate Customer block of one contact: holds the machine's state and runs its effects. */
export class AuthenticationSession {
  readonly #options: AuthenticationSessionOptions;
  readonly #timers = new Map<BlockTimer, TimerHandle>();
  #state: BlockState = { name: 'idle' };
  #status: AuthenticationStatus | undefined;

  constructor(options: AuthenticationSessionOptions) {
    this.#options = options;
  }

  get state(): BlockState {
    return this.#state;
  }

  /** `Status` of the segment attribute `connect:CustomerAuthentication`; `undefined` until a branch set it. */
  get status(): AuthenticationStatus | undefined {
    return this.#status;
  }

  /** The flow reached the block. */
  enter(): void {
    this.#dispatch({ type: 'entered', sessionId: randomUUID() });
  }

  /** GetAuthenticationUrl; returns why not, or `undefined` when the URL may be handed out. */
  requestUrl(sessionId: string, url: IssuedUrl): BlockRefusal | undefined {
    return this.#dispatch({ type: 'urlRequested', sessionId, url });
  }

  /** UpdateParticipantAuthentication; returns why not, or `undefined` when the response was taken. */
  receive(response: ReceivedResponse): BlockRefusal | undefined {
    return this.#dispatch(
      'code' in response ? { type: 'codeReceived', ...response } : { type: 'errorReceived', ...response },
    );
  }

  /** CancelParticipantAuthentication; returns why not, or `undefined` when the customer has opted out. */
  cancel(sessionId: string): BlockRefusal | undefined {
    return this.#dispatch({ type: 'cancelRequested', sessionId });
  }

  /** Makes a timer of the block fire now. */
  fireTimer(timer: BlockTimer): void {
    this.#dispatch({ type: 'timerFired', timer });
  }

  customerWrote(): void {
    this.#dispatch({ type: 'customerWrote' });
  }

  chatEnded(): void {
    this.#dispatch({ type: 'chatEnded' });
  }

  #dispatch(event: BlockEvent): BlockRefusal | undefined {
    const { clock, timeLimitMs, fidelity } = this.#options;
    const [state, effects] = transition(this.#state, event, { at: clock.now(), timeLimitMs, fidelity });
    const changed = state !== this.#state;
    this.#state = state;
    let refusal: BlockRefusal | undefined;
    for (const effect of effects) {
      // The flow may enter the block again at once; who waits for the branch must hear of it before.
      if (effect.type === 'takeBranch') this.#options.onState();
      if (effect.type === 'refuse') refusal = effect.refusal;
      else this.#run(effect);
    }
    if (changed) this.#options.onState();
    return refusal;
  }

  #run(effect: Exclude<BlockEffect, { type: 'refuse' }>): void {
    const { clock, sendEvent, renameCustomer, takeBranch } = this.#options;
    switch (effect.type) {
      case 'sendEvent': {
        sendEvent(effect.contentType, effect.sessionId);
        return;
      }
      case 'renameCustomer': {
        renameCustomer(effect.name);
        return;
      }
      case 'startTimer': {
        this.#stop(effect.timer);
        const fire = () => this.#dispatch({ type: 'timerFired', timer: effect.timer });
        this.#timers.set(effect.timer, clock.setTimeout(fire, effect.delayMs));
        return;
      }
      case 'stopTimer': {
        this.#stop(effect.timer);
        return;
      }
      case 'redeemCode': {
        this.#redeem(effect.sessionId, effect.code, effect.url);
        return;
      }
      case 'setStatus':
        this.#status = effect.status;
        return;
      case 'takeBranch': {
        takeBranch(effect.branch);
        return;
      }
      default:
        return effect satisfies never;
    }
  }

  #stop(timer: BlockTimer): void {
    const running = this.#timers.get(timer);
    if (running) this.#options.clock.clearTimeout(running);
    this.#timers.delete(timer);
  }

  #redeem(sessionId: string, code: string, url: IssuedUrl): void {
    void this.#options.redeem(code, url).then((redemption) => {
      if (!redemption.ok) return this.#dispatch({ type: 'codeRefused', sessionId });
      const { firstName } = redemption;
      return this.#dispatch({
        type: 'codeRedeemed',
        sessionId,
        ...(firstName === undefined ? {} : { firstName }),
      });
    });
  }
}
