import { CONNECT_LIMIT } from 'connect-sign-in-shared/connect.js';
import type { ChatEvent } from './ports.js';
import { isOpen, type SignInState } from './sign-in-state.js';

/**
 * Picks from the transcript what the prompt has missed while the page was away: the latest session with all that
 * followed it, as long as that still matters. Connect does not promise to keep these events, so none may be found.
 *
 * @param events - oldest first
 * @param now - this browser's clock, in milliseconds
 */
export function missedEvents(
  events: readonly ChatEvent[],
  state: SignInState,
  now: number,
): readonly ChatEvent[] {
  const index = events.findLastIndex((event) => event.type === 'initiated');
  const latest = events[index];
  const since = events.slice(index + 1);
  if (latest?.type !== 'initiated') {
    // The session is older than the part of the transcript that was read.
    return isOpen(state) ? since : [];
  }
  if (state.status !== 'idle' && state.attempt.sessionId === latest.sessionId) return since;
  const isWaiting = !since.some((event) => event.type !== 'displayNameUpdated');
  const isFresh = latest.at !== undefined && now - latest.at < CONNECT_LIMIT.authenticationUrlWindowMs;
  if (isWaiting && isFresh) return [latest];
  // Another session ran and ended meanwhile; its end is also the end of the one that is shown.
  return isOpen(state) ? since : [];
}
