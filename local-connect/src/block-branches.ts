import { EVENT_CONTENT_TYPE } from 'connect-sign-in-shared/connect.js';
import type { BlockContext, BlockEffect, BlockState, BlockStep, Branch } from './block-state.js';
import type { Fidelity } from './fidelity.js';

/** Stops both timers of the block. */
export const STOP_TIMERS: readonly BlockEffect[] = [
  { type: 'stopTimer', timer: 'urlWindow' },
  { type: 'stopTimer', timer: 'timeLimit' },
];

const TERMINAL = {
  Success: 'authenticationSucceeded',
  Timeout: 'authenticationTimeout',
  OptedOut: 'authenticationCancelled',
  Error: 'authenticationFailed',
} as const satisfies Record<Branch, keyof typeof EVENT_CONTENT_TYPE>;

/** A terminal event of the block, with the session id where the knob wants one. */
export const terminalEvent = (
  key: keyof typeof EVENT_CONTENT_TYPE,
  sessionId: string,
  context: BlockContext,
): BlockEffect => ({
  type: 'sendEvent',
  contentType: EVENT_CONTENT_TYPE[key],
  ...(context.fidelity.terminalEventContent === 'session-id' ? { sessionId } : {}),
});

function statusOf(branch: Branch, fidelity: Fidelity): readonly BlockEffect[] {
  const afterOptOut = fidelity.statusAfterOptOut;
  switch (branch) {
    case 'Success':
      return [{ type: 'setStatus', status: 'AUTHENTICATED' }];
    case 'Timeout':
      return [{ type: 'setStatus', status: 'TIMEOUT' }];
    case 'Error':
      return [{ type: 'setStatus', status: 'FAILED' }];
    case 'OptedOut':
      return afterOptOut === 'absent' ? [] : [{ type: 'setStatus', status: afterOptOut }];
    default:
      return branch satisfies never;
  }
}

/** Leaves the block at a branch: timers stop, the status is set, the terminal event goes out, the flow goes on. */
export function end(
  state: BlockState & { readonly sessionId: string },
  branch: Branch,
  context: BlockContext,
  firstName?: string,
  event: keyof typeof EVENT_CONTENT_TYPE = TERMINAL[branch],
): BlockStep {
  const { sessionId } = state;
  const terminal = terminalEvent(event, sessionId, context);
  const rename: readonly BlockEffect[] =
    firstName === undefined ? [] : [{ type: 'renameCustomer', name: firstName }];
  return [
    { name: 'ended', sessionId, branch },
    [
      ...STOP_TIMERS,
      ...statusOf(branch, context.fidelity),
      ...(context.fidelity.successOrder === 'succeeded-first'
        ? [terminal, ...rename]
        : [...rename, terminal]),
      { type: 'takeBranch', branch },
    ],
  ];
}
