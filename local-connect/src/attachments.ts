import { randomUUID } from 'node:crypto';

/** Largest file, in bytes (Administrator Guide, feature specifications: 20 MB). */
export const ATTACHMENT_BYTES_MAX = 20 * 1024 * 1024;

/** Files of one chat; AWS publishes that there is a quota, local-connect assumes this one. */
export const ATTACHMENTS_MAX = 35;

/** Endings of file names that a chat takes (Administrator Guide, feature specifications). */
export const ATTACHMENT_ENDINGS: readonly string[] = (
  'csv doc docx heic jfif jpeg jpg mov mp4 pdf png ppt pptx rtf txt wav xls xlsx' as const
).split(' ');

/** What StartAttachmentUpload declares. */
export interface AttachmentDraft {
  readonly name: string;
  readonly contentType: string;
  /** In bytes. */
  readonly size: number;
}

/** A file of a chat; the comment on each says what may follow. */
export type Attachment = AttachmentDraft & { readonly id: string } & (
    | /** Followed by `uploaded`. */ { readonly phase: 'declared' }
      /** Followed by `uploaded` again or by `approved`. */
    | { readonly phase: 'uploaded'; readonly bytes: Buffer }
    /** Final: it is an item of the chat. */
    | { readonly phase: 'approved'; readonly bytes: Buffer }
  );

/** The files of one chat. */
export class Attachments {
  readonly #attachments = new Map<string, Attachment>();

  /** Declares a file; `undefined` when the chat has as many as it may. */
  declare(draft: AttachmentDraft): Attachment | undefined {
    if (this.#attachments.size >= ATTACHMENTS_MAX) return undefined;
    const attachment: Attachment = { ...draft, id: randomUUID(), phase: 'declared' };
    this.#attachments.set(attachment.id, attachment);
    return attachment;
  }

  get(id: string): Attachment | undefined {
    return this.#attachments.get(id);
  }

  /** Stores what was uploaded; false once the file is an item of the chat. */
  store(attachment: Attachment, bytes: Buffer): boolean {
    if (this.get(attachment.id)?.phase === 'approved') return false;
    this.#attachments.set(attachment.id, { ...attachment, phase: 'uploaded', bytes });
    return true;
  }

  /** Makes an uploaded file an item of the chat; false when it is not uploaded, or is one already. */
  approve(attachment: Attachment): boolean {
    if (attachment.phase !== 'uploaded') return false;
    this.#attachments.set(attachment.id, { ...attachment, phase: 'approved' });
    return true;
  }
}
