import { randomBytes, randomUUID } from 'node:crypto';
import { EVENT_CONTENT_TYPE } from 'connect-sign-in-shared/connect.js';
import { Agent } from './agent.js';
import { Attachments } from './attachments.js';
import { AuthenticationSession } from './authentication-session.js';
import type { Branch, IssuedUrl } from './block-state.js';
import { CHAT_EVENT, type ChatItem, type Participant, fromParticipant } from './chat-item.js';
import type { Redemption } from './code-redemption.js';
import type { ContactEnd, DisconnectReason } from './contact-end.js';
import { Conversation } from './conversation.js';
import type { Fidelity } from './fidelity.js';
import type { FlowScript } from './flow.js';
import { FlowRun } from './flow-run.js';
import type { OffsetClock } from './offset-clock.js';
import { isAuthenticated, type SegmentAttributes } from './segment-attributes.js';
import { Views } from './views.js';

/** What a contact is made with. */
export interface ContactOptions {
  readonly instanceId: string;
  readonly displayName: string;
  readonly clock: OffsetClock;
  readonly script: FlowScript;
  readonly fidelity: Fidelity;
  readonly attributes: Readonly<Record<string, string>>;
  readonly segmentAttributes: SegmentAttributes;
  /** The customer's id at the website, where StartChatContact named one. */
  readonly customerId?: string | undefined;
  /** Redeems a code at the user pool's token endpoint; never rejects. */
  readonly redeem: (code: string, url: IssuedUrl) => Promise<Redemption>;
  /** Takes every item on its way to the participants. */
  readonly deliver: (contactId: string, item: ChatItem) => void;
  /** Told whenever {@link Contact.status} may have changed. */
  readonly onStatus: (contact: Contact) => void;
}

/**
 * Where a contact stands, for those who wait for it: in the Authenticate Customer block its state, after it the branch,
 * `connected` before, `disconnected` once the chat has ended.
 */
export type ContactStatus = 'connected' | 'initiated' | 'urlIssued' | 'redeeming' | Branch | 'disconnected';

/** One chat: its customer, its transcript, and the flow with its Authenticate Customer block. */
export class Contact {
  readonly id = randomUUID();
  readonly options: ContactOptions;
  readonly clock: OffsetClock;
  readonly authentication: AuthenticationSession;
  readonly conversation: Conversation;
  readonly agent: Agent;
  readonly attachments = new Attachments();
  readonly views = new Views();
  /** Moment of StartChatContact by the contact's clock, in milliseconds. */
  readonly startedAt: number;
  /** Id of the customer profile that a sign-in leads to; profiles themselves are not imitated. */
  readonly profileId = randomBytes(16).toString('hex');
  #connectedAt: number | undefined;
  #customer: Participant;
  readonly #flow: FlowRun;
  #end: ContactEnd | undefined;

  constructor(options: ContactOptions) {
    this.options = options;
    this.clock = options.clock;
    this.startedAt = options.clock.now();
    this.#customer = { id: randomUUID(), role: 'CUSTOMER', displayName: options.displayName };
    this.conversation = new Conversation({
      contactId: this.id,
      clock: options.clock,
      deliver: options.deliver,
    });
    this.authentication = new AuthenticationSession({
      clock: options.clock,
      fidelity: options.fidelity,
      timeLimitMs: options.script.timeLimitMinutes * 60_000,
      redeem: options.redeem,
      sendEvent: (contentType, sessionId) => this.#sendAuthenticationEvent(contentType, sessionId),
      renameCustomer: (name) => this.#renameCustomer(name),
      takeBranch: (branch) => this.#flow.advance({ type: 'branchTaken', branch }),
      onState: () => options.onStatus(this),
    });
    this.#flow = new FlowRun({
      clock: options.clock,
      script: options.script,
      say: (text) => this.#sayAsFlow(text),
      enterBlock: () => this.authentication.enter(),
    });
    this.agent = new Agent({
      conversation: this.conversation,
      handOver: () => this.#flow.advance({ type: 'agentJoined' }).name === 'withAgent',
      takeBack: () => this.#flow.advance({ type: 'agentLeft' }),
    });
  }

  get customer(): Participant {
    return this.#customer;
  }

  get ended(): boolean {
    return this.#flow.state.name === 'ended';
  }

  /** When and why the chat ended, by the contact's clock in milliseconds; `undefined` while it lasts. */
  get end(): ContactEnd | undefined {
    return this.#end;
  }

  get status(): ContactStatus {
    if (this.ended) return 'disconnected';
    const block = this.authentication.state;
    if (block.name === 'idle') return 'connected';
    return block.name === 'ended' ? block.branch : block.name;
  }

  /** Moment at which the flow started, which the first connection makes it do, by the contact's clock in milliseconds; `undefined` before. */
  get connectedAt(): number | undefined {
    return this.#connectedAt;
  }

  /** Starts the flow; later calls change nothing. */
  start(): void {
    if (this.#connectedAt !== undefined) return;
    this.#connectedAt = this.clock.now();
    this.conversation.append({
      Type: 'EVENT',
      ContentType: CHAT_EVENT.participantJoined,
      ...fromParticipant(this.#customer),
    });
    this.#flow.advance({ type: 'started' });
  }

  /** Takes a message of the customer, which the flow hears. */
  write(contentType: string, content: string): ChatItem {
    const item = this.conversation.append({
      ...{ Type: 'MESSAGE', ContentType: contentType, Content: content },
      ...fromParticipant(this.#customer),
    });
    this.authentication.customerWrote();
    const { segmentAttributes } = this.options;
    this.#flow.advance({
      type: 'customerWrote',
      text: content,
      authenticated: isAuthenticated(segmentAttributes),
    });
    return item;
  }

  /** Ends the chat: timers stop, `chat.ended` goes out. Later calls change nothing. */
  disconnect(reason: DisconnectReason): void {
    if (this.ended) return;
    this.#end = { at: this.clock.now(), reason };
    this.authentication.chatEnded();
    const customer = fromParticipant(this.#customer);
    this.conversation.append({ Type: 'EVENT', ContentType: CHAT_EVENT.participantLeft, ...customer });
    this.conversation.append({ Type: 'EVENT', ContentType: CHAT_EVENT.chatEnded });
    this.#flow.advance({ type: 'chatEnded' });
    this.options.onStatus(this);
  }

  /** Stops every timer without a word, for a reset. */
  abandon(): void {
    this.authentication.chatEnded();
    this.#flow.advance({ type: 'chatEnded' });
  }

  #sayAsFlow(text: string): void {
    const from = { DisplayName: 'SYSTEM_MESSAGE', ParticipantRole: 'SYSTEM' } as const;
    this.conversation.append({ Type: 'MESSAGE', ContentType: 'text/plain', Content: text, ...from });
  }

  #sendAuthenticationEvent(contentType: string, sessionId: string | undefined): void {
    const role = this.options.fidelity.authenticationEventRole;
    this.conversation.append({
      Type: 'EVENT',
      ContentType: contentType,
      ...(sessionId === undefined ? {} : { Content: JSON.stringify({ SessionId: sessionId }) }),
      ...(role === 'absent' ? {} : { ParticipantRole: role, DisplayName: role }),
    });
  }

  #renameCustomer(name: string): void {
    this.#customer = { ...this.#customer, displayName: name };
    this.conversation.append({
      Type: 'EVENT',
      ContentType: EVENT_CONTENT_TYPE.participantDisplayNameUpdated,
      ...fromParticipant(this.#customer),
    });
  }
}
