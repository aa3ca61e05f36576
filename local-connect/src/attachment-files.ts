import type { IncomingMessage, ServerResponse } from 'node:http';
import { ATTACHMENT_BYTES_MAX, type Attachment } from './attachments.js';
import type { ConnectState } from './connect-state.js';
import type { Contact } from './contact.js';
import { allowOrigin, answerPreflight } from './cors.js';
import { readBody } from './http-exchange.js';
import type { PresignedVerdict } from './presigned-url.js';

/** Path under which files are uploaded and downloaded. */
export const ATTACHMENT_PATH = '/attachments/';

type Refusal = Exclude<PresignedVerdict, 'ok'> | 'NoSuchKey' | 'RequestTimeout';

/** Status, code and message of S3's error answers (Amazon S3 API Reference, error responses). */
const REFUSAL: Readonly<Record<Refusal, readonly [number, string, string]>> = {
  AccessDenied: [403, 'AccessDenied', 'Access Denied'],
  Expired: [403, 'AccessDenied', 'Request has expired'],
  SignatureDoesNotMatch: [
    403,
    'SignatureDoesNotMatch',
    'The method, the path or a signed header is not what the URL was signed for.',
  ],
  NoSuchKey: [404, 'NoSuchKey', 'The specified key does not exist.'],
  RequestTimeout: [400, 'RequestTimeout', 'The connection ended within the body.'],
};

/** Serves the presigned URLs of attachments: PUT to upload, GET to download, errors in XML as S3's. Never rejects. */
export function attachmentFiles(state: ConnectState) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    allowOrigin(request, response, undefined);
    if (request.method === 'OPTIONS') {
      answerPreflight(request, response, 'GET, PUT, OPTIONS');
      return;
    }
    const operation = request.method === 'PUT' ? 'attachment-upload' : 'attachment-download';
    const found = findAttachment(state, request.url ?? '');
    const outcome = await serve(state, found, request, response);
    state.journal.add({
      ...{ service: 'participant', operation, outcome },
      ...(found ? { contactId: found.contact.id } : {}),
      status: outcome === 'ok' ? 200 : REFUSAL[outcome][0],
    });
    if (outcome !== 'ok') refuse(request, response, outcome);
  };
}

interface Found {
  readonly contact: Contact;
  readonly attachment: Attachment;
}

async function serve(
  { presignedUrls }: ConnectState,
  found: Found | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<'ok' | Refusal> {
  // Without the right signature nobody learns which files there are.
  if (!found) return 'AccessDenied';
  const { contact, attachment } = found;
  const { method = '', url = '', headers } = request;
  const verdict = presignedUrls.check(method, url, headers, contact.clock.now());
  if (verdict !== 'ok') return verdict;
  if (method === 'PUT') {
    const bytes = await readBody(request, ATTACHMENT_BYTES_MAX).catch(() => undefined);
    if (!bytes) return 'RequestTimeout';
    if (!contact.attachments.store(attachment, bytes)) return 'AccessDenied';
    response.writeHead(200, { 'content-length': 0 }).end();
    return 'ok';
  }
  if (attachment.phase !== 'approved') return 'NoSuchKey';
  response.writeHead(200, {
    'content-type': attachment.contentType,
    'content-length': attachment.bytes.length,
    'content-disposition': `attachment; filename*=UTF-8''${encodeName(attachment.name)}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  response.end(attachment.bytes);
  return 'ok';
}

function findAttachment({ contacts }: ConnectState, target: string): Found | undefined {
  const [path = ''] = target.split('?');
  const [contactId = '', attachmentId = '', ...rest] = path.slice(ATTACHMENT_PATH.length).split('/');
  const contact = rest.length === 0 ? contacts.get(contactId) : undefined;
  const attachment = contact?.attachments.get(attachmentId);
  return contact && attachment ? { contact, attachment } : undefined;
}

function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  if (response.destroyed) return;
  const [status, code, message] = REFUSAL[refusal];
  // What is left of the body would be read as the next request.
  request.resume();
  response.writeHead(status, { 'content-type': 'application/xml', connection: 'close' });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
}

/** A file name as RFC 8187 wants it; a lone surrogate has no UTF-8 and becomes U+FFFD. */
const encodeName = (name: string) =>
  encodeURIComponent(Buffer.from(name).toString()).replace(
    /['()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
