import { parseCookies } from '../../callback-server/src/cookies.js';
import { describe, expect, it } from 'vitest';

describe('parseCookies', () => {
  it.each([
    ['a=1; b=2', ['a', '1', 'b', '2']],
    [' \ta \t=\t 1 \t;\tb=2\t', ['a', '1', 'b', '2']],
    ['a=1=2;;=3;b', ['a', '1=2']],
    ['a=', ['a', '']],
    ['a= \t ', ['a', '']],
    ['\u00A0a=1', ['\u00A0a', '1']],
    ['', []],
  ])('reads %j', (header, expected) => {
    expect(parseCookies(header).flatMap(({ name, value }) => [name, value])).toEqual(expected);
  });

  it.each([null, `a=${'1'.repeat(16_384)}`])('reads nothing where there is none, or too much', (header) => {
    expect(parseCookies(header)).toEqual([]);
  });

  it('is as quick with a long row of blanks as with any other text', () => {
    const startedAt = performance.now();
    for (const blank of [' ', '\t'])
      for (let times = 0; times < 20; times += 1)
        expect(parseCookies(`a=1${blank.repeat(16_000)}2`)).toHaveLength(1);
    // Looking at the row again from each blank takes eight seconds; this takes milliseconds.
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
