import type { AttemptMemory } from './attempt-memory.js';
import type { ChatSession, Clock, SignInWay, SignInWindow } from './ports.js';
import type { Attempt, SignInEvent, SignInState } from './sign-in-state.js';
import type { SignInSettings } from './start-form.js';

/** What shows the state, keeps it, and opens the sign-in page. */
export interface Prompt {
  readonly browser: SignInWindow;
  readonly memory: AttemptMemory;
  /** Asks for the authentication URL; `now` is this browser's clock, in milliseconds. */
  requestUrl(chat: ChatSession | undefined, attempt: Attempt, now: number): Promise<SignInEvent>;
  /** Opens the sign-in page; must run in the customer's click. */
  open(authenticationUrl: string, way: SignInWay): 'opened' | 'blocked';
  /** Says the current state to assistive technology. */
  announce(): void;
  /** A second of the remaining time has gone. */
  tick(): void;
}

/** What the controller asks of its element and tells it. */
export interface SignInHooks {
  readonly clock: Clock;
  /** Read at the moment they are needed. */
  readonly settings: SignInSettings;
  /** The chat to listen to, if any. */
  chat(): ChatSession | undefined;
  /** Fetches the prompt; the same one each time. Rejects where it cannot be fetched now. */
  prompt(): Promise<Prompt>;
  /** Asked before the sign-in page opens; `false` keeps it closed. */
  opening(way: SignInWay): boolean;
  stateChanged(previous: SignInState, state: SignInState): void;
}
