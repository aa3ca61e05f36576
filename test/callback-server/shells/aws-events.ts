import type { ALBEvent, APIGatewayProxyEvent, APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Exchange, pathOf, rawPairs } from './exchange.js';

// Events as the developer guides of API Gateway, Lambda and Elastic Load Balancing show them, made of one exchange.

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

function grouped(pairs: Iterable<readonly [string, string]>): Record<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value]);
  // Made as JSON.parse makes it: every name, `__proto__` too, is the record's own.
  return Object.fromEntries(groups);
}

const last = (groups: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, values.at(-1) ?? '']));

const orNull = <T extends object>(record: T): T | null => (Object.keys(record).length === 0 ? null : record);

/** API Gateway REST API: the query arrives decoded. */
export function restApiEvent(
  { method, target, headers, body }: Exchange,
  stage = 'prod',
): APIGatewayProxyEvent {
  const query = grouped(
    new URLSearchParams(
      rawPairs(target)
        .map((pair) => pair.join('='))
        .join('&'),
    ),
  );
  const sent = grouped(headers);
  return {
    resource: '/{proxy+}',
    path: pathOf(target),
    httpMethod: method,
    headers: last(sent),
    multiValueHeaders: sent,
    queryStringParameters: orNull(last(query)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: { proxy: pathOf(target).slice(1) },
    stageVariables: null,
    requestContext: {
      stage,
      // With a custom domain this is the path that the browser asked for.
      path: pathOf(target),
      httpMethod: method,
      protocol: 'HTTP/1.1',
      domainName: 'auth.example.com',
      identity: { sourceIp: '203.0.113.7', userAgent: 'Browser' },
    } as APIGatewayProxyEvent['requestContext'],
    body: body === '' ? null : body,
    isBase64Encoded: false,
  };
}

/** API Gateway HTTP API with payload format 2.0: cookies in a field of their own, everything else joined by commas. */
export function httpApiEvent({ method, target, headers, body }: Exchange): APIGatewayProxyEventV2 {
  const lower = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const cookies = lower.filter(([name]) => name === 'cookie').flatMap(([, value]) => value.split('; '));
  const others = grouped(lower.filter(([name]) => name !== 'cookie'));
  const [rawPath = '', ...rest] = target.split('?');
  const path = rawPath;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: rest.join('?'),
    ...(cookies.length === 0 ? {} : { cookies }),
    headers: Object.fromEntries(Object.entries(others).map(([name, values]) => [name, values.join(',')])),
    requestContext: {
      stage: '$default',
      domainName: 'auth.example.com',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'Browser' },
    } as APIGatewayProxyEventV2['requestContext'],
    ...(body === '' ? {} : { body: base64(body) }),
    isBase64Encoded: body !== '',
  };
}

/** Lambda function URL: payload format 2.0 with the cookie header left where it was as well. */
export function functionUrlEvent(exchange: Exchange): APIGatewayProxyEventV2 {
  const event = httpApiEvent(exchange);
  if (event.cookies === undefined) return event;
  return { ...event, headers: { ...event.headers, cookie: event.cookies.join('; ') } };
}

/** Application Load Balancer: the query arrives as it was sent, in one of two forms. */
export function loadBalancerEvent(
  { method, target, headers, body }: Exchange,
  multiValue: boolean,
): ALBEvent {
  const query = grouped(rawPairs(target));
  const sent = grouped(headers.map(([name, value]) => [name.toLowerCase(), value] as const));
  const values = multiValue
    ? { multiValueHeaders: sent, multiValueQueryStringParameters: query }
    : { headers: last(sent), queryStringParameters: last(query) };
  return {
    requestContext: {
      elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-2:123456789012:targetgroup/t/1' },
    },
    httpMethod: method,
    path: pathOf(target),
    ...values,
    body: base64(body),
    isBase64Encoded: true,
  };
}
