import { request as httpRequest } from 'node:http';
import {
  CompleteAttachmentUploadCommand,
  GetAttachmentCommand,
  StartAttachmentUploadCommand,
} from '@aws-sdk/client-connectparticipant';
import { type LocalConnect, manualClock, startLocalConnect } from 'local-connect';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPresignedUrls } from '../../local-connect/src/presigned-url.js';
import { ChatCustomer } from './chat-customer.js';

const FILE = Buffer.from('%PDF-1.7 a small file');

let local: LocalConnect;
let customer: ChatCustomer;
beforeAll(async () => {
  local = await startLocalConnect({ clock: manualClock() });
});
afterAll(() => local.close());

const token = () => ({ ConnectionToken: customer.connectionToken });
const start = (over: object = {}) =>
  customer.participant.send(
    new StartAttachmentUploadCommand({
      ...token(),
      AttachmentName: 'Ticket – 7.pdf',
      ContentType: 'application/pdf',
      AttachmentSizeInBytes: FILE.length,
      ...over,
    }),
  );
const complete = (id: string) =>
  customer.participant.send(new CompleteAttachmentUploadCommand({ ...token(), AttachmentIds: [id] }));
const get = (AttachmentId: string, UrlExpiryInSeconds?: number) =>
  customer.participant.send(new GetAttachmentCommand({ ...token(), AttachmentId, UrlExpiryInSeconds }));

