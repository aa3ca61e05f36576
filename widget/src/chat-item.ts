import { CONNECT_LIMIT } from 'connect-sign-in-shared/connect.js';
import type { ChatEvent } from './ports.js';

/**
 * Last part of the content type, as `connect-sign-in-shared/connect.js` has it from the wire; beside it, the spellings
 * that AWS's documents and its client's method names use.
 */
const KIND: Readonly<Record<string, Exclude<ChatEvent['type'], 'connected'>>> = {
  'authentication.initiated': 'initiated',
  'authentication.succeeded': 'succeeded',
  'authentication.successful': 'succeeded',
  'authentication.success': 'succeeded',
  'authentication.failed': 'failed',
  'authentication.timeout': 'timedOut',
  'authentication.expired': 'expired',
  'authentication.cancelled': 'cancelled',
  'authentication.canceled': 'cancelled',
  'participant.displayname.updated': 'displayNameUpdated',
  'chat.ended': 'chatEnded',
};

/** What every such content type begins with. */
const PREFIX = 'application/vnd.amazonaws.connect.event.';

/** Longest display name that is taken from an event, in characters (StartChatContact's limit). */
const DISPLAY_NAME_MAX = 256;

/**
 * Reads a chat item (an event of the chat, or an entry of its transcript).
 *
 * @returns the event, or nothing where the item is not one that the prompt cares for or lacks what it must have
 *
 * Source: amazon-connect-chatjs README, "Authentication"; `Item` of the Participant Service API Reference.
 */
export function parseChatItem(item: unknown): ChatEvent | undefined {
  const { ContentType, Content, Id, AbsoluteTime, DisplayName, ParticipantRole } = fieldsOf(item);
  const [before, kind = ''] = String(ContentType).split(PREFIX);
  const type = before === '' && Object.hasOwn(KIND, kind) ? KIND[kind] : undefined;
  if (type === undefined) return undefined;
  const facts = { id: text(Id), at: time(AbsoluteTime) };
  if (type === 'chatEnded') return { type, ...facts };
  if (type === 'displayNameUpdated') {
    const displayName = text(DisplayName)?.trim().slice(0, DISPLAY_NAME_MAX);
    // An agent's name may change too; only the customer's is the one that signed in.
    return displayName === undefined || ParticipantRole === 'AGENT'
      ? undefined
      : { type, displayName, ...facts };
  }
  const content = fieldsOf(parseJson(Content));
  const named = text(content['SessionId'] ?? content['sessionId']);
  const sessionId = named?.length === CONNECT_LIMIT.sessionIdLength ? named : undefined;
  if (type !== 'initiated') return { type, sessionId, ...facts };
  return sessionId === undefined ? undefined : { type, sessionId, ...facts };
}

/** Reads a transcript, oldest entry first. */
export function parseTranscript(items: unknown): readonly ChatEvent[] {
  if (!Array.isArray(items)) return [];
  return items.map(parseChatItem).filter((event) => event !== undefined);
}

/** The fields of an object of unknown origin; none where it is something else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function time(value: unknown): number | undefined {
  return Date.parse(String(value)) || undefined;
}

function parseJson(value: unknown): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return undefined;
  }
}
