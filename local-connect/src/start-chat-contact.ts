import { z } from 'zod';
import { AwsError } from './aws-error.js';
import type { IssuedUrl } from './block-state.js';
import type { TimerHandle } from './clock.js';
import type { Redemption } from './code-redemption.js';
import type { ConnectState, Instance } from './connect-state.js';
import { Contact } from './contact.js';
import { FIRST_CONNECTION_MAX_MS } from './contacts.js';
import { parseMembers } from './json-request.js';
import { offsetClock } from './offset-clock.js';
import { segmentAttributesSchema } from './segment-attributes.js';

const ATTRIBUTES_BYTES_MAX = 32_768;

/** Request of StartChatContact (Amazon Connect API Reference). */
const request = z.object({
  InstanceId: z.string().min(1).max(100),
  ContactFlowId: z.string().min(1).max(500),
  ParticipantDetails: z.object({ DisplayName: z.string().min(1).max(256) }),
  InitialMessage: z
    .object({ ContentType: z.string().min(1).max(100), Content: z.string().min(1).max(1024) })
    .optional(),
  Attributes: z
    .record(z.string().min(1), z.string())
    .refine((attributes) => Buffer.byteLength(JSON.stringify(attributes)) <= ATTRIBUTES_BYTES_MAX, {
      message: 'longer than 32768 bytes in all',
    })
    .default({}),
  ClientToken: z.string().max(500).optional(),
  ChatDurationInMinutes: z.int().min(60).max(10_080).default(1500),
  SupportedMessagingContentTypes: z.array(z.string().min(1).max(100)).optional(),
  SegmentAttributes: segmentAttributesSchema.default({}),
  CustomerId: z.string().min(1).max(128).optional(),
  // What follows is checked and otherwise not imitated.
  RelatedContactId: z.string().min(1).max(256).optional(),
  PersistentChat: z
    .object({
      RehydrationType: z.enum(['ENTIRE_PAST_SESSION', 'FROM_SEGMENT']).optional(),
      SourceContactId: z.string().min(1).max(256).optional(),
    })
    .optional(),
  ParticipantConfiguration: z
    .object({ ResponseMode: z.enum(['INCREMENTAL', 'COMPLETE']).optional() })
    .optional(),
  DisconnectOnCustomerExit: z.array(z.string().min(1).max(100)).optional(),
});

/** StartChatContact: makes a contact and the participant token of its customer. */
export function startChatContact(state: ConnectState, members: Readonly<Record<string, unknown>>) {
  const wanted = parseMembers(request, members, 'InvalidParameterException');
  const instance = state.instances.find(({ instanceId }) => instanceId === wanted.InstanceId);
  if (!instance) throw new AwsError('ResourceNotFoundException', 'There is no such instance.');
  if (instance.contactFlowId !== wanted.ContactFlowId) {
    throw new AwsError('ResourceNotFoundException', 'There is no such flow in this instance.');
  }
  const before =
    wanted.ClientToken === undefined ? undefined : state.contacts.byClientToken(wanted.ClientToken);
  const contact = before ?? newContact(state, instance, wanted);
  if (!before) {
    if (wanted.ClientToken !== undefined) state.contacts.addClientToken(wanted.ClientToken, contact);
    if (wanted.InitialMessage) {
      contact.write(wanted.InitialMessage.ContentType, wanted.InitialMessage.Content);
    }
    if (state.fidelity.flowStart === 'start-chat-contact') contact.start();
  }
  return {
    contactId: contact.id,
    answer: {
      ContactId: contact.id,
      ParticipantId: contact.customer.id,
      ParticipantToken: state.contacts.issueParticipantToken({ contact }),
    },
  };
}

function newContact(state: ConnectState, instance: Instance, wanted: z.output<typeof request>): Contact {
  const { contacts, deliveries, fidelity, work } = state;
  const clock = offsetClock(state.clock, () => work.idle());
  const timers: TimerHandle[] = [];
  const contact: Contact = new Contact({
    ...{ clock, fidelity, instanceId: instance.instanceId, script: instance.script },
    displayName: wanted.ParticipantDetails.DisplayName,
    attributes: wanted.Attributes,
    segmentAttributes: wanted.SegmentAttributes,
    customerId: wanted.CustomerId,
    redeem: (code, url) => redeemLater(state, contact, code, url),
    deliver: (contactId, item) => {
      state.journal.add({ service: 'chat', operation: item.ContentType, contactId, outcome: 'sent' });
      deliveries.pass(contactId, item);
    },
    onStatus: (changed) => {
      state.journal.add({ service: 'flow', operation: changed.status, contactId: changed.id, outcome: 'ok' });
      if (changed.ended) {
        contacts.retire(changed);
        timers.forEach((timer) => clock.clearTimeout(timer));
      }
      state.onStatus(changed);
    },
  });
  contacts.add(contact);
  // A customer who never connects leaves nothing behind; a chat ends at the latest after its duration.
  timers.push(
    clock.setTimeout(() => {
      if (contact.connectedAt === undefined) contact.disconnect('CUSTOMER_CONNECTION_NOT_ESTABLISHED');
    }, FIRST_CONNECTION_MAX_MS),
    clock.setTimeout(() => contact.disconnect('EXPIRED'), wanted.ChatDurationInMinutes * 60_000),
  );
  return contact;
}

/** Connect redeems on its own time: the answer to UpdateParticipantAuthentication does not wait for it. */
function redeemLater(
  state: ConnectState,
  contact: Contact,
  code: string,
  url: IssuedUrl,
): Promise<Redemption> {
  const redeem = async () => {
    const redemption = await state.redeem(code, url);
    const outcome = redemption.ok ? 'ok' : redemption.reason;
    state.journal.add({ service: 'flow', operation: 'code-redemption', contactId: contact.id, outcome });
    return redemption;
  };
  return new Promise((resolve) => {
    const start = () => state.work.track(redeem().then(resolve));
    const delayMs = 1000 * state.fidelity.redemptionDelaySeconds;
    if (delayMs > 0) contact.clock.setTimeout(start, delayMs);
    else start();
  });
}
