import { describe, expect, it } from 'vitest';
import { transition } from '../../local-connect/src/authenticate-customer.js';
import type { BlockEffect, BlockEvent, BlockState } from '../../local-connect/src/block-state.js';
import { DEFAULT_FIDELITY, type Fidelity } from '../../local-connect/src/fidelity.js';

const SESSION = '01234567-89ab-4cde-8f01-23456789abcd';
const URL_PARTS = { state: 'state-1', redirectUri: 'https://auth.example.com/callback' };
const START = 1_000_000;

/** Runs events at seconds after the start; returns the last state and a short word for every effect. */
function run(events: readonly (readonly [number, BlockEvent])[], knobs: Partial<Fidelity> = {}) {
  const fidelity = { ...DEFAULT_FIDELITY, ...knobs };
  let state: BlockState = { name: 'idle' };
  const effects: BlockEffect[] = [];
  for (const [seconds, event] of events) {
    const [next, made] = transition(state, event, {
      at: START + 1000 * seconds,
      timeLimitMs: 180_000,
      fidelity,
    });
    state = next;
    effects.push(...made);
  }
  return { state, effects, words: effects.map(word) };
}

function word(effect: BlockEffect): string {
  switch (effect.type) {
    case 'sendEvent':
      return `${effect.contentType.split('.event.')[1]}${effect.sessionId === undefined ? '' : '+id'}`;
    case 'startTimer':
      return `start ${effect.timer} ${effect.delayMs / 1000}`;
    case 'stopTimer':
      return `stop ${effect.timer}`;
    case 'takeBranch':
      return `branch ${effect.branch}`;
    case 'setStatus':
      return effect.status;
    case 'refuse':
      return `refuse ${effect.refusal}`;
    case 'renameCustomer':
      return `rename ${effect.name}`;
    case 'redeemCode':
      return `redeem ${effect.code}`;
    default:
      return effect satisfies never;
  }
}

const entered: BlockEvent = { type: 'entered', sessionId: SESSION };
const urlRequested: BlockEvent = { type: 'urlRequested', sessionId: SESSION, url: URL_PARTS };
const codeReceived: BlockEvent = { type: 'codeReceived', state: 'state-1', code: 'code-1' };
const errorReceived: BlockEvent = { type: 'errorReceived', state: 'state-1' };
const codeRedeemed: BlockEvent = { type: 'codeRedeemed', sessionId: SESSION, firstName: 'Zoë' };
const codeRefused: BlockEvent = { type: 'codeRefused', sessionId: SESSION };
const cancelRequested: BlockEvent = { type: 'cancelRequested', sessionId: SESSION };
const urlWindow: BlockEvent = { type: 'timerFired', timer: 'urlWindow' };
const timeLimit: BlockEvent = { type: 'timerFired', timer: 'timeLimit' };
const STOPPED = ['stop urlWindow', 'stop timeLimit'];

