import { z } from 'zod';
import { AwsError } from './aws-error.js';
import { SOCKET_URL_LIFE_MS } from './chat-websocket.js';
import { wallNow } from './clock.js';
import type { OperationResult } from './connect-service.js';
import type { ConnectState } from './connect-state.js';
import { type Bearer, CONNECTION_TOKEN_LIFE_MS } from './contacts.js';
import { parseMembers } from './json-request.js';

const request = z.object({
  Type: z
    .array(z.enum(['WEBSOCKET', 'CONNECTION_CREDENTIALS', 'WEBRTC_CONNECTION']))
    .min(1)
    .max(10)
    .optional(),
  ConnectParticipant: z.boolean().optional(),
});

/**
 * CreateParticipantConnection: a one-time websocket URL and a connection token. The flow starts with the first one.
 *
 * Source: Amazon Connect Participant Service API Reference, `CreateParticipantConnection`.
 */
export function createParticipantConnection(
  state: ConnectState,
  bearer: Bearer,
  members: Readonly<Record<string, unknown>>,
): OperationResult {
  const { Type: types = [], ConnectParticipant: connect = false } = parseMembers(
    request,
    members,
    'ValidationException',
  );
  if (types.includes('WEBRTC_CONNECTION')) {
    throw new AwsError(
      'ValidationException',
      'Type: WEBRTC_CONNECTION is for voice and video; this contact is a chat.',
    );
  }
  if (types.length === 0 && !connect)
    throw new AwsError('ValidationException', 'Type: at least one is required.');
  const { contact } = bearer;
  // What the token's holder compares with his own clock follows the wall; local-connect itself counts its own time.
  const expiry = (lifeMs: number) => new Date(wallNow() + lifeMs).toISOString();
  const answer = {
    ...(types.includes('WEBSOCKET')
      ? {
          Websocket: {
            Url: state.websockets.announce(contact.id, contact.clock),
            ConnectionExpiry: expiry(SOCKET_URL_LIFE_MS),
          },
        }
      : {}),
    ...(types.includes('CONNECTION_CREDENTIALS')
      ? {
          ConnectionCredentials: {
            ConnectionToken: state.contacts.issueConnectionToken(bearer),
            Expiry: expiry(CONNECTION_TOKEN_LIFE_MS),
          },
        }
      : {}),
  };
  contact.start();
  return { contactId: contact.id, answer };
}
