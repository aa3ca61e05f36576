import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { withTracing, type TracingApi } from 'connect-sign-in-callback/tracing';

/** The real API with a tracer that notes what it is told. */
function recording() {
  const told: Record<string, unknown>[] = [];
  const tracer = {
    startSpan(name: string, options: object) {
      const span: Record<string, unknown> = { name, ...options };
      told.push(span);
      return {
        setAttribute: (key: string, value: unknown) => (span[key] = value),
        setStatus: (status: object) => (span['status'] = status),
        end: () => (span['ended'] = true),
      } as unknown as Span;
    },
  } as unknown as Tracer;
  const api: TracingApi = {
    trace: Object.assign(Object.create(trace) as typeof trace, { getTracer: () => tracer }),
    ...{ context, propagation, SpanKind, SpanStatusCode },
  };
  return { api, told };
}

describe('tracing', () => {
  it.each([
    ['/callback?code=SECRET&state=SECRET', 303, 'GET /callback', undefined],
    ['/SECRET', 404, 'GET other', undefined],
    ['/callback', 503, 'GET /callback', { code: SpanStatusCode.ERROR }],
  ])('tells of %s with status %i and nothing secret', async (path, status, name, spanStatus) => {
    const { api, told } = recording();
    const handle = withTracing(
      () => Promise.resolve(new Response(null, { status })),
      api,
      new Set(['/callback']),
    );
    await handle(new Request(`https://auth.example.com${path}`, { headers: { cookie: 'SECRET' } }));
    expect(told).toMatchObject([
      { name, kind: SpanKind.SERVER, 'http.response.status_code': status, ended: true },
    ]);
    expect(told[0]?.['status']).toEqual(spanStatus);
    expect(JSON.stringify(told)).not.toContain('SECRET');
  });

  it('ends the span of a request that fails', async () => {
    const { api, told } = recording();
    const handle = withTracing(() => Promise.reject(new Error('x')), api, new Set());
    await expect(handle(new Request('https://auth.example.com/'))).rejects.toThrow('x');
    expect(told[0]?.['ended']).toBe(true);
  });
});
