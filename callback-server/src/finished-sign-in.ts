import { clearCookie, cookiesOf, cookiesToDrop, setCookie, type CookieScope } from './cookies.js';
import { hashOfState, possibleStates } from './state-hash.js';
import type { SignedTokens } from './signed-token.js';

/** The outcomes that a browser remembers, so that a refresh shows them again on the clean page `/done`. */
export const FINISHED_OUTCOMES = [
  'accepted',
  'already-accepted',
  'declined',
  'check-chat',
  'rejected',
  'too-old',
  'fault',
] as const;

/** A word of {@link FINISHED_OUTCOMES}; the only thing that `/done` takes in its query. */
export type FinishedOutcome = (typeof FINISHED_OUTCOMES)[number];

/** What a browser remembers of a sign-in that is over. */
export interface FinishedSignIn {
  readonly outcome: FinishedOutcome;
  readonly returnTo?: string;
  readonly lang?: string;
}

/** Short-lived signed cookies that let a refresh, a back button and `/done` tell the truth without server state. */
export interface FinishedSignIns {
  /** `Set-Cookie` values that remember the end of one state. */
  remember(
    state: string,
    finished: FinishedSignIn,
    cookieHeader: string | null,
    now: number,
  ): Promise<string[]>;
  /** The end of the sign-in of a `state` as Cognito returned it. */
  ofState(
    receivedState: string,
    cookieHeader: string | null,
    now: number,
  ): Promise<FinishedSignIn | undefined>;
  /** The latest end with this outcome in this browser. */
  latest(
    outcome: FinishedOutcome,
    cookieHeader: string | null,
    now: number,
  ): Promise<FinishedSignIn | undefined>;
  /** `Set-Cookie` values that forget a state, where the browser remembers it: it is about to start again. */
  forget(state: string, cookieHeader: string | null): string[];
}

const TOKEN_TYPE = 'cxd+jwt';
const LIFETIME_MS = 15 * 60_000;
const CROWD = { count: 3, bytes: 4000 };
const HASH_LENGTH_IN_NAME = 22;

/** The finished sign-ins of one redirect URI, one cookie per state. */
export function finishedSignIns(tokens: SignedTokens, scope: CookieScope): FinishedSignIns {
  const familyName = `${scope.prefix}cxd_`;
  const nameOf = (hash: string) => familyName + hash.slice(0, HASH_LENGTH_IN_NAME);

  async function read(value: string, now: number) {
    const verified = await tokens.verify(value, TOKEN_TYPE, now);
    if (!verified.ok) return undefined;
    const { outcome, returnTo, lang, finishedAt, sub } = verified.claims;
    if (!FINISHED_OUTCOMES.some((known) => known === outcome)) return undefined;
    const finished: FinishedSignIn = {
      outcome: outcome as FinishedOutcome,
      ...(typeof returnTo === 'string' ? { returnTo } : {}),
      ...(typeof lang === 'string' ? { lang } : {}),
    };
    return { finished, hash: sub, finishedAt: typeof finishedAt === 'number' ? finishedAt : 0 };
  }

  return {
    async remember(state, finished, cookieHeader, now) {
      const hash = hashOfState(state);
      const name = nameOf(hash);
      const claims = { ...finished, sub: hash, finishedAt: now };
      const value = await tokens.sign(claims, TOKEN_TYPE, now + LIFETIME_MS);
      const others = cookiesOf(familyName, cookieHeader).filter((cookie) => cookie.name !== name);
      const crowd = cookiesToDrop(others, name.length + value.length, CROWD);
      return [
        setCookie(scope, { name, value }, LIFETIME_MS / 1000),
        ...crowd.map((dropped) => clearCookie(scope, dropped)),
      ];
    },

    async ofState(receivedState, cookieHeader, now) {
      const ours = cookiesOf(familyName, cookieHeader);
      if (ours.length === 0) return undefined;
      const hashes = possibleStates(receivedState).map(hashOfState);
      const names = hashes.map(nameOf);
      const cookie = ours.find(({ name }) => names.includes(name));
      const entry = cookie === undefined ? undefined : await read(cookie.value, now);
      return hashes.some((hash) => hash === entry?.hash) ? entry?.finished : undefined;
    },

    async latest(outcome, cookieHeader, now) {
      const ours = cookiesOf(familyName, cookieHeader);
      const all = await Promise.all(ours.slice(-CROWD.count).map(({ value }) => read(value, now)));
      // Among equals the later cookie is the younger one.
      return all
        .reverse()
        .filter((entry) => entry?.finished.outcome === outcome)
        .sort((left, right) => (right?.finishedAt ?? 0) - (left?.finishedAt ?? 0))[0]?.finished;
    },

    forget(state, cookieHeader) {
      const name = nameOf(hashOfState(state));
      const remembered = cookiesOf(familyName, cookieHeader).some((cookie) => cookie.name === name);
      return remembered ? [clearCookie(scope, name)] : [];
    },
  };
}
