import { IDLE, type Attempt, type SignInEvent, type SignInState } from '../../widget/src/sign-in-machine.js';

export const SESSION = '11111111-2222-4333-8444-555555555555';
export const OTHER = '99999999-2222-4333-8444-555555555555';
export const URL = 'https://shop.example/oauth2/authorize?state=s';

const pending: Attempt = {
  sessionId: SESSION,
  initiatedAt: 1000,
  receivedAt: 1100,
  endsAt: 181_000,
  blocked: 0,
};
export const READY: Attempt = { ...pending, authenticationUrl: URL };
const refused: Attempt = { ...pending, refusal: 'throttled' };
const next: Attempt = { ...pending, sessionId: OTHER, initiatedAt: 2000, receivedAt: 2100 };

export const STATES = {
  idle: IDLE,
  requestingUrl: { status: 'requestingUrl', attempt: pending },
  offered: { status: 'offered', attempt: READY },
  refused: { status: 'offered', attempt: refused },
  signingIn: { status: 'signingIn', attempt: READY, mode: 'auto' },
  confirming: { status: 'confirming', attempt: READY, mode: 'auto' },
  optingOut: { status: 'optingOut', attempt: READY, from: { status: 'offered', attempt: READY } },
  succeeded: { status: 'ended', attempt: READY, outcome: 'succeeded' },
  timeout: { status: 'ended', attempt: READY, outcome: 'timeout' },
} as const satisfies Record<string, SignInState>;

export const EVENTS = {
  initiated: { type: 'initiated', attempt: next },
  initiatedAgain: { type: 'initiated', attempt: pending },
  initiatedBefore: { type: 'initiated', attempt: { ...next, initiatedAt: 1 } },
  restored: { type: 'restored', state: STATES.signingIn },
  urlReceived: { type: 'urlReceived', sessionId: SESSION, authenticationUrl: URL },
  urlReceivedForOther: { type: 'urlReceived', sessionId: OTHER, authenticationUrl: URL },
  urlRefused: { type: 'urlRefused', sessionId: SESSION, refusal: 'late' },
  urlRefusedForOther: { type: 'urlRefused', sessionId: OTHER, refusal: 'late' },
  signInPressed: { type: 'signInPressed', mode: 'popup' },
  windowBlocked: { type: 'windowBlocked' },
  openingPrevented: { type: 'openingPrevented' },
  returned: { type: 'returned' },
  optOutPressed: { type: 'optOutPressed' },
  cancelRefused: { type: 'cancelRefused', sessionId: SESSION },
  cancelRefusedForOther: { type: 'cancelRefused', sessionId: OTHER },
  succeeded: { type: 'succeeded' },
  succeededForOther: { type: 'succeeded', sessionId: OTHER },
  succeededBefore: { type: 'succeeded', at: 500 },
  failed: { type: 'failed' },
  timedOut: { type: 'timedOut' },
  expired: { type: 'expired', sessionId: SESSION },
  cancelled: { type: 'cancelled', at: 1000 },
  displayNameUpdated: { type: 'displayNameUpdated', displayName: 'Ana' },
  chatEnded: { type: 'chatEnded' },
  chatReplaced: { type: 'chatReplaced' },
  deadlineReached: { type: 'deadlineReached' },
} as const satisfies Record<string, SignInEvent>;

/** Where each event leads from each state; `·` is "unchanged", `~` the same status with other contents. */
const TABLE = `
event                 idle          requestingUrl offered       refused       signingIn     confirming    optingOut     succeeded     timeout
initiated             requestingUrl requestingUrl requestingUrl requestingUrl requestingUrl requestingUrl requestingUrl requestingUrl requestingUrl
initiatedAgain        requestingUrl ·             ·             ·             ·             ·             ·             ·             ·
initiatedBefore       requestingUrl ·             ·             ·             ·             ·             ·             ·             ·
restored              confirming    confirming    ·             confirming    ·             ·             ·             ·             ·
urlReceived           ·             offered       ·             ~             ·             ·             ·             ·             ·
urlReceivedForOther   ·             ·             ·             ·             ·             ·             ·             ·             ·
urlRefused            ·             offered       ·             ·             ·             ·             ·             ·             ·
urlRefusedForOther    ·             ·             ·             ·             ·             ·             ·             ·             ·
signInPressed         ·             ·             signingIn     ·             ~             signingIn     ·             ·             ·
windowBlocked         ·             ·             ·             ·             offered       ·             ·             ·             ·
openingPrevented      ·             ·             ·             ·             offered       ·             ·             ·             ·
returned              ·             ·             ·             ·             confirming    ·             ·             ·             ·
optOutPressed         ·             optingOut     optingOut     optingOut     optingOut     optingOut     ·             ·             ·
cancelRefused         ·             ·             ·             ·             ·             ·             offered       ·             ·
cancelRefusedForOther ·             ·             ·             ·             ·             ·             ·             ·             ·
succeeded             ·             succeeded     succeeded     succeeded     succeeded     succeeded     succeeded     ·             succeeded
succeededForOther     ·             ·             ·             ·             ·             ·             ·             ·             ·
succeededBefore       ·             ·             ·             ·             ·             ·             ·             ·             ·
failed                ·             failed        failed        failed        failed        failed        failed        ·             ·
timedOut              ·             timeout       timeout       timeout       timeout       timeout       timeout       ·             ·
expired               ·             expired       expired       expired       expired       expired       expired       ·             ·
cancelled             ·             opted-out     opted-out     opted-out     opted-out     opted-out     opted-out     ·             ·
displayNameUpdated    ·             ~             ~             ~             ~             ~             ~             ~             ~
chatEnded             ·             disconnected  disconnected  disconnected  disconnected  disconnected  disconnected  ·             ·
chatReplaced          ·             idle          idle          idle          idle          idle          idle          idle          idle
deadlineReached       ·             offered       expired       expired       expired       signingIn     offered       ·             ·
`;

const [header = [], ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.split(/\s+/u));
/** Every cell of the table. */
export const CELLS = rows.flatMap(([event = '', ...targets]) =>
  targets.map((target, index) => ({ event, state: header[index + 1] ?? '', target })),
);

export const ROWS = rows.map(([event]) => event);
export const COLUMNS = header.slice(1);

/** The word that the table uses for a state. */
export const wordOf = (state: SignInState): string =>
  state.status === 'ended' ? state.outcome : state.status;
