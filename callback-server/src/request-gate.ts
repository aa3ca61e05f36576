import type { IncomingRequest } from './incoming-request.js';

/** What a request may be, judged by method and headers alone, before anything else is looked at. */
export type GateVerdict = 'pass' | 'method' | 'prefetch' | 'not-a-navigation';

/**
 * Stops everything that is not a person's navigation. Express runs GET handlers for HEAD; browsers and link previews
 * fetch addresses ahead of time, which would use up the code.
 *
 * Source: Fetch Metadata (W3C), OWASP ASVS 5.0 3.5.
 */
export function judgeRequest(request: IncomingRequest, method: 'GET' | 'POST'): GateVerdict {
  if (request.method !== method) return 'method';
  const { headers } = request;
  const purposes = ['sec-purpose', 'purpose', 'x-moz', 'x-purpose'].map((name) => headers.get(name) ?? '');
  if (purposes.some((purpose) => /prefetch|prerender|preview/iu.test(purpose))) return 'prefetch';
  const destination = headers.get('sec-fetch-dest') ?? 'document';
  // A form post is a navigation; a GET that is none is told by its destination.
  const mode = method === 'POST' ? (headers.get('sec-fetch-mode') ?? 'navigate') : 'navigate';
  const navigates = destination === 'document' && mode === 'navigate';
  return navigates ? 'pass' : 'not-a-navigation';
}
