import { randomUUID } from 'node:crypto';
import { CHAT_EVENT, type ChatItem, type ChatItemDraft, type Receipt } from './chat-item.js';
import type { Clock } from './clock.js';

/** What a conversation is made with. */
export interface ConversationOptions {
  readonly contactId: string;
  readonly clock: Clock;
  /** Takes every item on its way to the participants. */
  readonly deliver: (contactId: string, item: ChatItem) => void;
}

/** Somebody has got or read a message. */
export interface Acknowledgement {
  readonly kind: 'delivered' | 'read';
  readonly messageId: string;
  /** Who has got it; not its sender. */
  readonly participantId: string;
}

/** What the participants of one contact said, and what passed between them. */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #items: ChatItem[] = [];
  readonly #answers = new Map<string, object>();

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  /** The transcript: every message and event, oldest first. */
  get items(): readonly ChatItem[] {
    return this.#items;
  }

  /** Adds an item to the transcript and sends it out. */
  append(draft: ChatItemDraft): ChatItem {
    const item = this.pass(draft);
    this.#items.push(item);
    return item;
  }

  /** Sends an item out that is not for the transcript, such as typing. */
  pass(draft: ChatItemDraft): ChatItem {
    const item = this.newItem(draft);
    this.#options.deliver(item.ContactId, item);
    return item;
  }

  /** An item of this contact, at this moment, that goes nowhere yet. */
  newItem(draft: ChatItemDraft): ChatItem {
    const { clock, contactId } = this.#options;
    const AbsoluteTime = new Date(clock.now()).toISOString();
    return { AbsoluteTime, ...draft, Id: randomUUID(), ContactId: contactId, InitialContactId: contactId };
  }

  /**
   * Notes a receipt at its message and sends it out as message metadata.
   *
   * @returns the item that was sent, or `undefined` when there is no such message of somebody else
   */
  acknowledge({ kind, messageId, participantId }: Acknowledgement): ChatItem | undefined {
    const index = this.#items.findIndex(({ Id }) => Id === messageId);
    const message = this.#items[index];
    if (!message || message.Type === 'EVENT' || message.ParticipantId === participantId) return undefined;
    const receipts = message.MessageMetadata?.Receipts ?? [];
    const at = new Date(this.#options.clock.now()).toISOString();
    const receipt: Receipt = {
      ...receipts.find(({ RecipientParticipantId }) => RecipientParticipantId === participantId),
      RecipientParticipantId: participantId,
      ...(kind === 'read' ? { ReadTimestamp: at } : { DeliveredTimestamp: at }),
    };
    const others = receipts.filter(({ RecipientParticipantId }) => RecipientParticipantId !== participantId);
    this.#items[index] = {
      ...message,
      MessageMetadata: { MessageId: messageId, Receipts: [...others, receipt] },
    };
    return this.pass({
      Type: 'MESSAGEMETADATA',
      ContentType: CHAT_EVENT.messageMetadata,
      MessageMetadata: { MessageId: messageId, Receipts: [receipt] },
    });
  }

  /** Does a request of an operation once per client token; a repeated one gets the first answer again. */
  once<Answer extends object>(operation: string, clientToken: string | undefined, act: () => Answer): Answer {
    const key = clientToken === undefined ? undefined : `${operation} ${clientToken}`;
    const before = key === undefined ? undefined : this.#answers.get(key);
    // One operation gives one kind of answer, so what was kept under its name is of that kind.
    if (before) return before as Answer;
    const answer = act();
    if (key !== undefined) this.#answers.set(key, answer);
    return answer;
  }
}
