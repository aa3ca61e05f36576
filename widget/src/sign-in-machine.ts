import { DEADLINE } from './deadlines.js';
import { isAbout, isStale } from './session-match.js';
import {
  IDLE,
  isOpen,
  type Attempt,
  type OpenState,
  type SignInEffect,
  type SignInEvent,
  type SignInOutcome,
  type SignInState,
  type Transition,
} from './sign-in-state.js';

export * from './sign-in-state.js';

const OUTCOME = {
  succeeded: 'succeeded',
  failed: 'failed',
  timedOut: 'timeout',
  expired: 'expired',
  cancelled: 'opted-out',
} as const satisfies Record<string, SignInOutcome>;

/** Says what follows from an event, and executes nothing. An event that does not fit changes nothing. */
export function transition(state: SignInState, event: SignInEvent): Transition {
  const next = follow(state, event);
  return [next, next === state ? [] : effectsOf(state, event, next)];
}

function follow(state: SignInState, event: SignInEvent): SignInState {
  if (event.type === 'chatReplaced') return IDLE;
  if (state.status === 'idle') {
    if (event.type === 'initiated') return { status: 'requestingUrl', attempt: event.attempt };
    return event.type === 'restored' ? resume(event.state) : state;
  }
  const { attempt } = state;
  switch (event.type) {
    case 'initiated':
      return isStale(attempt, event.attempt) ? state : { status: 'requestingUrl', attempt: event.attempt };
    case 'urlReceived':
      return answerUrl(state, event.sessionId, {
        authenticationUrl: event.authenticationUrl,
        refusal: undefined,
      });
    case 'urlRefused':
      return answerUrl(state, event.sessionId, { refusal: event.refusal });
    case 'signInPressed':
      if (state.status === 'ended' || state.status === 'optingOut' || attempt.authenticationUrl === undefined)
        return state;
      return { status: 'signingIn', attempt, mode: event.mode };
    case 'windowBlocked': {
      if (state.status !== 'signingIn') return state;
      const blocked = { ...attempt, blocked: attempt.blocked + 1 };
      // Whoever cannot open windows twice in a row goes on in this tab.
      if (state.mode === 'auto' && attempt.blocked > 0)
        return { status: 'signingIn', attempt: blocked, mode: 'redirect' };
      return { status: 'offered', attempt: blocked, notice: 'window-blocked' };
    }
    case 'openingPrevented':
      return state.status === 'signingIn' ? { status: 'offered', attempt } : state;
    case 'returned':
      return state.status === 'signingIn' ? { status: 'confirming', attempt, mode: state.mode } : state;
    case 'optOutPressed':
      if (state.status === 'ended' || state.status === 'optingOut') return state;
      return {
        status: 'optingOut',
        attempt,
        from: state.status === 'confirming' ? { ...state, status: 'signingIn' } : state,
      };
    case 'cancelRefused':
      if (state.status !== 'optingOut' || attempt.sessionId !== event.sessionId) return state;
      return { ...state.from, notice: 'opt-out-refused' };
    case 'succeeded':
    case 'failed':
    case 'timedOut':
    case 'expired':
    case 'cancelled':
      return isAbout(attempt, event) ? end(state, OUTCOME[event.type]) : state;
    case 'displayNameUpdated':
      return withAttempt(state, { displayName: event.displayName });
    case 'chatEnded':
      return end(state, 'disconnected');
    case 'deadlineReached':
      return reach(state);
    case 'restored': {
      // The chat may tell of the session again before its earlier page is remembered, which got further.
      const { sessionId, authenticationUrl } = event.state.attempt;
      const isBehind =
        isOpen(state) && state.status !== 'optingOut' && attempt.authenticationUrl === undefined;
      return isBehind && attempt.sessionId === sessionId && authenticationUrl !== undefined
        ? resume(event.state)
        : state;
    }
    default:
      return event satisfies never;
  }
}

