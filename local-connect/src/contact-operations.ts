import { z } from 'zod';
import { connectArn } from './arn.js';
import { AwsError } from './aws-error.js';
import type { OperationHandler } from './connect-service.js';
import type { ConnectState } from './connect-state.js';
import type { Contact } from './contact.js';
import { parseMembers } from './json-request.js';
import {
  CUSTOMER_AUTHENTICATION,
  type SegmentAttributes,
  customerAuthentication,
  preChatAuthentication,
} from './segment-attributes.js';

const instanceId = z.string().min(1).max(100);
const contactId = z.string().min(1).max(256);

const describeRequest = z.object({ InstanceId: instanceId, ContactId: contactId });
const stopRequest = z.object({
  InstanceId: instanceId,
  ContactId: contactId,
  DisconnectReason: z.object({ Code: z.string().min(1).max(100).optional() }).optional(),
});

/**
 * Operations on a contact that is there already.
 *
 * Source: Amazon Connect API Reference, `DescribeContact` and `StopContact`.
 */
export const CONTACT_HANDLERS = {
  DescribeContact(state, members) {
    const wanted = parseMembers(describeRequest, members, 'InvalidParameterException');
    const contact = find(state, wanted);
    if (!contact)
      throw new AwsError('ResourceNotFoundException', 'There is no such contact in this instance.');
    return { contactId: contact.id, answer: { Contact: describe(state, contact) } };
  },

  StopContact(state, members) {
    const wanted = parseMembers(stopRequest, members, 'InvalidParameterException');
    const contact = find(state, wanted);
    if (!contact)
      throw new AwsError('ContactNotFoundException', 'There is no such contact in this instance.');
    if (wanted.DisconnectReason) {
      const message = 'DisconnectReason: only outbound campaigns may give one.';
      throw new AwsError('InvalidRequestException', message, contact.id);
    }
    contact.disconnect('API');
    return { contactId: contact.id, answer: {} };
  },
} as const satisfies Record<string, OperationHandler>;

function find(
  { contacts, instances }: ConnectState,
  wanted: { readonly InstanceId: string; readonly ContactId: string },
): Contact | undefined {
  if (!instances.some((instance) => instance.instanceId === wanted.InstanceId)) {
    throw new AwsError('ResourceNotFoundException', 'There is no such instance.');
  }
  const contact = contacts.get(wanted.ContactId);
  return contact?.options.instanceId === wanted.InstanceId ? contact : undefined;
}

/** AWS's JSON says moments in seconds since the epoch. */
const seconds = (ms: number) => ms / 1000;

function describe(state: ConnectState, contact: Contact) {
  const { id, options, startedAt, end, connectedAt, agent } = contact;
  return {
    Arn: connectArn(state.region, options.instanceId, `contact/${id}`),
    Id: id,
    InitialContactId: id,
    ContactAssociationId: id,
    InitiationMethod: 'API',
    Channel: 'CHAT',
    InitiationTimestamp: seconds(startedAt),
    LastUpdateTimestamp: seconds(end?.at ?? contact.clock.now()),
    Attributes: options.attributes,
    SegmentAttributes: segmentAttributes(state, contact),
    ...(connectedAt === undefined ? {} : { ConnectedToSystemTimestamp: seconds(connectedAt) }),
    ...(options.customerId === undefined ? {} : { CustomerId: options.customerId }),
    ...(agent.participant ? { AgentInfo: { Id: agent.participant.id } } : {}),
    ...(end ? { DisconnectTimestamp: seconds(end.at), DisconnectReason: end.reason } : {}),
  };
}

function segmentAttributes(state: ConnectState, contact: Contact): SegmentAttributes {
  const { segmentAttributes: given, customerId } = contact.options;
  const { status } = contact.authentication;
  const { userPoolId, clientId } = state.cognito();
  const before = given[CUSTOMER_AUTHENTICATION];
  const authentication = status
    ? customerAuthentication({
        ...{ status, clientId, identityProvider: userPoolId },
        associatedCustomerId: contact.profileId,
      })
    : before && preChatAuthentication(before, customerId);
  return {
    'connect:Subtype': { ValueString: 'connect:Chat' },
    ...given,
    ...(authentication ? { [CUSTOMER_AUTHENTICATION]: authentication } : {}),
  };
}
