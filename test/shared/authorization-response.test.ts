import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseAuthorizationResponse,
  sanitiseErrorText,
} from 'connect-sign-in-shared/authorization-response.js';

describe('parseAuthorizationResponse', () => {
  it.each<[string, object]>([
    ['code=c&state=s', { state: 's', code: 'c' }],
    ['state=a%2Bb%3D&code=c%20d', { state: 'a+b=', code: 'c d' }],
    ['error=access_denied&state=s', { state: 's', error: 'access_denied' }],
    ['error=x&error_description=Why+not&state=s', { state: 's', error: 'x', errorDescription: 'Why not' }],
    ['error=x&error_description=&state=s', { state: 's', error: 'x' }],
    ['error=x&code=c&state=s', { state: 's', error: 'x' }],
    ['error=%22&state=s', { state: 's', error: 'invalid_request' }],
    ['error=&code=c&state=s', { state: 's', code: 'c' }],
    ['unknown=1&unknown=2&code=c&state=s', { state: 's', code: 'c' }],
    [`code=c&state=${'s'.repeat(1000)}`, { state: 's'.repeat(1000), code: 'c' }],
    [`state=s&code=${'c'.repeat(2048)}`, { state: 's', code: 'c'.repeat(2048) }],
    [`code=c&state=s&x=${'x'.repeat(8192 - 'code=c&state=s&x='.length)}`, { state: 's', code: 'c' }],
  ])('reads %.80s', (query, response) => {
    expect(parseAuthorizationResponse(query)).toEqual({ ok: true, response });
  });

  it.each([
    ['', 'state-missing'],
    ['code=c', 'state-missing'],
    ['code=c&state=', 'state-missing'],
    ['state=s', 'code-and-error-missing'],
    ['state=s&code=', 'code-and-error-missing'],
    ['state=s&state=s&code=c', 'duplicate-parameter'],
    ['state=s&code=c&code=c', 'duplicate-parameter'],
    ['state=s&error=a&error=b', 'duplicate-parameter'],
    ['state=s&code=c&iss=a&iss=b', 'duplicate-parameter'],
    [`code=c&state=${'s'.repeat(1001)}`, 'state-too-long'],
    [`state=s&code=${'c'.repeat(2049)}`, 'code-too-long'],
    ['x'.repeat(8193), 'query-too-long'],
  ])('refuses %.40s as %s', (query, problem) => {
    expect(parseAuthorizationResponse(query)).toEqual({ ok: false, problem });
  });

  it('reads back every state and code within the limits, byte for byte', () => {
    const text = (maxLength: number) => fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength });
    fc.assert(
      fc.property(text(1000), text(2048), (state, code) => {
        fc.pre(encodeURIComponent(state).length + encodeURIComponent(code).length < 8000);
        const query = new URLSearchParams({ state, code }).toString();
        fc.pre(query.length <= 8192);
        expect(parseAuthorizationResponse(query)).toEqual({ ok: true, response: { state, code } });
      }),
    );
  });

  it('never throws, and never lets through what Connect would refuse', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (query) => {
        const parsed = parseAuthorizationResponse(query);
        if (!parsed.ok) return;
        const { response } = parsed;
        expect(response.state.length).toBeGreaterThan(0);
        expect('code' in response && 'error' in response).toBe(false);
        if ('error' in response) expect(response.error).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]{1,2048}$/);
      }),
    );
  });
});

describe('sanitiseErrorText', () => {
  it('gives only characters of the pattern, at most 2048, and changes nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (text) => {
        const once = sanitiseErrorText(text);
        expect(once).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]{0,2048}$/);
        expect(sanitiseErrorText(once)).toBe(once);
      }),
    );
  });

  it.each([
    [
      'no quote " and no backslash \\ and no \u0000control\u007F',
      'no quote  and no backslash  and no control',
    ],
    ['größer 🙂', 'gr??er ?'],
    ['a'.repeat(5000), 'a'.repeat(2048)],
    // What is looked at is bounded too: nothing behind 4096 characters is moved up into the text.
    [`${'"'.repeat(4096)}late`, ''],
    [`${'"'.repeat(4095)}late`, 'l'],
  ])('makes of %.50s what Connect takes', (text, expected) => {
    expect(sanitiseErrorText(text)).toBe(expected);
  });

  it('leaves what is allowed as it is', () => {
    const allowed = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
      .filter((character) => !['"', '\\'].includes(character))
      .join('');
    expect(sanitiseErrorText(allowed)).toBe(allowed);
  });
});
