import type { IncomingRequest } from './incoming-request.js';

/**
 * Path and query of a request. Its URL is in normal form already, so cutting it says the same as parsing it again, at a
 * tenth of the cost; several layers ask.
 *
 * @returns the path, and the query without its question mark, both still percent-encoded
 */
export function targetOf({ url }: Pick<IncomingRequest, 'url'>): {
  readonly path: string;
  readonly query: string;
} {
  const fragment = url.indexOf('#');
  const target = url.slice(url.indexOf('/', url.indexOf('://') + 3), fragment < 0 ? undefined : fragment);
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}
