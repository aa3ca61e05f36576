import { z } from 'zod';
import type { ChatItem } from './chat-item.js';

/** What a chat client says over its websocket. */
export type SocketRequest = 'subscribe' | 'ping' | 'heartbeat' | 'other';

const frame = z.object({ topic: z.string(), content: z.unknown().optional() });
const subscription = z.object({ topics: z.array(z.string()) });

/**
 * Reads a text frame of a chat client; anything not understood is `other` and gets no answer.
 *
 * Source: the websocket manager inside amazon-connect-chatjs.
 */
export function readFrame(text: string): SocketRequest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'other';
  }
  const parsed = frame.safeParse(value);
  if (!parsed.success) return 'other';
  switch (parsed.data.topic) {
    case 'aws/subscribe':
      return subscription.safeParse(parsed.data.content).data?.topics.includes('aws/chat') === true
        ? 'subscribe'
        : 'other';
    case 'aws/ping':
      return 'ping';
    case 'aws/heartbeat':
      return 'heartbeat';
    default:
      return 'other';
  }
}

/** Answers to {@link SocketRequest}s. */
export const SOCKET_ANSWER = {
  subscribe: JSON.stringify({ topic: 'aws/subscribe', content: { status: 'success', topics: ['aws/chat'] } }),
  ping: JSON.stringify({ topic: 'aws/ping', statusCode: 200, statusContent: 'OK' }),
  heartbeat: JSON.stringify({ topic: 'aws/heartbeat' }),
} as const;

/** The frame that carries an item; the item itself is JSON text within it. */
export function itemFrame(item: ChatItem): string {
  return JSON.stringify({
    topic: 'aws/chat',
    contentType: 'application/json',
    content: JSON.stringify(item),
  });
}
