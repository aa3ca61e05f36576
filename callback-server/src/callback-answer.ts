import type { Answer } from './answer.js';
import type { Binding } from './browser-binding.js';
import { seeOther } from './callback-location.js';
import type { EndpointContext, Visit } from './endpoint.js';
import { STATUS_OF_ERROR } from './errors.js';
import type { FinishedOutcome } from './finished-sign-in.js';
import type { Forwarded } from './forward-authentication.js';
import type { PageName } from './page-words.js';
import { flowOf } from './state-hash.js';

/** What the answer of the callback depends on beside what came of forwarding. */
export interface Answering {
  readonly context: EndpointContext;
  readonly visit: Visit;
  /** The state as Connect issued it. */
  readonly state: string;
  readonly held: Binding;
  /** The authorization response was an error. */
  readonly declined?: boolean;
  /** This process had forwarded the state before. */
  readonly repeated?: boolean;
}

/** Fixed words of the adapter that mean the fault is in this server's AWS access, not in the sign-in. */
const OWN_FAULTS: ReadonlySet<string> = new Set(['access-denied', 'credentials']);

/**
 * The callback's answer: a clean page where Connect has the response, a page that asks again where it does not have it
 * yet, and the plain truth elsewhere. Never "failed" where Connect may have accepted.
 */
export async function answerForwarded(
  answering: Answering,
  forwarded: Forwarded | 'too-old',
): Promise<Answer> {
  if (forwarded === 'too-old') return failed(answering, 'too-old', 503, { reason: 'code-too-old' });
  const { held, declined = false, repeated = false } = answering;
  const about = forwarded.reason === undefined ? {} : { reason: forwarded.reason };
  switch (forwarded.result) {
    case 'accepted':
      return finish(answering, declined ? 'declined' : repeated ? 'already-accepted' : 'accepted');
    case 'ERR_CONNECT_THROTTLED':
    case 'ERR_CONNECT_UNAVAILABLE':
      return again(answering, forwarded);
    default: {
      if (
        forwarded.result === 'ERR_CONNECT_CONFLICT' ||
        forwarded.mayBeAccepted ||
        held.mayBeAccepted === true
      ) {
        const error = 'ERR_CONNECT_CONFLICT';
        return failed(answering, 'check-chat', STATUS_OF_ERROR[error], { error, ...about });
      }
      const outcome = OWN_FAULTS.has(forwarded.reason ?? '') ? 'fault' : 'rejected';
      return failed(answering, outcome, STATUS_OF_ERROR[forwarded.result], {
        error: forwarded.result,
        ...about,
      });
    }
  }
}

/** `Set-Cookie` values at the end: forget the binding, remember the outcome, so that a refresh tells the truth. */
async function ending(
  { context, visit, state, held }: Answering,
  outcome: FinishedOutcome,
): Promise<string[]> {
  const { returnTo, lang } = held;
  const end = {
    outcome,
    ...(returnTo === undefined ? {} : { returnTo }),
    ...(lang === undefined ? {} : { lang }),
  };
  const remembered = await context.finished.remember(state, end, visit.cookies, visit.now);
  return [context.binding.clear(state), ...remembered];
}

/** Over, and Connect has the response: leave the address with the code. */
async function finish(answering: Answering, outcome: FinishedOutcome): Promise<Answer> {
  const reply = seeOther(answering.context.instance, outcome, await ending(answering, outcome));
  return { reply, outcome, flow: flowOf(answering.state) };
}

/** Not over: keep the binding, and in it when the response first came and when its turn is. */
async function again({ context, visit, state, held }: Answering, forwarded: Forwarded): Promise<Answer> {
  const { binding, pages } = context;
  const throttled = forwarded.result === 'ERR_CONNECT_THROTTLED';
  const next: Binding = {
    ...held,
    ...(forwarded.turnAt === undefined ? {} : { turnAt: forwarded.turnAt }),
    ...(forwarded.mayBeAccepted ? { mayBeAccepted: true } : {}),
  };
  const cookies = await binding.issue(state, next, visit.cookies, visit.now);
  const reply = pages.show(throttled ? 'waiting' : 'unavailable', {
    status: 503,
    locale: visit.locale(held.lang),
    requestId: visit.requestId,
    retryAfterSeconds: Math.max(1, Math.ceil((forwarded.retryAfterMs ?? 0) / 1000)),
    cookies,
  });
  return {
    reply,
    outcome: 'waiting',
    error: throttled ? 'ERR_CONNECT_THROTTLED' : 'ERR_CONNECT_UNAVAILABLE',
    flow: flowOf(state),
    ...(forwarded.reason === undefined ? {} : { reason: forwarded.reason }),
  };
}

/** Over without a word from Connect that it has the response. */
async function failed(
  answering: Answering,
  outcome: FinishedOutcome & keyof typeof PAGE_OF_FAILURE,
  status: number,
  about: Pick<Answer, 'error' | 'reason'>,
): Promise<Answer> {
  const { context, visit, state, held } = answering;
  const reply = context.pages.show(PAGE_OF_FAILURE[outcome], {
    status,
    locale: visit.locale(held.lang),
    requestId: visit.requestId,
    ...(held.returnTo === undefined ? {} : { link: held.returnTo }),
    cookies: await ending(answering, outcome),
  });
  return { reply, outcome, flow: flowOf(state), ...about };
}

const PAGE_OF_FAILURE = {
  'check-chat': 'checkChat',
  rejected: 'rejected',
  'too-old': 'tooOld',
  fault: 'fault',
} as const satisfies Partial<Record<FinishedOutcome, PageName>>;