/** A request with exactly these headers, as fetch would not let us make it. */
const send = (url: string, method: string, headers: Record<string, string> = {}, body?: Buffer) =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const sent = httpRequest(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

async function uploaded(): Promise<string> {
  const { AttachmentId, UploadMetadata } = await start();
  const put = await send(UploadMetadata!.Url!, 'PUT', UploadMetadata!.HeadersToInclude, FILE);
  expect(put.status).toBe(200);
  return AttachmentId!;
}

describe('an attachment', () => {
  afterEach(() => {
    customer.leave();
    local.reset();
  });

  it('is declared, uploaded, completed, seen in the chat and downloaded', async () => {
    customer = await ChatCustomer.join(local);
    const id = await uploaded();
    await complete(id);
    await customer.chat.until(() => customer.chat.items.some(({ Type }) => Type === 'ATTACHMENT'));
    expect(customer.chat.items.find(({ Type }) => Type === 'ATTACHMENT')).toMatchObject({
      ContentType: 'application/vnd.amazonaws.connect.message.attachment',
      ParticipantRole: 'CUSTOMER',
      Attachments: [
        {
          AttachmentId: id,
          AttachmentName: 'Ticket – 7.pdf',
          ContentType: 'application/pdf',
          Status: 'APPROVED',
        },
      ],
    });
    const { Url, AttachmentSizeInBytes } = await get(id);
    expect(AttachmentSizeInBytes).toBe(FILE.length);
    const download = await fetch(Url!, { headers: { origin: 'https://shop.example.com' } });
    expect(Buffer.from(await download.arrayBuffer())).toEqual(FILE);
    expect(download.headers.get('access-control-allow-origin')).toBe('https://shop.example.com');
    expect(download.headers.get('content-type')).toBe('application/pdf');
    expect(download.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''Ticket%20%E2%80%93%207.pdf",
    );
    expect(local.journal.entries({ operation: 'attachment-download' })).toMatchObject([
      { contactId: customer.contactId, outcome: 'ok', status: 200 },
    ]);
    expect(JSON.stringify(local.journal.entries())).not.toContain('X-Amz-Signature');
  });

  it.each([5, 300])('is downloadable for the %i seconds asked for, and no longer', async (seconds) => {
    customer = await ChatCustomer.join(local);
    const id = await uploaded();
    await complete(id);
    const before = Date.now();
    const { Url, UrlExpiry } = await get(id, seconds);
    expect(Date.parse(UrlExpiry!) - before).toBeGreaterThanOrEqual(seconds * 1000);
    await local.advance(seconds * 1000 - 1);
    expect((await send(Url!, 'GET')).status).toBe(200);
    await local.advance(1);
    const expired = await send(Url!, 'GET');
    expect(expired.status).toBe(403);
    expect(expired.headers['content-type']).toBe('application/xml');
    expect(expired.body.toString()).toContain(
      '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
    );
  });

  it.each<[string, (url: string, headers: Record<string, string>) => Parameters<typeof send>, string]>([
    ['another method', (url) => [url, 'GET'], 'SignatureDoesNotMatch'],
    [
      'another content type',
      (url, headers) => [url, 'PUT', { ...headers, 'Content-Type': 'text/html' }, FILE],
      'SignatureDoesNotMatch',
    ],
    [
      'another size',
      (url, headers) => [url, 'PUT', { ...headers, 'Content-Length': '3' }, Buffer.from('abc')],
      'SignatureDoesNotMatch',
    ],
    [
      'a later expiry',
      (url, headers) => [url.replace('X-Amz-Expires=300', 'X-Amz-Expires=9999'), 'PUT', headers, FILE],
      'SignatureDoesNotMatch',
    ],
    [
      'no signature',
      (url, headers) => [url.replace(/&X-Amz-Signature=\w+/u, ''), 'PUT', headers, FILE],
      'AccessDenied',
    ],
    [
      'the path of nothing',
      (url, headers) => [url.replace(/[\w-]+\?/u, 'nothing?'), 'PUT', headers, FILE],
      'AccessDenied',
    ],
  ])('cannot be uploaded with %s', async (_, change, code) => {
    customer = await ChatCustomer.join(local);
    const { AttachmentId, UploadMetadata } = await start();
    const answer = await send(...change(UploadMetadata!.Url!, UploadMetadata!.HeadersToInclude!));
    expect(answer.status).toBe(403);
    expect(answer.body.toString()).toContain(`<Code>${code}</Code>`);
    await expect(complete(AttachmentId!)).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('is completed once, is unknown elsewhere, and cannot be replaced afterwards', async () => {
    customer = await ChatCustomer.join(local);
    const { AttachmentId: id, UploadMetadata } = await start();
    await expect(get(id!)).rejects.toMatchObject({ name: 'ValidationException' });
    const put = () => send(UploadMetadata!.Url!, 'PUT', UploadMetadata!.HeadersToInclude, FILE);
    expect((await put()).status).toBe(200);
    await complete(id!);
    expect((await put()).status).toBe(403);
    await expect(complete(id!)).rejects.toMatchObject({ name: 'ConflictException' });
    const other = await ChatCustomer.join(local);
    await expect(
      other.participant.send(
        new GetAttachmentCommand({ ConnectionToken: other.connectionToken, AttachmentId: id }),
      ),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    other.leave();
  });

  it.each([
    { AttachmentSizeInBytes: 0 },
    { AttachmentSizeInBytes: 20 * 1024 * 1024 + 1 },
    { AttachmentName: 'tool.exe' },
    { AttachmentName: `${'x'.repeat(253)}.pdf` },
    { ContentType: 'text/html\r\nx: y' },
    { ContentType: 'nothing' },
  ])('is refused with %o', async (over) => {
    customer = await ChatCustomer.join(local);
    await expect(start(over)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is the 35th at most, and a repeated request makes no second one', async () => {
    customer = await ChatCustomer.join(local);
    const ClientToken = 'one-and-the-same';
    const ids = [await start({ ClientToken }), await start({ ClientToken })].map((a) => a.AttachmentId);
    expect(ids[0]).toBe(ids[1]);
    for (let count = 1; count < 35; count += 1) await start();
    await expect(start()).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
      $metadata: { httpStatusCode: 402 },
    });
  });

  it('may be uploaded from a web page', async () => {
    customer = await ChatCustomer.join(local);
    const { UploadMetadata } = await start();
    const preflight = await send(UploadMetadata!.Url!, 'OPTIONS', {
      origin: 'https://shop.example.com',
      'access-control-request-method': 'PUT',
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-methods']).toContain('PUT');
    expect(preflight.headers['access-control-allow-headers']).toContain('content-type');
  });
});

it('a presigned URL of one process is nothing to another', () => {
  const request = { method: 'GET', path: '/a', at: 0, lifeSeconds: 5, headers: {} } as const;
  const target = createPresignedUrls().sign(request);
  expect(createPresignedUrls().check('GET', target, {}, 0)).toBe('SignatureDoesNotMatch');
});
