import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REDIRECT_URI } from '../local-connect/chat-customer.js';
import { attackStage, SHOP, type AskedChat, type AttackStage } from './attack-stage.js';
import type { Visitor, WireAnswer, WireRequest } from './visitor.js';

let stage: AttackStage;
let attacker: AskedChat;
beforeAll(async () => {
  stage = await attackStage();
  attacker = await stage.askedChat();
});
afterAll(() => stage.close());

/** Somebody gets the victim's browser to send a start request; after it she follows the link and signs in. */
async function lure(attack: (victim: Visitor) => Promise<WireAnswer>): Promise<WireAnswer> {
  const victim = stage.visitor();
  const response = await attacker.chat.signIn(new URL(attacker.url));
  return stage.hearsNothing(async () => {
    const answer = await attack(victim);
    expect(answer.setCookies).toEqual([]);
    expect((await victim.callback(response)).status).toBe(403);
    return answer;
  });
}

describe('a start request that no page of the shop sent', () => {
  const port = (origin: string, number: number) => `${origin}:${number}`;
  const origins: readonly [what: string, origins: readonly string[]][] = [
    ['no origin', []],
    ['the origin null of a sandboxed frame', ['null']],
    ['an empty origin', ['']],
    ['a foreign origin', ['https://evil.example']],
    ['the shop over http', [SHOP.replace('https:', 'http:')]],
    ['the shop on another port', [port(SHOP, 8443)]],
    ['the shop with its default port', [port(SHOP, 443)]],
    ['a host that ends like the shop', ['https://evilshop.example.com']],
    ['a host that begins like the shop', [`${SHOP}.evil.example`]],
    ['a sibling of the shop', ['https://other.example.com']],
    ['the parent domain', ['https://example.com']],
    ['the shop in upper case', [SHOP.toUpperCase()]],
    ['the shop with a slash', [`${SHOP}/`]],
    ['the shop with a path', [`${SHOP}/@evil.example`]],
    ['the shop with a trailing dot', [`${SHOP}.`]],
    ['the shop in a list with a foreign one', [`${SHOP}, https://evil.example`]],
    ['two headers, the first of the shop', [SHOP, 'https://evil.example']],
    ['two headers of the shop', [SHOP, SHOP]],
    ['a pattern', ['*']],
    ['a regular expression that would match', ['https://shop.example.com|https://evil.example']],
    ['the callback server itself', ['https://auth.example.com']],
    ['Cognito itself', ['http://127.0.0.1']],
    ['a browser extension', ['chrome-extension://abcdefghijklmnop']],
    ['a file', ['file://']],
  ];
  it.each(origins)('with %s binds nobody and reaches Connect with nothing', async (_what, given) => {
    const headers = given.map((origin) => ['origin', origin] as const);
    const answer = await lure((victim) => victim.start(attacker.url, {}, headers));
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain(stage.local.cognitoEndpoint);
  });

  it('is not told by Referer, X-Forwarded headers or fields who sent it', async () => {
    const headers: WireRequest['headers'] = [
      ['referer', `${SHOP}/basket`],
      ['x-forwarded-host', 'shop.example.com'],
      ['x-original-origin', SHOP],
      ['x-http-method-override', 'POST'],
    ];
    const answer = await lure((victim) => victim.start(attacker.url, { origin: SHOP }, headers));
    expect(answer.status).toBe(403);
  });

  const target = (query: Record<string, string>) => `/start?${new URLSearchParams(query).toString()}`;
  it.each(['GET', 'HEAD', 'PUT', 'OPTIONS', 'DELETE', 'PATCH'])('with %s binds nobody', async (method) => {
    const answer = await lure((victim) =>
      victim.send(method, target({ authenticationUrl: attacker.url }), { headers: [['origin', SHOP]] }),
    );
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
  });

  it('cannot turn a GET into a POST by a method override', async () => {
    const answer = await lure((victim) =>
      victim.send('GET', target({ authenticationUrl: attacker.url, _method: 'POST' }), {
        headers: [
          ['origin', SHOP],
          ['x-http-method-override', 'POST'],
          ['x-method-override', 'POST'],
        ],
      }),
    );
    expect(answer.status).toBe(405);
  });

  const kinds: readonly [string, WireRequest['headers'], number][] = [
    ['a fetch', [['sec-fetch-mode', 'cors']], 400],
    ['a fetch without CORS', [['sec-fetch-mode', 'no-cors']], 400],
    ['a frame', [['sec-fetch-dest', 'iframe']], 400],
    ['an embedded object', [['sec-fetch-dest', 'object']], 400],
    ['an image', [['sec-fetch-dest', 'image']], 400],
    ['a prerendered page', [['sec-purpose', 'prefetch;prerender']], 204],
  ];
  it.each(kinds)('as %s binds nobody even from the shop', async (_what, headers, status) => {
    const answer = await lure((victim) =>
      victim.start(attacker.url, {}, [['origin', SHOP], ...(headers ?? [])]),
    );
    expect(answer.status).toBe(status);
  });

  it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', ''])(
    'with the content type %j binds nobody',
    async (type) => {
      const body = new URLSearchParams({ authenticationUrl: attacker.url }).toString();
      const headers = [['origin', SHOP] as const, ...(type === '' ? [] : [['content-type', type] as const])];
      const answer = await lure((victim) => victim.send('POST', '/start', { headers, body }));
      expect(answer.status).toBe(415);
    },
  );
});

