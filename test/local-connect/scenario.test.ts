import { ConnectClient, UpdateParticipantAuthenticationCommand } from '@aws-sdk/client-connect';
import { CreateParticipantConnectionCommand, GetTranscriptCommand } from '@aws-sdk/client-connectparticipant';
import { type LocalConnect, manualClock, startLocalConnect } from 'local-connect';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ChatCustomer, ChatSocket, REDIRECT_URI, connectClient } from './chat-customer.js';

let local: LocalConnect;
beforeAll(async () => {
  local = await startLocalConnect({ callbackUrls: [REDIRECT_URI], clock: manualClock() });
});
afterEach(() => {
  expect(local.unused()).toEqual([]);
  local.reset();
});
afterAll(() => local.close());

const unknownState = () =>
  new UpdateParticipantAuthenticationCommand({ InstanceId: local.instanceId, State: 'unknown', Code: 'c' });

describe('faults', () => {
  it.each([
    ['ThrottlingException', 429],
    ['ConflictException', 409],
    ['InternalServiceException', 500],
    ['AccessDeniedException', 403],
  ] as const)('%s reaches the SDK under its name, once', async (error, status) => {
    local.faults.next('UpdateParticipantAuthentication', 1, { error });
    const client = connectClient(local);
    await expect(client.send(unknownState())).rejects.toMatchObject({
      name: error,
      $metadata: { httpStatusCode: status },
    });
    await expect(client.send(unknownState())).rejects.toMatchObject({ name: 'InvalidRequestException' });
    client.destroy();
  });

  it('lists what no call has met, and forgets it on reset', () => {
    local.faults.next('SendMessage', 2, { hang: true });
    expect(local.unused()).toEqual(['2 × SendMessage: {"hang":true}']);
    local.reset();
    expect(local.unused()).toEqual([]);
  });

  it.each<[string, string, number, object]>([
    ['an unknown operation', 'VerifyParticipant', 1, { hang: true }],
    [
      'an error that the operation does not answer',
      'GetAuthenticationUrl',
      1,
      { error: 'LimitExceededException' },
    ],
    ['an AWS error of an endpoint that is none of AWS', 'oauth2/token', 1, { error: 'ThrottlingException' }],
    ['a count of nothing', 'SendMessage', 0, { hang: true }],
  ])('refuses %s', (_, operation, count, fault) => {
    expect(() => local.faults.next(operation, count, fault as { hang: true })).toThrow(RangeError);
  });

  it('drops the connection before the effect, so that the SDK repeats the call and it counts once', async () => {
    const customer = await ChatCustomer.inBlock(local);
    const { state, code } = await customer.signIn(await customer.authenticationUrl());
    local.faults.next('UpdateParticipantAuthentication', 1, { drop: 'before' });
    const client = retryingClient();
    await client.send(
      new UpdateParticipantAuthenticationCommand({ InstanceId: local.instanceId, State: state, Code: code }),
    );
    await local.until(customer.contactId, 'Success');
    client.destroy();
    customer.leave();
  });

  it('drops the connection after the effect, so that the repeated call is a conflict and the sign-in stands', async () => {
    const customer = await ChatCustomer.inBlock(local);
    const { state, code } = await customer.signIn(await customer.authenticationUrl());
    local.faults.next('UpdateParticipantAuthentication', 1, { drop: 'after' });
    const client = retryingClient();
    await expect(
      client.send(
        new UpdateParticipantAuthenticationCommand({
          InstanceId: local.instanceId,
          State: state,
          Code: code,
        }),
      ),
    ).rejects.toMatchObject({ name: 'ConflictException' });
    await local.until(customer.contactId, 'Success');
    client.destroy();
    customer.leave();
  });

  it('leaves a call unanswered until the caller gives up', async () => {
    local.faults.next('UpdateParticipantAuthentication', 1, { hang: true });
    const client = connectClient(local);
    const patience = new AbortController();
    const call = client.send(unknownState(), { abortSignal: patience.signal });
    await expect.poll(() => local.unused()).toEqual([]);
    patience.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await expect
      .poll(() => local.journal.entries({ operation: 'UpdateParticipantAuthentication' }))
      .toMatchObject([{ outcome: 'fault-hang' }]);
    client.destroy();
  });

  it.each([
    ['a server error', { status: 500 }, 'status-500'],
    ['a lost answer', { drop: 'after' }, 'token-endpoint-unreachable'],
    ['a refused connection', { drop: 'before' }, 'token-endpoint-unreachable'],
  ] as const)('takes the Error branch on %s of the token endpoint', async (_, fault, outcome) => {
    const customer = await ChatCustomer.inBlock(local);
    const response = await customer.signIn(await customer.authenticationUrl());
    local.faults.next('oauth2/token', 1, fault);
    await customer.forward(response);
    await local.until(customer.contactId, 'Error');
    expect(local.journal.entries({ operation: 'code-redemption' })).toMatchObject([{ outcome }]);
    customer.leave();
  });

  it('gives a silent token endpoint ten seconds', async () => {
    const customer = await ChatCustomer.inBlock(local);
    const response = await customer.signIn(await customer.authenticationUrl());
    local.faults.next('oauth2/token', 1, { hang: true });
    await customer.forward(response);
    await local.advance('10s');
    await local.until(customer.contactId, 'Error');
    expect(local.journal.entries({ operation: 'code-redemption' })).toMatchObject([
      { outcome: 'token-endpoint-timeout' },
    ]);
    customer.leave();
  });

  const retryingClient = () => {
    const { accessKeyId, secretAccessKey } = local.credentials;
    const credentials = { accessKeyId, secretAccessKey };
    return new ConnectClient({ region: local.region, endpoint: local.connectEndpoint, credentials });
  };
});

