/** Steps of the exchange, in their order. */
export const STEPS = [
  'GetAuthenticationUrl',
  'start',
  'login',
  'callback',
  'UpdateParticipantAuthentication',
  'token redemption',
  'terminal event',
] as const;

/** What may go wrong in a step. */
export const FAULTS = [
  'throttle',
  '500',
  'hang',
  'dropped before the effect',
  'dropped after the effect',
  'process restart',
  'websocket drop',
  'clock skew',
  'duplicate',
  'reorder',
  'reload',
  'closed popup',
  'blocked popup',
  'offline then online',
] as const;

export type Step = (typeof STEPS)[number];
export type FaultName = (typeof FAULTS)[number];

/** What the customer does about it, as the prompt or the window offers; mostly nothing. */
export type Remedy =
  'nothing' | 'opens sign-in again' | 'reloads the window' | 'reloads the page' | 'opts out';

/** Where a cell ends: the prompt's status and the branch that Connect's contact took always agree. */
export interface EndState {
  readonly status: 'succeeded' | 'failed' | 'timeout' | 'opted-out';
  readonly remedy: Remedy;
  /** What the prompt says before the remedy, where there was something to say. */
  readonly told?: string;
}

export type Cell = EndState | { readonly notApplicable: string };

/** The branch of the Authenticate Customer block that a status of the prompt stands for. */
export const BRANCH = {
  succeeded: 'Success',
  failed: 'Error',
  timeout: 'Timeout',
  'opted-out': 'OptedOut',
} as const;

const SUCCEEDS = { status: 'succeeded', remedy: 'nothing' } as const satisfies Cell;
const OPENS_AGAIN = {
  status: 'succeeded',
  remedy: 'opens sign-in again',
  told: 'Finish signing in',
} as const satisfies Cell;
const RELOADS_WINDOW = { status: 'succeeded', remedy: 'reloads the window' } as const satisfies Cell;
const FAILED = { status: 'failed', remedy: 'nothing', told: 'You’re not signed in' } as const satisfies Cell;
const goesOnWithout = (told: string): Cell => ({ status: 'opted-out', remedy: 'opts out', told });
const never = (notApplicable: string): Cell => ({ notApplicable });

const NO_WINDOW_YET = never('no window is open before the customer presses the button');
const WINDOW_IS_OPEN = never('the window is open by then, and browsers block only the opening of one');
const NOT_OURS = never('both ends are run by AWS: none of our processes takes part');
const PUSHED = never('Connect pushes the event: nobody asks for it, so nobody can be refused');
const UNREACHABLE = goesOnWithout('The sign-in service didn’t answer');
/** A session id works once: with its answer lost, nobody gets the URL any more. */
const URL_LOST = goesOnWithout('Sign-in isn’t available right now');

