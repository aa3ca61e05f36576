import { randomUUID } from 'node:crypto';
import { CHAT_EVENT, type Participant, fromParticipant } from './chat-item.js';
import type { Conversation } from './conversation.js';

/** Through which an agent acts. */
export interface AgentOptions {
  readonly conversation: Conversation;
  /** Takes the chat over from the flow; false when the flow does not let go of it now. */
  readonly handOver: () => boolean;
  /** Gives the chat back to the flow. */
  readonly takeBack: () => void;
}

/** A second participant of a chat, who does what a script or a person at a control panel says. */
export class Agent {
  readonly #options: AgentOptions;
  #participant: Participant | undefined;

  constructor(options: AgentOptions) {
    this.#options = options;
  }

  /** The agent in the chat; `undefined` before one joins and after he leaves. */
  get participant(): Participant | undefined {
    return this.#participant;
  }

  /**
   * Joins the chat; the flow falls silent.
   *
   * @throws Error when an agent is there already, or the flow is not waiting for the customer
   */
  join(displayName = 'Agent'): void {
    if (this.#participant) throw new Error('An agent is in this chat already.');
    if (!this.#options.handOver()) {
      throw new Error('An agent cannot join now: the flow has not started, is in the block, or has ended.');
    }
    this.#participant = { id: randomUUID(), role: 'AGENT', displayName };
    this.#event(CHAT_EVENT.participantJoined);
  }

  /** Says something; returns the message's id. Throws when no agent is in the chat. */
  say(text: string, contentType = 'text/plain'): string {
    const from = fromParticipant(this.#present());
    return this.#options.conversation.append({
      ...{ Type: 'MESSAGE', ContentType: contentType, Content: text },
      ...from,
    }).Id;
  }

  /** Shows that the agent is typing. Throws when no agent is in the chat. */
  type(): void {
    const from = fromParticipant(this.#present());
    this.#options.conversation.pass({ Type: 'EVENT', ContentType: CHAT_EVENT.typing, ...from });
  }

  /**
   * Acknowledges a message of the customer.
   *
   * @param messageId - absent: the customer's last message
   * @throws Error when no agent is in the chat, or there is no such message
   */
  acknowledge(kind: 'delivered' | 'read', messageId?: string): void {
    const { id } = this.#present();
    const last = this.#options.conversation.items.findLast(
      ({ Type, ParticipantRole }) => Type !== 'EVENT' && ParticipantRole === 'CUSTOMER',
    );
    const wanted = messageId ?? last?.Id;
    const sent =
      wanted !== undefined &&
      this.#options.conversation.acknowledge({ kind, messageId: wanted, participantId: id });
    if (!sent) throw new Error('There is no such message of the customer.');
  }

  /** Leaves the chat; the flow listens again. Throws when no agent is in the chat. */
  leave(): void {
    this.#present();
    this.#event(CHAT_EVENT.participantLeft);
    this.#participant = undefined;
    this.#options.takeBack();
  }

  #event(contentType: string): void {
    const from = fromParticipant(this.#present());
    this.#options.conversation.append({ Type: 'EVENT', ContentType: contentType, ...from });
  }

  #present(): Participant {
    if (!this.#participant) throw new Error('No agent is in this chat.');
    return this.#participant;
  }
}
