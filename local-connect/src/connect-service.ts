import { z } from 'zod';
import { CONNECT_LIMIT } from 'connect-sign-in-shared/connect.js';
import type { ReceivedResponse } from './authentication-session.js';
import { AwsError, type AwsErrorName } from './aws-error.js';
import type { ConnectState } from './connect-state.js';
import { CONTACT_HANDLERS } from './contact-operations.js';
import { parseMembers } from './json-request.js';
import { startChatContact } from './start-chat-contact.js';

/** What an operation did: its answer, and the contact it was about, for the journal. */
export interface OperationResult {
  readonly answer: Readonly<Record<string, unknown>>;
  readonly contactId?: string;
}

/** An operation as a function of the state and the members of its request; throws {@link AwsError}. */
export type OperationHandler = (
  state: ConnectState,
  members: Readonly<Record<string, unknown>>,
) => OperationResult;

const oauthText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\x20-\x21\x23-\x5B\x5D-\x7E]*$/u, 'holds a character outside %x20-21 / %x23-5B / %x5D-7E');

const updateRequest = z.object({
  State: z.string().min(1).max(CONNECT_LIMIT.stateMax),
  InstanceId: z.string().min(1).max(CONNECT_LIMIT.instanceIdMax),
  Code: z.string().min(1).max(CONNECT_LIMIT.codeMax).optional(),
  Error: oauthText(CONNECT_LIMIT.errorMax).optional(),
  ErrorDescription: oauthText(CONNECT_LIMIT.errorDescriptionMax).optional(),
});

/** Operations of Amazon Connect; the signature is verified before they are called. */
export const CONNECT_HANDLERS = {
  ...CONTACT_HANDLERS,
  StartChatContact: startChatContact,
  UpdateParticipantAuthentication: updateParticipantAuthentication,
} as const satisfies Record<string, OperationHandler>;

/**
 * UpdateParticipantAuthentication: takes the authorization response for one `state`. The 200 says only that it arrived.
 *
 * Source: Amazon Connect API Reference, `UpdateParticipantAuthentication`.
 */
function updateParticipantAuthentication(
  state: ConnectState,
  members: Readonly<Record<string, unknown>>,
): OperationResult {
  const wanted = parseMembers(updateRequest, members, 'InvalidParameterException');
  if (!state.instances.some(({ instanceId }) => instanceId === wanted.InstanceId)) {
    // The caller's policy names instances, so an unknown one is one it has no right to.
    throw new AwsError('AccessDeniedException', 'The caller may not use this instance.');
  }
  const response = responseOf(state, wanted);
  const known = state.contacts.byState(wanted.State);
  const { usedState, unknownState, expiredState } = state.fidelity;
  if (known?.contact.options.instanceId !== wanted.InstanceId)
    return answerRefusal(unknownState, undefined, 'unknown');
  const contactId = known.contact.id;
  if (known.used) return answerRefusal(usedState, contactId, 'used');
  const refusal = known.contact.authentication.receive(response);
  if (refusal !== undefined) return answerRefusal(expiredState, contactId, 'expired');
  known.used = true;
  return { contactId, answer: {} };
}

function responseOf(state: ConnectState, wanted: z.output<typeof updateRequest>): ReceivedResponse {
  const { codeAndError, neitherCodeNorError } = state.fidelity;
  const { State, Code, Error: error } = wanted;
  const refuse = (message: string) => new AwsError('InvalidRequestException', message);
  if (Code !== undefined && error !== undefined && codeAndError === 'InvalidRequestException') {
    throw refuse('Code and Error exclude each other.');
  }
  if (Code === undefined && error === undefined && neitherCodeNorError === 'InvalidRequestException') {
    throw refuse('Either Code or Error is required.');
  }
  const code = error !== undefined && codeAndError === 'error' ? undefined : Code;
  return code === undefined ? { state: State } : { state: State, code };
}

function answerRefusal(
  knob: 'accepted' | AwsErrorName,
  contactId: string | undefined,
  why: 'unknown' | 'used' | 'expired',
): OperationResult {
  if (knob !== 'accepted') throw new AwsError(knob, `The state is ${why}.`, contactId);
  return { answer: {}, ...(contactId === undefined ? {} : { contactId }) };
}
