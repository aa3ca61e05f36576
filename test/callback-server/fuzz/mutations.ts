import fc from 'fast-check';
import type { Exchange } from '../shells/exchange.js';

/** Stands in every fuzzed text, so that an echo of any of them is found. */
export const CANARY = 'kAnArY7';

/** A request whose query and form are still lists, so that mutations can reach into them. */
export interface Draft {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: readonly (readonly [string, string])[];
  readonly form: readonly (readonly [string, string])[];
  /** Written instead of query or form, raw. */
  readonly raw?: { readonly query?: string; readonly body?: string };
}

export type Mutation = (draft: Draft) => Draft;

const MARKUP = [
  '<script>',
  '"><img src=x onerror=',
  '\r\nset-cookie: a=b',
  '%0d%0aX: y',
  '\u0000',
  '\u2028',
  '\uD800',
  '{{7*7}}',
  '//evil.example',
  'javascript:',
  "'",
  '\\',
  '%',
  '%ff',
  '%zz',
  '+',
  '&amp;',
  '[]',
  '__proto__',
];

/** A text somebody hostile or careless might send, the canary in it. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((random) => `${random}${CANARY}`),
  fc.constantFrom(...MARKUP).map((markup) => `${CANARY}${markup}${CANARY}`),
  fc.integer({ min: 1, max: 3000 }).map((length) => CANARY + 'x'.repeat(length)),
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((random) => `${CANARY}${random}`),
);

const parameterName = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('state', 'code', 'error', 'error_description', 'iss', 'error_uri', 'outcome'),
  },
  { weight: 1, arbitrary: fc.constantFrom('state[]', 'code[x]', 'STATE', '__proto__', 'constructor', '') },
  { weight: 1, arbitrary: text },
);
const fieldName = fc.oneof(
  fc.constantFrom('authenticationUrl', 'returnTo', 'lang', 'authenticationUrl[]', ''),
  text,
);

const header: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      'Origin',
      'Cookie',
      'Content-Type',
      'Content-Length',
      'Host',
      'X-Forwarded-Host',
      'X-Forwarded-For',
      'X-Forwarded-Proto',
      'X-Request-Id',
      'Referer',
      'User-Agent',
      'Accept-Language',
      'Sec-Fetch-Dest',
      'Sec-Fetch-Mode',
      'Sec-Fetch-Site',
      'Authorization',
      'X-Original-Url',
      'X-Http-Method-Override',
      'Traceparent',
    ),
    text,
  ),
  fc.constantFrom<readonly [string, string]>(
    ['Sec-Purpose', 'prefetch'],
    ['Purpose', 'prefetch'],
    ['Sec-Fetch-Dest', 'iframe'],
    ['Sec-Fetch-Mode', 'cors'],
    ['Origin', 'null'],
    ['Accept-Language', 'de-CH, ar;q=0.9, *;q=0.1'],
    ['Content-Type', 'multipart/form-data; boundary=x'],
    ['X-Request-Id', 'a-valid-request-id'],
  ),
  fc.tuple(fc.string({ minLength: 1, maxLength: 20 }), text),
);

const insert = <T>(list: readonly T[], at: number, item: T): T[] => {
  const index = list.length === 0 ? 0 : at % (list.length + 1);
  return [...list.slice(0, index), item, ...list.slice(index)];
};
const without = <T>(list: readonly T[], at: number): T[] =>
  list.filter((_, index) => index !== at % list.length);
const twice = <T>(list: readonly T[], at: number): T[] => {
  const item = list[at % Math.max(1, list.length)];
  return item === undefined ? [...list] : insert(list, at, item);
};
const position = fc.nat({ max: 12 });

/** Changes one character of a text, as a tampered cookie or a broken link has it. */
function garble(value: string, at: number, replacement: string): string {
  if (value === '') return replacement;
  const index = at % value.length;
  return value.slice(0, index) + replacement + value.slice(index + 1);
}
const garblePairs = (pairs: Draft['query'], which: number, at: number, replacement: string) =>
  pairs.map((pair, index) =>
    index === which % pairs.length ? ([pair[0], garble(pair[1], at, replacement)] as const) : pair,
  );

/** One change to a request. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(parameterName, text, position).map(([name, value, at]): Mutation => (draft) => ({
    ...draft,
    query: insert(draft.query, at, [name, value]),
  })),
  position.map((at): Mutation => (draft) => ({ ...draft, query: without(draft.query, at) })),
  position.map((at): Mutation => (draft) => ({ ...draft, query: twice(draft.query, at) })),
  fc
    .tuple(position, fc.nat({ max: 400 }), fc.constantFrom('A', '%', '<', '"', '\u00e9', ''))
    .map(([which, at, replacement]): Mutation => (draft) => ({
      ...draft,
      query: garblePairs(draft.query, which, at, replacement),
    })),
  fc
    .tuple(position, fc.nat({ max: 400 }), fc.constantFrom('A', '.', '=', ';'))
    .map(([which, at, replacement]): Mutation => (draft) => ({
      ...draft,
      headers: garblePairs(draft.headers, which, at, replacement),
    })),
  fc
    .tuple(header, position)
    .map(([item, at]): Mutation => (draft) => ({ ...draft, headers: insert(draft.headers, at, item) })),
  position.map((at): Mutation => (draft) => ({ ...draft, headers: without(draft.headers, at) })),
  position.map((at): Mutation => (draft) => ({ ...draft, headers: twice(draft.headers, at) })),
  fc.tuple(fieldName, text, position).map(([name, value, at]): Mutation => (draft) => ({
    ...draft,
    form: insert(draft.form, at, [name, value]),
  })),
  fc.tuple(position, fc.nat({ max: 400 }), text).map(([which, at, replacement]): Mutation => (draft) => ({
    ...draft,
    form: garblePairs(draft.form, which, at, replacement),
  })),
  position.map((at): Mutation => (draft) => ({ ...draft, form: twice(draft.form, at) })),
  fc
    .constantFrom('GET', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND')
    .map((method): Mutation => (draft) => ({ ...draft, method })),
  fc
    .constantFrom(
      '/callback',
      '/start',
      '/done',
      '/',
      '/callback/',
      '/Callback',
      '//callback',
      '/callback/../start',
      '/%63allback',
      '/elsewhere',
      '/healthz',
    )
    .map((path): Mutation => (draft) => ({ ...draft, path })),
  fc.tuple(text, fc.boolean()).map(([raw, inQuery]): Mutation => (draft) => ({
    ...draft,
    raw: inQuery ? { query: raw } : { body: raw },
  })),
);

const TARGET_FORBIDDEN = /[\u0000-\u0020#\u007F]|[^\u0000-\u00FF]/gu; // eslint-disable-line no-control-regex -- no client sends them raw

const percentEncoded = (character: string) =>
  [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** The bytes of a draft. */
export function exchangeOf({ method, path, query, headers, form, raw }: Draft): Exchange {
  const written = raw?.query ?? new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
  const target = path + (written === '' ? '' : `?${written}`);
  return {
    method,
    target: target.replace(TARGET_FORBIDDEN, percentEncoded),
    headers,
    body: raw?.body ?? new URLSearchParams(form.map(([name, value]) => [name, value])).toString(),
  };
}