/** The expected end state of every step under every fault. */
export const FAULT_MATRIX: Readonly<Record<Step, Readonly<Record<FaultName, Cell>>>> = {
  GetAuthenticationUrl: {
    throttle: goesOnWithout('Too many people are signing in'),
    '500': SUCCEEDS,
    hang: UNREACHABLE,
    'dropped before the effect': UNREACHABLE,
    'dropped after the effect': URL_LOST,
    'process restart': never('the browser asks Connect itself: none of our processes takes part'),
    'websocket drop': SUCCEEDS,
    'clock skew': SUCCEEDS,
    duplicate: SUCCEEDS,
    reorder: SUCCEEDS,
    reload: URL_LOST,
    'closed popup': NO_WINDOW_YET,
    'blocked popup': NO_WINDOW_YET,
    'offline then online': UNREACHABLE,
  },
  start: {
    throttle: OPENS_AGAIN,
    '500': OPENS_AGAIN,
    hang: OPENS_AGAIN,
    'dropped before the effect': OPENS_AGAIN,
    'dropped after the effect': OPENS_AGAIN,
    'process restart': SUCCEEDS,
    'websocket drop': SUCCEEDS,
    'clock skew': never('/start compares no times; what it signs is verified in callback x clock skew'),
    duplicate: SUCCEEDS,
    reorder: SUCCEEDS,
    reload: SUCCEEDS,
    'closed popup': OPENS_AGAIN,
    'blocked popup': { ...OPENS_AGAIN, told: 'Your browser blocked the sign-in window' },
    'offline then online': OPENS_AGAIN,
  },
  login: {
    throttle: OPENS_AGAIN,
    '500': OPENS_AGAIN,
    hang: OPENS_AGAIN,
    'dropped before the effect': OPENS_AGAIN,
    'dropped after the effect': OPENS_AGAIN,
    'process restart': SUCCEEDS,
    'websocket drop': SUCCEEDS,
    'clock skew': SUCCEEDS,
    duplicate: SUCCEEDS,
    reorder: never('one page follows the other in one window: nothing can overtake'),
    reload: SUCCEEDS,
    'closed popup': OPENS_AGAIN,
    'blocked popup': WINDOW_IS_OPEN,
    'offline then online': OPENS_AGAIN,
  },
  callback: {
    throttle: RELOADS_WINDOW,
    '500': RELOADS_WINDOW,
    hang: OPENS_AGAIN,
    'dropped before the effect': RELOADS_WINDOW,
    'dropped after the effect': SUCCEEDS,
    'process restart': RELOADS_WINDOW,
    'websocket drop': SUCCEEDS,
    'clock skew': SUCCEEDS,
    duplicate: SUCCEEDS,
    reorder: SUCCEEDS,
    reload: SUCCEEDS,
    'closed popup': { status: 'succeeded', remedy: 'opens sign-in again' },
    'blocked popup': WINDOW_IS_OPEN,
    'offline then online': RELOADS_WINDOW,
  },
  UpdateParticipantAuthentication: {
    throttle: SUCCEEDS,
    '500': SUCCEEDS,
    hang: SUCCEEDS,
    'dropped before the effect': SUCCEEDS,
    'dropped after the effect': SUCCEEDS,
    'process restart': RELOADS_WINDOW,
    'websocket drop': SUCCEEDS,
    'clock skew': SUCCEEDS,
    duplicate: SUCCEEDS,
    reorder: never('there is one call for one state: nothing can overtake'),
    reload: SUCCEEDS,
    'closed popup': SUCCEEDS,
    'blocked popup': WINDOW_IS_OPEN,
    'offline then online': SUCCEEDS,
  },
  'token redemption': {
    throttle: FAILED,
    '500': FAILED,
    hang: FAILED,
    'dropped before the effect': FAILED,
    'dropped after the effect': FAILED,
    'process restart': NOT_OURS,
    'websocket drop': SUCCEEDS,
    'clock skew': NOT_OURS,
    duplicate: never('Connect redeems a code once; the same code sent twice is callback x duplicate'),
    reorder: never('there is one request for one code: nothing can overtake'),
    reload: SUCCEEDS,
    'closed popup': SUCCEEDS,
    'blocked popup': WINDOW_IS_OPEN,
    'offline then online': SUCCEEDS,
  },
  'terminal event': {
    throttle: PUSHED,
    '500': PUSHED,
    hang: SUCCEEDS,
    'dropped before the effect': {
      status: 'succeeded',
      remedy: 'reloads the page',
      told: 'Checking your sign-in',
    },
    'dropped after the effect': SUCCEEDS,
    'process restart': NOT_OURS,
    'websocket drop': SUCCEEDS,
    'clock skew': SUCCEEDS,
    duplicate: SUCCEEDS,
    reorder: SUCCEEDS,
    reload: SUCCEEDS,
    'closed popup': SUCCEEDS,
    'blocked popup': WINDOW_IS_OPEN,
    'offline then online': SUCCEEDS,
  },
};
