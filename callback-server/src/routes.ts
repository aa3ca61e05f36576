import type { Answer } from './answer.js';
import { browserBinding } from './browser-binding.js';
import { callback, type CallbackDependencies } from './callback.js';
import type { Brand } from './config-brand.js';
import { cookieScope } from './cookies.js';
import { done } from './done.js';
import type { EndpointContext, Visit } from './endpoint.js';
import { finishedSignIns } from './finished-sign-in.js';
import { forwardAuthentication, type Upstream } from './forward-authentication.js';
import type { Instance } from './instance.js';
import { neighbour } from './neighbour.js';
import type { Hooks, OutcomeEvent } from './observation.js';
import { oncePerState } from './once-per-state.js';
import { safetyHeaders } from './page-headers.js';
import { pages } from './pages.js';
import { quietly } from './quietly.js';
import { judgeRequest } from './request-gate.js';
import { signedTokens } from './signed-token.js';
import { start } from './start.js';

/** An endpoint ready to answer. */
export interface Route {
  readonly endpoint: OutcomeEvent['endpoint'];
  readonly context: EndpointContext;
  readonly answer: (visit: Visit) => Promise<Answer>;
}

/** What the routes of an instance share with all others. */
export interface RouteOptions {
  readonly bindingKeys: readonly string[];
  readonly brand: Brand;
  readonly hooks: Hooks;
}

/** The endpoints of one instance by their paths. */
export function routesOf(instance: Instance, options: RouteOptions, upstream: Upstream): [string, Route][] {
  const { bindingKeys, brand, hooks } = options;
  const scope = cookieScope(instance.redirectUri);
  const tokens = signedTokens(bindingKeys, instance.redirectUri);
  const context: EndpointContext = {
    instance,
    binding: browserBinding(instance.name, tokens, scope),
    finished: finishedSignIns(tokens, scope),
    pages: pages({ https: scope.prefix !== '', brand }),
  };
  const once = oncePerState();
  const dependencies = (visit: Visit): CallbackDependencies => ({
    once,
    async forward(response, visitor) {
      const forwarded = await forwardAuthentication(response, instance.instanceId, upstream, visitor);
      const { result, reason, attempts, awsRequestId, queuedMs, durationMs } = forwarded;
      quietly(() =>
        hooks.onUpstream?.({
          requestId: visit.requestId,
          instance: instance.name,
          region: instance.region,
          kind: 'code' in response ? 'code' : 'error',
          ...{ result, attempts, queuedMs, durationMs },
          ...(reason === undefined ? {} : { reason }),
          ...(awsRequestId === undefined ? {} : { awsRequestId }),
        }),
      );
      return forwarded;
    },
  });
  const { paths } = instance;
  const route = (
    endpoint: Route['endpoint'],
    method: 'GET' | 'POST',
    answer: (visit: Visit) => Promise<Answer>,
  ): Route => ({ endpoint, context, answer: (visit) => gated(context, method, visit, answer) });
  return [
    [paths.start, route('start', 'POST', (visit) => start(context, visit))],
    [paths.callback, route('callback', 'GET', (visit) => callback(context, visit, dependencies(visit)))],
    [paths.done, route('done', 'GET', (visit) => done(context, visit))],
    ...(paths.neighbour === undefined
      ? []
      : [[paths.neighbour, neighbourRoute(context, dependencies)] satisfies [string, Route]]),
  ];
}

function neighbourRoute(
  context: EndpointContext,
  dependencies: (visit: Visit) => CallbackDependencies,
): Route {
  return {
    endpoint: 'neighbour',
    context,
    answer: (visit) => neighbour(context, visit, dependencies(visit)),
  };
}

/** Answers what is no person's navigation before the endpoint sees it. */
async function gated(
  { pages, instance }: EndpointContext,
  method: 'GET' | 'POST',
  visit: Visit,
  answer: (visit: Visit) => Promise<Answer>,
): Promise<Answer> {
  const page = () => ({ locale: visit.locale(), requestId: visit.requestId });
  const verdict = judgeRequest(visit.request, method);
  switch (verdict) {
    case 'pass':
      return answer(visit);
    case 'method': {
      const reply = pages.show('methodNotAllowed', {
        ...page(),
        status: 405,
        headers: { allow: method },
      });
      return { reply, outcome: 'refused', reason: 'method' };
    }
    case 'prefetch': {
      const headers = safetyHeaders(instance.redirectUri.startsWith('https:'));
      return { reply: { status: 204, headers }, outcome: 'prefetch' };
    }
    case 'not-a-navigation': {
      const reply = pages.show('invalid', { ...page(), status: 400 });
      return { reply, outcome: 'refused', reason: 'not-a-navigation' };
    }
  }
}
