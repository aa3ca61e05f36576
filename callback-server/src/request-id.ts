import { randomUUID } from 'node:crypto';
import type { IncomingHeaders } from './incoming-request.js';

/**
 * The id of a request, for logs, the `X-Request-Id` header and the reference on error pages: the one a proxy gave, where
 * it consists of 8 to 64 harmless characters, else a new one.
 */
export function requestIdOf(headers: IncomingHeaders): string {
  const given = headers.get('x-request-id') ?? '';
  return /^[A-Za-z0-9._-]{8,64}$/u.test(given) ? given : randomUUID();
}
