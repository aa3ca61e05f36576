import { CONNECT_LIMIT } from 'connect-sign-in-shared/connect.js';
import type { AttemptMemory } from './attempt-memory.js';
import { fieldsOf } from './chat-item.js';
import type { ChatSession } from './ports.js';
import type { Attempt, SignInEvent, UrlRefusal } from './sign-in-state.js';
import { startAction, type SignInSettings } from './start-form.js';
import { isUsableUrl } from './usable-url.js';

/** What a request for an authentication URL needs. */
export interface UrlRequest {
  readonly chat: ChatSession | undefined;
  readonly attempt: Attempt;
  readonly settings: SignInSettings;
  readonly memory: AttemptMemory;
  /** This browser's clock, in milliseconds. */
  readonly now: number;
}

/**
 * Asks for the authentication URL of one session, or finds the one that an earlier page has got; never rejects.
 *
 * @returns how it went
 */
export async function requestAuthenticationUrl(request: UrlRequest): Promise<SignInEvent> {
  const { chat, memory, now, settings } = request;
  const { initiatedAt = now, sessionId } = request.attempt;
  const refused = { type: 'urlRefused', sessionId } as const;
  // A session id works once: it is not spent on a page that could not use the URL, nor where there is one already.
  if (startAction(settings) === undefined) return { ...refused, refusal: 'misconfigured' };
  const known = memory.recall(chat?.contactId, now)?.attempt;
  let refusal: UrlRefusal = 'unreachable';
  try {
    const authenticationUrl =
      (known?.sessionId === sessionId ? known.authenticationUrl : undefined) ??
      (await chat?.getAuthenticationUrl({ sessionId, redirectUri: settings.redirectUri }));
    if (authenticationUrl !== undefined) {
      if (isUsableUrl(authenticationUrl)) return { type: 'urlReceived', sessionId, authenticationUrl };
      refusal = 'rejected';
    }
  } catch (error) {
    // The page may have the error's class from another copy of the script.
    const { problem } = fieldsOf(error);
    if (problem === 'throttled') refusal = problem;
    if (problem === 'rejected')
      refusal = now - initiatedAt > CONNECT_LIMIT.authenticationUrlWindowMs ? 'late' : problem;
  }
  return { ...refused, refusal };
}
