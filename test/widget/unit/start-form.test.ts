import { describe, expect, it } from 'vitest';
import { parseStartRequest } from 'connect-sign-in-shared/start-request.js';
import { endOfBlock, formatRemaining, isSpoken } from '../../../widget/src/countdown.js';
import { matchLocale } from '../../../widget/src/locales/load-locale.js';
import { isSecureUrl } from '../../../widget/src/secure-url.js';
import { startAction, startForm, type SignInSettings } from '../../../widget/src/start-form.js';

const settings: SignInSettings = {
  redirectUri: 'https://auth.example.com/sign-in/callback',
  startUri: '',
  mode: 'auto',
  identityProvider: '',
  timeLimit: 3,
};
const page = { lang: 'en', returnTo: 'https://shop.example/cart', placeholder: 'Opening…' };
const URL_WITH_STATE = 'https://shop.example/oauth2/authorize?state=a%2Bb%3D%3D&scope=openid';

describe('startForm', () => {
  it.each([
    ['', 'https://auth.example.com/sign-in/start'],
    ['/go', 'https://auth.example.com/go'],
    ['https://other.example/start', 'https://other.example/start'],
    ['http://other.example/start', undefined],
    ['javascript:alert(1)', undefined],
  ])('goes, with start-uri "%s", to %s', (startUri, action) => {
    expect(startAction({ ...settings, startUri })).toBe(action);
  });

  it('is what the callback server parses', () => {
    const { fields } = startForm(settings, URL_WITH_STATE, 'redirect', page);
    expect(parseStartRequest(new URLSearchParams(fields).toString())).toEqual({
      ok: true,
      request: { authenticationUrl: URL_WITH_STATE, lang: 'en', returnTo: page.returnTo },
    });
  });

  it('names the page to come back to in redirect mode only, and not one that is too long', () => {
    expect(startForm(settings, URL_WITH_STATE, 'popup', page).fields).not.toHaveProperty('returnTo');
    const long = { ...page, returnTo: `https://shop.example/?${'x'.repeat(2048)}` };
    expect(startForm(settings, URL_WITH_STATE, 'redirect', long).fields).not.toHaveProperty('returnTo');
  });

  it('adds the identity provider encoded, and leaves the state as it was', () => {
    const { fields } = startForm(
      { ...settings, identityProvider: 'A & B=c#' },
      URL_WITH_STATE,
      'popup',
      page,
    );
    const { searchParams } = new URL(fields['authenticationUrl'] ?? '');
    expect(searchParams.get('identity_provider')).toBe('A & B=c#');
    expect(searchParams.get('state')).toBe('a+b==');
  });
});

describe('isSecureUrl', () => {
  it.each([
    ['https://example.com/', true],
    ['http://127.0.0.1:8080/x', true],
    ['http://localhost/', true],
    ['http://shop.localhost:1/', true],
    ['http://[::1]/', true],
    ['http://example.com/', false],
    ['http://localhost.example.com/', false],
    ['http://127.0.0.1.example.com/', false],
    ['javascript:alert(1)', false],
    ['/callback', false],
    ['', false],
  ])('%s: %s', (url, expected) => {
    expect(isSecureUrl(url)).toBe(expected);
  });
});

describe('the remaining time', () => {
  it.each([
    ['in time', 1000, 1500, 181_000],
    ['as long late as a slow network makes it', 0, 30_000, 180_000],
    ['from a clock that is far ahead', 0, 30_001, undefined],
    ['from a clock that is far behind', 6000, 999, undefined],
    ['without a time', undefined, 0, undefined],
  ])('of an event %s', (_, initiatedAt, now, endsAt) => {
    expect(endOfBlock(initiatedAt, now, 180_000)).toBe(endsAt);
  });

  it('is not known for a limit that is none', () => {
    for (const limit of [0, -1, NaN]) expect(endOfBlock(1000, 1000, limit)).toBeUndefined();
  });

  it('is said at one minute and at half a minute, once each', () => {
    const seconds = Array.from({ length: 180 }, (_, index) => 180 - index);
    expect(seconds.filter((second) => isSpoken(second * 1000))).toEqual([60, 30]);
  });

  it('is written in the digits of the language', () => {
    expect(formatRemaining(125_000, 'en')).toBe('02:05');
    expect(formatRemaining(124_001, 'ar-EG')).toBe('٠٢:٠٥');
  });
});

describe('matchLocale', () => {
  const available = ['ar', 'de', 'es', 'fr', 'he', 'it', 'ja', 'ko', 'pt-BR', 'zh-Hans', 'zh-Hant'];
  it.each([
    ['de-AT', 'de'],
    ['DE', 'de'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh_TW', 'zh-Hant'],
    ['zh-Hant-HK', 'zh-Hant'],
    ['iw-IL', 'he'],
    ['en-GB', 'en'],
    ['xx', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
  ])('%s reads %s', (language, tag) => {
    expect(matchLocale(language, available)).toBe(tag);
  });
});
