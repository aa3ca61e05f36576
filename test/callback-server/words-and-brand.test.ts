import { describe, expect, it } from 'vitest';
import { chooseLocale, LOCALES, type Locale } from '../../callback-server/src/language.js';
import { inkOn, lighter } from '../../callback-server/src/page-style.js';
import type { Words } from '../../callback-server/src/page-words.js';
import { browser } from './fixtures/browser.js';
import { fails } from './fixtures/fake-connect.js';
import { site } from './fixtures/site.js';

const locales = Object.keys(LOCALES) as Locale[];

describe('the language of a page', () => {
  it.each<[string | undefined, string | null, Locale]>([
    [undefined, null, 'en'],
    ['de-AT', 'fr', 'de'],
    ['xx', 'fr-CA, en;q=0.5', 'fr'],
    [undefined, 'en;q=0.1, ja;q=0.9', 'ja'],
    [undefined, 'ko;q=0, it', 'it'],
    ['pt-PT', null, 'pt-BR'],
    ['zh', null, 'zh-Hans'],
    ['zh-TW', null, 'zh-Hant'],
    ['zh-Hant-HK', null, 'zh-Hant'],
    ['zh-SG', null, 'zh-Hans'],
    ['iw', null, 'he'],
    ['AR-eg', null, 'ar'],
    [undefined, '*', 'en'],
    [undefined, ';;;,,,q=', 'en'],
    [undefined, `${'x'.repeat(600)},de`, 'en'],
  ])('of the tag %j and the header %j is %s', (lang, header, expected) => {
    expect(chooseLocale(lang, header)).toBe(expected);
  });

  it('comes in at least twelve, each complete and each its own', () => {
    expect(locales.length).toBeGreaterThanOrEqual(12);
    const english: Words = LOCALES.en;
    for (const locale of locales.filter((name) => name !== 'en')) {
      const words: Words = LOCALES[locale];
      expect(Object.keys(words.pages)).toEqual(Object.keys(english.pages));
      expect(words.triesAgain).toContain('{time}');
      expect(words.reference).toMatch(/[:：]$/u);
      for (const page of Object.keys(english.pages) as (keyof Words['pages'])[]) {
        expect(words.pages[page].title).not.toBe('');
        expect(words.pages[page].text).not.toBe(english.pages[page].text);
      }
    }
  });

  it.each(locales)('is carried by the binding to the end in %s', async (locale) => {
    const { handle, connect, clock } = site();
    const customer = browser(handle);
    await customer.start('s', { lang: locale }, { 'accept-language': 'en' });
    connect.answers.push(fails('ERR_CONNECT_THROTTLED', 'throttled'));
    const waiting = await customer.callback('code=c&state=s');
    expect(await waiting.text()).toContain(LOCALES[locale].pages.waiting.title);
    const page = await customer.follow(await clock.until(customer.callback('code=c&state=s')));
    const html = await page.text();
    expect(html).toContain(`<html lang="${locale}" dir="${['ar', 'he'].includes(locale) ? 'rtl' : 'ltr'}">`);
    expect(html).toContain(LOCALES[locale].pages.accepted.title);
  });
});

describe('the brand', () => {
  const pageOf = async (brand: object) => (await browser(site({ brand }).handle).open('/done')).text();

  it('shows name, logo, colours and own texts', async () => {
    const logo = 'data:image/png;base64,iVBORw0KGgo=';
    const texts = { en: { neutral: { title: 'Back you go' } } };
    const { handle } = site({ brand: { name: 'Example Shop', logo, accent: '#AA0011', texts } });
    const answer = await browser(handle).open('/done');
    const html = await answer.text();
    expect(html).toContain(`<p class="brand"><img src="${logo}" alt=""><span>Example Shop</span></p>`);
    expect(html).toContain('--accent:#AA0011');
    expect(html).toContain('<h1>Back you go</h1>');
    expect(html).toContain('There is nothing to do on this page.');
    expect(answer.headers.get('content-security-policy')).toContain('img-src data:');
  });

  it('cannot bring markup', async () => {
    const html = await pageOf({
      name: '<script>alert(1)</script>"\'&',
      texts: { en: { neutral: { title: '</title><img src=x onerror=alert(1)>', text: '<b>' } } },
    });
    expect(html).not.toMatch(/<script>alert|<img|<b>/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
  });
});

describe('the colours of the brand', () => {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string) => {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  it.each(['#8a1538', '#000000', '#ffffff', '#ffd400', '#1d4ed8', '#808080', '#00a651', '#ff0000'])(
    '%s leaves buttons readable in light and dark',
    (accent) => {
      expect(contrast(accent, inkOn(accent))).toBeGreaterThan(4.5);
      const dark = lighter(accent);
      expect(contrast(dark, inkOn(dark))).toBeGreaterThan(4.5);
      expect(contrast(dark, '#1a202c')).toBeGreaterThan(3);
    },
  );
});

describe('the request id', () => {
  it.each([
    ['abc-123.DEF_4', true],
    ['short', false],
    ['with space 12', false],
    ['<script>12345', false],
    ['x'.repeat(65), false],
  ])('%j is kept: %s', async (given, kept) => {
    const answer = await browser(site().handle).open('/nowhere', { headers: { 'x-request-id': given } });
    const id = answer.headers.get('x-request-id') ?? '';
    expect(id === given).toBe(kept);
    expect(await answer.text()).toContain(`<bdi>${id}</bdi>`);
  });
});
