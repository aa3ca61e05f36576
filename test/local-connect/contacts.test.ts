import {
  type ConnectClient,
  type SegmentAttributeValue,
  DescribeContactCommand,
  StartChatContactCommand,
  type StartChatContactCommandInput,
  StopContactCommand,
  UpdateParticipantAuthenticationCommand,
} from '@aws-sdk/client-connect';
import { type LocalConnect, manualClock, startLocalConnect } from 'local-connect';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ChatCustomer, REDIRECT_URI, connectClient } from './chat-customer.js';

const OTHER = { instanceId: '99999999-2222-4333-8444-555555555555', contactFlowId: 'other-flow' };
const AUTHENTICATED = {
  'connect:CustomerAuthentication': { ValueMap: { Status: { ValueString: 'AUTHENTICATED' } } },
};

let local: LocalConnect;
let client: ConnectClient;
beforeAll(async () => {
  local = await startLocalConnect({
    clock: manualClock(Date.parse('2026-11-20T10:00:00.000Z')),
    callbackUrls: [REDIRECT_URI],
    instances: [{}, { ...OTHER, flow: { say: 'anmelden', greeting: 'Guten Tag!' } }],
    endedContactsMax: 3,
    // So slow to refill that a busy machine makes no difference; every reset fills it.
    throttles: { UpdateParticipantAuthentication: { ratePerSecond: 0.001, burst: 5 } },
  });
  client = connectClient(local);
});
afterEach(() => local.reset());
afterAll(async () => {
  client.destroy();
  await local.close();
});

const chat = async (over: Partial<StartChatContactCommandInput> = {}): Promise<ChatCustomer> => {
  const { ContactId, ParticipantToken } = await client.send(
    new StartChatContactCommand({
      InstanceId: local.instanceId,
      ContactFlowId: local.contactFlowId,
      ParticipantDetails: { DisplayName: 'Guest' },
      ...over,
    }),
  );
  return new ChatCustomer(local, ContactId!, ParticipantToken!);
};
const describeContact = async (ContactId: string, InstanceId = local.instanceId) =>
  (await client.send(new DescribeContactCommand({ InstanceId, ContactId }))).Contact!;
const stop = (ContactId: string, InstanceId = local.instanceId) =>
  client.send(new StopContactCommand({ InstanceId, ContactId }));
const authenticationOf = async (customer: ChatCustomer) => {
  const { SegmentAttributes } = await describeContact(customer.contactId);
  const map = SegmentAttributes!['connect:CustomerAuthentication']?.ValueMap;
  return map && Object.fromEntries(Object.entries(map).map(([name, value]) => [name, value.ValueString]));
};

describe('DescribeContact', () => {
  it('tells what StartChatContact was given, and when and how the chat went', async () => {
    const customer = await chat({ Attributes: { basket: '3' }, CustomerId: 'customer-7' });
    await local.advance('10s');
    await customer.connectChat();
    await local.advance('1m');
    local.contact(customer.contactId).end();
    const contact = await describeContact(customer.contactId);
    expect(contact).toMatchObject({
      Arn: `arn:aws:connect:eu-west-2:123456789012:instance/${local.instanceId}/contact/${customer.contactId}`,
      Id: customer.contactId,
      InitialContactId: customer.contactId,
      Channel: 'CHAT',
      InitiationMethod: 'API',
      Attributes: { basket: '3' },
      CustomerId: 'customer-7',
      SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Chat' } },
      DisconnectReason: 'CONTACT_FLOW_DISCONNECT',
    });
    const seconds = (later?: Date) => (later!.getTime() - contact.InitiationTimestamp!.getTime()) / 1000;
    expect(seconds(contact.ConnectedToSystemTimestamp)).toBe(10);
    expect(seconds(contact.DisconnectTimestamp)).toBe(70);
    customer.leave();
  });

  it('tells the result of the Authenticate Customer block', async () => {
    const customer = await ChatCustomer.inBlock(local);
    expect(await authenticationOf(customer)).toBeUndefined();
    await customer.forward(await customer.signIn(await customer.authenticationUrl()));
    await customer.chat.event('authentication.succeeded');
    expect(await authenticationOf(customer)).toEqual({
      Status: 'AUTHENTICATED',
      IdentityProvider: local.userPoolId,
      ClientId: local.clientId,
      AuthenticationMethod: 'CONNECT',
      AssociatedCustomerId: expect.stringMatching(/^[0-9a-f]{32}$/u) as unknown,
    });
    customer.leave();
  });

  it.each([
    ['TIMEOUT', 'timeOut'],
    ['FAILED', 'decline'],
  ] as const)('says %s with no customer', async (Status, trigger) => {
    const customer = await ChatCustomer.inBlock(local);
    await customer.authenticationUrl();
    local.contact(customer.contactId)[trigger]();
    const authentication = await authenticationOf(customer);
    expect(authentication).toMatchObject({ Status });
    expect(authentication).not.toHaveProperty('AssociatedCustomerId');
    customer.leave();
  });

  it('names the agent who is in the chat', async () => {
    const customer = await ChatCustomer.join(local);
    const { agent } = local.contact(customer.contactId);
    agent.join();
    expect((await describeContact(customer.contactId)).AgentInfo).toEqual({ Id: agent.participant!.id });
    customer.leave();
  });
});

