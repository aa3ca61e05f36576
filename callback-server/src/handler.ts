import type { Answer } from './answer.js';
import type { Clock } from './clock.js';
import type { Brand } from './config-brand.js';
import { visit, type Visit } from './endpoint.js';
import type { Upstream } from './forward-authentication.js';
import type { Instance } from './instance.js';
import type { IncomingRequest } from './incoming-request.js';
import type { Hooks } from './observation.js';
import { pages } from './pages.js';
import { quietly } from './quietly.js';
import { responseOf, type Reply } from './reply.js';
import { requestIdOf } from './request-id.js';
import { routesOf } from './routes.js';
import { targetOf } from './request-target.js';

/** What the core of the server is made of; every option parsed, every port given. */
export interface HandlerOptions {
  readonly instances: readonly Instance[];
  readonly bindingKeys: readonly string[];
  /** How Connect is reached in the Region of an instance; the same object for the same Region. */
  readonly upstream: (region: string) => Upstream;
  readonly clock: Clock;
  readonly brand?: Brand;
  readonly hooks?: Hooks;
}

/**
 * The web-standard core of all shells: one Request in, one Response out, never a rejection. The path alone decides which
 * instance is meant; Host and forwarded headers are never read.
 */
export function handler(options: HandlerOptions): (request: Request) => Promise<Response> {
  const answer = replies(options);
  return async (request) => responseOf(await answer(request));
}

/** {@link handler} for shells that neither have a Request nor need a Response. */
export function replies(options: HandlerOptions): (request: IncomingRequest) => Promise<Reply> {
  const { clock, bindingKeys, hooks = {}, brand = {} } = options;
  const routes = new Map(
    options.instances.flatMap((instance) =>
      routesOf(instance, { bindingKeys, brand, hooks }, options.upstream(instance.region)),
    ),
  );
  const lost = pages({ https: true, brand });

  return async function handle(request) {
    const now = clock.now();
    const visited = visit(request, requestIdOf(request.headers), now);
    const { requestId } = visited;
    const route = routes.get(targetOf(request).path);
    const page = (visitor: Visit) => ({ locale: visitor.locale(), requestId });
    let answer: Answer;
    try {
      answer =
        route === undefined
          ? { reply: lost.show('notFound', { ...page(visited), status: 404 }), outcome: 'not-found' }
          : await route.answer(visited);
    } catch (error) {
      quietly(() => hooks.onCrash?.(error, requestId));
      const reply = (route?.context.pages ?? lost).show('fault', { ...page(visited), status: 500 });
      answer = { reply, outcome: 'crashed', reason: 'exception' };
    }
    const { reply, ...about } = answer;
    quietly(() =>
      hooks.onOutcome?.({
        requestId,
        instance: route?.context.instance.name ?? '',
        endpoint: route?.endpoint ?? 'none',
        status: reply.status,
        durationMs: clock.now() - now,
        ...about,
      }),
    );
    return { ...reply, headers: { ...reply.headers, 'x-request-id': requestId } };
  };
}
