import { START_LIMIT } from 'connect-sign-in-shared/start-request.js';
import { authenticationUrl, OPTIONS } from '../fixtures/site.js';
import type { Exchange } from './exchange.js';

/** A visit of one browser: its steps share a cookie jar. `expected` is what the last step comes to. */
export interface Journey {
  readonly name: string;
  readonly steps: readonly Exchange[];
  readonly expected: { readonly status: number; readonly outcome: string; readonly forwarded?: number };
}

type Headers = readonly (readonly [string, string])[];

/** Every exchange names its request, so that answers can be compared to the byte. */
const REQUEST_ID = ['X-Request-Id', 'corpus-0001'] as const;
const NAVIGATION: Headers = [
  ['Sec-Fetch-Mode', 'navigate'],
  ['Sec-Fetch-Dest', 'document'],
];
const FORM = ['Content-Type', 'application/x-www-form-urlencoded'] as const;
const ORIGIN = ['Origin', OPTIONS.allowedOrigins[0]] as const;

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString();
const exchange = (method: string, target: string, headers: Headers = [], body = ''): Exchange => ({
  method,
  target,
  headers: [REQUEST_ID, ...headers],
  body,
});
const post = (body: string, headers: Headers = [ORIGIN, FORM, ...NAVIGATION]) =>
  exchange('POST', '/start', headers, body);
const start = (state: string, fields: Readonly<Record<string, string>> = {}) =>
  post(form({ authenticationUrl: authenticationUrl(state), ...fields }));
const back = (query: string, headers: Headers = NAVIGATION) => exchange('GET', `/callback?${query}`, headers);
const done = (query: string) => exchange('GET', `/done?${query}`, NAVIGATION);

const ok = (name: string, steps: Exchange[], outcome = 'accepted', status = 303, forwarded = 1): Journey => ({
  name,
  steps,
  expected: { status, outcome, forwarded },
});
const no = (name: string, steps: Exchange[], status: number, outcome: string): Journey => ({
  name,
  steps,
  expected: { status, outcome, forwarded: 0 },
});

const COMEBACKS: readonly Journey[] = [
  ok('a code with its binding', [start('s1'), back('code=c1&state=s1')]),
  ok('parameters in another order with unknown ones between', [
    start('s1'),
    back('x=1&state=s1&y[]=2&code=c1&z'),
  ]),
  ok('state with every reserved character', [
    start("a+b/c=d&e?f#g%h;i,j'k"),
    back(form({ code: 'c', state: "a+b/c=d&e?f#g%h;i,j'k" })),
  ]),
  ok('a plus that Cognito left alone', [start('a+b'), back('code=c&state=a+b')]),
  ok('a state that Cognito encoded twice', [start('a/b'), back('code=c&state=a%252Fb')]),
  ok('a state outside ASCII', [start('zustand-ü-状態'), back(form({ code: 'c', state: 'zustand-ü-状態' }))]),
  ok('a code at Connect’s limit', [start('s1'), back(`code=${'c'.repeat(2048)}&state=s1`)]),
  ok('a code with a plus and a percent', [start('s1'), back('code=a%2Bb%25&state=s1')]),
  ok('an error', [start('s1'), back('error=access_denied&state=s1')], 'declined'),
  ok(
    'an error with a description to clean',
    [start('s1'), back('error=server_error&error_description=%22a%5Cb%22%0D%0A%C3%BC+c&state=s1')],
    'declined',
  ),
  ok('an error beside a code', [start('s1'), back('code=c1&error=access_denied&state=s1')], 'declined'),
  ok('an error of invalid UTF-8', [start('s1'), back('error=%ff%zz&state=s1')], 'declined'),
  ok(
    'a refresh after success',
    [start('s1'), back('code=c1&state=s1'), back('code=c1&state=s1')],
    'already-accepted',
  ),
  ok(
    'the clean page after success',
    [start('s1'), back('code=c1&state=s1'), done('outcome=accepted')],
    'shown',
    200,
  ),
  ok(
    'two tabs',
    [start('s1'), start('s2'), back('code=c1&state=s1'), back('code=c2&state=s2')],
    'accepted',
    303,
    2,
  ),
  ok(
    'a language and a return address',
    [
      start('s1', { lang: 'de-CH', returnTo: 'https://shop.example.com/chat?a=1' }),
      back('code=c1&state=s1'),
      done('outcome=accepted'),
    ],
    'shown',
    200,
  ),
  ok('two Accept-Language headers', [
    start('s1'),
    back('code=c1&state=s1', [['Accept-Language', 'xx'], ['Accept-Language', 'en'], ...NAVIGATION]),
  ]),
];

