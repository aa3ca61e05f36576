import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isLanguageTag,
  parseStartRequest,
  START_AUTHENTICATION_URL_MAX,
  START_FIELD,
  START_LIMIT,
} from 'connect-sign-in-shared/start-request.js';

const url = 'https://pool.example/oauth2/authorize?state=s';
const BEFORE_OTHER = new URLSearchParams({ authenticationUrl: url, other: '' }).toString().length;

describe('parseStartRequest', () => {
  it.each([
    [{ authenticationUrl: url }, { authenticationUrl: url }],
    [{ authenticationUrl: url, returnTo: '', lang: '' }, { authenticationUrl: url }],
    [
      { authenticationUrl: url, returnTo: 'https://shop.example/', lang: 'pt-BR', other: 'x' },
      { authenticationUrl: url, returnTo: 'https://shop.example/', lang: 'pt-BR' },
    ],
    [{ authenticationUrl: url, lang: '<script>' }, { authenticationUrl: url }],
    [
      { authenticationUrl: 'a'.repeat(2083 + 256), returnTo: 'r'.repeat(2048) },
      { authenticationUrl: 'a'.repeat(2083 + 256), returnTo: 'r'.repeat(2048) },
    ],
    [{ authenticationUrl: url, other: 'x'.repeat(16_384 - BEFORE_OTHER) }, { authenticationUrl: url }],
  ])('reads %.80o', (fields, request) => {
    expect(parseStartRequest(new URLSearchParams(fields).toString())).toEqual({ ok: true, request });
  });

  it.each([
    ['', 'authentication-url-missing'],
    ['authenticationUrl=', 'authentication-url-missing'],
    ['authenticationUrl=a&authenticationUrl=a', 'duplicate-field'],
    ['authenticationUrl=a&lang=de&lang=fr', 'duplicate-field'],
    [`authenticationUrl=${'a'.repeat(START_AUTHENTICATION_URL_MAX + 1)}`, 'authentication-url-too-long'],
    [`authenticationUrl=a&returnTo=${'a'.repeat(START_LIMIT.returnToMax + 1)}`, 'return-to-too-long'],
    ['x'.repeat(START_LIMIT.bodyBytesMax + 1), 'body-too-long'],
  ])('refuses %.40s as %s', (body, problem) => {
    expect(parseStartRequest(body)).toEqual({ ok: false, problem });
  });

  it('reads back what was written, and never throws', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.option(fc.webUrl(), { nil: undefined }), (authenticationUrl, returnTo) => {
        const fields = new URLSearchParams({ [START_FIELD.authenticationUrl]: authenticationUrl });
        if (returnTo !== undefined) fields.set(START_FIELD.returnTo, returnTo);
        const request = { authenticationUrl, ...(returnTo === undefined ? {} : { returnTo }) };
        expect(parseStartRequest(fields.toString())).toEqual({ ok: true, request });
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (body) => typeof parseStartRequest(body).ok === 'boolean'),
    );
  });
});

describe('isLanguageTag', () => {
  it.each([
    ['en', true],
    ['pt-BR', true],
    ['zh-Hant-TW', true],
    ['x', false],
    ['en_GB', false],
    ['en-', false],
    ['en"onload', false],
    [`en-${'a'.repeat(40)}`, false],
    ['de-1234567-1234567-1234567-1234567', true],
    ['de-1234567-1234567-1234567-12345678', true],
    ['de-12345678-1234567-1234567-12345678', false],
  ])('%s: %s', (tag, expected) => {
    expect(isLanguageTag(tag)).toBe(expected);
  });
});
