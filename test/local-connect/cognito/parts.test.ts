import { describe, expect, it } from 'vitest';
import { manualClock } from '../../../local-connect/src/clock.js';
import { checkRegisteredUrl } from '../../../local-connect/src/cognito/app-client.js';
import { DEFAULT_CUSTOMERS, subjectOf } from '../../../local-connect/src/cognito/customer.js';
import { ExpiringMap } from '../../../local-connect/src/cognito/expiring-map.js';
import { Html, html } from '../../../local-connect/src/cognito/html.js';
import { startPool } from './start-pool.js';

describe('html', () => {
  it('escapes every text and no piece of HTML', () => {
    const inner = html`<b>${'<&>'}</b>`;
    const attribute = html`<a title="${`"'\``}"></a>`;
    expect(String(html`<p>${inner}${[inner]}${3}${undefined}${false}</p>`)).toBe(
      '<p><b>&lt;&amp;&gt;</b><b>&lt;&amp;&gt;</b>3</p>',
    );
    expect(String(attribute)).toBe('<a title="&quot;&#39;&#96;"></a>');
  });

  it('cannot be made of a text in any other way', () => {
    expect(() => void Reflect.construct(Html, [Symbol('html'), '<script>'])).toThrow(TypeError);
  });
});

describe('ExpiringMap', () => {
  it('forgets a value at the end of its life and gives a taken one once', async () => {
    const clock = manualClock();
    const map = new ExpiringMap<string>(clock, 1000);
    map.set('a', '1');
    await clock.advance(999);
    map.set('b', '2');
    expect([map.get('a'), map.get('b')]).toEqual(['1', '2']);
    await clock.advance(1);
    expect([map.get('a'), map.take('b'), map.take('b')]).toEqual([undefined, '2', undefined]);
  });

  it('lets the oldest go when there are too many, and a value set again is young again', () => {
    const map = new ExpiringMap<number>(manualClock(), 1000, 2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, 2, 3]);
    map.set('b', 4);
    map.set('d', 5);
    expect([map.get('b'), map.get('c'), map.get('d')]).toEqual([4, undefined, 5]);
    map.clear();
    expect(map.get('d')).toBeUndefined();
  });
});

describe('a registered URL', () => {
  it.each([
    'https://auth.example.com/callback',
    'http://localhost:3000/cb',
    'http://127.0.0.1:8080/callback?x=1',
    'http://[::1]:8080/',
    'myapp://callback',
  ])('may be %s', (url) => {
    expect(() => checkRegisteredUrl(url)).not.toThrow();
  });

  it.each([
    ['/callback', 'not an absolute URL'],
    ['http://auth.example.com/', 'loopback'],
    ['https://a.example/#x', 'fragment'],
    ['javascript:alert(1)', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['https://exämple.com/', 'percent-encoded'],
    ['https://a.example/\r\nx: y', 'percent-encoded'],
  ])('may not be %s', (url, reason) => {
    expect(() => checkRegisteredUrl(url)).toThrow(reason);
  });

  it('is checked when the pool is made', async () => {
    const clients = [{ clientId: 'a', callbackUrls: ['javascript:alert(1)'] }];
    await expect(startPool({ clients })).rejects.toThrow(TypeError);
  });
});

describe('a user pool', () => {
  it.each([
    ['a user pool id of another Region', { userPoolId: 'us-east-1_Local1234' }],
    ['a user pool id that is not one', { userPoolId: 'eu-west-2_../x' }],
    ['an endpoint that is not on the web', { endpoint: 'myapp://sign-in' }],
    ['an endpoint that is not a URL', { endpoint: 'localhost' }],
  ])('is not made with %s', async (_, options) => {
    await expect(startPool(options)).rejects.toThrow(TypeError);
  });

  it('answers although the listener of its calls throws', async () => {
    const pool = await startPool({
      onCall: () => {
        throw new Error('listener broken');
      },
    });
    expect((await fetch(pool.cognito.jwksUrl)).status).toBe(200);
    await pool.close();
  });

  it('names the issuer it is told to and serves the keys itself', async () => {
    const issuer = 'https://cognito-idp.eu-west-2.amazonaws.com/eu-west-2_Local1234';
    const pool = await startPool({ issuer });
    const configuration = await fetch(`${pool.endpoint}/.well-known/openid-configuration`);
    expect(await configuration.json()).toMatchObject({ issuer, jwks_uri: pool.cognito.jwksUrl });
    expect(pool.cognito.jwksUrl.startsWith(pool.endpoint)).toBe(true);
    await pool.close();
  });
});

describe('the demo customers', () => {
  it('are three, have unique names and complete attributes, and one given name is not ASCII', async () => {
    const pool = await startPool();
    const { customers } = pool.cognito;
    await pool.close();
    expect(customers.map(({ name }) => name)).toEqual(['Zoë', 'Sam', '陽翔']);
    expect(new Set(customers.map(({ username }) => username)).size).toBe(3);
    for (const customer of DEFAULT_CUSTOMERS) {
      expect(Object.values(customer).every((attribute) => attribute !== '')).toBe(true);
    }
  });

  it('have a subject that differs by pool and provider and is the same every time', () => {
    const [zoe] = DEFAULT_CUSTOMERS;
    const subjects = [
      subjectOf('pool-a', zoe!, undefined),
      subjectOf('pool-b', zoe!, undefined),
      subjectOf('pool-a', zoe!, 'ExampleID'),
    ];
    expect(new Set(subjects).size).toBe(3);
    expect(subjects[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/u);
    expect(subjectOf('pool-a', zoe!, undefined)).toBe(subjects[0]);
  });
});