const STRANGERS: readonly Journey[] = [
  no('a code without a binding', [back('code=c1&state=s1')], 403, 'unbound'),
  no('an error without a binding', [back('error=access_denied&state=s1')], 403, 'unbound'),
  no('a code with the binding of another state', [start('s1'), back('code=c1&state=s2')], 403, 'unbound'),
  no(
    'a forged binding',
    [back('code=c1&state=s1', [['Cookie', '__Host-cxs_A=a.b.c; other=1'], ...NAVIGATION])],
    403,
    'unbound',
  ),
  no(
    'cookies outside ASCII',
    [back('code=c1&state=s1', [['Cookie', 'näme=wért; x=状態'], ...NAVIGATION])],
    403,
    'unbound',
  ),
];

const INVALID: readonly Journey[] = [
  no('no query', [start('s1'), exchange('GET', '/callback', NAVIGATION)], 400, 'invalid'),
  no('an empty query', [start('s1'), back('')], 400, 'invalid'),
  no('no state', [start('s1'), back('code=c1')], 400, 'invalid'),
  no('an empty state', [start('s1'), back('code=c1&state=')], 400, 'invalid'),
  no('a state without a value', [start('s1'), back('code=c1&state')], 400, 'invalid'),
  no('neither code nor error', [start('s1'), back('state=s1')], 400, 'invalid'),
  no('two codes', [start('s1'), back('code=c1&code=c2&state=s1')], 400, 'invalid'),
  no('two states', [start('s1'), back('code=c1&state=s2&state=s1')], 400, 'invalid'),
  no('one state written in two ways', [start('s1'), back('code=c1&state=s1&st%61te=s1')], 400, 'invalid'),
  no('two errors', [start('s1'), back('error=a&error=b&state=s1')], 400, 'invalid'),
  no(
    'brackets in the manner of an object',
    [start('s1'), back('code=c1&state[]=s1&state[x]=s2')],
    400,
    'invalid',
  ),
  no(
    'a state over Connect’s limit',
    [start('s1'), back(`code=c1&state=${'s'.repeat(1001)}`)],
    400,
    'invalid',
  ),
  no('a code over Connect’s limit', [start('s1'), back(`code=${'c'.repeat(2049)}&state=s1`)], 400, 'invalid'),
  no('a query over our limit', [start('s1'), back(`code=c1&state=s1&x=${'x'.repeat(8192)}`)], 414, 'invalid'),
  no(
    'markup in every parameter',
    [start('s1'), back('code=%3Cscript%3E&state=%3Cimg%3E&error_description=%22%3E')],
    403,
    'unbound',
  ),
];

const NOT_A_PERSON: readonly Journey[] = [
  no('HEAD', [start('s1'), exchange('HEAD', '/callback?code=c1&state=s1', NAVIGATION)], 405, 'refused'),
  no('OPTIONS', [exchange('OPTIONS', '/callback', [])], 405, 'refused'),
  no('PUT', [exchange('PUT', '/callback?code=c1&state=s1', [], 'x')], 405, 'refused'),
  no(
    'POST at the redirect URI',
    [start('s1'), exchange('POST', '/callback', [FORM, ...NAVIGATION], 'code=c1&state=s1')],
    405,
    'refused',
  ),
  no('GET at the start', [exchange('GET', '/start', NAVIGATION)], 405, 'refused'),
  no(
    'a prefetch',
    [start('s1'), back('code=c1&state=s1', [['Sec-Purpose', 'prefetch;prerender'], ...NAVIGATION])],
    204,
    'prefetch',
  ),
  no('a preview', [start('s1'), back('code=c1&state=s1', [['X-Purpose', 'preview']])], 204, 'prefetch'),
  no('an image', [start('s1'), back('code=c1&state=s1', [['Sec-Fetch-Dest', 'image']])], 400, 'refused'),
  no(
    'a frame',
    [
      start('s1'),
      back('code=c1&state=s1', [
        ['Sec-Fetch-Dest', 'iframe'],
        ['Sec-Fetch-Mode', 'navigate'],
      ]),
    ],
    400,
    'refused',
  ),
  no(
    'a destination named twice',
    [
      start('s1'),
      back('code=c1&state=s1', [
        ['Sec-Fetch-Dest', 'image'],
        ['Sec-Fetch-Dest', 'image'],
      ]),
    ],
    400,
    'refused',
  ),
  no(
    'a destination outside ASCII',
    [start('s1'), back('code=c1&state=s1', [['Sec-Fetch-Dest', 'documént']])],
    400,
    'refused',
  ),
];

