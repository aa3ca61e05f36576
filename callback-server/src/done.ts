import type { Answer } from './answer.js';
import { checkReturnAddress } from './authentication-url.js';
import type { EndpointContext, Visit } from './endpoint.js';
import { FINISHED_OUTCOMES, type FinishedOutcome } from './finished-sign-in.js';
import type { PageName } from './page-words.js';

const PAGE: Readonly<Record<FinishedOutcome, PageName>> = {
  accepted: 'accepted',
  'already-accepted': 'alreadyAccepted',
  declined: 'declined',
  'check-chat': 'checkChat',
  rejected: 'rejected',
  'too-old': 'tooOld',
  fault: 'fault',
};

/**
 * `GET /done`: the clean page after the callback. Its query is one of our own words or nothing; where to go back to comes
 * from a signed cookie.
 */
export async function done({ instance, finished, pages }: EndpointContext, visit: Visit): Promise<Answer> {
  const { requestId, cookies, now } = visit;
  const words = new URL(visit.request.url).searchParams.getAll('outcome');
  const outcome = FINISHED_OUTCOMES.find((known) => known === words[0]);
  if (words.length > 1 || (words.length === 1 && outcome === undefined)) {
    const reply = pages.show('invalid', { status: 400, locale: visit.locale(), requestId });
    return { reply, outcome: 'invalid', reason: 'outcome-unknown' };
  }
  if (outcome === undefined) {
    return {
      reply: pages.show('neutral', { status: 200, locale: visit.locale(), requestId }),
      outcome: 'shown',
      reason: 'neutral',
    };
  }
  const end = await finished.latest(outcome, cookies, now);
  // Checked again, because the configuration may have changed since `/start` checked it.
  const returnTo =
    end?.returnTo === undefined ? undefined : checkReturnAddress(end.returnTo, instance.allowedOrigins);
  const reply = pages.show(PAGE[outcome], {
    status: 200,
    locale: visit.locale(end?.lang),
    requestId,
    ...(returnTo === undefined ? {} : { link: returnTo }),
  });
  return { reply, outcome: 'shown', reason: outcome };
}
