import type { Fidelity, LocalConnect } from 'local-connect';
import type { ChatCustomer } from './chat-customer.js';
import type { Target } from './target.js';

/** Name of an assumption: a knob of local-connect's `fidelity` option. */
export type Knob = keyof Fidelity;

/** What a scenario saw of the knobs it tells about: a setting of the knob, or another text where none fits. */
export type Observations = Partial<Readonly<Record<Knob, unknown>>>;

/** Where a scenario is played. */
export interface Scene {
  readonly target: Target;
  /** A new customer who has called StartChatContact. */
  start(): Promise<ChatCustomer>;
  /** A new customer in the chat. */
  join(): Promise<ChatCustomer>;
  /** A new customer whose flow has reached the Authenticate Customer block. */
  inBlock(): Promise<ChatCustomer>;
  /** Lets time pass: really, or on a manual clock. */
  pass(duration: string): Promise<void>;
  /** Lets what is under way arrive: a few seconds at AWS. */
  settle(customer: ChatCustomer): Promise<void>;
  now(): number;
}

/** One row of the list. */
export interface Scenario {
  /** A sentence that is true when the scenario succeeds. */
  readonly name: string;
  /** Knobs whose setting it finds out. */
  readonly tells?: readonly Knob[];
  /** Chats that it starts. */
  readonly chats: number;
  /** Sign-ins at Cognito. */
  readonly signIns?: number;
  /** Time that it lets pass, in seconds. */
  readonly seconds?: number;
  /** Plays it; rejects when what is documented does not hold. */
  run(scene: Scene): Promise<Observations>;
}

/** One row that needs a stand-in which can be told to misbehave, so AWS never sees it. */
export interface StandInScenario {
  readonly name: string;
  /** Command of `POST /__local/<command>` that it is about. */
  readonly command: string;
  run(scene: Scene, local: LocalConnect): Promise<void>;
}

/** The name of the error that a call is answered with, or `accepted`. */
export function answerTo(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}

/** Fails the scenario; nothing of a token, code or state may be in the text. */
export function expectThat(holds: boolean, claim: string): void {
  if (!holds) throw new Error(`expected that ${claim}`);
}
