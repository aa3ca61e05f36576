import { z } from 'zod';
import { AwsError } from './aws-error.js';
import { CHAT_EVENT, type ChatItem, SENDABLE_EVENTS, fromParticipant } from './chat-item.js';
import type { OperationResult } from './connect-service.js';
import type { ConnectState } from './connect-state.js';
import type { Contact } from './contact.js';
import type { Bearer } from './contacts.js';
import { parseMembers } from './json-request.js';

const request = z.object({
  ContentType: z.string().min(1).max(100),
  Content: z.string().min(1).max(16_384).optional(),
  ClientToken: z.string().max(500).optional(),
});

const receiptContent = z.object({ messageId: z.string().min(1).max(256) });

/**
 * SendEvent: typing, which the others see, and receipts, which become metadata of their message.
 *
 * Source: Amazon Connect Participant Service API Reference, `SendEvent`.
 */
export function sendEvent(
  _state: ConnectState,
  { contact }: Bearer,
  members: Readonly<Record<string, unknown>>,
): OperationResult {
  const wanted = parseMembers(request, members, 'ValidationException');
  if (!SENDABLE_EVENTS.includes(wanted.ContentType)) {
    throw new AwsError('ValidationException', 'ContentType: not an event that a participant may send.');
  }
  const answer = contact.conversation.once('SendEvent', wanted.ClientToken, () => {
    const { Id, AbsoluteTime } = send(contact, wanted.ContentType, wanted.Content);
    return { Id, AbsoluteTime };
  });
  return { contactId: contact.id, answer };
}

function send(contact: Contact, contentType: string, content: string | undefined): ChatItem {
  const { conversation, customer } = contact;
  const draft = { Type: 'EVENT', ContentType: contentType, ...fromParticipant(customer) } as const;
  if (contentType === CHAT_EVENT.typing) return conversation.pass(draft);
  // AWS no longer does anything with this one.
  if (contentType === CHAT_EVENT.connectionAcknowledged) return conversation.newItem(draft);
  const sent = conversation.acknowledge({
    kind: contentType === CHAT_EVENT.messageRead ? 'read' : 'delivered',
    messageId: messageIdOf(content),
    participantId: customer.id,
  });
  if (!sent)
    throw new AwsError('ValidationException', 'Content: no message of another participant.', contact.id);
  return sent;
}

function messageIdOf(content: string | undefined): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content ?? '');
  } catch {
    parsed = undefined;
  }
  const result = receiptContent.safeParse(parsed);
  if (!result.success) {
    throw new AwsError('ValidationException', 'Content: a receipt is a JSON object with messageId.');
  }
  return result.data.messageId;
}
