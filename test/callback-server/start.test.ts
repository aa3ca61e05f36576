import { describe, expect, it } from 'vitest';
import { browser } from './fixtures/browser.js';
import { authenticationUrl, OPTIONS, site } from './fixtures/site.js';

const POOL = OPTIONS.cognitoDomains[0];
const url = (edit: (url: URL) => void) => {
  const built = new URL(authenticationUrl('s'));
  edit(built);
  return built.href;
};

async function startWith(fields: Record<string, string>, headers: HeadersInit = {}) {
  const { handle, outcomes, connect } = site();
  const answer = await browser(handle).start('s', fields, headers);
  return { answer, reason: outcomes.at(-1)?.reason, sent: connect.sent };
}

describe('POST /start', () => {
  it.each([
    ['another origin', { origin: 'https://evil.example' }, 403, 'origin-not-allowed'],
    [
      'an origin that only begins alike',
      { origin: 'https://shop.example.com.evil.example' },
      403,
      'origin-not-allowed',
    ],
    ['an origin in capitals', { origin: 'https://SHOP.example.com' }, 403, 'origin-not-allowed'],
    ['an origin with a slash', { origin: 'https://shop.example.com/' }, 403, 'origin-not-allowed'],
    ['the origin null', { origin: 'null' }, 403, 'origin-null'],
    ['a fetch', { 'sec-fetch-mode': 'cors' }, 400, 'not-a-navigation'],
    ['a frame', { 'sec-fetch-dest': 'iframe' }, 400, 'not-a-navigation'],
    ['JSON', { 'content-type': 'application/json' }, 415, 'content-type'],
    ['plain text', { 'content-type': 'text/plain' }, 415, 'content-type'],
    ['a declared length over the limit', { 'content-length': '20000' }, 413, 'body-too-long'],
  ])('refuses %s', async (_what, headers, status, reason) => {
    const started = await startWith({}, headers);
    expect(started.answer.status).toBe(status);
    expect(started.reason).toBe(reason);
    expect(started.answer.headers.getSetCookie()).toEqual([]);
  });

  it('refuses a request without an origin', async () => {
    const { handle, outcomes } = site();
    const body = new URLSearchParams({ authenticationUrl: authenticationUrl('s') });
    const answer = await browser(handle).open('/start', { method: 'POST', body });
    expect(answer.status).toBe(403);
    expect(outcomes.at(-1)?.reason).toBe('origin-missing');
  });

  it.each([
    ['no address', '', 'authentication-url-missing'],
    ['no URL at all', 'not a url', 'url-malformed'],
    ['another host', url((u) => (u.host = 'evil.example')), 'url-origin'],
    [
      'a host that only begins alike',
      url((u) => (u.host = 'pool.auth.eu-west-2.amazoncognito.com.evil.example')),
      'url-origin',
    ],
    ['http', url((u) => (u.protocol = 'http:')), 'url-origin'],
    ['another port', url((u) => (u.port = '444')), 'url-origin'],
    ['a script', 'javascript:alert(1)', 'url-origin'],
    [
      'credentials in the address',
      authenticationUrl('s').replace('https://', 'https://a:b@'),
      'url-malformed',
    ],
    ['a fragment', `${authenticationUrl('s')}#x`, 'url-malformed'],
    ['a line break', `${POOL}/oauth2/\nauthorize`, 'url-malformed'],
    ['a backslash', authenticationUrl('s').replace('/oauth2/', '\\oauth2\\'), 'url-malformed'],
    ['another path', url((u) => (u.pathname = '/logout')), 'url-path'],
    ['a path that climbs', `${POOL}/oauth2/authorize/../../logout?state=s`, 'url-path'],
    [
      'another redirect URI',
      authenticationUrl('s', { redirect_uri: 'https://evil.example/' }),
      'url-redirect-uri',
    ],
    ['no redirect URI', url((u) => u.searchParams.delete('redirect_uri')), 'url-redirect-uri'],
    [
      'two redirect URIs',
      url((u) => u.searchParams.append('redirect_uri', OPTIONS.redirectUri)),
      'url-duplicate-parameter',
    ],
    ['another client', authenticationUrl('s', { client_id: 'other' }), 'url-client-id'],
    ['the implicit flow', authenticationUrl('s', { response_type: 'token' }), 'url-response-type'],
    ['no state', url((u) => u.searchParams.delete('state')), 'url-state'],
    ['an empty state', authenticationUrl(''), 'url-state'],
    ['two states', `${authenticationUrl('s')}&state=t`, 'url-duplicate-parameter'],
    ['a long state', authenticationUrl('s'.repeat(1001)), 'url-state'],
    ['a long address', authenticationUrl('s', { x: 'y'.repeat(3000) }), 'authentication-url-too-long'],
  ])('refuses %s', async (_what, address, reason) => {
    const started = await startWith({ authenticationUrl: address });
    expect(started.answer.status).toBe(400);
    expect(started.reason).toBe(reason);
    expect(started.answer.headers.getSetCookie()).toEqual([]);
    expect(started.sent).toEqual([]);
  });

  it('takes the login address, an identity provider and a state of any alphabet, and adds nothing', async () => {
    for (const address of [
      url((u) => (u.pathname = '/login')),
      authenticationUrl('s', { identity_provider: 'Acme & Söhne' }),
      authenticationUrl('a+b/c=="<é>'),
    ]) {
      const { answer } = await startWith({ authenticationUrl: address });
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain(
        `content="0;url=${new URL(address).href.replaceAll('&', '&amp;')}"`,
      );
    }
  });

  it('does not check the client where none is configured', async () => {
    const { handle } = site({ clientId: undefined });
    const address = authenticationUrl('s', { client_id: 'any' });
    expect((await browser(handle).start('s', { authenticationUrl: address })).status).toBe(200);
  });

  it('stops reading a body that never ends', async () => {
    const { handle, outcomes } = site();
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new TextEncoder().encode('x'.repeat(1000)));
      },
    });
    const headers = {
      origin: OPTIONS.allowedOrigins[0],
      'content-type': 'application/x-www-form-urlencoded',
    };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    const answer = await handle(new Request('https://auth.example.com/start', init));
    expect(answer.status).toBe(413);
    expect(outcomes.at(-1)?.reason).toBe('body-too-long');
    expect(pulled).toBeLessThan(30);
  });

  it('speaks the language of the prompt before that of the browser', async () => {
    const { answer } = await startWith({ lang: 'pt' }, { 'accept-language': 'de' });
    expect(answer.headers.get('content-language')).toBe('pt-BR');
    expect(await answer.text()).toContain('<html lang="pt-BR" dir="ltr">');
  });
});
