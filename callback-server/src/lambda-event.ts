/** Header or query values by name, one each. */
type Single = Readonly<Record<string, string | undefined>> | null;
/** Header or query values by name, in the order they came. */
type Multiple = Readonly<Record<string, readonly string[] | undefined>> | null;

/** What the events of all sources have in common. */
interface AnyEvent {
  readonly headers?: Single | undefined;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/** Payload format 2.0 of an API Gateway HTTP API, and of a Lambda function URL. */
export interface PayloadV2Event extends AnyEvent {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[] | undefined;
  readonly requestContext: {
    readonly http: { readonly method: string };
    readonly stage?: string | undefined;
    readonly domainName?: string | undefined;
  };
}

/** What payload format 1.0 and load balancers have in common. */
interface ClassicEvent extends AnyEvent {
  readonly httpMethod: string;
  readonly path: string;
  readonly multiValueHeaders?: Multiple | undefined;
  readonly queryStringParameters?: Single | undefined;
  readonly multiValueQueryStringParameters?: Multiple | undefined;
}

/** Payload format 1.0 of an API Gateway REST or HTTP API. */
export interface PayloadV1Event extends ClassicEvent {
  readonly requestContext: { readonly path?: string | undefined };
}

/** An Application Load Balancer, with or without multi-value headers. */
export interface LoadBalancerEvent extends ClassicEvent {
  readonly requestContext: { readonly elb: object };
}

/** Every event that is an HTTP request. */
export type HttpEvent = PayloadV2Event | PayloadV1Event | LoadBalancerEvent;

/** The four shapes; the names are AWS's. */
export type EventSource = 'payload-2.0' | 'payload-1.0' | 'alb-multi-value' | 'alb-single-value';

/** Tells the shapes apart. */
export function sourceOf(event: HttpEvent): EventSource {
  const { requestContext } = event;
  if ('http' in requestContext) return 'payload-2.0';
  if (!('elb' in requestContext)) return 'payload-1.0';
  return isNothing((event as LoadBalancerEvent).multiValueHeaders) ? 'alb-single-value' : 'alb-multi-value';
}

/**
 * Turns an event into a web-standard Request. Its host is a fixed one, because nothing may depend on what the client says
 * about that. A load balancer without multi-value headers hands over only the last of several values.
 *
 * Sources: API Gateway Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs"; Lambda Developer Guide,
 * "Invoking Lambda function URLs"; User Guide for Application Load Balancers, "Lambda functions as targets".
 *
 * @returns undefined for a method that a Request cannot carry, such as TRACE
 * @throws TypeError where the event is not an HTTP request
 */
export function requestOfEvent(event: HttpEvent): Request | undefined {
  const { method, path, query } = targetOf(event);
  // A path or query that was decoded on the way must not end early.
  const target = path.replaceAll('?', '%3F') + (query === '' ? '' : `?${query}`);
  const body = method === 'GET' || method === 'HEAD' ? null : bodyOf(event);
  try {
    const url = `https://callback.invalid${target.replaceAll('#', '%23')}`;
    return new Request(url, { method, headers: headersOf(event), body });
  } catch {
    return undefined;
  }
}

function targetOf(event: HttpEvent): { method: string; path: string; query: string } {
  const context = (event as { requestContext?: object }).requestContext ?? {};
  if ('http' in context) {
    const { rawPath, rawQueryString, requestContext } = event as PayloadV2Event;
    return {
      method: requestContext.http.method,
      path: publicPath(rawPath, requestContext),
      query: rawQueryString,
    };
  }
  const { httpMethod, path, requestContext } = event as PayloadV1Event | LoadBalancerEvent;
  if (typeof httpMethod !== 'string' || typeof path !== 'string') {
    throw new TypeError(
      'The event is not an HTTP request of API Gateway, a function URL or a load balancer.',
    );
  }
  const pairs = queryPairs(event as ClassicEvent);
  // A load balancer hands the query over as it came, API Gateway decodes it.
  if ('elb' in context)
    return { method: httpMethod, path, query: pairs.map(([name, value]) => `${name}=${value}`).join('&') };
  const stagePath = 'path' in requestContext ? requestContext.path : undefined;
  return { method: httpMethod, path: stagePath ?? path, query: new URLSearchParams(pairs).toString() };
}

/** On a custom domain API Gateway still puts the stage before the path, though no browser has seen it. */
function publicPath(
  path: string,
  { stage = '$default', domainName = '' }: PayloadV2Event['requestContext'],
): string {
  const ownDomain = /\.execute-api\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/u.test(domainName);
  const prefix = `/${stage}/`;
  return stage === '$default' || ownDomain || !path.startsWith(prefix) ? path : path.slice(prefix.length - 1);
}

function queryPairs(event: ClassicEvent): [string, string][] {
  return valuesOf(event.multiValueQueryStringParameters, event.queryStringParameters);
}

function headersOf(event: HttpEvent): Headers {
  const headers = new Headers();
  const multiple = 'multiValueHeaders' in event ? event.multiValueHeaders : undefined;
  for (const [name, value] of valuesOf(multiple, event.headers)) {
    if (name.toLowerCase() !== 'cookie') append(headers, name, value);
    else
      headers.set(
        'cookie',
        [headers.get('cookie'), asBytes(value)].filter((part) => part !== null).join('; '),
      );
  }
  const cookies = 'cookies' in event ? (event.cookies ?? []) : [];
  // Function URLs send cookies twice, HTTP APIs in this field only.
  if (cookies.length > 0) headers.set('cookie', asBytes(cookies.join('; ')));
  return headers;
}

function append(headers: Headers, name: string, value: string): void {
  try {
    headers.append(name, asBytes(value));
  } catch {
    // A name that the web standard does not know is one that nobody here reads.
  }
}

/** A header value as Node's http module would have read it: one character per byte, no control characters. */
function asBytes(value: string): string {
  return Buffer.from(value, 'utf8')
    .toString('latin1')
    .replace(/[\u0000-\u001F\u007F]/gu, ' '); // eslint-disable-line no-control-regex -- they are what must go
}

function bodyOf({ body, isBase64Encoded }: AnyEvent): Buffer | null {
  return isNothing(body) ? null : Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8');
}

function valuesOf(multiple: Multiple | undefined, single: Single | undefined): [string, string][] {
  const pairs = isNothing(multiple)
    ? Object.entries(single ?? {}).map(([name, value]) => [name, value] as const)
    : Object.entries(multiple).flatMap(([name, values]) =>
        (values ?? []).map((value) => [name, value] as const),
      );
  return pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
