import type { IncomingRequest } from './incoming-request.js';
import { safetyHeaders } from './page-headers.js';
import type { Reply } from './reply.js';
import { targetOf } from './request-target.js';

/** Whether the server should get traffic. */
export interface Readiness {
  /** From now on not ready: the process is about to stop. */
  drain(): void;
  /** Why the server is not ready, or undefined where it is. */
  problem(): Promise<'draining' | 'no-credentials' | undefined>;
}

/** Ready while AWS credentials can be had and nobody asked the process to stop. No call to Connect is made. */
export function readiness(credentials: readonly (() => Promise<void>)[]): Readiness {
  let draining = false;
  return {
    drain() {
      draining = true;
    },
    async problem() {
      if (draining) return 'draining';
      try {
        await Promise.all(credentials.map((resolve) => resolve()));
        return undefined;
      } catch {
        return 'no-credentials';
      }
    },
  };
}

/** Puts `/healthz` (the process answers) and `/readyz` (it should get traffic) before a handler. */
export function withHealth(
  handle: (request: IncomingRequest) => Promise<Reply>,
  state: Readiness,
): (request: IncomingRequest) => Promise<Reply> {
  const headers = { ...safetyHeaders(false), 'content-type': 'text/plain; charset=utf-8' };
  return async function answer(request) {
    const { path: pathname } = targetOf(request);
    if (pathname !== '/healthz' && pathname !== '/readyz') return handle(request);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return { status: 405, headers: { ...headers, allow: 'GET, HEAD' }, body: 'method not allowed\n' };
    }
    const problem = pathname === '/readyz' ? await state.problem() : undefined;
    return { status: problem === undefined ? 200 : 503, headers, body: `${problem ?? 'ok'}\n` };
  };
}