/** Effects follow from where the state has come from, so that no transition can forget one. */
function effectsOf(previous: SignInState, event: SignInEvent, state: SignInState): readonly SignInEffect[] {
  if (state.status === 'idle') return [{ type: 'stopTimer' }];
  const effects: SignInEffect[] = [];
  const { authenticationUrl, sessionId } = state.attempt;
  const ms = DEADLINE[state.status];
  if (ms === undefined) effects.push({ type: 'stopTimer' }, { type: 'forget' });
  else {
    // Remembered before anything opens, because a redirect may leave no time after.
    effects.push({ type: 'remember' });
    if (state.status !== previous.status || event.type === 'initiated')
      effects.push({ type: 'startTimer', ms });
  }
  if (event.type === 'initiated') effects.push({ type: 'requestAuthenticationUrl', attempt: state.attempt });
  if (event.type === 'optOutPressed') effects.push({ type: 'cancelParticipantAuthentication', sessionId });
  if (state.status === 'signingIn' && authenticationUrl !== undefined) {
    const way = state.mode === 'redirect' ? 'redirect' : 'popup';
    if (event.type === 'signInPressed') effects.push({ type: 'openSignIn', way, authenticationUrl });
    if (event.type === 'windowBlocked') effects.push({ type: 'fallBackToRedirect', way, authenticationUrl });
  }
  if (state.status !== 'requestingUrl') effects.push({ type: 'announce' });
  return effects;
}

function resume(remembered: OpenState): SignInState {
  const state = remembered.status === 'optingOut' ? remembered.from : remembered;
  const { attempt } = state;
  if (state.status === 'signingIn' || state.status === 'confirming') {
    return { status: 'confirming', attempt, mode: state.mode };
  }
  if (attempt.authenticationUrl !== undefined) return { status: 'offered', attempt };
  // A URL that was asked for but not received is lost: its session id works once.
  return { status: 'offered', attempt: { ...attempt, refusal: attempt.refusal ?? 'rejected' } };
}

function answerUrl(
  state: Exclude<SignInState, { status: 'idle' }>,
  sessionId: string,
  answer: Partial<Attempt>,
): SignInState {
  const { authenticationUrl, refusal } = state.attempt;
  // A URL that comes after our own deadline is still good; nothing replaces a URL.
  const isAnswered =
    authenticationUrl !== undefined || (refusal !== undefined && answer.refusal !== undefined);
  if (!isOpen(state) || state.attempt.sessionId !== sessionId || isAnswered) return state;
  const attempt = { ...state.attempt, ...answer };
  const offered = { status: 'offered', attempt } as const;
  return state.status === 'optingOut' ? { ...state, attempt, from: offered } : offered;
}

function end(state: Exclude<SignInState, { status: 'idle' }>, outcome: SignInOutcome): SignInState {
  // Connect's success is the truth, however late it comes and whatever was shown meanwhile.
  const isNews = state.status !== 'ended' || (outcome === 'succeeded' && state.outcome !== outcome);
  return isNews ? { status: 'ended', attempt: state.attempt, outcome } : state;
}

function reach(state: Exclude<SignInState, { status: 'idle' }>): SignInState {
  switch (state.status) {
    case 'requestingUrl':
      return answerUrl(state, state.attempt.sessionId, { refusal: 'unreachable' });
    case 'confirming':
      return { ...state, status: 'signingIn', notice: 'unfinished' };
    case 'optingOut':
      return { ...state.from, notice: 'opt-out-refused' };
    default:
      return end(state, 'expired');
  }
}

/** Changes the attempt without changing what the customer is doing. */
function withAttempt(state: Exclude<SignInState, { status: 'idle' }>, news: Partial<Attempt>): SignInState {
  const attempt = { ...state.attempt, ...news };
  return state.status === 'optingOut'
    ? { ...state, attempt, from: { ...state.from, attempt } }
    : { ...state, attempt };
}
