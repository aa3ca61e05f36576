import { z } from 'zod';
import { ATTACHMENT_BYTES_MAX, ATTACHMENT_ENDINGS, type Attachment } from './attachments.js';
import { ATTACHMENT_PATH } from './attachment-files.js';
import { AwsError } from './aws-error.js';
import { ATTACHMENT_CONTENT_TYPE, fromParticipant } from './chat-item.js';
import { wallNow } from './clock.js';
import type { ConnectState } from './connect-state.js';
import type { Contact } from './contact.js';
import { parseMembers } from './json-request.js';
import type { ParticipantHandler } from './participant-service.js';
import type { PresignedRequest } from './presigned-url.js';

/** An upload must begin within this time, in seconds; AWS publishes none. */
const UPLOAD_URL_LIFE_SECONDS = 300;

const clientToken = z.string().min(1).max(500).optional();
const attachmentId = z.string().min(1).max(256);

const startRequest = z.object({
  ContentType: z
    .string()
    .max(255)
    .regex(/^[\w.+-]+\/[\w.+-]+$/u, 'not a media type'),
  AttachmentSizeInBytes: z.int().min(1).max(ATTACHMENT_BYTES_MAX),
  AttachmentName: z
    .string()
    .min(1)
    .max(256)
    .refine((name) => ATTACHMENT_ENDINGS.includes(name.split('.').at(-1)?.toLowerCase() ?? ''), {
      message: `the ending is none of ${ATTACHMENT_ENDINGS.join(', ')}`,
    }),
  ClientToken: clientToken,
});
const completeRequest = z.object({
  AttachmentIds: z.array(attachmentId).length(1),
  ClientToken: clientToken,
});
const getRequest = z.object({
  AttachmentId: attachmentId,
  UrlExpiryInSeconds: z.int().min(5).max(300).default(300),
});

/**
 * Operations on files of a chat. The file itself goes to and comes from presigned URLs, as with S3.
 *
 * Source: Amazon Connect Participant Service API Reference.
 */
export const ATTACHMENT_HANDLERS = {
  StartAttachmentUpload(state, { contact }, members) {
    const wanted = parseMembers(startRequest, members, 'ValidationException');
    const answer = contact.conversation.once('StartAttachmentUpload', wanted.ClientToken, () => {
      const { AttachmentName: name, ContentType: contentType, AttachmentSizeInBytes: size } = wanted;
      const attachment = contact.attachments.declare({ name, contentType, size });
      if (!attachment) throw new AwsError('ServiceQuotaExceededException', 'This chat holds no more files.');
      const headers = { 'content-type': contentType, 'content-length': String(size) };
      const url = presigned(state, contact, attachment, {
        ...{ method: 'PUT', lifeSeconds: UPLOAD_URL_LIFE_SECONDS, headers },
      });
      return {
        AttachmentId: attachment.id,
        UploadMetadata: {
          ...url,
          HeadersToInclude: { 'Content-Type': contentType, 'Content-Length': String(size) },
        },
      };
    });
    return { contactId: contact.id, answer };
  },

  CompleteAttachmentUpload(state, { contact }, members) {
    const wanted = parseMembers(completeRequest, members, 'ValidationException');
    const answer = contact.conversation.once('CompleteAttachmentUpload', wanted.ClientToken, () => {
      for (const id of wanted.AttachmentIds) complete(contact, find(contact, id));
      return {};
    });
    return { contactId: contact.id, answer };
  },

  GetAttachment(state, { contact }, members) {
    const wanted = parseMembers(getRequest, members, 'ValidationException');
    const attachment = find(contact, wanted.AttachmentId);
    if (attachment.phase !== 'approved') {
      throw new AwsError('ValidationException', 'AttachmentId: the upload is not complete.', contact.id);
    }
    const lifeSeconds = wanted.UrlExpiryInSeconds;
    const url = presigned(state, contact, attachment, { method: 'GET', lifeSeconds, headers: {} });
    return { contactId: contact.id, answer: { ...url, AttachmentSizeInBytes: attachment.bytes.length } };
  },
} as const satisfies Record<string, ParticipantHandler>;

function find(contact: Contact, id: string): Attachment {
  const attachment = contact.attachments.get(id);
  if (!attachment)
    throw new AwsError('ValidationException', 'There is no such attachment in this chat.', contact.id);
  return attachment;
}

function complete(contact: Contact, attachment: Attachment): void {
  if (!contact.attachments.approve(attachment)) {
    throw new AwsError('ConflictException', 'The file was not uploaded, or is complete already.', contact.id);
  }
  const { id: AttachmentId, name: AttachmentName, contentType: ContentType } = attachment;
  contact.conversation.append({
    Type: 'ATTACHMENT',
    ContentType: ATTACHMENT_CONTENT_TYPE,
    Attachments: [{ AttachmentId, AttachmentName, ContentType, Status: 'APPROVED' }],
    ...fromParticipant(contact.customer),
  });
}

function presigned(
  { publicUrl, presignedUrls }: ConnectState,
  contact: Contact,
  attachment: Attachment,
  request: Omit<PresignedRequest, 'path' | 'at'>,
) {
  const path = `${ATTACHMENT_PATH}${contact.id}/${attachment.id}`;
  const Url = `${publicUrl}${presignedUrls.sign({ ...request, path, at: contact.clock.now() })}`;
  // Whoever holds the URL compares with his own clock, so this follows the wall; the check follows the contact's.
  return { Url, UrlExpiry: new Date(wallNow() + 1000 * request.lifeSeconds).toISOString() };
}
