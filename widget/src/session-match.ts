import type { Attempt } from './sign-in-state.js';

/** Whether an `initiated` is a second delivery of the current session, or an older session delivered late. */
export function isStale(current: Attempt, next: Attempt): boolean {
  return current.sessionId === next.sessionId || (next.initiatedAt ?? Infinity) < (current.initiatedAt ?? 0);
}

/** Whether a terminal event is about the attempt. It need not name its session; then one older than the attempt is not. */
export function isAbout(
  { initiatedAt, sessionId }: Attempt,
  event: { readonly sessionId?: string | undefined; readonly at?: number | undefined },
): boolean {
  return event.sessionId === undefined
    ? (event.at ?? Infinity) >= (initiatedAt ?? 0)
    : event.sessionId === sessionId;
}
