import type { EventContentType } from 'connect-sign-in-shared/connect.js';
import type { Fidelity } from './fidelity.js';

/** How the flow goes on after the Authenticate Customer block. */
export type Branch = 'Success' | 'Timeout' | 'OptedOut' | 'Error';

/** A timer of the block: the minute for GetAuthenticationUrl, and the block's own time limit. */
export type BlockTimer = 'urlWindow' | 'timeLimit';

/** What an authentication URL was issued with, kept until its answer comes. */
export interface IssuedUrl {
  readonly state: string;
  readonly redirectUri: string;
  /** PKCE code verifier (RFC 7636), where the URL carries a challenge. */
  readonly codeVerifier?: string;
  /** Value that the ID token must hold, where the URL carries one. */
  readonly nonce?: string;
}

/** Where the block stands; the comment on each says what may follow. */
export type BlockState =
  /** The flow is elsewhere. Followed only by `initiated`. */
  | { readonly name: 'idle' }
  /** `authentication.initiated` is out. Followed by `urlIssued` or `ended`. */
  | { readonly name: 'initiated'; readonly sessionId: string; readonly urlUntil: number }
  /** The customer has the authentication URL. Followed by `redeeming` or `ended`. */
  | {
      readonly name: 'urlIssued';
      readonly sessionId: string;
      readonly url: IssuedUrl;
      readonly issuedAt: number;
    }
  /** UpdateParticipantAuthentication brought a code. Followed by `ended`. */
  | { readonly name: 'redeeming'; readonly sessionId: string; readonly url: IssuedUrl }
  /** A branch was taken. Followed by `initiated` when the flow enters the block again. */
  | { readonly name: 'ended'; readonly sessionId: string; readonly branch: Branch };

/** What happened to the block. */
export type BlockEvent =
  | { readonly type: 'entered'; readonly sessionId: string }
  | { readonly type: 'urlRequested'; readonly sessionId: string; readonly url: IssuedUrl }
  | { readonly type: 'codeReceived'; readonly state: string; readonly code: string }
  | { readonly type: 'errorReceived'; readonly state: string }
  | { readonly type: 'codeRedeemed'; readonly sessionId: string; readonly firstName?: string }
  | { readonly type: 'codeRefused'; readonly sessionId: string }
  | { readonly type: 'cancelRequested'; readonly sessionId: string }
  | { readonly type: 'timerFired'; readonly timer: BlockTimer }
  | { readonly type: 'customerWrote' }
  | { readonly type: 'chatEnded' };

/** Why a request came to nothing; the caller turns it into an AWS error. */
export type BlockRefusal =
  | 'session-id-unknown'
  | 'session-id-used'
  | 'url-window-passed'
  | 'cancel-too-late'
  | 'state-used'
  | 'state-expired';

/** `Status` of the segment attribute `connect:CustomerAuthentication`. */
export type AuthenticationStatus = 'AUTHENTICATED' | 'FAILED' | 'TIMEOUT';

/** What must be done, in order. */
export type BlockEffect =
  | { readonly type: 'sendEvent'; readonly contentType: EventContentType; readonly sessionId?: string }
  | { readonly type: 'renameCustomer'; readonly name: string }
  | { readonly type: 'startTimer'; readonly timer: BlockTimer; readonly delayMs: number }
  | { readonly type: 'stopTimer'; readonly timer: BlockTimer }
  | {
      readonly type: 'redeemCode';
      readonly sessionId: string;
      readonly code: string;
      readonly url: IssuedUrl;
    }
  | { readonly type: 'setStatus'; readonly status: AuthenticationStatus }
  | { readonly type: 'takeBranch'; readonly branch: Branch }
  | { readonly type: 'refuse'; readonly refusal: BlockRefusal };

/** What the block is configured with, and the moment of the event in milliseconds. */
export interface BlockContext {
  readonly at: number;
  /** Time limit of the block, in milliseconds: 3 to 15 minutes. */
  readonly timeLimitMs: number;
  readonly fidelity: Fidelity;
}

/** The next state and what must be done. */
export type BlockStep = readonly [BlockState, readonly BlockEffect[]];
