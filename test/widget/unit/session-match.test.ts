import { describe, expect, it } from 'vitest';
import { isAbout, isStale } from '../../../widget/src/session-match.js';
import type { Attempt } from '../../../widget/src/sign-in-state.js';

const attempt = (sessionId: string, initiatedAt?: number): Attempt => ({
  ...{ sessionId, initiatedAt, receivedAt: 5000, blocked: 0 },
});

describe('isStale', () => {
  it.each([
    ['a second delivery of the session', attempt('a', 1000), attempt('a', 1000), true],
    ['a second delivery with another time', attempt('a', 1000), attempt('a', 9000), true],
    ['a second delivery without a time', attempt('a'), attempt('a'), true],
    ['an older session, delivered late', attempt('b', 1000), attempt('a', 999), true],
    ['a session of the same moment', attempt('a', 1000), attempt('b', 1000), false],
    ['a newer session', attempt('a', 1000), attempt('b', 1001), false],
    ['a session without a time', attempt('a', 1000), attempt('b'), false],
    ['any session after one without a time', attempt('a'), attempt('b', 1), false],
  ])('of %s', (_what, current, next, expected) => {
    expect(isStale(current, next)).toBe(expected);
  });
});

describe('isAbout', () => {
  it.each([
    ['an event that names the session', attempt('a', 1000), { sessionId: 'a' }, true],
    ['one that names it with an older time', attempt('a', 1000), { sessionId: 'a', at: 1 }, true],
    ['one that names another session', attempt('a', 1000), { sessionId: 'b' }, false],
    ['one that names another session later', attempt('a', 1000), { sessionId: 'b', at: 2000 }, false],
    ['one that names no session', attempt('a', 1000), {}, true],
    ['one that names no session, of the same moment', attempt('a', 1000), { at: 1000 }, true],
    ['one that names no session, from before', attempt('a', 1000), { at: 999 }, false],
    ['one that names no session, for one without a time', attempt('a'), { at: 1 }, true],
  ])('of %s', (_what, current, event, expected) => {
    expect(isAbout(current, event)).toBe(expected);
  });
});
