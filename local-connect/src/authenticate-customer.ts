import { CONNECT_LIMIT, EVENT_CONTENT_TYPE } from 'connect-sign-in-shared/connect.js';
import { STOP_TIMERS, end, terminalEvent } from './block-branches.js';
import type {
  BlockContext,
  BlockEffect,
  BlockEvent,
  BlockRefusal,
  BlockState,
  BlockStep,
  BlockTimer,
  IssuedUrl,
} from './block-state.js';

/**
 * The Authenticate Customer flow block as a pure machine: an event that has no meaning in a state changes nothing.
 *
 * Source: Amazon Connect Administrator Guide, "Flow block in Amazon Connect: Authenticate Customer"; what it leaves
 * open follows the knobs of `fidelity.ts`.
 */
export function transition(state: BlockState, event: BlockEvent, context: BlockContext): BlockStep {
  switch (event.type) {
    case 'entered':
      return enter(event.sessionId, context);
    case 'urlRequested':
      return issueUrl(state, event, context);
    case 'codeReceived':
    case 'errorReceived':
      return receiveResponse(state, event, context);
    case 'codeRedeemed':
    case 'codeRefused':
      return finishRedemption(state, event, context);
    case 'cancelRequested':
      return cancel(state, event.sessionId, context);
    case 'timerFired':
      return fire(state, event.timer, context);
    case 'customerWrote':
      return isWaiting(state) && context.fidelity.messageRestartsBlockTimer
        ? [state, [restartTimeLimit(context)]]
        : [state, []];
    case 'chatEnded':
      return [{ name: 'idle' }, STOP_TIMERS];
    default:
      return event satisfies never;
  }
}

const restartTimeLimit = (context: BlockContext): BlockEffect => ({
  type: 'startTimer',
  timer: 'timeLimit',
  delayMs: context.timeLimitMs,
});

const refuse = (state: BlockState, refusal: BlockRefusal): BlockStep => [
  state,
  [{ type: 'refuse', refusal }],
];

const isWaiting = (state: BlockState) => state.name === 'initiated' || state.name === 'urlIssued';

function enter(sessionId: string, context: BlockContext): BlockStep {
  const delayMs = CONNECT_LIMIT.authenticationUrlWindowMs;
  return [
    { name: 'initiated', sessionId, urlUntil: context.at + delayMs },
    [
      { type: 'sendEvent', contentType: EVENT_CONTENT_TYPE.authenticationInitiated, sessionId },
      { type: 'startTimer', timer: 'urlWindow', delayMs },
      restartTimeLimit(context),
    ],
  ];
}

function issueUrl(
  state: BlockState,
  event: { sessionId: string; url: IssuedUrl },
  context: BlockContext,
): BlockStep {
  if (state.name === 'idle' || state.sessionId !== event.sessionId)
    return refuse(state, 'session-id-unknown');
  if (state.name !== 'initiated') return refuse(state, 'session-id-used');
  if (context.at >= state.urlUntil) return refuse(state, 'url-window-passed');
  const restart =
    context.fidelity.blockTimerStart === 'authentication-url' ? [restartTimeLimit(context)] : [];
  return [
    { name: 'urlIssued', sessionId: event.sessionId, url: event.url, issuedAt: context.at },
    [{ type: 'stopTimer', timer: 'urlWindow' }, ...restart],
  ];
}

function receiveResponse(
  state: BlockState,
  event: BlockEvent & { readonly type: 'codeReceived' | 'errorReceived' },
  context: BlockContext,
): BlockStep {
  if (state.name === 'redeeming' && state.url.state === event.state) return refuse(state, 'state-used');
  if (state.name !== 'urlIssued' || state.url.state !== event.state) return refuse(state, 'state-expired');
  const { stateLifetimeSeconds, blockTimerDuringRedemption } = context.fidelity;
  if (stateLifetimeSeconds !== null && context.at >= state.issuedAt + 1000 * stateLifetimeSeconds) {
    return refuse(state, 'state-expired');
  }
  if (event.type === 'errorReceived') return end(state, 'Error', context);
  const { sessionId, url } = state;
  return [
    { name: 'redeeming', sessionId, url },
    [
      ...(blockTimerDuringRedemption === 'stopped' ? STOP_TIMERS : []),
      { type: 'redeemCode', sessionId, code: event.code, url },
    ],
  ];
}

function finishRedemption(
  state: BlockState,
  event: BlockEvent & { readonly type: 'codeRedeemed' | 'codeRefused' },
  context: BlockContext,
): BlockStep {
  // The block may have ended, or even begun anew, while the token endpoint was asked.
  if (state.name !== 'redeeming' || state.sessionId !== event.sessionId) return [state, []];
  if (event.type === 'codeRefused') return end(state, 'Error', context);
  return end(state, 'Success', context, event.firstName);
}

function cancel(state: BlockState, sessionId: string, context: BlockContext): BlockStep {
  if (state.name === 'idle' || state.sessionId !== sessionId) return refuse(state, 'session-id-unknown');
  if (state.name === 'ended') return refuse(state, 'session-id-used');
  const { cancelAfterUrl, cancelDuringRedemption } = context.fidelity;
  if (state.name === 'urlIssued' && cancelAfterUrl === 'refused') return refuse(state, 'cancel-too-late');
  if (state.name === 'redeeming' && cancelDuringRedemption === 'refused')
    return refuse(state, 'cancel-too-late');
  return end(state, 'OptedOut', context);
}

function fire(state: BlockState, timer: BlockTimer, context: BlockContext): BlockStep {
  const { expiredTrigger, expiredBranch } = context.fidelity;
  if (timer === 'timeLimit') {
    if (state.name === 'idle' || state.name === 'ended') return [state, []];
    return end(
      state,
      'Timeout',
      context,
      undefined,
      expiredTrigger === 'block-timer' ? 'authenticationExpired' : undefined,
    );
  }
  if (state.name !== 'initiated' || expiredTrigger !== 'url-window') return [state, []];
  if (expiredBranch === 'keeps-waiting')
    return [state, [terminalEvent('authenticationExpired', state.sessionId, context)]];
  return end(state, expiredBranch, context, undefined, 'authenticationExpired');
}