const STARTS: readonly Journey[] = [
  no('a start', [start('s1')], 200, 'bound'),
  no('a start with unknown fields', [start('s1', { surprise: 'yes', 'a[b]': 'c' })], 200, 'bound'),
  no(
    'a start with charset',
    [
      post(form({ authenticationUrl: authenticationUrl('s1') }), [
        ORIGIN,
        ['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8'],
      ]),
    ],
    200,
    'bound',
  ),
  no(
    'a start without Origin',
    [post(form({ authenticationUrl: authenticationUrl('s1') }), [FORM])],
    403,
    'refused',
  ),
  no(
    'a start of an opaque origin',
    [post(form({ authenticationUrl: authenticationUrl('s1') }), [['Origin', 'null'], FORM])],
    403,
    'refused',
  ),
  no(
    'a start of a foreign origin',
    [post(form({ authenticationUrl: authenticationUrl('s1') }), [['Origin', 'https://evil.example'], FORM])],
    403,
    'refused',
  ),
  no(
    'a start of an origin that only begins alike',
    [
      post(form({ authenticationUrl: authenticationUrl('s1') }), [
        ['Origin', `${OPTIONS.allowedOrigins[0]}.evil.example`],
        FORM,
      ]),
    ],
    403,
    'refused',
  ),
  no(
    'a start of two origins',
    [
      post(form({ authenticationUrl: authenticationUrl('s1') }), [
        ORIGIN,
        ['Origin', 'https://evil.example'],
        FORM,
      ]),
    ],
    403,
    'refused',
  ),
  no(
    'a start as JSON',
    [
      post(JSON.stringify({ authenticationUrl: authenticationUrl('s1') }), [
        ORIGIN,
        ['Content-Type', 'application/json'],
      ]),
    ],
    415,
    'refused',
  ),
  no('a start without a body', [post('')], 400, 'refused'),
  no(
    'a start with two URLs',
    [
      post(
        `${form({ authenticationUrl: authenticationUrl('s1') })}&${form({ authenticationUrl: authenticationUrl('s2') })}`,
      ),
    ],
    400,
    'refused',
  ),
  no(
    'a start with a body over the limit',
    [post(`x=${'x'.repeat(START_LIMIT.bodyBytesMax)}`)],
    413,
    'refused',
  ),
  no(
    'a start for a foreign domain',
    [post(form({ authenticationUrl: 'https://evil.example/oauth2/authorize?state=s1' }))],
    400,
    'refused',
  ),
  no(
    'a start for a foreign redirect URI',
    [post(form({ authenticationUrl: authenticationUrl('s1', { redirect_uri: 'https://evil.example/' }) }))],
    400,
    'refused',
  ),
  no(
    'a start with a foreign return address',
    [start('s1', { returnTo: 'https://evil.example/' })],
    400,
    'refused',
  ),
  no('a start with a body outside ASCII', [post('authenticationUrl=ü&lang=de')], 400, 'refused'),
];

const ELSEWHERE: readonly Journey[] = [
  no('a path of nobody', [exchange('GET', '/elsewhere?code=c1&state=s1')], 404, 'not-found'),
  no('two slashes', [exchange('GET', '//evil.example/callback?code=c1&state=s1')], 404, 'not-found'),
  no('a path below the redirect URI', [exchange('GET', '/callback/more')], 404, 'not-found'),
  no('the clean page without a past', [done('outcome=accepted')], 200, 'shown'),
  no('the clean page with an unknown outcome', [done('outcome=%3Cb%3E')], 400, 'invalid'),
];

/** Everything that goes through every shell. */
export const CORPUS: readonly Journey[] = [
  ...COMEBACKS,
  ...STRANGERS,
  ...INVALID,
  ...NOT_A_PERSON,
  ...STARTS,
  ...ELSEWHERE,
];
