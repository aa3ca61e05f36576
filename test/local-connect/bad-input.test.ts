import { request as httpRequest } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { StartChatContactCommand, UpdateParticipantAuthenticationCommand } from '@aws-sdk/client-connect';
import {
  CreateParticipantConnectionCommand,
  DisconnectParticipantCommand,
  GetAuthenticationUrlCommand,
  GetTranscriptCommand,
  SendEventCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import { type LocalConnect, startLocalConnect } from 'local-connect';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ChatCustomer, connectClient } from './chat-customer.js';

let local: LocalConnect;
beforeAll(async () => {
  local = await startLocalConnect({ throttles: { UpdateParticipantAuthentication: null } });
});
afterEach(() => local.reset());
afterAll(() => local.close());

interface Answer {
  readonly status: number;
  readonly error: string | undefined;
  readonly body: string;
}

/** A request as no SDK would make it. */
function send(
  path: string,
  {
    method = 'POST',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string | string[]>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${local.connectEndpoint}${path}`,
      { method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const error = response.headers['x-amzn-errortype'];
          resolve({
            status: response.statusCode!,
            error: typeof error === 'string' ? error : undefined,
            body: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('requests that are not understood', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/contact/chat'],
    ['PUT', '/participant/message'],
    ['POST', '/participant/nothing'],
    ['DELETE', '/contact/update-participant-authentication'],
    ['POST', '//evil'],
    ['POST', '/%'],
  ])('answers %s %s with UnknownOperationException', async (method, path) => {
    expect(await send(path, { method })).toMatchObject({ status: 404, error: 'UnknownOperationException' });
  });

  it.each<[string, string | Buffer]>([
    ['garbage', '}{'],
    ['an array', '[]'],
    ['a number', '7'],
    ['a broken character', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['a name that occurs twice', '{"SessionId":"a","SessionId":"b"}'],
    ['a name that occurs twice further in', '{"StartPosition":{"Id":"a","Id":"b"}}'],
  ])('answers a body that is %s with SerializationException', async (_, body) => {
    const customer = await ChatCustomer.join(local);
    const answer = await send('/participant/transcript', {
      headers: { 'x-amz-bearer': customer.connectionToken },
      body,
    });
    expect(answer).toMatchObject({ status: 400, error: 'SerializationException' });
    expect(JSON.parse(answer.body)).toHaveProperty('Message');
    customer.leave();
  });

  it('answers a body of more than 256 kB with 413, announced or not', async () => {
    const body = Buffer.alloc(300 * 1024, 0x20);
    expect(await send('/participant/message', { body })).toMatchObject({
      status: 413,
      error: 'RequestEntityTooLargeException',
    });
    expect(
      await send('/contact/chat', { method: 'PUT', headers: { 'transfer-encoding': 'chunked' }, body }),
    ).toMatchObject({
      status: 413,
    });
  });

  it('answers a missing, repeated, over-long or unknown bearer token', async () => {
    const customer = await ChatCustomer.join(local);
    const token = customer.connectionToken;
    expect(await send('/participant/message')).toMatchObject({ status: 403, error: 'AccessDeniedException' });
    expect(await send('/participant/message', { headers: { 'x-amz-bearer': [token, token] } })).toMatchObject(
      { status: 400 },
    );
    expect(
      await send('/participant/message', { headers: { 'x-amz-bearer': 'x'.repeat(1001) } }),
    ).toMatchObject({
      status: 400,
      error: 'ValidationException',
    });
    expect(await send('/participant/message', { headers: { 'x-amz-bearer': 'x' } })).toMatchObject({
      status: 403,
    });
    customer.leave();
  });

  it('answers unsigned requests to Amazon Connect without looking at them', async () => {
    expect(await send('/contact/chat', { method: 'PUT', body: '}{' })).toMatchObject({
      status: 403,
      error: 'MissingAuthenticationTokenException',
    });
    const client = connectClient(local, {
      accessKeyId: local.credentials.accessKeyId,
      secretAccessKey: 'wrong',
    });
    await expect(
      client.send(
        new UpdateParticipantAuthenticationCommand({ InstanceId: local.instanceId, State: 's', Code: 'c' }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidSignatureException', $metadata: { httpStatusCode: 403 } });
    client.destroy();
  });

  it('survives bytes that are no HTTP', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connectSocket(local.ports.connect, '127.0.0.1', () =>
        socket.write('\u0000\u0001garbage\r\n\r\n'),
      );
      let text = '';
      socket.on('data', (data) => (text += data.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toContain('400 Bad Request');
    expect(await send('/')).toMatchObject({ status: 404 });
  });
});

describe('limits of the operations, as the SDK reports them', () => {
  const invalid = { name: 'InvalidParameterException', $metadata: { httpStatusCode: 400 } };
  const update = { InstanceId: '', State: 'state', Code: 'code' };

  it.each<[string, Partial<Record<'State' | 'Code' | 'Error' | 'ErrorDescription', string | undefined>>]>([
    ['a state that is missing', { State: undefined }],
    ['an empty state', { State: '' }],
    ['a state of 1001 characters', { State: 's'.repeat(1001) }],
    ['a code of 2049 characters', { Code: 'c'.repeat(2049) }],
    ['an error with a quote', { Code: undefined, Error: 'a"b' }],
    ['an error with a backslash', { Code: undefined, Error: 'a\\b' }],
    ['an error outside ASCII', { Code: undefined, Error: 'é' }],
    ['an error description with a line break', { Code: undefined, Error: 'e', ErrorDescription: 'a\nb' }],
    [
      'an error description of 2049 characters',
      { Code: undefined, Error: 'e', ErrorDescription: 'd'.repeat(2049) },
    ],
  ])('UpdateParticipantAuthentication refuses %s', async (_, changes) => {
    const client = connectClient(local);
    const members = { ...update, InstanceId: local.instanceId, ...changes };
    await expect(
      client.send(new UpdateParticipantAuthenticationCommand(members as typeof update)),
    ).rejects.toMatchObject(invalid);
    client.destroy();
  });

  it.each([
    ['both a code and an error', { Code: 'c', Error: 'e' }],
    ['neither', {}],
    ['a state that was never issued', { Code: 'c' }],
  ])('UpdateParticipantAuthentication refuses %s', async (_, members) => {
    const client = connectClient(local);
    await expect(
      client.send(
        new UpdateParticipantAuthenticationCommand({
          InstanceId: local.instanceId,
          State: 'state',
          ...members,
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' });
    client.destroy();
  });

  it('UpdateParticipantAuthentication refuses an instance that the caller does not own', async () => {
    const client = connectClient(local);
    await expect(
      client.send(new UpdateParticipantAuthenticationCommand({ ...update, InstanceId: 'other' })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    client.destroy();
  });

  it.each<[string, string, object]>([
    ['another instance', 'ResourceNotFoundException', { InstanceId: 'other' }],
    ['another flow', 'ResourceNotFoundException', { ContactFlowId: 'other' }],
    ['no display name', 'InvalidParameterException', { ParticipantDetails: {} }],
    [
      'attributes of more than 32768 bytes',
      'InvalidParameterException',
      { Attributes: { a: 'x'.repeat(33_000) } },
    ],
    ['a duration under an hour', 'InvalidParameterException', { ChatDurationInMinutes: 59 }],
  ])('StartChatContact refuses %s', async (_, name, changes) => {
    const client = connectClient(local);
    const members = {
      InstanceId: local.instanceId,
      ContactFlowId: local.contactFlowId,
      ParticipantDetails: { DisplayName: 'Guest' },
      ...changes,
    };
    await expect(client.send(new StartChatContactCommand(members))).rejects.toMatchObject({ name });
    client.destroy();
  });

  it('keeps the participant token and the connection token apart', async () => {
    const customer = await ChatCustomer.join(local);
    const denied = { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } };
    await expect(
      customer.participant.send(
        new CreateParticipantConnectionCommand({
          ParticipantToken: customer.connectionToken,
          Type: ['WEBSOCKET'],
        }),
      ),
    ).rejects.toMatchObject(denied);
    await expect(
      customer.participant.send(
        new SendMessageCommand({
          ConnectionToken: customer.participantToken,
          ContentType: 'text/plain',
          Content: 'x',
        }),
      ),
    ).rejects.toMatchObject(denied);
    customer.leave();
  });

  it('refuses what the Participant Service refuses', async () => {
    const customer = await ChatCustomer.join(local);
    const ConnectionToken = customer.connectionToken;
    const { participant } = customer;
    const invalidMember = { name: 'ValidationException', $metadata: { httpStatusCode: 400 } };
    const refusals = [
      participant.send(new SendMessageCommand({ ConnectionToken, ContentType: 'text/html', Content: 'x' })),
      participant.send(
        new SendMessageCommand({ ConnectionToken, ContentType: 'text/plain', Content: 'x'.repeat(1025) }),
      ),
      participant.send(new SendEventCommand({ ConnectionToken, ContentType: 'application/x' })),
      participant.send(new GetTranscriptCommand({ ConnectionToken, MaxResults: 101 })),
      participant.send(new GetTranscriptCommand({ ConnectionToken, NextToken: 'forged' })),
      participant.send(
        new GetTranscriptCommand({ ConnectionToken, StartPosition: { AbsoluteTime: 'noon' } }),
      ),
      participant.send(
        new GetAuthenticationUrlCommand({ ConnectionToken, SessionId: 'short', RedirectUri: 'https://a' }),
      ),
      participant.send(
        new GetAuthenticationUrlCommand({
          ConnectionToken,
          SessionId: 'x'.repeat(36),
          RedirectUri: `https://${'a'.repeat(1024)}`,
        }),
      ),
      participant.send(
        new CreateParticipantConnectionCommand({
          ParticipantToken: customer.participantToken,
          Type: ['WEBRTC_CONNECTION'],
        }),
      ),
      participant.send(
        new CreateParticipantConnectionCommand({ ParticipantToken: customer.participantToken }),
      ),
    ];
    for (const refusal of refusals) await expect(refusal).rejects.toMatchObject(invalidMember);
    customer.leave();
  });

  it('denies every token once the customer has disconnected', async () => {
    const customer = await ChatCustomer.join(local);
    const ConnectionToken = customer.connectionToken;
    await customer.participant.send(new DisconnectParticipantCommand({ ConnectionToken }));
    await customer.chat.event('chat.ended');
    await expect(customer.write('still there?')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(customer.connectChat()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    customer.leave();
  });
});

