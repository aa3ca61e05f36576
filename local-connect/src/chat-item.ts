/** Who an item comes from. */
export type ParticipantRole = 'CUSTOMER' | 'AGENT' | 'SYSTEM';

/**
 * One item of a chat, as it travels over the websocket and in GetTranscript.
 *
 * Source: Amazon Connect Participant Service API Reference, `Item`.
 */
export interface ChatItem {
  /** ISO 8601 with milliseconds. */
  readonly AbsoluteTime: string;
  readonly Content?: string;
  readonly ContentType: string;
  readonly Id: string;
  /** `MESSAGEMETADATA` travels over the websocket alone (amazon-connect-chatjs). */
  readonly Type: 'MESSAGE' | 'EVENT' | 'ATTACHMENT' | 'MESSAGEMETADATA';
  readonly ParticipantId?: string;
  readonly DisplayName?: string;
  readonly ParticipantRole?: ParticipantRole;
  readonly Attachments?: readonly AttachmentItem[];
  readonly MessageMetadata?: MessageMetadata;
  readonly ContactId: string;
  readonly InitialContactId: string;
}

/** A file of an item (API reference, `AttachmentItem`). */
export interface AttachmentItem {
  readonly AttachmentId: string;
  readonly AttachmentName: string;
  readonly ContentType: string;
  readonly Status: 'APPROVED';
}

/** When one participant got and read a message; ISO 8601 (API reference, `Receipt`). */
export interface Receipt {
  readonly RecipientParticipantId: string;
  readonly DeliveredTimestamp?: string;
  readonly ReadTimestamp?: string;
}

/** Receipts of one message (API reference, `MessageMetadata`). */
export interface MessageMetadata {
  readonly MessageId: string;
  readonly Receipts: readonly Receipt[];
}

/** Somebody in a chat. */
export interface Participant {
  readonly id: string;
  readonly role: 'CUSTOMER' | 'AGENT';
  readonly displayName: string;
}

/** What the sender of an item decides. */
export type ChatItemDraft = Omit<ChatItem, 'AbsoluteTime' | 'Id' | 'ContactId' | 'InitialContactId'>;

/** Content types of events that are not about authentication. */
export const CHAT_EVENT = {
  typing: 'application/vnd.amazonaws.connect.event.typing',
  connectionAcknowledged: 'application/vnd.amazonaws.connect.event.connection.acknowledged',
  messageDelivered: 'application/vnd.amazonaws.connect.event.message.delivered',
  messageRead: 'application/vnd.amazonaws.connect.event.message.read',
  messageMetadata: 'application/vnd.amazonaws.connect.event.message.metadata',
  participantJoined: 'application/vnd.amazonaws.connect.event.participant.joined',
  participantLeft: 'application/vnd.amazonaws.connect.event.participant.left',
  chatEnded: 'application/vnd.amazonaws.connect.event.chat.ended',
} as const;

/** Content types that SendMessage takes, each with the longest content in characters. */
export const MESSAGE_CONTENT_MAX = {
  'text/plain': 1024,
  'text/markdown': 1024,
  'application/json': 12_000,
  'application/vnd.amazonaws.connect.message.interactive.response': 12_288,
} as const;

/** Content types that a participant may send with SendEvent. */
export const SENDABLE_EVENTS: readonly string[] = [
  CHAT_EVENT.typing,
  CHAT_EVENT.connectionAcknowledged,
  CHAT_EVENT.messageDelivered,
  CHAT_EVENT.messageRead,
];

/** Content type of an item that carries a file. */
export const ATTACHMENT_CONTENT_TYPE = 'application/vnd.amazonaws.connect.message.attachment';

/** Content type of a message that a chat UI renders as a form, a list or a view. */
export const INTERACTIVE_CONTENT_TYPE = 'application/vnd.amazonaws.connect.message.interactive';

/** The members by which an item names its sender. */
export function fromParticipant({ id, role, displayName }: Participant) {
  return { ParticipantId: id, DisplayName: displayName, ParticipantRole: role } as const;
}
