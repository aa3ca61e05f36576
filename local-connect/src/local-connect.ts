import type { Agent } from './agent.js';
import type { ContactStatus } from './contact.js';
import type { Clock } from './clock.js';
import type { SigningKeys } from './cognito/keys.js';
import type { Deliveries } from './deliveries.js';
import type { Faults } from './faults.js';
import type { Journal } from './journal.js';
import type { OptionsInput } from './options.js';
import type { ViewDraft } from './views.js';

/** Options of `startLocalConnect`: those of the JSON file, and a clock. */
export interface LocalConnectOptions extends Omit<OptionsInput, 'clock'> {
  /** Time of chats, codes, sessions and tokens; default: the real one. SigV4, quotas and HTTP stay on the wall clock. */
  readonly clock?: Clock | OptionsInput['clock'];
  /** Keys of the user pool; default: new ones, made in the background. Many starts may share them. */
  readonly signingKeys?: SigningKeys;
}

/** What a test does to one contact. */
export interface ContactControl {
  readonly contactId: string;
  readonly status: ContactStatus;
  /** The customer's name as the chat shows it. */
  readonly displayName: string;
  /** Lets the minute for GetAuthenticationUrl pass; throws when the block does not wait for that call. */
  expire(): void;
  /** Lets the block's time limit pass; throws when the contact is not in the block. */
  timeOut(): void;
  /** The customer declines at the identity provider, which comes back as `error=access_denied`; throws before the authentication URL was fetched. */
  decline(): void;
  /** Ends the chat from the service's side. */
  end(): void;
  /** A second participant, who does what he is told. */
  readonly agent: AgentControl;
  /** Sends a message that shows a view, as a ShowView block does; its token leads DescribeView to it. */
  showView(view: ViewDraft): void;
  /** Moves this contact's time alone, such as `'61s'`; resolves when everything due is done. */
  advance(duration: number | string): Promise<void>;
}

/** The agent of one contact; see `Agent` for what each throws. */
export type AgentControl = Pick<Agent, 'participant' | 'join' | 'say' | 'type' | 'acknowledge' | 'leave'>;

/** What a test does to chat websockets. */
export interface SocketControl {
  /** Ends the contact's open websockets without a goodbye; returns how many. */
  drop(contactId: string): number;
  /** Answers the next upgrade requests with 503. */
  refuseNext(count: number): void;
  /** Leaves the contact's heartbeats unanswered, or answers them again. */
  silence(contactId: string, silent: boolean): void;
  /** Number of open websockets of a contact, or of all. */
  openSockets(contactId?: string): number;
}

/** A running local-connect. */
export interface LocalConnect {
  /** For `AWS_ENDPOINT_URL_CONNECT`, `AWS_ENDPOINT_URL_CONNECTPARTICIPANT` and chatjs's `setGlobalConfig({ endpoint })`. */
  readonly connectEndpoint: string;
  /** The Cognito domain. */
  readonly cognitoEndpoint: string;
  /** Ports on 127.0.0.1, which differ from the endpoints where those are public names. */
  readonly ports: { readonly connect: number; readonly cognito: number };
  readonly region: string;
  /** The first instance and its flow. */
  readonly instanceId: string;
  readonly contactFlowId: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
  };
  readonly userPoolId: string;
  /** The app client of the Authenticate Customer block. */
  readonly clientId: string;
  readonly customers: readonly {
    readonly username: string;
    readonly password: string;
    readonly name: string;
  }[];
  /** The chat message that makes the flow ask for sign-in. */
  readonly say: string;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly deliveries: Deliveries;
  readonly sockets: SocketControl;
  /** Registers a redirect URI at the app client; throws TypeError when Cognito would not take it. */
  registerCallbackUrl(url: string): void;
  /** Contacts of this run, oldest first. */
  contacts(): readonly ContactControl[];
  /** One contact; throws RangeError when there is none with this id. */
  contact(contactId: string): ContactControl;
  /** Moves the clock; throws when it is not a manual one. */
  advance(duration: number | string): Promise<void>;
  /** Resolves once the contact has the status, at once if it has it now. */
  until(contactId: string, status: ContactStatus): Promise<void>;
  /** What was asked to go wrong and did not, a line each; a test should end with none. */
  unused(): readonly string[];
  /** Forgets contacts, sessions, codes, faults, rules and the journal; endpoints and configuration stay. */
  reset(): void;
  /** Stops both servers. */
  close(): Promise<void>;
}
