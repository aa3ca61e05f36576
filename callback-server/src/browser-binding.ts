import { timingSafeEqual } from 'node:crypto';
import { clearCookie, cookiesOf, cookiesToDrop, setCookie, type CookieScope } from './cookies.js';
import { hashOfState, possibleStates } from './state-hash.js';
import type { SignedTokens, TokenProblem } from './signed-token.js';

/** What the cookie carries from `/start` to `/callback` beside the proof that both were the same browser. */
export interface Binding {
  /** Name of the instance in the configuration; a binding of one instance is worth nothing at another. */
  readonly instance: string;
  /** Redirect mode: the page to send the customer back to. Its origin was checked at `/start`. */
  readonly returnTo?: string;
  /** BCP 47 language tag of the prompt. */
  readonly lang?: string;
  /** End of the binding, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** When an authorization response first arrived, in milliseconds since 1970: the age of the code starts here. */
  readonly firstArrivalAt?: number;
  /** When this customer's turn comes at Connect's quota, in milliseconds since 1970. */
  readonly turnAt?: number;
  /** A call was sent and its answer never seen: Connect may have accepted it. */
  readonly mayBeAccepted?: boolean;
}

/** Why a browser counts as another one. */
export type BindingProblem = 'binding-missing' | `binding-${TokenProblem}`;

/** Issues and verifies the signed cookies that bind a browser to a `state`. */
export interface BrowserBinding {
  /** `Set-Cookie` values that bind this browser to a state; a crowd of older bindings makes room. */
  issue(state: string, binding: Binding, cookieHeader: string | null, now: number): Promise<string[]>;
  /** Finds the binding of a `state` as Cognito returned it; on success `state` is the one that Connect issued. */
  verify(
    receivedState: string,
    cookieHeader: string | null,
    now: number,
  ): Promise<{ ok: true; state: string; binding: Binding } | { ok: false; problem: BindingProblem }>;
  /** `Set-Cookie` value that ends the binding of a state. */
  clear(state: string): string;
}

/** Longest life of a binding: the longest time limit of the Authenticate Customer block and a minute, in milliseconds. */
export const BINDING_LIFETIME_MS = 16 * 60_000;

/** How many bindings one browser keeps, and how long they are together, in characters. */
export const BINDING_CROWD = { count: 5, bytes: 6000 } as const;

const TOKEN_TYPE = 'cxs+jwt';
const HASH_LENGTH_IN_NAME = 22;

/**
 * The binding of browser and `state` as one signed cookie per state, so that chats and tabs coexist and a restart of the
 * server loses nothing.
 *
 * Source: draft-ietf-oauth-security-topics-update, "Cross-user OAuth Session Fixation": the client must check that the
 * browser that finishes is the one that began.
 */
export function browserBinding(instance: string, tokens: SignedTokens, scope: CookieScope): BrowserBinding {
  const familyName = `${scope.prefix}cxs_`;
  const nameOf = (hash: string) => familyName + hash.slice(0, HASH_LENGTH_IN_NAME);
  return {
    async issue(state, binding, cookieHeader, now) {
      const hash = hashOfState(state);
      const name = nameOf(hash);
      const { expiresAt, ...rest } = binding;
      const value = await tokens.sign({ ...rest, sub: hash }, TOKEN_TYPE, expiresAt);
      const others = cookiesOf(familyName, cookieHeader).filter((cookie) => cookie.name !== name);
      const crowd = cookiesToDrop(others, name.length + value.length, BINDING_CROWD);
      const maxAge = Math.max(0, Math.ceil((expiresAt - now) / 1000));
      return [
        setCookie(scope, { name, value }, maxAge),
        ...crowd.map((dropped) => clearCookie(scope, dropped)),
      ];
    },

    async verify(receivedState, cookieHeader, now) {
      const cookies = cookiesOf(familyName, cookieHeader);
      let problem: BindingProblem = 'binding-missing';
      if (cookies.length === 0) return { ok: false, problem };
      for (const state of possibleStates(receivedState)) {
        const hash = hashOfState(state);
        // A name may come twice on plain http, where a sibling host can plant one: every candidate is looked at.
        for (const { value } of cookies.filter(({ name }) => name === nameOf(hash))) {
          const verified = await tokens.verify(value, TOKEN_TYPE, now);
          if (!verified.ok) problem = `binding-${verified.problem}`;
          else if (!sameText(verified.claims.sub, hash) || !sameText(verified.claims.instance, instance)) {
            problem = 'binding-foreign';
          } else return { ok: true, state, binding: bindingOf(instance, verified.claims) };
        }
      }
      return { ok: false, problem };
    },

    clear: (state) => clearCookie(scope, nameOf(hashOfState(state))),
  };
}

function bindingOf(instance: string, claims: Readonly<Record<string, unknown>>): Binding {
  const { returnTo, lang, exp, firstArrivalAt, turnAt, mayBeAccepted } = claims;
  return {
    instance,
    expiresAt: typeof exp === 'number' ? exp * 1000 : 0,
    ...(typeof returnTo === 'string' ? { returnTo } : {}),
    ...(typeof lang === 'string' ? { lang } : {}),
    ...(typeof firstArrivalAt === 'number' ? { firstArrivalAt } : {}),
    ...(typeof turnAt === 'number' ? { turnAt } : {}),
    ...(mayBeAccepted === true ? { mayBeAccepted } : {}),
  };
}

function sameText(claim: unknown, expected: string): boolean {
  if (typeof claim !== 'string') return false;
  const left = Buffer.from(claim);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}
