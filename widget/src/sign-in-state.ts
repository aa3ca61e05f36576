import type { SignInMode, SignInWay } from './ports.js';

/** Why there is no authentication URL for a session id. */
export type UrlRefusal = 'late' | 'rejected' | 'throttled' | 'unreachable' | 'misconfigured';

/** What the prompt adds to its state, because something did not go as expected. */
export type SignInNotice = 'window-blocked' | 'unfinished' | 'opt-out-refused';

/** How a session ended. `disconnected` is the chat's end; all others are Connect's word, but for a local `expired`. */
export type SignInOutcome = 'succeeded' | 'failed' | 'timeout' | 'expired' | 'opted-out' | 'disconnected';

/** One run of the Authenticate Customer block, from `initiated` on. Times are milliseconds since 1970. */
export interface Attempt {
  readonly sessionId: string;
  /** Connect's clock. */
  readonly initiatedAt?: number | undefined;
  /** This browser's clock. */
  readonly receivedAt: number;
  /** When the block's time is up by this browser's clock; absent where the two clocks disagree. */
  readonly endsAt?: number | undefined;
  /** Absent until it is received, and for good once it is refused. */
  readonly authenticationUrl?: string | undefined;
  readonly refusal?: UrlRefusal | undefined;
  /** How many windows in a row the browser blocked. */
  readonly blocked: number;
  readonly displayName?: string | undefined;
}

/** Followed by requestingUrl only, or by what a reload interrupted. */
export interface Idle {
  readonly status: 'idle';
}
/** Followed by offered, optingOut, ended, or by what a reload interrupted. */
export interface RequestingUrl {
  readonly status: 'requestingUrl';
  readonly attempt: Attempt;
  readonly notice?: SignInNotice;
}
/** Followed by signingIn (with a URL), optingOut, ended; without a URL also by what a reload interrupted. */
export interface Offered {
  readonly status: 'offered';
  readonly attempt: Attempt;
  readonly notice?: SignInNotice;
}
/** Followed by confirming, offered (blocked), optingOut, ended. */
export interface SigningIn {
  readonly status: 'signingIn';
  readonly attempt: Attempt;
  readonly mode: SignInMode;
  readonly notice?: SignInNotice;
}
/** The customer came back and Connect has not spoken yet. Followed by signingIn, optingOut, ended. */
export interface Confirming {
  readonly status: 'confirming';
  readonly attempt: Attempt;
  readonly mode: SignInMode;
  readonly notice?: SignInNotice;
}
/** Followed by ended, or by `from` when the cancellation is refused. */
export interface OptingOut {
  readonly status: 'optingOut';
  readonly attempt: Attempt;
  readonly from: RequestingUrl | Offered | SigningIn;
}
/** Followed by requestingUrl, or by a late `succeeded`. */
export interface Ended {
  readonly status: 'ended';
  readonly attempt: Attempt;
  readonly outcome: SignInOutcome;
}

/** A state in which Connect still waits. */
export type OpenState = RequestingUrl | Offered | SigningIn | Confirming | OptingOut;
export type SignInState = Idle | OpenState | Ended;

/** What happened. Results of calls carry the session id they belong to. */
export type SignInEvent =
  | { readonly type: 'initiated'; readonly attempt: Attempt }
  | { readonly type: 'restored'; readonly state: OpenState }
  | { readonly type: 'urlReceived'; readonly sessionId: string; readonly authenticationUrl: string }
  | { readonly type: 'urlRefused'; readonly sessionId: string; readonly refusal: UrlRefusal }
  | { readonly type: 'signInPressed'; readonly mode: SignInMode }
  | { readonly type: 'windowBlocked' | 'openingPrevented' | 'returned' | 'optOutPressed' }
  | { readonly type: 'cancelRefused'; readonly sessionId: string }
  | { readonly type: Terminal; readonly sessionId?: string | undefined; readonly at?: number | undefined }
  | { readonly type: 'displayNameUpdated'; readonly displayName: string }
  | { readonly type: 'chatEnded' | 'deadlineReached' }
  | { readonly type: 'chatReplaced' };

type Terminal = 'succeeded' | 'failed' | 'timedOut' | 'expired' | 'cancelled';

/** What is to be done, in this order. */
export type SignInEffect =
  | { readonly type: 'requestAuthenticationUrl'; readonly attempt: Attempt }
  | { readonly type: 'cancelParticipantAuthentication'; readonly sessionId: string }
  | {
      readonly type: 'openSignIn' | 'fallBackToRedirect';
      readonly way: SignInWay;
      readonly authenticationUrl: string;
    }
  /** There is one timer; it runs towards the state's deadline. */
  | { readonly type: 'startTimer'; readonly ms: number }
  | { readonly type: 'stopTimer' | 'remember' | 'forget' | 'announce' };

export type Transition = readonly [state: SignInState, effects: readonly SignInEffect[]];

/** The state the prompt starts with. */
export const IDLE: SignInState = { status: 'idle' };

/** Whether Connect still waits for this customer. */
export function isOpen(state: SignInState): state is OpenState {
  return state.status !== 'idle' && state.status !== 'ended';
}
