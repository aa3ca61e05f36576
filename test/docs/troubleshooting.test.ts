import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATUS_OF_ERROR } from 'connect-sign-in-callback';
import { describe, expect, it } from 'vitest';
import { en } from '../../callback-server/src/locales/en.js';
import { strings } from '../../widget/src/locales/en.js';
import { root } from './markdown.js';

const text = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');
const missing = (words: readonly string[]) => words.filter((word) => !text.includes(word));
const keys = Object.keys(strings);
const withEnd = (end: string) =>
  keys.filter((key) => key.endsWith(end)).map((key) => key.slice(0, -end.length));

describe('the troubleshooting page', () => {
  it('has every error code of the callback server', () => {
    expect(Object.keys(STATUS_OF_ERROR).length).toBeGreaterThan(5);
    expect(missing(Object.keys(STATUS_OF_ERROR).map((code) => `\`${code}\``))).toEqual([]);
  });

  it('has every page of the callback server by its title', () => {
    const titles = Object.values(en.pages).map(({ title }) => `| ${title} `);
    expect(titles.length).toBeGreaterThan(10);
    expect(missing(titles)).toEqual([]);
  });

  it('has every status of the element and what the customer reads then', () => {
    const states = withEnd('.title').filter((name) => name !== 'refused');
    expect(states).toContain('disconnected');
    expect(missing(['idle', ...states].map((status) => `| \`${status}\` `))).toEqual([]);
    expect(missing(states.map((name) => strings[`${name}.title` as keyof typeof strings]))).toEqual([]);
  });

  it('has every reason of the element', () => {
    const refusals = keys
      .filter((key) => /^refused\.(?!title)/u.test(key))
      .map((key) => key.slice('refused.'.length));
    const notices = keys
      .filter((key) => key.startsWith('notice.') && !key.endsWith('-here'))
      .map((key) => key.slice('notice.'.length));
    expect(refusals.length + notices.length).toBeGreaterThan(5);
    expect(
      missing([...refusals.map((name) => `\`url-${name}\``), ...notices.map((name) => `\`${name}\``)]),
    ).toEqual([]);
  });
});
