import {
  parseAuthorizationResponse,
  type AuthorizationResponse,
} from 'connect-sign-in-shared/authorization-response.js';
import type { Answer } from './answer.js';
import { BINDING_LIFETIME_MS, type Binding } from './browser-binding.js';
import { answerForwarded } from './callback-answer.js';
import { seeOther } from './callback-location.js';
import type { EndpointContext, Visit } from './endpoint.js';
import type { Forwarded } from './forward-authentication.js';
import type { OncePerState } from './once-per-state.js';
import type { Interested } from './shared-interest.js';
import { flowOf, hashOfState } from './state-hash.js';
import { targetOf } from './request-target.js';

/** How the callback reaches Connect. */
export interface CallbackDependencies {
  readonly once: OncePerState;
  /** Forwards to Connect and reports it; never rejects. */
  readonly forward: (
    response: AuthorizationResponse,
    visitor: Interested & { readonly turnAt?: number },
  ) => Promise<Forwarded>;
}

/**
 * `GET /callback`, the redirect URI: parses the authorization response, verifies that this browser is the one that
 * started, forwards, and answers with a clean page or one that asks again.
 *
 * Source: RFC 6749 section 4.1.2; Amazon Connect Administrator Guide, "Set up customer authentication".
 */
export async function callback(
  context: EndpointContext,
  visit: Visit,
  { once, forward }: CallbackDependencies,
): Promise<Answer> {
  const { instance, binding, finished, pages } = context;
  const { requestId, cookies, now } = visit;
  const { query } = targetOf(visit.request);
  const parsed = parseAuthorizationResponse(query);
  const invalid = (status: number, reason: string): Answer => ({
    reply: pages.show('invalid', { status, locale: visit.locale(), requestId }),
    outcome: 'invalid',
    reason,
    error: 'ERR_AUTHORIZATION_RESPONSE_INVALID',
  });
  if (!parsed.ok) return invalid(parsed.problem === 'query-too-long' ? 414 : 400, parsed.problem);
  if (instance.issuer !== undefined && new URLSearchParams(query).get('iss') !== instance.issuer) {
    return invalid(400, 'issuer');
  }

  const { response } = parsed;
  const verified = await binding.verify(response.state, cookies, now);
  if (!verified.ok) {
    const end = await finished.ofState(response.state, cookies, now);
    if (end !== undefined) {
      const outcome = end.outcome === 'accepted' ? 'already-accepted' : end.outcome;
      const renewed = await finished.remember(response.state, { ...end, outcome }, cookies, now);
      return {
        reply: seeOther(instance, outcome, renewed),
        outcome,
        reason: 'repeated',
        flow: flowOf(response.state),
      };
    }
    if (!instance.acceptUnbound) {
      return {
        reply: pages.show('unbound', { status: 403, locale: visit.locale(), requestId }),
        outcome: 'unbound',
        reason: verified.problem,
        error: 'ERR_BINDING_MISSING',
        flow: flowOf(response.state),
      };
    }
  }
  const state = verified.ok ? verified.state : response.state;
  const held: Binding = verified.ok
    ? verified.binding
    : { instance: instance.name, expiresAt: now + BINDING_LIFETIME_MS };
  const arrived: Binding = { ...held, firstArrivalAt: held.firstArrivalAt ?? now };
  const answering = { context, visit, state, held: arrived };
  if (now - (arrived.firstArrivalAt ?? now) > instance.codeLifetimeMs)
    return answerForwarded(answering, 'too-old');

  const issued: AuthorizationResponse = { ...response, state };
  const { forwarded, repeated } = await once.run(hashOfState(state), issued, visit.request, (visitors) =>
    forward(issued, {
      get signal() {
        return visitors.signal;
      },
      ...(held.turnAt === undefined ? {} : { turnAt: held.turnAt }),
    }),
  );
  return answerForwarded({ ...answering, declined: 'error' in response, repeated }, forwarded);
}
