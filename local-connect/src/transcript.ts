import type { ChatItem } from './chat-item.js';

/** Which part of a transcript is wanted, as GetTranscript says it. */
export interface TranscriptRequest {
  /** At most this many items: 0 to 100. */
  readonly maxResults: number;
  readonly scanDirection: 'FORWARD' | 'BACKWARD';
  readonly sortOrder: 'ASCENDING' | 'DESCENDING';
  /** Where to begin; without one, at the newest item going backward and at the oldest going forward. */
  readonly start?: { readonly id?: string; readonly absoluteTime?: string; readonly mostRecent?: number };
  /** `nextToken` of the page before. */
  readonly nextToken?: string;
}

/** One page; `nextToken` is absent on the last. */
export interface TranscriptPage {
  readonly items: readonly ChatItem[];
  readonly nextToken?: string;
}

/**
 * Cuts one page out of a transcript.
 *
 * Source: Amazon Connect Participant Service API Reference, `GetTranscript`.
 *
 * @param items - the whole transcript, oldest first
 * @returns the page, or `undefined` when the start or the token names no item of this transcript
 */
export function pageOf(items: readonly ChatItem[], request: TranscriptRequest): TranscriptPage | undefined {
  const scan = request.scanDirection === 'FORWARD' ? items : items.toReversed();
  const first = firstIndex(scan, request);
  if (first < 0) return undefined;
  const page = scan.slice(first, first + request.maxResults);
  const next = scan[first + page.length];
  const oldestFirst = request.scanDirection === 'FORWARD' ? page : page.toReversed();
  return {
    items: request.sortOrder === 'ASCENDING' ? oldestFirst : oldestFirst.toReversed(),
    ...(next && page.length > 0 ? { nextToken: Buffer.from(next.Id).toString('base64url') } : {}),
  };
}

function firstIndex(scan: readonly ChatItem[], request: TranscriptRequest): number {
  if (request.nextToken !== undefined) {
    const id = Buffer.from(request.nextToken, 'base64url').toString();
    return scan.findIndex((item) => item.Id === id);
  }
  const { id, absoluteTime, mostRecent } = request.start ?? {};
  if (id !== undefined) return scan.findIndex((item) => item.Id === id);
  const forward = request.scanDirection === 'FORWARD';
  if (absoluteTime !== undefined) {
    const at = Date.parse(absoluteTime);
    const found = scan.findIndex((item) => {
      const itemAt = Date.parse(item.AbsoluteTime);
      return forward ? itemAt >= at : itemAt <= at;
    });
    return found < 0 ? scan.length : found;
  }
  // MostRecent counts from the newest item.
  if (mostRecent !== undefined) return forward ? Math.max(0, scan.length - mostRecent) : 0;
  return 0;
}
