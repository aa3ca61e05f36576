import type { Contact, ContactStatus } from './contact.js';

/** Words that can be waited for, see {@link ContactStatus}. */
export const CONTACT_STATUSES: readonly ContactStatus[] = [
  'connected',
  'initiated',
  'urlIssued',
  'redeeming',
  'Success',
  'Timeout',
  'OptedOut',
  'Error',
  'disconnected',
];

/** Those who wait for a contact to get somewhere. */
export interface StatusWatch {
  /**
   * Resolves once the contact has the status, at once if it has it now.
   *
   * @throws RangeError when there is no such status; the promise is rejected when local-connect is reset or closed
   */
  until(contactId: string, status: string): Promise<void>;
  /** Tells that a contact's status may have changed. */
  changed(contact: Contact): void;
  /** Rejects every waiting promise. */
  stop(reason: string): void;
}

/** Nobody waits. */
export function createStatusWatch(find: (contactId: string) => Contact | undefined): StatusWatch {
  interface Waiting {
    readonly contactId: string;
    readonly status: string;
    readonly resolve: () => void;
    readonly reject: (error: Error) => void;
  }
  const waiting = new Set<Waiting>();
  return {
    until(contactId, status) {
      if (!CONTACT_STATUSES.some((known) => known === status)) {
        throw new RangeError(`A contact is never "${status}". It may be: ${CONTACT_STATUSES.join(', ')}.`);
      }
      if (find(contactId)?.status === status) return Promise.resolve();
      const reached = new Promise<void>((resolve, reject) =>
        waiting.add({ contactId, status, resolve, reject }),
      );
      // Who awaits it gets the rejection; a test that has moved on is not to fail at the close.
      reached.catch(() => undefined);
      return reached;
    },
    changed(contact) {
      for (const entry of [...waiting]) {
        if (entry.contactId !== contact.id || entry.status !== contact.status) continue;
        waiting.delete(entry);
        entry.resolve();
      }
    },
    stop(reason) {
      for (const { contactId, status, reject } of waiting) {
        reject(new Error(`Contact ${contactId} did not become ${status}: ${reason}.`));
      }
      waiting.clear();
    },
  };
}
