import { createHash } from 'node:crypto';
import { type AuthorizationResponse } from 'connect-sign-in-shared/authorization-response.js';
import { type Forwarded } from './forward-authentication.js';

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
   * @param responseKey - hash of the whole authorization response
   * @param signal - ends this request's interest; the call's own signal ends when nobody is interested any more
   */
  run(
    key: string,
    responseKey: string,
    signal: AbortSignal,
    call: (signal: AbortSignal) => Promise<Forwarded>,
  ): Promise<Shared>;
}

/** Hash of a whole authorization response: the same answer for the same question. */
export function responseKeyOf(response: AuthorizationResponse): string {
  return createHash('sha256').update(JSON.stringify(response)).digest('base64url');
}

/** A call under way; it ends when nobody is interested any more. */
interface Running {
  readonly promise: Promise<Forwarded>;
  readonly abort: AbortController;
  interested: number;
}

/** What is left of a call: nothing but its end, because thousands of these are kept. */
interface Ended {
  readonly responseKey: string;
  readonly forwarded: Forwarded;
}

const REMEMBERED_MAX = 10_000;

/** Whether Connect has said its last word, so that asking again can only hurt. */
const isFinal = ({ result }: Forwarded) =>
  result !== 'ERR_CONNECT_THROTTLED' && result !== 'ERR_CONNECT_UNAVAILABLE';

/** The memory of one process, for one redirect URI; the oldest of 10 000 entries goes first. */
export function oncePerState(): OncePerState {
  const running = new Map<string, Running>();
  const ended = new Map<string, Ended>();

  function begin(
    key: string,
    responseKey: string,
    call: (signal: AbortSignal) => Promise<Forwarded>,
  ): Running {
    const abort = new AbortController();
    const begun: Running = { abort, promise: call(abort.signal), interested: 0 };
    running.set(key, begun);
    const settle = () => running.delete(key);
    begun.promise.then((forwarded) => {
      settle();
      if (isFinal(forwarded)) remember(key, { responseKey, forwarded });
    }, settle);
    return begun;
  }

  function remember(key: string, end: Ended): void {
    ended.delete(key);
    ended.set(key, end);
    const oldest = ended.keys().next();
    if (ended.size > REMEMBERED_MAX && oldest.done !== true) ended.delete(oldest.value);
  }

  return {
    async run(key, responseKey, signal, call) {
      const end = ended.get(key);
      // An accepted state is accepted whatever comes with it; a refused one may be refused because of its code.
      if (end !== undefined && (end.forwarded.result === 'accepted' || end.responseKey === responseKey)) {
        return { forwarded: end.forwarded, repeated: true };
      }
      const joined = running.get(key) ?? begin(key, responseKey, call);
      joined.interested += 1;
      const lose = () => {
        joined.interested -= 1;
        if (joined.interested === 0) joined.abort.abort();
      };
      if (signal.aborted) lose();
      else signal.addEventListener('abort', lose, { once: true });
      try {
        return { forwarded: await joined.promise, repeated: false };
      } finally {
        signal.removeEventListener('abort', lose);
      }
    },
  };
}
