import { createHash } from 'node:crypto';
import { type IncomingMessage, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ConnectClient,
  DescribeUserCommand,
  ListUsersCommand,
  UpdateParticipantAuthenticationCommand,
} from '@aws-sdk/client-connect';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedRequest, verifySigV4 } from '../../local-connect/src/sigv4.js';
import { NodeSha256 } from './node-sha256.js';

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret/key+example' };

/** Records what the unmodified SDK puts on the wire. */
let server: Server;
let endpoint: string;
let recorded: SignedRequest[];

beforeAll(async () => {
  server = createServer((request, response) => {
    void collect(request).then((body) => {
      recorded.push({
        method: request.method ?? '',
        target: request.url ?? '',
        rawHeaders: request.rawHeaders,
        body,
      });
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const update = new UpdateParticipantAuthenticationCommand({
  State: 'state',
  InstanceId: 'instance',
  Code: 'code',
});

async function record(
  send: (client: ConnectClient) => Promise<unknown>,
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } = CREDENTIALS,
): Promise<SignedRequest> {
  recorded = [];
  const client = new ConnectClient({ region: 'eu-west-2', endpoint, credentials });
  await send(client);
  client.destroy();
  return recorded[0]!;
}

const expected = () => ({ ...CREDENTIALS, region: 'eu-west-2', service: 'connect', now: Date.now() });
const verdict = (
  request: SignedRequest,
  changes: Partial<ReturnType<typeof expected>> & { sessionToken?: string } = {},
) => {
  try {
    verifySigV4(request, { ...expected(), ...changes });
    return 'accepted';
  } catch (error) {
    return (error as Error).name;
  }
};
const withHeader = (
  request: SignedRequest,
  name: string,
  change: (value: string) => string,
): SignedRequest => ({
  ...request,
  rawHeaders: request.rawHeaders.map((value, index) =>
    index % 2 === 1 && request.rawHeaders[index - 1]!.toLowerCase() === name ? change(value) : value,
  ),
});

describe('SigV4 of requests made by the unmodified SDK', () => {
  const arn = 'arn:aws:connect:eu-west-2:111122223333:instance/i-1';
  it.each<[string, (client: ConnectClient) => Promise<unknown>]>([
    ['UpdateParticipantAuthentication', (client) => client.send(update)],
    [
      'a path with an ARN and odd characters',
      (client) => client.send(new DescribeUserCommand({ InstanceId: arn, UserId: "u/é !'()*~" })),
    ],
    [
      'a query with reserved characters',
      (client) =>
        client.send(new ListUsersCommand({ InstanceId: 'i', NextToken: "a/b+c=*( )!'~&d", MaxResults: 7 })),
    ],
    [
      'a body outside ASCII',
      (client) =>
        client.send(
          new UpdateParticipantAuthenticationCommand({ State: '状態🔑', InstanceId: 'i', Error: 'é' }),
        ),
    ],
  ])('accepts %s', async (_, send) => {
    expect(verdict(await record(send))).toBe('accepted');
  });

  it('accepts temporary credentials only with their session token', async () => {
    const request = await record((client) => client.send(update), { ...CREDENTIALS, sessionToken: 'token' });
    expect(verdict(request, { sessionToken: 'token' })).toBe('accepted');
    expect(verdict(request, { sessionToken: 'other' })).toBe('UnrecognizedClientException');
    expect(verdict(request)).toBe('UnrecognizedClientException');
  });

  it.each<[string, string, (request: SignedRequest) => SignedRequest]>([
    [
      'a changed body',
      'InvalidSignatureException',
      (request) => ({ ...request, body: Buffer.from('{"State":"other"}') }),
    ],
    [
      'a changed body with its hash header changed too',
      'InvalidSignatureException',
      (request) => {
        const body = Buffer.from('{"State":"other"}');
        const hash = createHash('sha256').update(body).digest('hex');
        return { ...withHeader(request, 'x-amz-content-sha256', () => hash), body };
      },
    ],
    ['another path', 'InvalidSignatureException', (request) => ({ ...request, target: '/contact/stop' })],
    [
      'an added query',
      'InvalidSignatureException',
      (request) => ({ ...request, target: `${request.target}?a=1` }),
    ],
    [
      'a query that is not percent-encoded',
      'InvalidSignatureException',
      (request) => ({ ...request, target: `${request.target}?a=%` }),
    ],
    ['another method', 'InvalidSignatureException', (request) => ({ ...request, method: 'PUT' })],
    [
      'another host',
      'InvalidSignatureException',
      (request) => withHeader(request, 'host', () => 'elsewhere.example'),
    ],
    [
      'another date',
      'InvalidSignatureException',
      (request) =>
        withHeader(request, 'x-amz-date', (date) =>
          date.replace(/\dZ$/u, (last) => `${(Number(last[0]) + 1) % 10}Z`),
        ),
    ],
    [
      'a date that is none',
      'InvalidSignatureException',
      (request) => withHeader(request, 'x-amz-date', () => 'yesterday'),
    ],
    [
      'an unsigned x-amz header',
      'InvalidSignatureException',
      (request) => ({ ...request, rawHeaders: [...request.rawHeaders, 'x-amz-extra', '1'] }),
    ],
    [
      'a date sent twice',
      'IncompleteSignature',
      (request) => ({ ...request, rawHeaders: [...request.rawHeaders, 'X-Amz-Date', '20261120T000000Z'] }),
    ],
    [
      'an unknown access key',
      'UnrecognizedClientException',
      (request) => withHeader(request, 'authorization', (value) => value.replace('AKIDEXAMPLE', 'AKIDOTHER')),
    ],
    [
      'another region',
      'InvalidSignatureException',
      (request) => withHeader(request, 'authorization', (value) => value.replace('eu-west-2', 'us-east-1')),
    ],
    [
      'another service',
      'InvalidSignatureException',
      (request) =>
        withHeader(request, 'authorization', (value) => value.replace('/connect/', '/execute-api/')),
    ],
    [
      'a host left out of the signed headers',
      'InvalidSignatureException',
      (request) => withHeader(request, 'authorization', (value) => value.replace('host;', '')),
    ],
    [
      'a signed header that is absent',
      'InvalidSignatureException',
      (request) => withHeader(request, 'authorization', (value) => value.replace('host;', 'hosts;host;')),
    ],
    [
      'a forged signature',
      'InvalidSignatureException',
      (request) =>
        withHeader(request, 'authorization', (value) => value.replace(/[0-9a-f]{64}$/u, '0'.repeat(64))),
    ],
    [
      'garbage for a signature',
      'IncompleteSignature',
      (request) => withHeader(request, 'authorization', () => 'AWS4-HMAC-SHA256 nonsense'),
    ],
    [
      'a bearer token',
      'IncompleteSignature',
      (request) => withHeader(request, 'authorization', () => 'Bearer token'),
    ],
  ])('refuses %s', async (_, name, tamper) => {
    const request = await record((client) => client.send(update));
    expect(verdict(request)).toBe('accepted');
    expect(verdict(tamper(request))).toBe(name);
  });

  it('refuses a request without a signature', async () => {
    const request = await record((client) => client.send(update));
    expect(verdict({ ...request, rawHeaders: ['host', 'h'] })).toBe('MissingAuthenticationTokenException');
  });

  it('refuses another secret and a clock more than five minutes off', async () => {
    const request = await record((client) => client.send(update));
    expect(verdict(request, { secretAccessKey: 'other' })).toBe('InvalidSignatureException');
    expect(verdict(request, { now: Date.now() + 6 * 60_000 })).toBe('InvalidSignatureException');
    expect(verdict(request, { now: Date.now() - 6 * 60_000 })).toBe('InvalidSignatureException');
    expect(verdict(request, { now: Date.now() + 4 * 60_000 })).toBe('accepted');
  });
});

describe('SigV4 beside the signer that AWS publishes', () => {
  it('agrees with @smithy/signature-v4 on a request without x-amz-content-sha256, as botocore and curl send it', async () => {
    const signer = new SignatureV4({
      region: 'eu-west-2',
      service: 'connect',
      sha256: NodeSha256,
      credentials: CREDENTIALS,
      applyChecksum: false,
    });
    const body = '{"a":1}';
    const signed = await signer.sign({
      method: 'POST',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: '/a%2Fb/c d',
      query: { b: ['2', '1'], a: 'x y' },
      headers: { host: '127.0.0.1:1', 'content-type': 'application/json' },
      body,
    });
    const request = {
      method: 'POST',
      target: '/a%2Fb/c d?b=2&b=1&a=x%20y',
      rawHeaders: Object.entries(signed.headers).flat(),
      body: Buffer.from(body),
    };
    expect(request.rawHeaders).not.toContain('x-amz-content-sha256');
    expect(verdict(request)).toBe('accepted');
    expect(verdict({ ...request, body: Buffer.from('{"a":2}') })).toBe('InvalidSignatureException');
  });
});