describe('the way of an item to the websocket', () => {
  const initiated = { contentType: 'authentication.initiated' };
  const texts = (customer: ChatCustomer) =>
    customer.chat.items
      .filter(({ Type, ParticipantRole }) => Type === 'MESSAGE' && ParticipantRole === 'CUSTOMER')
      .map(({ Content }) => Content);

  it('holds items until they are released', async () => {
    const customer = await ChatCustomer.join(local);
    local.deliveries.hold(initiated);
    await customer.write(local.say);
    await local.until(customer.contactId, 'initiated');
    await customer.write('marker');
    await customer.chat.until(() => texts(customer).includes('marker'));
    expect(customer.chat.order).not.toContain('authentication.initiated');
    expect(local.deliveries.release()).toBe(1);
    await customer.chat.event('authentication.initiated');
    customer.leave();
  });

  it('duplicates, loses, reorders and delays', async () => {
    const customer = await ChatCustomer.join(local);
    await customer.chat.until(() => customer.chat.items.length === 2);
    const mine = { contactId: customer.contactId, contentType: 'text/markdown' };
    const markdown = (text: string) => {
      const contact = local.contact(customer.contactId);
      expect(contact.status).toBe('connected');
      return customer.writeAs('text/markdown', text);
    };
    local.deliveries.duplicate(mine);
    await markdown('twice');
    local.deliveries.lose(mine);
    await markdown('lost');
    local.deliveries.reorder(mine, 2);
    await markdown('first');
    await markdown('second');
    local.deliveries.delay(mine, '30s');
    await markdown('late');
    await markdown('last');
    await customer.chat.until(() => texts(customer).includes('last'));
    expect(texts(customer)).toEqual(['twice', 'twice', 'second', 'first', 'last']);
    await local.advance('30s');
    await customer.chat.until(() => texts(customer).includes('late'));

    const { Transcript } = await customer.participant.send(
      new GetTranscriptCommand({
        ConnectionToken: customer.connectionToken,
        MaxResults: 100,
        SortOrder: 'ASCENDING',
      }),
    );
    const written = Transcript!
      .filter(({ ContentType }) => ContentType === 'text/markdown')
      .map(({ Content }) => Content);
    expect(written).toEqual(['twice', 'lost', 'first', 'second', 'late', 'last']);
    customer.leave();
  });
});