describe('the Authenticate Customer block', () => {
  it('begins with initiated, which carries the session id, and two timers', () => {
    const { state, words } = run([[0, entered]]);
    expect(words).toEqual(['authentication.initiated+id', 'start urlWindow 60', 'start timeLimit 180']);
    expect(state).toMatchObject({ name: 'initiated', sessionId: SESSION });
  });

  it.each<[string, readonly BlockEvent[], string, readonly string[]]>([
    [
      'Success',
      [urlRequested, codeReceived, codeRedeemed],
      'Success',
      ['AUTHENTICATED', 'authentication.succeeded', 'rename Zoë', 'branch Success'],
    ],
    [
      'Error by the code',
      [urlRequested, codeReceived, codeRefused],
      'Error',
      ['FAILED', 'authentication.failed', 'branch Error'],
    ],
    [
      'Error by the response',
      [urlRequested, errorReceived],
      'Error',
      ['FAILED', 'authentication.failed', 'branch Error'],
    ],
    ['OptedOut at once', [cancelRequested], 'OptedOut', ['authentication.cancelled', 'branch OptedOut']],
    [
      'OptedOut with the URL',
      [urlRequested, cancelRequested],
      'OptedOut',
      ['authentication.cancelled', 'branch OptedOut'],
    ],
    [
      'Timeout with the URL',
      [urlRequested, timeLimit],
      'Timeout',
      ['TIMEOUT', 'authentication.timeout', 'branch Timeout'],
    ],
    [
      'Timeout by the URL window',
      [urlWindow],
      'Timeout',
      ['TIMEOUT', 'authentication.expired', 'branch Timeout'],
    ],
  ])('takes the branch %s', (_, events, branch, words) => {
    const result = run([entered, ...events].map((event) => [1, event]));
    expect(result.state).toEqual({ name: 'ended', sessionId: SESSION, branch });
    expect(result.words.slice(-words.length - 2)).toEqual([...STOPPED, ...words]);
  });

  it.each<[number, string | undefined]>([
    [59.999, undefined],
    [60, 'refuse url-window-passed'],
    [600, 'refuse url-window-passed'],
  ])('answers GetAuthenticationUrl %d seconds after initiated', (seconds, refusal) => {
    const { words } = run(
      [
        [0, entered],
        [seconds, urlRequested],
      ],
      { expiredTrigger: 'never' },
    );
    expect(words.find((made) => made.startsWith('refuse'))).toBe(refusal);
  });

  it.each<[string, readonly BlockEvent[], string]>([
    ['GetAuthenticationUrl twice', [entered, urlRequested, urlRequested], 'session-id-used'],
    ['GetAuthenticationUrl outside the block', [urlRequested], 'session-id-unknown'],
    [
      'GetAuthenticationUrl of another session',
      [entered, { ...urlRequested, sessionId: 'other' }],
      'session-id-unknown',
    ],
    ['GetAuthenticationUrl after the end', [entered, cancelRequested, urlRequested], 'session-id-used'],
    ['cancelling outside the block', [cancelRequested], 'session-id-unknown'],
    ['cancelling twice', [entered, cancelRequested, cancelRequested], 'session-id-used'],
    [
      'cancelling while the code is redeemed',
      [entered, urlRequested, codeReceived, cancelRequested],
      'cancel-too-late',
    ],
    ['a response without a URL', [entered, codeReceived], 'state-expired'],
    [
      'a response for another state',
      [entered, urlRequested, { ...codeReceived, state: 'other' }],
      'state-expired',
    ],
    ['a second response', [entered, urlRequested, codeReceived, codeReceived], 'state-used'],
    ['a response after the end', [entered, urlRequested, timeLimit, codeReceived], 'state-expired'],
  ])('refuses %s and changes nothing', (_, events, refusal) => {
    const before = run(events.slice(0, -1).map((event) => [1, event]));
    const after = run(events.map((event) => [1, event]));
    expect(after.words.slice(before.words.length)).toEqual([`refuse ${refusal}`]);
    expect(after.state).toEqual(before.state);
  });

  it.each<[string, readonly BlockEvent[]]>([
    ['a redemption that nobody waits for', [entered, codeRedeemed]],
    [
      'a redemption of an earlier session',
      [entered, urlRequested, codeReceived, { ...codeRedeemed, sessionId: 'earlier' }],
    ],
    ['a timer after the end', [entered, cancelRequested, timeLimit]],
    ['the URL window once the URL is out', [entered, urlRequested, urlWindow]],
    ['a message of the customer', [entered, { type: 'customerWrote' }]],
  ])('ignores %s', (_, events) => {
    const before = run(events.slice(0, -1).map((event) => [1, event]));
    const after = run(events.map((event) => [1, event]));
    expect(after).toEqual(before);
  });

  it('begins anew with another session id when the flow comes back', () => {
    const again: BlockEvent = { type: 'entered', sessionId: 'f'.repeat(36) };
    const { state, words } = run([
      [0, entered],
      [180, timeLimit],
      [185, again],
    ]);
    expect(state).toEqual({ name: 'initiated', sessionId: 'f'.repeat(36), urlUntil: START + 245_000 });
    expect(words.slice(-3)).toEqual([
      'authentication.initiated+id',
      'start urlWindow 60',
      'start timeLimit 180',
    ]);
  });

  it('stops its timers when the chat ends', () => {
    const { state, words } = run([
      [0, entered],
      [1, { type: 'chatEnded' }],
    ]);
    expect(state).toEqual({ name: 'idle' });
    expect(words.slice(-2)).toEqual(STOPPED);
  });
});

