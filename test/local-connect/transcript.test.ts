import { describe, expect, it } from 'vitest';
import type { ChatItem } from '../../local-connect/src/chat-item.js';
import { type TranscriptRequest, pageOf } from '../../local-connect/src/transcript.js';

const items: readonly ChatItem[] = ['a', 'b', 'c', 'd', 'e'].map((Id, minute) => ({
  Id,
  AbsoluteTime: `2026-11-20T10:0${minute}:00.000Z`,
  ContentType: 'text/plain',
  Type: 'MESSAGE',
  ContactId: 'contact',
  InitialContactId: 'contact',
}));

const page = (request: Partial<TranscriptRequest>) =>
  pageOf(items, { maxResults: 2, scanDirection: 'BACKWARD', sortOrder: 'ASCENDING', ...request });
const ids = (request: Partial<TranscriptRequest>) =>
  page(request)
    ?.items.map(({ Id }) => Id)
    .join('');

describe('a page of the transcript', () => {
  it.each<[string, Partial<TranscriptRequest>, string]>([
    ['backward from the newest', {}, 'de'],
    ['backward, newest first', { sortOrder: 'DESCENDING' }, 'ed'],
    ['forward from the oldest', { scanDirection: 'FORWARD' }, 'ab'],
    ['forward, newest first', { scanDirection: 'FORWARD', sortOrder: 'DESCENDING' }, 'ba'],
    ['backward from an item', { start: { id: 'c' } }, 'bc'],
    ['forward from an item', { start: { id: 'c' }, scanDirection: 'FORWARD' }, 'cd'],
    ['backward from a time', { start: { absoluteTime: '2026-11-20T10:02:30.000Z' } }, 'bc'],
    [
      'forward from a time',
      { start: { absoluteTime: '2026-11-20T10:02:30.000Z' }, scanDirection: 'FORWARD' },
      'de',
    ],
    [
      'forward from a time after the end',
      { start: { absoluteTime: '2027-01-01T00:00:00.000Z' }, scanDirection: 'FORWARD' },
      '',
    ],
    ['forward through the three most recent', { start: { mostRecent: 3 }, scanDirection: 'FORWARD' }, 'cd'],
    ['of everything', { maxResults: 100 }, 'abcde'],
  ])('%s', (_, request, expected) => {
    expect(ids(request)).toBe(expected);
  });

  it.each(['FORWARD', 'BACKWARD'] as const)('%s leads to every item once and then ends', (scanDirection) => {
    const seen: string[] = [];
    let nextToken: string | undefined;
    let pages = 0;
    do {
      const next = page({ scanDirection, ...(nextToken === undefined ? {} : { nextToken }) })!;
      seen.push(...next.items.map(({ Id }) => Id));
      nextToken = next.nextToken;
      pages += 1;
    } while (nextToken !== undefined);
    expect(pages).toBe(3);
    expect(seen.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('of nothing has no items', () => {
    const empty = pageOf([], { maxResults: 10, scanDirection: 'BACKWARD', sortOrder: 'ASCENDING' });
    expect(empty).toEqual({ items: [] });
  });

  it.each([{ nextToken: 'forged' }, { start: { id: 'unknown' } }])('does not begin at %o', (request) => {
    expect(page(request)).toBeUndefined();
  });
});
