import { z } from 'zod';
import type { Branch } from './block-state.js';

const line = z.string().min(1).max(1024);

/** The small flow around the Authenticate Customer block: what it says and what it listens for. */
export const flowScriptSchema = z
  .strictObject({
    /** A customer's message that holds this text makes the flow ask for sign-in; letter case does not matter. */
    say: line.default('sign in'),
    greeting: line.default('Hello! How can I help you? Say "sign in" to see your orders.'),
    ask: line.default('Please sign in so that I can look up your orders.'),
    fallback: line.default('I can help with your orders. Say "sign in" to start.'),
    success: line.default('Thank you, you are signed in. Your last order is on its way.'),
    timeout: line.default('Your time to sign in has run out. I will ask you once more in a moment.'),
    timeoutAgain: line.default('Your time to sign in has run out. Say "sign in" to try again.'),
    optedOut: line.default('No problem, we can go on without signing in.'),
    error: line.default('Signing in did not work. Say "sign in" to try again.'),
    /** Time limit of the Authenticate Customer block in minutes. */
    timeLimitMinutes: z.number().min(3).max(15).default(3),
    /** After a timeout the flow goes back to the block by itself, this many seconds later. */
    askAgainSeconds: z.number().nonnegative().default(5),
    /** How often it does so before it waits to be told. */
    askAgainTimes: z.int().nonnegative().max(100).default(1),
    /** A customer whom the website authenticated before the chat does not come to the block. */
    skipWhenAuthenticated: z.boolean().default(true),
  })
  .readonly();

/** A script of {@link flowScriptSchema}, complete. */
export type FlowScript = z.output<typeof flowScriptSchema>;

/** Where the flow stands. `timeouts` counts the block's timeouts in a row. */
export type FlowState =
  /** Followed only by `listening`. */
  | { readonly name: 'notStarted' }
  /** Followed by `authenticating`, `withAgent` or `ended`. */
  | { readonly name: 'listening'; readonly timeouts: number }
  /** In the Authenticate Customer block. Followed by `listening`, `pausing` or `ended`. */
  | { readonly name: 'authenticating'; readonly timeouts: number }
  /** After a timeout, about to ask again. Followed by `authenticating`, `withAgent` or `ended`. */
  | { readonly name: 'pausing'; readonly timeouts: number }
  /** An agent has taken over. Followed by `listening` or `ended`. */
  | { readonly name: 'withAgent' }
  /** Final. */
  | { readonly name: 'ended' };

/** What happened to the flow. */
export type FlowEvent =
  | { readonly type: 'started' }
  /** `authenticated`: the website said so at StartChatContact. */
  | { readonly type: 'customerWrote'; readonly text: string; readonly authenticated?: boolean }
  | { readonly type: 'branchTaken'; readonly branch: Branch }
  | { readonly type: 'pauseOver' }
  | { readonly type: 'agentJoined' }
  | { readonly type: 'agentLeft' }
  | { readonly type: 'chatEnded' };

/** What must be done, in order. */
export type FlowEffect =
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'enterBlock' }
  | { readonly type: 'startPause'; readonly delayMs: number }
  | { readonly type: 'stopPause' };

type Step = readonly [FlowState, readonly FlowEffect[]];

const say = (text: string): FlowEffect => ({ type: 'say', text });

/** The flow as a pure machine: an event that has no meaning in a state changes nothing. */
export function advanceFlow(state: FlowState, event: FlowEvent, script: FlowScript): Step {
  switch (event.type) {
    case 'started':
      return state.name === 'notStarted'
        ? [{ name: 'listening', timeouts: 0 }, [say(script.greeting)]]
        : [state, []];
    case 'customerWrote':
      return hear(state, event, script);
    case 'branchTaken':
      return state.name === 'authenticating' ? follow(state.timeouts, event.branch, script) : [state, []];
    case 'pauseOver':
      return state.name === 'pausing'
        ? [{ name: 'authenticating', timeouts: state.timeouts }, [say(script.ask), { type: 'enterBlock' }]]
        : [state, []];
    case 'agentJoined':
      return state.name === 'listening' || state.name === 'pausing'
        ? [{ name: 'withAgent' }, [{ type: 'stopPause' }]]
        : [state, []];
    case 'agentLeft':
      return state.name === 'withAgent' ? [{ name: 'listening', timeouts: 0 }, []] : [state, []];
    case 'chatEnded':
      return [{ name: 'ended' }, [{ type: 'stopPause' }]];
    default:
      return event satisfies never;
  }
}

function hear(
  state: FlowState,
  { text, authenticated = false }: Extract<FlowEvent, { type: 'customerWrote' }>,
  script: FlowScript,
): Step {
  if (state.name !== 'listening' && state.name !== 'pausing') return [state, []];
  if (!text.toLowerCase().includes(script.say.toLowerCase())) {
    return state.name === 'listening' ? [state, [say(script.fallback)]] : [state, []];
  }
  if (authenticated && script.skipWhenAuthenticated) {
    return [{ name: 'listening', timeouts: 0 }, [{ type: 'stopPause' }, say(script.success)]];
  }
  // Being asked for is a fresh start: the flow may again ask by itself after a timeout.
  return [
    { name: 'authenticating', timeouts: 0 },
    [{ type: 'stopPause' }, say(script.ask), { type: 'enterBlock' }],
  ];
}

function follow(timeouts: number, branch: Branch, script: FlowScript): Step {
  switch (branch) {
    case 'Success':
      return [{ name: 'listening', timeouts: 0 }, [say(script.success)]];
    case 'OptedOut':
      return [{ name: 'listening', timeouts: 0 }, [say(script.optedOut)]];
    case 'Error':
      return [{ name: 'listening', timeouts: 0 }, [say(script.error)]];
    case 'Timeout':
      return timeouts < script.askAgainTimes
        ? [
            { name: 'pausing', timeouts: timeouts + 1 },
            [say(script.timeout), { type: 'startPause', delayMs: 1000 * script.askAgainSeconds }],
          ]
        : [{ name: 'listening', timeouts: 0 }, [say(script.timeoutAgain)]];
    default:
      return branch satisfies never;
  }
}
