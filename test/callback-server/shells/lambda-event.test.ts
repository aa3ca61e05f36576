import { describe, expect, it } from 'vitest';
import { lambdaHandler } from '../../../callback-server/src/lambda.js';
import { requestOfEvent, sourceOf, type HttpEvent } from '../../../callback-server/src/lambda-event.js';
import { resultOf } from '../../../callback-server/src/lambda-result.js';
import { functionUrlEvent, httpApiEvent, loadBalancerEvent, restApiEvent } from './aws-events.js';
import type { Exchange } from './exchange.js';

const EXCHANGE: Exchange = {
  method: 'GET',
  target: '/callback?code=a%2Bb&state=x%20y&state=z',
  headers: [
    ['Cookie', 'one=1; two=2'],
    ['Accept', 'text/html'],
  ],
  body: '',
};
const httpApi = (changes: object, context: object = {}) => {
  const event = httpApiEvent(EXCHANGE);
  return { ...event, ...changes, requestContext: { ...event.requestContext, ...context } } as HttpEvent;
};

describe('an event', () => {
  it.each([
    ['payload-1.0', restApiEvent(EXCHANGE)],
    ['payload-2.0', httpApiEvent(EXCHANGE)],
    ['payload-2.0', functionUrlEvent(EXCHANGE)],
    ['alb-multi-value', loadBalancerEvent(EXCHANGE, true)],
    ['alb-single-value', loadBalancerEvent(EXCHANGE, false)],
  ] as const)('of the source %s is recognised', (source, event) => {
    expect(sourceOf(event as HttpEvent)).toBe(source);
  });

  it('of payload 2.0 keeps the raw query to the byte', () => {
    expect(requestOfEvent(httpApi({}))!.url).toBe(
      'https://callback.invalid/callback?code=a%2Bb&state=x%20y&state=z',
    );
  });

  it('of a load balancer keeps the encoding it came with', () => {
    const event = loadBalancerEvent(EXCHANGE, true) as HttpEvent;
    expect(requestOfEvent(event)!.url).toBe(
      'https://callback.invalid/callback?code=a%2Bb&state=x%20y&state=z',
    );
  });

  it('of payload 1.0 is encoded again, because API Gateway decoded it', () => {
    const event = restApiEvent(EXCHANGE);
    expect(event.multiValueQueryStringParameters).toEqual({ code: ['a+b'], state: ['x y', 'z'] });
    expect(requestOfEvent(event as HttpEvent)!.url).toBe(
      'https://callback.invalid/callback?code=a%2Bb&state=x+y&state=z',
    );
  });

  it('of payload 1.0 without the multi-value maps is read all the same', () => {
    const event = {
      ...restApiEvent(EXCHANGE),
      multiValueHeaders: null,
      multiValueQueryStringParameters: null,
    } as unknown as HttpEvent;
    const request = requestOfEvent(event)!;
    expect(request.url).toBe('https://callback.invalid/callback?code=a%2Bb&state=z');
    expect(request.headers.get('cookie')).toBe('one=1; two=2');
  });

  it('has its cookies once, wherever the source puts them', () => {
    const cookies = [
      restApiEvent,
      httpApiEvent,
      functionUrlEvent,
      (e: Exchange) => loadBalancerEvent(e, true),
    ].map((make) => requestOfEvent(make(EXCHANGE) as HttpEvent)!.headers.get('cookie'));
    expect(new Set(cookies)).toEqual(new Set(['one=1; two=2']));
  });

  it.each([
    ['behind a custom domain without the stage', '/live/callback', 'auth.example.com', '/callback'],
    [
      'at its own address with the stage',
      '/live/callback',
      'a1.execute-api.eu-west-2.amazonaws.com',
      '/live/callback',
    ],
    ['with a stage that is no part of it', '/liveliness', 'auth.example.com', '/liveliness'],
  ])('keeps the path that the browser asked for: %s', (_, rawPath, domainName, path) => {
    const request = requestOfEvent(httpApi({ rawPath }, { stage: 'live', domainName }))!;
    expect(new URL(request.url).pathname).toBe(path);
  });

  it('does not let a decoded path end early', () => {
    const { pathname, search } = new URL(
      requestOfEvent(httpApi({ rawPath: '/a?b#c', rawQueryString: 'd#e' }))!.url,
    );
    expect([pathname, search]).toEqual(['/a%3Fb%23c', '?d%23e']);
  });

  it('never lets a path name another host', () => {
    expect(new URL(requestOfEvent(httpApi({ rawPath: '//evil.example/callback' }))!.url).host).toBe(
      'callback.invalid',
    );
  });

  it('survives header names and values that the web standard forbids', () => {
    const headers = { 'bad name': 'x', accept: 'a\r\nb\u0000c', 'accept-language': 'dé' };
    const request = requestOfEvent(httpApi({ headers }))!;
    expect(Object.fromEntries(request.headers)).toEqual({
      accept: 'a  b c',
      'accept-language': 'dÃ©',
      cookie: 'one=1; two=2',
    });
  });

  it('survives half a character in a decoded query', () => {
    const event = { ...restApiEvent(EXCHANGE), multiValueQueryStringParameters: { state: ['\uD800'] } };
    expect(requestOfEvent(event as HttpEvent)!.url).toContain('state=%EF%BF%BD');
  });

  it('that is no HTTP request is named as such', () => {
    expect(() => requestOfEvent({ Records: [] } as unknown as HttpEvent)).toThrow(
      'The event is not an HTTP request of API Gateway, a function URL or a load balancer.',
    );
  });
});

describe('a function', () => {
  it('answers 405 to a method that no Request can carry, without asking the core', async () => {
    const answer = await lambdaHandler(() => Promise.reject(new Error('asked')))(
      httpApi({}, { http: { method: 'TRACE' } }),
    );
    expect(answer).toMatchObject({ statusCode: 405, headers: { allow: 'GET, POST' } });
  });
});

describe('a result', () => {
  const response = () => {
    const headers = new Headers({ 'content-type': 'text/html' });
    for (const cookie of ['a=1; Path=/', 'b=2; Path=/', 'c=3; Path=/']) headers.append('set-cookie', cookie);
    return new Response('<p>', { status: 403, headers });
  };
  const cookies = ['a=1; Path=/', 'b=2; Path=/', 'c=3; Path=/'];
  const plain = { statusCode: 403, isBase64Encoded: false, body: '<p>' };

  it('for payload 2.0 has cookies in a field of their own', async () => {
    expect(await resultOf(response(), 'payload-2.0')).toEqual({
      ...plain,
      headers: { 'content-type': 'text/html' },
      cookies,
    });
  });

  it.each(['payload-1.0', 'alb-multi-value'] as const)('for %s has lists of values only', async (source) => {
    expect(await resultOf(response(), source)).toEqual({
      ...plain,
      multiValueHeaders: { 'content-type': ['text/html'], 'set-cookie': cookies },
    });
  });

  it('for a load balancer without multi-value headers spells every cookie’s name differently', async () => {
    expect(await resultOf(response(), 'alb-single-value')).toEqual({
      ...plain,
      headers: {
        'content-type': 'text/html',
        'set-cookie': 'a=1; Path=/',
        'Set-cookie': 'b=2; Path=/',
        'sEt-cookie': 'c=3; Path=/',
      },
    });
  });
});