describe('a start request of the shop for an address that Connect did not give', () => {
  const cognito = () => new URL(stage.local.cognitoEndpoint);
  const changed = (change: (url: URL) => void) => {
    const url = new URL(attacker.url);
    change(url);
    return url.href;
  };
  const withPair = (name: string, value: string) => changed((url) => url.searchParams.append(name, value));
  const at = (prefix: string) => attacker.url.replace(stage.local.cognitoEndpoint, prefix);
  const addresses: readonly [what: string, address: () => string][] = [
    ['another host', () => at('https://evil.example')],
    ['a host that begins with Cognito', () => at(`http://${cognito().hostname}.evil.example`)],
    ['a host that ends with Cognito', () => at('https://evil-pool.auth.eu-west-2.amazoncognito.com')],
    ['another pool', () => at('https://attacker.auth.eu-west-2.amazoncognito.com')],
    ['Cognito as the user name', () => at(`http://${cognito().host}@evil.example`)],
    ['Cognito as the user name of itself', () => at(`http://evil.example:x@${cognito().host}`)],
    ['another port', () => at(`http://${cognito().hostname}:1`)],
    ['another scheme', () => at(`https://${cognito().host}`)],
    ['a scheme-relative address', () => at(`//${cognito().host}`)],
    ['backslashes', () => at(`http:\\\\${cognito().host}\\@evil.example`)],
    ['a homoglyph', () => at('https://pооl.auth.eu-west-2.amazoncognito.com')],
    ['a full-width dot', () => at('https://pool.auth.eu-west-2.amazoncognito。com')],
    ['a line break within', () => at(`http://${cognito().host}\n.evil.example`)],
    ['a tab before', () => `\t${attacker.url}`],
    ['a script', () => `javascript:alert(1)//${attacker.url}`],
    ['data', () => `data:text/html,<script>location='${attacker.url}'</script>`],
    ['another path', () => changed((url) => (url.pathname = '/logout'))],
    ['a path that climbs', () => attacker.url.replace('/oauth2/authorize', '/oauth2/authorize/../../logout')],
    ['an encoded path', () => attacker.url.replace('/oauth2/authorize', '/oauth2%2Fauthorize')],
    ['a fragment', () => `${attacker.url}#@evil.example`],
    [
      'another redirect URI',
      () => changed((url) => url.searchParams.set('redirect_uri', 'https://evil.example')),
    ],
    [
      'our redirect URI and more',
      () => changed((url) => url.searchParams.set('redirect_uri', `${REDIRECT_URI}/../evil`)),
    ],
    ['no redirect URI', () => changed((url) => url.searchParams.delete('redirect_uri'))],
    ['a second redirect URI', () => withPair('redirect_uri', 'https://evil.example')],
    ['another app client', () => changed((url) => url.searchParams.set('client_id', 'attackers-client'))],
    ['a second app client', () => withPair('client_id', 'attackers-client')],
    ['a second state', () => withPair('state', 'another-state')],
    ['no state', () => changed((url) => url.searchParams.delete('state'))],
    ['a state that is too long', () => changed((url) => url.searchParams.set('state', 's'.repeat(1001)))],
    ['tokens in the address', () => changed((url) => url.searchParams.set('response_type', 'token'))],
    ['two response types', () => withPair('response_type', 'token')],
    ['nothing', () => ''],
    ['no address', () => 'not an address'],
    ['a very long one', () => withPair('x', 'y'.repeat(20_000))],
  ];
  it.each(addresses)('with %s binds nobody and sends nobody there', async (_what, address) => {
    const answer = await lure((victim) => victim.start(address()));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain('http-equiv="refresh"');
    expect(answer.body).not.toContain('evil');
  });

  it.each(['authenticationUrl', 'returnTo', 'lang'])('with the field %s twice binds nobody', async (name) => {
    const body = new URLSearchParams({ authenticationUrl: attacker.url, returnTo: SHOP, lang: 'en' });
    body.append(name, name === 'authenticationUrl' ? 'https://evil.example' : 'x');
    const answer = await lure((victim) =>
      victim.send('POST', '/start', {
        headers: [
          ['origin', SHOP],
          ['content-type', 'application/x-www-form-urlencoded'],
        ],
        body: body.toString(),
      }),
    );
    expect(answer.status).toBe(400);
  });

  it('leaves the chat able to sign in', () => stage.honestSignIn(attacker));
});