describe('the chat websocket', () => {
  it('keeps what happens before the subscription, and answers ping and heartbeat', async () => {
    const customer = await ChatCustomer.start(local);
    const { Websocket } = await customer.participant.send(
      new CreateParticipantConnectionCommand({
        ParticipantToken: customer.participantToken,
        Type: ['WEBSOCKET'],
      }),
    );
    const chat = await new ChatSocket(Websocket!.Url!).open();
    chat.say('aws/ping');
    chat.say('aws/heartbeat');
    await chat.until(() => chat.frames.length === 2);
    expect(chat.frames).toEqual([
      { topic: 'aws/ping', statusCode: 200, statusContent: 'OK' },
      { topic: 'aws/heartbeat' },
    ]);
    chat.socket.send('}{');
    chat.socket.send(Buffer.from([1, 2, 3]));
    chat.say('aws/subscribe', { topics: ['aws/other'] });
    await chat.subscribe();
    await chat.until(() => chat.items.length === 2);
    expect(chat.frames[2]).toEqual({
      topic: 'aws/subscribe',
      content: { status: 'success', topics: ['aws/chat'] },
    });
    expect(chat.order).toEqual(['participant.joined', 'text/plain']);
    chat.close();
  });

  it('opens a URL once, within a hundred seconds, and no forged one', async () => {
    const customer = await ChatCustomer.join(local);
    const refused = (url: string) => expect(new ChatSocket(url).open()).rejects.toThrow('403');
    await refused(customer.socketUrl);
    await refused(customer.socketUrl.replace(/=.*/u, '=forged'));
    await refused(customer.socketUrl.replace('/websocket', '/elsewhere'));
    const { Websocket } = await customer.participant.send(
      new CreateParticipantConnectionCommand({
        ParticipantToken: customer.participantToken,
        Type: ['WEBSOCKET'],
      }),
    );
    await local.advance('101s');
    await refused(Websocket!.Url!);
    customer.leave();
  });

  it('is dropped, refused and silenced on demand', async () => {
    const customer = await ChatCustomer.join(local);
    const closed = new Promise<number>((resolve) => customer.chat.socket.once('close', resolve));
    expect(local.sockets.drop(customer.contactId)).toBe(1);
    expect(await closed).toBe(1006);

    local.sockets.refuseNext(1);
    await expect(customer.connectChat()).rejects.toThrow('503');
    await customer.connectChat();
    local.sockets.silence(customer.contactId, true);
    customer.chat.say('aws/heartbeat');
    await customer.write('marker');
    await customer.chat.until(() => customer.chat.items.some(({ Content }) => Content === 'marker'));
    local.sockets.silence(customer.contactId, false);
    customer.chat.say('aws/heartbeat');
    await customer.chat.until(() => customer.chat.frames.some(({ topic }) => topic === 'aws/heartbeat'));
    expect(customer.chat.frames.filter(({ topic }) => topic === 'aws/heartbeat')).toHaveLength(1);
    customer.leave();
  });

  it('closes the door on a frame of more than 64 kB', async () => {
    const customer = await ChatCustomer.join(local);
    const closed = new Promise<number>((resolve) => customer.chat.socket.once('close', resolve));
    customer.chat.socket.send('x'.repeat(65 * 1024));
    expect(await closed).toBe(1009);
    customer.leave();
  });
});

describe('one contact', () => {
  it('expires, times out, is declined and ended by name', async () => {
    const customer = await ChatCustomer.inBlock(local);
    const contact = local.contact(customer.contactId);
    expect(() => contact.decline()).toThrow('cannot be declined');
    contact.expire();
    await customer.chat.event('authentication.expired');
    expect(() => contact.expire()).toThrow('cannot expire');
    await customer.write(local.say);
    await customer.authenticationUrl(2);
    contact.timeOut();
    await customer.chat.event('authentication.timeout');
    await customer.write(local.say);
    await customer.authenticationUrl(3);
    contact.decline();
    await customer.chat.event('authentication.failed');
    contact.end();
    await customer.chat.event('chat.ended');
    expect(contact.status).toBe('disconnected');
    expect(() => local.contact('nobody')).toThrow(RangeError);
    customer.leave();
  });

  it('moves in time without the others', async () => {
    const [mine, other] = [await ChatCustomer.inBlock(local), await ChatCustomer.inBlock(local)];
    await mine.authenticationUrl();
    await other.authenticationUrl();
    await local.contact(mine.contactId).advance('3m');
    expect(local.contact(mine.contactId).status).toBe('Timeout');
    expect(local.contact(other.contactId).status).toBe('urlIssued');
    mine.leave();
    other.leave();
  });

  it('ends by itself when the customer never connects', async () => {
    const customer = await ChatCustomer.start(local);
    await local.advance('5m');
    expect(local.contact(customer.contactId).status).toBe('disconnected');
  });

  it('is waited for, and the wait ends with a reset', async () => {
    const customer = await ChatCustomer.join(local);
    await local.until(customer.contactId, 'connected');
    const wait = local.until(customer.contactId, 'Success');
    local.reset();
    await expect(wait).rejects.toThrow('local-connect was reset');
    expect(() => local.until(customer.contactId, 'done' as 'Success')).toThrow(RangeError);
    customer.leave();
  });
});