describe('knobs of the block', () => {
  it.each<[string, Partial<Fidelity>, readonly BlockEvent[], readonly string[]]>([
    [
      'successOrder',
      { successOrder: 'display-name-first' },
      [urlRequested, codeReceived, codeRedeemed],
      ['rename Zoë', 'authentication.succeeded', 'branch Success'],
    ],
    [
      'expiredBranch Error',
      { expiredBranch: 'Error' },
      [urlWindow],
      ['FAILED', 'authentication.expired', 'branch Error'],
    ],
    [
      'expiredBranch keeps-waiting',
      { expiredBranch: 'keeps-waiting' },
      [urlWindow],
      ['authentication.expired'],
    ],
    [
      'expiredTrigger never',
      { expiredTrigger: 'never' },
      [urlWindow, timeLimit],
      ['TIMEOUT', 'authentication.timeout', 'branch Timeout'],
    ],
    [
      'expiredTrigger block-timer',
      { expiredTrigger: 'block-timer' },
      [urlWindow, timeLimit],
      ['TIMEOUT', 'authentication.expired', 'branch Timeout'],
    ],
    [
      'terminalEventContent',
      { terminalEventContent: 'session-id' },
      [cancelRequested],
      ['authentication.cancelled+id', 'branch OptedOut'],
    ],
    [
      'statusAfterOptOut',
      { statusAfterOptOut: 'FAILED' },
      [cancelRequested],
      ['FAILED', 'authentication.cancelled', 'branch OptedOut'],
    ],
    [
      'blockTimerStart',
      { blockTimerStart: 'authentication-url' },
      [urlRequested],
      ['stop urlWindow', 'start timeLimit 180'],
    ],
    [
      'messageRestartsBlockTimer',
      { messageRestartsBlockTimer: true },
      [{ type: 'customerWrote' }],
      ['start timeLimit 180'],
    ],
    [
      'blockTimerDuringRedemption',
      { blockTimerDuringRedemption: 'running' },
      [urlRequested, codeReceived],
      ['stop urlWindow', 'redeem code-1'],
    ],
    [
      'cancelAfterUrl',
      { cancelAfterUrl: 'refused' },
      [urlRequested, cancelRequested],
      ['refuse cancel-too-late'],
    ],
    [
      'cancelDuringRedemption',
      { cancelDuringRedemption: 'accepted' },
      [urlRequested, codeReceived, cancelRequested, codeRedeemed],
      ['authentication.cancelled', 'branch OptedOut'],
    ],
  ])('%s', (_, knobs, events, words) => {
    const result = run(
      [entered, ...events].map((event) => [1, event]),
      knobs,
    );
    expect(result.words.slice(-words.length)).toEqual(words);
  });

  it.each<[number, string]>([
    [100, 'redeem code-1'],
    [101, 'refuse state-expired'],
  ])('stateLifetimeSeconds: a response %d seconds after the start', (seconds, last) => {
    const { words } = run(
      [
        [0, entered],
        [1, urlRequested],
        [seconds, codeReceived],
      ],
      { stateLifetimeSeconds: 100 },
    );
    expect(words.at(-1)).toBe(last);
  });
});
