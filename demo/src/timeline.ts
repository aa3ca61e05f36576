import type { Journal } from 'local-connect';
import { readCallbackLog, stepOfCallback, stepOfEntry, type Step } from './exchange.js';

/** Something that happened, with its place in time and, where it names one, its contact. */
export interface TimelineEntry {
  /** Counts from 1. */
  readonly sequence: number;
  /** Milliseconds since the epoch by the demo's clock. */
  readonly at: number;
  readonly contactId?: string;
  /** What there is to read about it; absent where a call has told it already. */
  readonly step?: Step;
  /** What the contact became with it, in local-connect's words. */
  readonly status?: string;
}

/** The exchange of all chats, as it happens. */
export interface Timeline {
  /**
   * Passes on the entries of a contact that came after a sequence number, then each new one, until the returned function
   * is called. Entries that name no contact (Cognito's and the callback server's) belong to every one that began before.
   */
  follow(contactId: string, after: number, listener: (entry: TimelineEntry) => void): () => void;
  /** Takes a line of the callback server's log. */
  addCallbackLog(line: string): void;
  close(): void;
}

/** The oldest entries go when there are more than this many. */
const ENTRIES_MAX = 2_000;

/** Starts to keep the steps that the journal and the callback server's log tell. */
export function createTimeline(journal: Journal, now: () => number): Timeline {
  let entries: TimelineEntry[] = [];
  let sequence = 0;
  const listeners = new Set<(entry: TimelineEntry) => void>();

  function add(entry: Omit<TimelineEntry, 'sequence'>): void {
    const numbered = { ...entry, sequence: ++sequence };
    entries.push(numbered);
    if (entries.length > ENTRIES_MAX) entries = entries.slice(ENTRIES_MAX / 2);
    for (const listener of [...listeners]) listener(numbered);
  }

  const statuses = new Map<string, string>();
  const stop = journal.follow((entry) => {
    const { at, contactId, service, operation } = entry;
    const isStatus = service === 'flow' && operation !== 'code-redemption' && contactId !== undefined;
    // A contact says where it stands more often than it moves.
    if (isStatus && statuses.get(contactId) === operation) return;
    if (isStatus) statuses.set(contactId, operation);
    const step = stepOfEntry(entry);
    add({
      at,
      ...(step === undefined ? {} : { step }),
      ...(contactId === undefined ? {} : { contactId }),
      ...(isStatus ? { status: operation } : {}),
    });
  });

  return {
    follow(contactId, after, listener) {
      let begun = false;
      const pass = (entry: TimelineEntry) => {
        begun ||= entry.contactId === contactId;
        if (!begun || (entry.contactId ?? contactId) !== contactId || entry.sequence <= after) return;
        listener(entry);
      };
      for (const entry of entries) pass(entry);
      listeners.add(pass);
      return () => listeners.delete(pass);
    },
    addCallbackLog(line) {
      const outcome = readCallbackLog(line);
      const step = outcome === undefined ? undefined : stepOfCallback(outcome);
      if (step !== undefined) add({ step, at: now() });
    },
    close() {
      stop();
      listeners.clear();
    },
  };
}
