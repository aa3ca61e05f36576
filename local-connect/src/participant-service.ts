import { CONNECT_LIMIT } from 'connect-sign-in-shared/connect.js';
import { z } from 'zod';
import { authenticationUrl, newIssuedUrl } from './authentication-url.js';
import { ATTACHMENT_HANDLERS } from './attachment-operations.js';
import { AwsError } from './aws-error.js';
import type { BlockRefusal } from './block-state.js';
import { MESSAGE_CONTENT_MAX } from './chat-item.js';
import type { ConnectState } from './connect-state.js';
import type { OperationResult } from './connect-service.js';
import type { Bearer } from './contacts.js';
import { createParticipantConnection } from './create-participant-connection.js';
import { describeView } from './describe-view.js';
import { getTranscript } from './get-transcript.js';
import { parseMembers } from './json-request.js';
import { sendEvent } from './send-event.js';

/** An operation of the Participant Service, for a participant known by the right kind of token. */
export type ParticipantHandler = (
  state: ConnectState,
  bearer: Bearer,
  members: Readonly<Record<string, unknown>>,
) => OperationResult;

const clientToken = z.string().max(500).optional();
const sessionId = z.string().length(CONNECT_LIMIT.sessionIdLength);

const messageRequest = z
  .object({
    ContentType: z.enum(Object.keys(MESSAGE_CONTENT_MAX) as (keyof typeof MESSAGE_CONTENT_MAX)[]),
    Content: z.string().min(1).max(16_384),
    ClientToken: clientToken,
  })
  .refine(({ ContentType, Content }) => Content.length <= MESSAGE_CONTENT_MAX[ContentType], {
    path: ['Content'],
    message: 'too long for its ContentType',
  });
const urlRequest = z.object({
  SessionId: sessionId,
  RedirectUri: z.string().min(1).max(CONNECT_LIMIT.redirectUriMax),
});
const cancelRequest = z.object({ SessionId: sessionId });
const disconnectRequest = z.object({ ClientToken: clientToken });

/**
 * Operations of the Participant Service. CreateParticipantConnection is called with a participant token, all others
 * with a connection token.
 *
 * Source: Amazon Connect Participant Service API Reference.
 */
export const PARTICIPANT_HANDLERS = {
  CreateParticipantConnection: createParticipantConnection,
  ...ATTACHMENT_HANDLERS,
  DescribeView: describeView,
  GetTranscript: getTranscript,
  SendEvent: sendEvent,

  SendMessage(state, { contact }, members) {
    const wanted = parseMembers(messageRequest, members, 'ValidationException');
    const answer = contact.conversation.once('SendMessage', wanted.ClientToken, () => {
      const { Id, AbsoluteTime } = contact.write(wanted.ContentType, wanted.Content);
      return { Id, AbsoluteTime };
    });
    return { contactId: contact.id, answer };
  },

  GetAuthenticationUrl(state, { contact }, members) {
    const wanted = parseMembers(urlRequest, members, 'ValidationException');
    const { url: cognitoUrl, clientId } = state.cognito();
    const issued = newIssuedUrl(wanted.RedirectUri, state.fidelity);
    const url = authenticationUrl({ cognitoUrl, clientId }, issued, state.fidelity);
    if (url.length > CONNECT_LIMIT.authenticationUrlMax) {
      throw new AwsError('ValidationException', 'RedirectUri: too long for an authentication URL.');
    }
    checkRefusal(state, contact.authentication.requestUrl(wanted.SessionId, issued));
    state.contacts.addState(issued.state, contact);
    return { contactId: contact.id, answer: { AuthenticationUrl: url } };
  },

  CancelParticipantAuthentication(state, { contact }, members) {
    const wanted = parseMembers(cancelRequest, members, 'ValidationException');
    checkRefusal(state, contact.authentication.cancel(wanted.SessionId));
    return { contactId: contact.id, answer: {} };
  },

  DisconnectParticipant(state, { contact }, members) {
    parseMembers(disconnectRequest, members, 'ValidationException');
    contact.disconnect('CUSTOMER_DISCONNECT');
    return { contactId: contact.id, answer: {} };
  },
} as const satisfies Record<string, ParticipantHandler>;

const REFUSAL: Readonly<Record<BlockRefusal, string>> = {
  'session-id-unknown': 'SessionId: not an authentication session of this contact.',
  'session-id-used': 'SessionId: the authentication session was used or is over.',
  'url-window-passed': 'SessionId: the authentication session began more than a minute ago.',
  'cancel-too-late': 'SessionId: the authentication session can no longer be cancelled.',
  'state-used': 'State: used before.',
  'state-expired': 'State: expired.',
};

function checkRefusal(state: ConnectState, refusal: BlockRefusal | undefined): void {
  if (refusal !== undefined) throw new AwsError(state.fidelity.sessionIdRefusal, REFUSAL[refusal]);
}