describe('what a browser needs', () => {
  it('answers a preflight with every header that chatjs sends, and exposes the error name', async () => {
    const origin = 'https://shop.example';
    const preflight = await fetch(`${local.connectEndpoint}/participant/connection`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers':
          'authorization,content-type,x-amz-bearer,x-amz-content-sha256,x-amz-date,x-amz-user-agent',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    const allowed = preflight.headers.get('access-control-allow-headers')!.split(', ');
    expect(allowed).toEqual(
      expect.arrayContaining([
        'authorization',
        'content-type',
        'x-amz-bearer',
        'x-amz-content-sha256',
        'x-amz-date',
        'x-amz-user-agent',
      ]),
    );
    const refused = await fetch(`${local.connectEndpoint}/participant/connection`, {
      method: 'POST',
      headers: { origin },
    });
    expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
    expect(refused.headers.get('access-control-expose-headers')).toContain('x-amzn-errortype');
    await refused.text();
  });

  it('gives no other origin a way to Amazon Connect itself', async () => {
    const answer = await fetch(`${local.connectEndpoint}/contact/chat`, {
      method: 'PUT',
      headers: { origin: 'https://shop.example' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    await answer.text();
  });

  it('lets only approved origins in where the knob says so', async () => {
    const strict = await startLocalConnect({
      instances: [{ approvedOrigins: ['https://shop.example'] }],
      fidelity: { participantOrigins: 'approved' },
    });
    const allowed = async (origin: string) => {
      const answer = await fetch(`${strict.connectEndpoint}/participant/message`, {
        method: 'POST',
        headers: { origin },
      });
      await answer.text();
      return answer.headers.get('access-control-allow-origin');
    };
    expect(await allowed('https://shop.example')).toBe('https://shop.example');
    expect(await allowed('https://other.example')).toBeNull();
    await strict.close();
  });
});
