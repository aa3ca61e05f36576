import { randomUUID } from 'node:crypto';
import type { LocalConnect, OperationName } from 'local-connect';
import { type ChatCustomer, REDIRECT_URI } from './chat-customer.js';
import { callOperation } from './wire.js';

/** A request that succeeds, with as many members as can be given at once. */
export type ValidRequest = (local: LocalConnect, customer: ChatCustomer) => object | Promise<object>;

const token = ({ connectionToken }: ChatCustomer) => ({ ConnectionToken: connectionToken });

async function declareAttachment(local: LocalConnect, customer: ChatCustomer): Promise<string> {
  const input = await VALID_REQUESTS.StartAttachmentUpload(local, customer);
  const { json } = await callOperation(local, 'StartAttachmentUpload', input);
  const { AttachmentId, UploadMetadata } = json as {
    AttachmentId: string;
    UploadMetadata: { Url: string; HeadersToInclude: Record<string, string> };
  };
  const { 'Content-Type': type = '' } = UploadMetadata.HeadersToInclude;
  await fetch(UploadMetadata.Url, { method: 'PUT', headers: { 'content-type': type }, body: 'file' });
  return AttachmentId;
}

/** One per operation, for a customer whose chat is in the Authenticate Customer block. */
export const VALID_REQUESTS: Readonly<Record<OperationName, ValidRequest>> = {
  StartChatContact: (local) => ({
    InstanceId: local.instanceId,
    ContactFlowId: local.contactFlowId,
    ParticipantDetails: { DisplayName: 'Guest' },
    InitialMessage: { ContentType: 'text/plain', Content: 'Hello' },
    Attributes: { basket: '3' },
    ClientToken: randomUUID(),
    ChatDurationInMinutes: 60,
    SupportedMessagingContentTypes: ['text/plain'],
    SegmentAttributes: { 'connect:x': { ValueString: 'y' } },
    CustomerId: 'customer-7',
    RelatedContactId: randomUUID(),
    PersistentChat: { RehydrationType: 'FROM_SEGMENT', SourceContactId: randomUUID() },
    ParticipantConfiguration: { ResponseMode: 'COMPLETE' },
    DisconnectOnCustomerExit: ['AGENT'],
  }),
  UpdateParticipantAuthentication: async (local, customer) => ({
    InstanceId: local.instanceId,
    State: (await customer.authenticationUrl()).searchParams.get('state'),
    Error: 'access_denied',
    ErrorDescription: 'The customer declined.',
  }),
  DescribeContact: (local, { contactId }) => {
    local.contact(contactId).timeOut();
    local.contact(contactId).agent.join();
    local.contact(contactId).end();
    return { InstanceId: local.instanceId, ContactId: contactId };
  },
  StopContact: (local, { contactId }) => ({ InstanceId: local.instanceId, ContactId: contactId }),
  CreateParticipantConnection: (_, { participantToken }) => ({
    ParticipantToken: participantToken,
    Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
    ConnectParticipant: true,
  }),
  SendMessage: (_, customer) => ({
    ...token(customer),
    ContentType: 'text/plain',
    Content: 'Hello',
    ClientToken: randomUUID(),
  }),
  SendEvent: (local, customer) => {
    const { contactId } = customer;
    local.contact(contactId).timeOut();
    local.contact(contactId).agent.join();
    const messageId = local.contact(contactId).agent.say('Hello');
    return {
      ...token(customer),
      ContentType: 'application/vnd.amazonaws.connect.event.message.read',
      Content: JSON.stringify({ messageId }),
      ClientToken: randomUUID(),
    };
  },
  GetTranscript: async (local, customer) => {
    // A transcript with every kind of item, message metadata included.
    await callOperation(local, 'SendEvent', await VALID_REQUESTS.SendEvent(local, customer));
    const attachment = { ...token(customer), AttachmentIds: [await declareAttachment(local, customer)] };
    await callOperation(local, 'CompleteAttachmentUpload', attachment);
    return {
      ...token(customer),
      ContactId: customer.contactId,
      MaxResults: 5,
      ScanDirection: 'BACKWARD',
      SortOrder: 'ASCENDING',
      StartPosition: { MostRecent: 5 },
    };
  },
  GetAuthenticationUrl: async (_, customer) => ({
    ...token(customer),
    SessionId: await customer.sessionId(),
    RedirectUri: REDIRECT_URI,
  }),
  CancelParticipantAuthentication: async (_, customer) => ({
    ...token(customer),
    SessionId: await customer.sessionId(),
  }),
  DisconnectParticipant: (_, customer) => ({ ...token(customer), ClientToken: randomUUID() }),
  StartAttachmentUpload: (_, customer) => ({
    ...token(customer),
    AttachmentName: 'note.txt',
    ContentType: 'text/plain',
    AttachmentSizeInBytes: 4,
    ClientToken: randomUUID(),
  }),
  CompleteAttachmentUpload: async (local, customer) => ({
    ...token(customer),
    AttachmentIds: [await declareAttachment(local, customer)],
    ClientToken: randomUUID(),
  }),
  GetAttachment: async (local, customer) => {
    const input = await VALID_REQUESTS.CompleteAttachmentUpload(local, customer);
    await callOperation(local, 'CompleteAttachmentUpload', input);
    const [AttachmentId] = (input as { AttachmentIds: string[] }).AttachmentIds;
    return { ...token(customer), AttachmentId, UrlExpiryInSeconds: 60 };
  },
  DescribeView: async (local, customer) => {
    local
      .contact(customer.contactId)
      .showView({ name: 'Rating', template: '{}', inputSchema: '{}', actions: ['Send'] });
    const shown = (item: { ContentType: string }) => item.ContentType.endsWith('message.interactive');
    await customer.chat.until(() => customer.chat.items.some(shown));
    const { Content } = customer.chat.items.findLast(shown)!;
    const { data } = JSON.parse(Content!) as { data: { content: { viewToken: string } } };
    return { ...token(customer), ViewToken: data.content.viewToken };
  },
};
