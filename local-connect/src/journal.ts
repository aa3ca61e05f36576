import type { Clock } from './clock.js';

/** One thing that happened. It never holds a code, token, state, message or other value of a request. */
export interface JournalEntry {
  /** Counts from 1 and never goes back. */
  readonly sequence: number;
  /** Milliseconds since the epoch by local-connect's clock. */
  readonly at: number;
  /** `connect` and `participant` for API calls, `cognito` for its pages and endpoints, `chat` for pushed items, `flow` for the block. */
  readonly service: 'connect' | 'participant' | 'cognito' | 'chat' | 'flow';
  /** AWS operation, Cognito path, content type of an item, or the block's step. */
  readonly operation: string;
  readonly contactId?: string;
  /** `ok`, an error's name, or a word for what happened. */
  readonly outcome: string;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** Names of the request's members that held a value. */
  readonly members?: readonly string[];
}

/** Which entries are wanted; an entry must match every member given. */
export type JournalFilter = Partial<
  Pick<JournalEntry, 'service' | 'operation' | 'contactId' | 'outcome' | 'status'>
> & {
  /** Only entries after this sequence number. */
  readonly after?: number;
};

/** A record of all calls, steps and pushed items. */
export interface Journal {
  /** Entries that match, oldest first. */
  entries(filter?: JournalFilter): readonly JournalEntry[];
  /** Adds an entry. */
  add(entry: Omit<JournalEntry, 'sequence' | 'at'>): void;
  /** Calls the listener for each new entry until the returned function is called. */
  follow(listener: (entry: JournalEntry) => void): () => void;
  clear(): void;
}

/** The oldest entries go when there are more than this many. */
const ENTRIES_MAX = 20_000;

/** A journal with no entries. */
export function createJournal(clock: Clock): Journal {
  let entries: JournalEntry[] = [];
  let sequence = 0;
  const listeners = new Set<(entry: JournalEntry) => void>();
  return {
    entries: ({ after = 0, ...wanted } = {}) =>
      entries.filter(
        (entry) =>
          entry.sequence > after &&
          Object.entries(wanted).every(([name, value]) => entry[name as keyof typeof wanted] === value),
      ),
    add(draft) {
      const entry: JournalEntry = { sequence: ++sequence, at: clock.now(), ...draft };
      entries.push(entry);
      // Cut in halves, so that a long run does not copy the whole list for every entry.
      if (entries.length > ENTRIES_MAX) entries = entries.slice(ENTRIES_MAX / 2);
      for (const listener of listeners) listener(entry);
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      entries = [];
    },
  };
}
