import { hash } from 'node:crypto';
import type { AuthorizationResponse } from 'connect-sign-in-shared/authorization-response.js';
import type { Forwarded } from './forward-authentication.js';
import { RecentMap } from './recent-map.js';
import { sharedInterest, type Interested, type SharedInterest } from './shared-interest.js';

/** What a repeated request gets: the same answer, and whether another request had asked before. */
export interface Shared {
  readonly forwarded: Forwarded;
  /** True where this process had forwarded this state before this request arrived. */
  readonly repeated: boolean;
}

/** Makes one call of several requests with one state; a memory that may be lost, because Connect accepts a state once. */
export interface OncePerState {
  /**
   * Runs the call, or joins the one under way, or repeats the answer of one that is over.
   *
   * @param key - hash of the state
   * @param response - the same answer for the same question
   * @param visitor - whose signal ends this request's interest; the call's own ends when nobody is interested any more
   */
  run(
    key: string,
    response: AuthorizationResponse,
    visitor: Interested,
    call: (visitors: Interested) => Promise<Forwarded>,
  ): Promise<Shared>;
}

const hashOf = (response: AuthorizationResponse) => hash('sha256', JSON.stringify(response), 'base64url');

/** A call under way. */
interface Running {
  readonly promise: Promise<Forwarded>;
  readonly interest: SharedInterest;
}

/** What is left of a call: nothing but its end, because thousands of these are kept. */
interface Ended {
  /** Hash of the response that was refused; undefined where the state is accepted, whatever comes with it again. */
  readonly refused?: string;
  readonly forwarded: Forwarded;
}

/** One for all: what took how long is no longer of interest. */
const ACCEPTED: Ended = {
  forwarded: { result: 'accepted', attempts: 0, queuedMs: 0, durationMs: 0, mayBeAccepted: true },
};

/** How many calls that are over are remembered at least: those of a binding's life at Connect's default quota. */
const REMEMBERED = 2000;

/** Whether Connect has said its last word, so that asking again can only hurt. */
const isFinal = ({ result }: Forwarded) =>
  result !== 'ERR_CONNECT_THROTTLED' && result !== 'ERR_CONNECT_UNAVAILABLE';

/** The memory of one process, for one redirect URI. */
export function oncePerState(): OncePerState {
  const running = new Map<string, Running>();
  const ended = new RecentMap<string, Ended>(REMEMBERED);

  function begin(
    key: string,
    response: AuthorizationResponse,
    visitor: Interested,
    call: (visitors: Interested) => Promise<Forwarded>,
  ): Running {
    const interest = sharedInterest(visitor);
    const begun: Running = { interest, promise: call(interest) };
    running.set(key, begun);
    const settle = () => {
      running.delete(key);
      interest.end();
    };
    begun.promise.then((forwarded) => {
      settle();
      if (forwarded.result === 'accepted') ended.set(key, ACCEPTED);
      else if (isFinal(forwarded)) ended.set(key, { refused: hashOf(response), forwarded });
    }, settle);
    return begun;
  }

  return {
    async run(key, response, visitor, call) {
      const end = ended.get(key);
      // An accepted state is accepted whatever comes with it; a refused one may be refused because of its code.
      if (end !== undefined && (end === ACCEPTED || end.refused === hashOf(response))) {
        return { forwarded: end.forwarded, repeated: true };
      }
      const joined = running.get(key);
      joined?.interest.join(visitor);
      const { promise } = joined ?? begin(key, response, visitor, call);
      return { forwarded: await promise, repeated: false };
    },
  };
}
