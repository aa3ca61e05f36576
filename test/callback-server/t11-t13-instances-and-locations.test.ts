import { describe, expect, it } from 'vitest';
import { callbackHandler, type CallbackServerOptions } from 'connect-sign-in-callback';
import { browser } from './fixtures/browser.js';
import { fakeConnect } from './fixtures/fake-connect.js';
import { authenticationUrl, OPTIONS, site } from './fixtures/site.js';

describe('T11 the issuer is checked where it is configured', () => {
  const issuer = 'https://cognito-idp.eu-west-2.amazonaws.com/eu-west-2_pool';
  it.each([
    ['the right one', { issuer }, `&iss=${encodeURIComponent(issuer)}`, 303],
    ['another', { issuer }, '&iss=https%3A%2F%2Fevil.example', 400],
    ['none', { issuer }, '', 400],
    ['any, where none is configured', {}, '&iss=https%3A%2F%2Fanything.example', 303],
  ])('T11 answers %s', async (_what, options, iss, status) => {
    const { handle, connect } = site(options);
    const customer = browser(handle);
    await customer.start('s');
    expect((await customer.callback(`code=c&state=s${iss}`)).status).toBe(status);
    expect(connect.sent).toHaveLength(status === 303 ? 1 : 0);
  });
});

describe('T12 the path decides which instance is meant', () => {
  const instance = (name: string) => ({
    name,
    instanceId: `instance-${name}`,
    region: 'eu-west-2',
    redirectUri: `https://auth.example.com/${name}/callback`,
    allowedOrigins: [`https://${name}.example.com`],
    cognitoDomains: OPTIONS.cognitoDomains,
  });
  const connect = fakeConnect();
  const handle = callbackHandler({
    instances: [instance('shop'), instance('bank')],
    bindingKeys: [...OPTIONS.bindingKeys],
    authentication: () => connect,
  } as unknown as CallbackServerOptions);
  const start = (customer: ReturnType<typeof browser>, name: string, origin = name) =>
    customer.open(`/${name}/start`, {
      method: 'POST',
      headers: { origin: `https://${origin}.example.com` },
      body: new URLSearchParams({
        authenticationUrl: authenticationUrl('s', {
          redirect_uri: `https://auth.example.com/${name}/callback`,
        }),
      }),
    });

  it('T12 forwards to the instance of the path, whatever the query and the headers say', async () => {
    const customer = browser(handle);
    expect((await start(customer, 'bank')).status).toBe(200);
    const headers = {
      host: 'shop.example.com',
      'x-forwarded-host': 'shop.example.com',
      'x-forwarded-prefix': '/shop',
    };
    const answer = await customer.open('/bank/callback?code=c&state=s&instance=shop&tenant=shop', {
      headers,
    });
    expect(answer.headers.get('location')).toBe('/bank/done?outcome=accepted');
    expect(connect.sent.map(({ instanceId }) => instanceId)).toEqual(['instance-bank']);
  });

  it('T12 takes no binding of one instance at another', async () => {
    connect.sent.length = 0;
    const customer = browser(handle);
    await start(customer, 'bank');
    expect((await customer.open('/shop/callback?code=c&state=s')).status).toBe(403);
    expect(connect.sent).toEqual([]);
  });

  it('T12 takes no start of a page that belongs to another instance', async () => {
    expect((await start(browser(handle), 'bank', 'shop')).status).toBe(403);
  });

  it('T12 answers 404 for a path of no instance', async () => {
    const answer = await browser(handle).open('/other/callback?code=c&state=s');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('T13 no address of an answer is built from the request', () => {
  const payloads = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    ' https://evil.example',
    'https://shop.example.com@evil.example/',
    'https://shop.example.com.evil.example/',
    'https://evil.example/?https://shop.example.com',
    'https://shop.example.com:444/',
    'http://shop.example.com/',
    '%2f%2fevil.example',
    'https://evil.example%2F@shop.example.com',
    '\u0000https://evil.example',
    'ftp://shop.example.com/',
    'blob:https://shop.example.com/1',
    'https://SHOP.example.com.:443/',
  ];

  it.each(payloads)('T13 %j in every parameter and header leads nowhere', async (payload) => {
    const { handle } = site();
    const customer = browser(handle);
    await customer.start('s');
    const names = [
      'code',
      'error_description',
      'returnTo',
      'return_to',
      'redirect',
      'redirect_uri',
      'next',
      'url',
      'iss',
    ];
    const query = new URLSearchParams([...names.map((name) => [name, payload]), ['state', 's']]);
    const printable = payload.replace(/[^\x21-\x7e]/g, '');
    const headers = {
      'x-forwarded-host': printable,
      host: printable,
      referer: printable,
      'x-original-url': printable,
    };
    const answer = await customer.callback(query.toString(), headers);
    expect(answer.headers.get('location')).toBe('/done?outcome=accepted');
    const done = await customer.open(`/done?outcome=accepted&${query.toString()}`, { headers });
    expect(await done.text()).not.toContain('evil.example');
  });

  it.each(payloads)('T13 start refuses %j as return address', async (returnTo) => {
    const { handle } = site();
    const answer = await browser(handle).start('s', { returnTo });
    expect(answer.status).toBe(400);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('T13 done asks the configuration again about the return address', async () => {
    const before = site();
    const customer = browser(before.handle);
    await customer.start('s', { returnTo: 'https://www.example.com/basket' });
    const answer = await customer.callback('code=c&state=s');
    const after = site({ allowedOrigins: ['https://shop.example.com'] }, { clock: before.clock });
    const page = await browser(after.handle, customer.jar).follow(answer);
    expect(await page.text()).not.toContain('www.example.com');
  });
});
