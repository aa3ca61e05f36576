import type * as OpenTelemetry from '@opentelemetry/api';
import type { IncomingRequest } from './incoming-request.js';
import { targetOf } from './request-target.js';

/** The package `@opentelemetry/api`, as far as it is used; the host brings it, and the SDK behind it. */
export type TracingApi = Pick<
  typeof OpenTelemetry,
  'trace' | 'context' | 'propagation' | 'SpanKind' | 'SpanStatusCode'
>;

/**
 * Runs every request in a server span that continues the caller's trace, so that the spans of instrumented HTTP and AWS
 * clients become its children. Its attributes hold path, method and status; never a query, a cookie or an address.
 *
 * Source: OpenTelemetry semantic conventions, "HTTP spans".
 *
 * @param paths - the paths that may be named; any other is `other`
 */
export function withTracing<
  Asked extends Pick<IncomingRequest, 'method' | 'url' | 'headers'>,
  Answered extends { readonly status: number },
>(
  handle: (request: Asked) => Promise<Answered>,
  { trace, context, propagation, SpanKind, SpanStatusCode }: TracingApi,
  paths: ReadonlySet<string>,
): (request: Asked) => Promise<Answered> {
  const tracer = trace.getTracer('connect-sign-in-callback');
  return function traced(request) {
    const { path: pathname } = targetOf(request);
    const route = paths.has(pathname) ? pathname : 'other';
    const caller = propagation.extract(context.active(), request.headers, {
      get: (headers, name) => headers.get(name) ?? undefined,
      keys: (headers) => [...headers.keys()],
    });
    const attributes = { 'http.request.method': request.method, 'http.route': route };
    const span = tracer.startSpan(
      `${request.method} ${route}`,
      { kind: SpanKind.SERVER, attributes },
      caller,
    );
    return context.with(trace.setSpan(caller, span), async () => {
      try {
        const response = await handle(request);
        span.setAttribute('http.response.status_code', response.status);
        if (response.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        return response;
      } finally {
        span.end();
      }
    });
  };
}
