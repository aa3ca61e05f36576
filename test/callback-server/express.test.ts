import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express5, { type Express } from 'express';
import express4Untyped from 'express4';
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { callbackRouter, type CallbackServerOptions } from 'connect-sign-in-callback';
import { fakeConnect } from './fixtures/fake-connect.js';
import { authenticationUrl, OPTIONS } from './fixtures/site.js';

const express4 = express4Untyped;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function listen(app: Express): Promise<string> {
  const server = createServer(app as unknown as Parameters<typeof createServer>[1]);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Posts a form as a browser does; `fetch` would say of itself that it is no navigation. */
const post = (base: string, body: string) =>
  request(base).post('/start').set('origin', OPTIONS.allowedOrigins[0]).type('form').send(body);

const field = (state: string) => `authenticationUrl=${encodeURIComponent(authenticationUrl(state))}`;

describe.each([
  ['Express 4', express4],
  ['Express 5', express5],
])('callbackRouter in %s', (_name, express) => {
  const parsers: readonly [string, (app: Express) => void][] = [
    ['no body parser', () => undefined],
    ['the extended body parser', (app) => app.use(express.urlencoded({ extended: true }))],
    ['the simple body parser', (app) => app.use(express.urlencoded({ extended: false }))],
    ['the text body parser', (app) => app.use(express.text({ type: '*/*' }))],
    ['the raw body parser', (app) => app.use(express.raw({ type: '*/*' }))],
    ['the JSON body parser', (app) => app.use(express.json())],
  ];

  it.each(parsers)('signs in with %s before it', async (_parser, use) => {
    const connect = fakeConnect();
    const app = express();
    use(app);
    app.use(
      callbackRouter({ ...OPTIONS, authentication: () => connect } as unknown as CallbackServerOptions),
    );
    const base = await listen(app);
    const started = await post(base, field('s1'));
    expect(started.status).toBe(200);
    expect(started.headers).not.toHaveProperty('x-powered-by');
    const cookie =
      started
        .get('Set-Cookie')
        ?.map((value) => value.split(';')[0])
        .join('; ') ?? '';
    const answer = await fetch(`${base}/callback?code=c%2B1&state=s1`, {
      headers: { cookie },
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/done?outcome=accepted');
    expect(connect.sent).toEqual([{ instanceId: OPTIONS.instanceId, state: 's1', code: 'c+1' }]);
  });

  it('refuses duplicated and nested fields whatever a body parser made of them', async () => {
    const app = express();
    app.use(express.urlencoded({ extended: true }));
    app.use(callbackRouter({ ...OPTIONS, authentication: fakeConnect } as unknown as CallbackServerOptions));
    const base = await listen(app);
    for (const body of [`${field('s1')}&${field('s1')}`, field('s1').replace('=', '[a]=')]) {
      const answer = await post(base, body);
      expect(answer.status).toBe(400);
      expect(answer.get('Set-Cookie')).toBeUndefined();
    }
  });

  it('reads the raw query, not what a query parser makes of it', async () => {
    const app = express();
    app.set('query parser', 'extended');
    app.use(callbackRouter({ ...OPTIONS, authentication: fakeConnect } as unknown as CallbackServerOptions));
    const base = await listen(app);
    expect((await fetch(`${base}/callback?state=a&state=b&code=c`)).status).toBe(400);
    expect((await fetch(`${base}/callback?state[x]=a&code=c`)).status).toBe(400);
  });

  it('leaves other paths to the host, and answers under a mount path', async () => {
    const app = express();
    app.use(
      '/auth',
      callbackRouter({
        ...OPTIONS,
        redirectUri: 'https://www.example.com/auth/callback',
        authentication: fakeConnect,
      } as unknown as CallbackServerOptions),
    );
    app.use((_request, response) => {
      response.status(404).send('the host speaks');
    });
    const base = await listen(app);
    expect(await (await fetch(`${base}/auth/other`)).text()).toBe('the host speaks');
    expect(await (await fetch(`${base}/callback?code=c&state=s`)).text()).toBe('the host speaks');
    expect((await fetch(`${base}/auth/callback?code=c&state=s`)).status).toBe(403);
  });
});
