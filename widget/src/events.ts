import type { SignInWay } from './ports.js';
import type { SignInNotice, SignInOutcome, SignInState, UrlRefusal } from './sign-in-state.js';

/** The element's `status`, attribute and property. */
export type SignInStatus =
  'idle' | 'requesting-url' | 'offered' | 'signing-in' | 'confirming' | 'opting-out' | SignInOutcome;

/** Why a prompt looks different from its status alone. */
export type SignInReason = SignInNotice | `url-${UrlRefusal}`;

/** Detail of `sign-in-status`: every change of the prompt. */
export interface SignInStatusDetail {
  readonly status: SignInStatus;
  readonly previousStatus: SignInStatus;
  readonly reason: SignInReason | undefined;
}

/** Detail of `sign-in-ended`: Connect, or the end of the chat, has ended the session. */
export interface SignInEndedDetail {
  readonly outcome: SignInOutcome;
}

/** Detail of `sign-in-opening`, which can be cancelled: the sign-in page is about to open. */
export interface SignInOpeningDetail {
  readonly way: SignInWay;
}

/** Events of `<connect-sign-in>`. They bubble, are composed, and never carry a code, state, URL or token. */
export interface SignInEventMap {
  'sign-in-status': CustomEvent<SignInStatusDetail>;
  'sign-in-ended': CustomEvent<SignInEndedDetail>;
  'sign-in-opening': CustomEvent<SignInOpeningDetail>;
}

declare global {
  interface HTMLElementEventMap extends SignInEventMap {} // eslint-disable-line @typescript-eslint/no-empty-object-type -- how a global map is extended
}

/** The public word for a state. */
export function statusOf(state: SignInState): SignInStatus {
  const name = state.status === 'ended' ? state.outcome : state.status;
  return name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`) as SignInStatus;
}

/** The public word for what did not go as expected, if anything. */
export function reasonOf(state: SignInState): SignInReason | undefined {
  if ('notice' in state) return state.notice;
  return state.status === 'offered' && state.attempt.refusal ? `url-${state.attempt.refusal}` : undefined;
}

/** Dispatches one event of the element. @returns whether nobody has cancelled it */
export function fire<T extends keyof SignInEventMap>(
  element: EventTarget,
  type: T,
  detail: SignInEventMap[T]['detail'],
): boolean {
  const cancelable = type === 'sign-in-opening';
  return element.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable, detail }));
}

/** Tells the page about a change of the prompt. */
export function fireTransition(element: EventTarget, previous: SignInState, state: SignInState): void {
  const detail = { status: statusOf(state), previousStatus: statusOf(previous), reason: reasonOf(state) };
  if (detail.status === detail.previousStatus && detail.reason === reasonOf(previous)) return;
  fire(element, 'sign-in-status', detail);
  if (state.status === 'ended') fire(element, 'sign-in-ended', { outcome: state.outcome });
}