describe('a customer whom the website authenticated before the chat', () => {
  it('does not come to the block', async () => {
    const customer = await chat({ SegmentAttributes: AUTHENTICATED, CustomerId: 'customer-7' });
    await customer.connectChat();
    await customer.write(local.say);
    await customer.chat.until(() =>
      customer.chat.items.some(({ Content }) => Content?.startsWith('Thank you')),
    );
    expect(local.contact(customer.contactId).status).toBe('connected');
    expect(await authenticationOf(customer)).toEqual({
      Status: 'AUTHENTICATED',
      AuthenticationMethod: 'CUSTOM',
      AssociatedCustomerId: 'customer-7',
    });
    customer.leave();
  });

  it.each([
    ['not authenticated', 'FAILED'],
    ['of another spelling', 'authenticated'],
  ])('comes to it when his status is %s', async (_, ValueString) => {
    const customer = await chat({
      SegmentAttributes: { 'connect:CustomerAuthentication': { ValueMap: { Status: { ValueString } } } },
    });
    await customer.connectChat();
    await customer.write(local.say);
    await customer.chat.event('authentication.initiated');
    customer.leave();
    expect(local.contact(customer.contactId).status).toBe('initiated');
  });

  it('comes to it when the flow does not look', async () => {
    const strict = await startLocalConnect({ flow: { skipWhenAuthenticated: false } });
    const asking = connectClient(strict);
    const { ContactId, ParticipantToken } = await asking.send(
      new StartChatContactCommand({
        InstanceId: strict.instanceId,
        ContactFlowId: strict.contactFlowId,
        ParticipantDetails: { DisplayName: 'Guest' },
        SegmentAttributes: AUTHENTICATED,
      }),
    );
    const customer = new ChatCustomer(strict, ContactId!, ParticipantToken!);
    await customer.connectChat();
    await customer.write(strict.say);
    await customer.chat.event('authentication.initiated');
    expect(strict.contact(ContactId!).status).toBe('initiated');
    customer.leave();
    asking.destroy();
    await strict.close();
  });

  it.each([
    ['no member', {}],
    ['two members', { ValueString: 'a', ValueInteger: 1 }],
    ['a member that there is not', { Value: 'a' }],
  ])('is not taken from an attribute of %s', async (_, value) => {
    await expect(
      chat({ SegmentAttributes: { 'connect:x': value as SegmentAttributeValue } }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('StopContact', () => {
  it('ends the chat, and again does nothing', async () => {
    const customer = await ChatCustomer.inBlock(local);
    await stop(customer.contactId);
    await customer.chat.event('chat.ended');
    await stop(customer.contactId);
    expect(customer.chat.order.filter((type) => type === 'chat.ended')).toHaveLength(1);
    expect((await describeContact(customer.contactId)).DisconnectReason).toBe('API');
    customer.leave();
  });

  it('knows only contacts and instances that there are', async () => {
    await expect(stop('nobody')).rejects.toMatchObject({
      name: 'ContactNotFoundException',
      $metadata: { httpStatusCode: 410 },
    });
    await expect(stop('nobody', 'nowhere')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('two instances', () => {
  it('have their own flows and do not see each other’s contacts', async () => {
    const there = await chat({ InstanceId: OTHER.instanceId, ContactFlowId: OTHER.contactFlowId });
    await there.connectChat();
    await there.chat.until(() => there.chat.items.some(({ Content }) => Content === 'Guten Tag!'));
    await expect(describeContact(there.contactId)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(stop(there.contactId)).rejects.toMatchObject({ name: 'ContactNotFoundException' });
    expect((await describeContact(there.contactId, OTHER.instanceId)).Id).toBe(there.contactId);
    await expect(chat({ ContactFlowId: OTHER.contactFlowId })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    there.leave();
  });

  it('take an authentication response only for their own contacts', async () => {
    const here = await ChatCustomer.inBlock(local);
    const State = (await here.authenticationUrl()).searchParams.get('state')!;
    const forward = (InstanceId: string) =>
      client.send(new UpdateParticipantAuthenticationCommand({ InstanceId, State, Error: 'access_denied' }));
    await expect(forward(OTHER.instanceId)).rejects.toMatchObject({ name: 'InvalidRequestException' });
    expect(local.contact(here.contactId).status).toBe('urlIssued');
    await forward(local.instanceId);
    expect(local.contact(here.contactId).status).toBe('Error');
    here.leave();
  });

  it('share the quota of UpdateParticipantAuthentication, which is the account’s', async () => {
    const outcomes = await Promise.all(
      [
        local.instanceId,
        OTHER.instanceId,
        local.instanceId,
        OTHER.instanceId,
        local.instanceId,
        OTHER.instanceId,
      ].map((InstanceId) =>
        client
          .send(new UpdateParticipantAuthenticationCommand({ InstanceId, State: 'x', Code: 'y' }))
          .catch((error: unknown) => (error as Error).name),
      ),
    );
    expect(outcomes.filter((name) => name === 'ThrottlingException')).toHaveLength(1);
  });
});

describe('ended contacts', () => {
  it('are kept up to a number, with their state values and client tokens', async () => {
    const ClientToken = 'the-first-of-them';
    const first = await chat({ ClientToken });
    const more = [await chat(), await chat(), await chat()];
    const ids = [first, ...more].map(({ contactId }) => contactId);
    for (const id of ids.slice(0, 3)) await stop(id);
    expect((await describeContact(first.contactId)).Id).toBe(first.contactId);
    expect((await chat({ ClientToken })).contactId).toBe(first.contactId);
    await stop(ids[3]!);
    await expect(describeContact(first.contactId)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    expect(local.contacts().map(({ contactId }) => contactId)).toEqual(ids.slice(1));
    const again = await chat({ ClientToken });
    expect(ids).not.toContain(again.contactId);
  });

  it('lose their websockets when they are forgotten', async () => {
    const connected = await ChatCustomer.join(local);
    await stop(connected.contactId);
    expect(local.sockets.openSockets(connected.contactId)).toBe(1);
    for (let count = 0; count < 3; count += 1) await stop((await chat()).contactId);
    expect(local.sockets.openSockets(connected.contactId)).toBe(0);
    connected.leave();
  });
});
