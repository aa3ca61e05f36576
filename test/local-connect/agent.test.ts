import {
  DescribeViewCommand,
  GetTranscriptCommand,
  type Item,
  SendEventCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import { type ChatItem, type LocalConnect, manualClock, startLocalConnect } from 'local-connect';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ChatCustomer } from './chat-customer.js';

const TOKEN = 'control-token-of-this-test';
const READ = 'application/vnd.amazonaws.connect.event.message.read';
const DELIVERED = 'application/vnd.amazonaws.connect.event.message.delivered';
const TYPING = 'application/vnd.amazonaws.connect.event.typing';

let local: LocalConnect;
let customer: ChatCustomer;
beforeAll(async () => {
  local = await startLocalConnect({ clock: manualClock(), controlToken: TOKEN });
});
afterEach(() => {
  customer.leave();
  local.reset();
});
afterAll(() => local.close());

const items = async (): Promise<readonly Item[]> => {
  const { Transcript } = await customer.participant.send(
    new GetTranscriptCommand({
      ConnectionToken: customer.connectionToken,
      MaxResults: 100,
      SortOrder: 'ASCENDING',
    }),
  );
  return Transcript!;
};
const sendEvent = (ContentType: string, Content?: string) =>
  customer.participant.send(
    new SendEventCommand({ ConnectionToken: customer.connectionToken, ContentType, Content }),
  );
const arrived = async (matches: (item: ChatItem) => boolean): Promise<ChatItem> => {
  await customer.chat.until(() => customer.chat.items.some(matches));
  return customer.chat.items.find(matches)!;
};
const command = async (name: string, body: object) => {
  const response = await fetch(`${local.connectEndpoint}/__local/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ contactId: customer.contactId, ...body }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('an agent', () => {
  it('joins, types, talks and leaves, and the flow is silent meanwhile', async () => {
    customer = await ChatCustomer.join(local);
    const { agent } = local.contact(customer.contactId);
    agent.join('Ada');
    const joined = await arrived((item) => item.DisplayName === 'Ada');
    expect(joined).toMatchObject({
      ParticipantRole: 'AGENT',
      ContentType: 'application/vnd.amazonaws.connect.event.participant.joined',
    });
    agent.type();
    await arrived((item) => item.ContentType === TYPING && item.ParticipantRole === 'AGENT');
    agent.say('Hello, this is Ada.');
    await arrived((item) => item.Content === 'Hello, this is Ada.');
    await customer.write(local.say);
    expect(local.contact(customer.contactId).status).toBe('connected');
    expect((await items()).at(-1)!.Content).toBe(local.say);
    agent.leave();
    await customer.write(local.say);
    await customer.chat.event('authentication.initiated');
    expect((await items()).map(({ ContentType }) => ContentType)).not.toContain(TYPING);
  });

  it('is told who is there and what cannot be done', async () => {
    customer = await ChatCustomer.inBlock(local);
    const { agent } = local.contact(customer.contactId);
    expect(() => agent.say('too early')).toThrow('No agent is in this chat.');
    expect(() => agent.join()).toThrow('is in the block');
    local.contact(customer.contactId).timeOut();
    agent.join();
    expect(() => agent.join()).toThrow('already');
    expect(() => agent.acknowledge('read', 'unknown')).toThrow('no such message');
    local.contact(customer.contactId).end();
    await customer.chat.event('chat.ended');
    expect(local.contact(customer.contactId).status).toBe('disconnected');
  });

  it('does the same over the control interface', async () => {
    customer = await ChatCustomer.join(local);
    expect((await command('agent-say', { text: 'x' })).status).toBe(409);
    expect((await command('agent-join', { displayName: 'Grace' })).status).toBe(200);
    const said = await command('agent-say', { text: 'Good morning.' });
    expect((await arrived((item) => item.Content === 'Good morning.')).Id).toBe(said.body['messageId']);
    await customer.write('Hello');
    for (const [name, body] of [
      ['agent-type', {}],
      ['agent-acknowledge', { kind: 'read' }],
      ['agent-leave', {}],
    ] as const) {
      expect(await command(name, body)).toEqual({ status: 200, body: {} });
    }
  });
});

describe('receipts', () => {
  it('of the customer become metadata of the message', async () => {
    customer = await ChatCustomer.join(local);
    const { agent } = local.contact(customer.contactId);
    agent.join();
    const messageId = agent.say('Did you get this?');
    await sendEvent(DELIVERED, JSON.stringify({ messageId }));
    await local.advance('2s');
    await sendEvent(READ, JSON.stringify({ messageId }));
    const [delivered, read] = (await items())
      .find(({ Id }) => Id === messageId)!
      .MessageMetadata!.Receipts!.map(({ DeliveredTimestamp, ReadTimestamp }) => [
        Date.parse(DeliveredTimestamp!),
        Date.parse(ReadTimestamp!),
      ])[0]!;
    expect(read! - delivered!).toBe(2000);
  });

  it('of the agent reach the customer as chatjs expects them', async () => {
    customer = await ChatCustomer.join(local);
    const { agent } = local.contact(customer.contactId);
    agent.join();
    const { Id } = await customer.participant.send(
      new SendMessageCommand({
        ConnectionToken: customer.connectionToken,
        ContentType: 'text/plain',
        Content: 'Are you there?',
      }),
    );
    agent.acknowledge('read');
    const item = await arrived(({ Type }) => Type === 'MESSAGEMETADATA');
    expect(item).toMatchObject({
      ContentType: 'application/vnd.amazonaws.connect.event.message.metadata',
      MessageMetadata: {
        MessageId: Id,
        Receipts: [{ RecipientParticipantId: agent.participant!.id, ReadTimestamp: item.AbsoluteTime }],
      },
    });
    expect((await items()).map(({ Type }) => Type)).not.toContain('MESSAGEMETADATA');
  });

  it('are refused without a message of somebody else', async () => {
    customer = await ChatCustomer.join(local);
    await customer.write('mine');
    const mine = (await items()).find(({ Content }) => Content === 'mine')!.Id;
    for (const content of [undefined, 'no json', '[]', '{"messageId":7}', `{"messageId":"${mine}"}`]) {
      await expect(sendEvent(READ, content)).rejects.toMatchObject({ name: 'ValidationException' });
    }
  });
});

describe('a view', () => {
  it('comes as a message whose token leads DescribeView to it', async () => {
    customer = await ChatCustomer.join(local);
    const view = { name: 'Rating', template: '{"Head":{}}', inputSchema: '{}', actions: ['Send', 'Close'] };
    local.contact(customer.contactId).showView(view);
    const { Content } = await arrived(({ ContentType }) => ContentType.endsWith('message.interactive'));
    const { data } = JSON.parse(Content!) as { data: { content: { viewToken: string } } };
    const describeView = (ViewToken: string) =>
      customer.participant.send(
        new DescribeViewCommand({ ViewToken, ConnectionToken: customer.connectionToken }),
      );
    const { View } = await describeView(data.content.viewToken);
    expect(View).toMatchObject({
      Name: 'Rating',
      Version: 1,
      Content: { Template: '{"Head":{}}', InputSchema: '{}', Actions: ['Send', 'Close'] },
    });
    expect(View!.Arn).toBe(
      `arn:aws:connect:eu-west-2:123456789012:instance/${local.instanceId}/view/${View!.Id!}`,
    );
    await expect(describeView('unknown')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
