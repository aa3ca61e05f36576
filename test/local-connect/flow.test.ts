import { describe, expect, it } from 'vitest';
import {
  type FlowEvent,
  type FlowState,
  advanceFlow,
  flowScriptSchema,
} from '../../local-connect/src/flow.js';

const script = flowScriptSchema.parse({
  greeting: 'greeting',
  ask: 'ask',
  fallback: 'fallback',
  success: 'success',
  timeout: 'timeout',
  timeoutAgain: 'timeoutAgain',
  optedOut: 'optedOut',
  error: 'error',
});

function run(...events: readonly FlowEvent[]) {
  let state: FlowState = { name: 'notStarted' };
  const words: string[] = [];
  for (const event of events) {
    const [next, effects] = advanceFlow(state, event, script);
    state = next;
    words.push(...effects.map((effect) => (effect.type === 'say' ? effect.text : effect.type)));
  }
  return { state: state.name, words };
}

const started: FlowEvent = { type: 'started' };
const wrote = (text: string): FlowEvent => ({ type: 'customerWrote', text });
const asked = wrote('Sign IN please');
const timedOut: FlowEvent = { type: 'branchTaken', branch: 'Timeout' };

describe('the flow around the block', () => {
  it('greets once and enters the block when told to', () => {
    expect(run(started, started, wrote('hello'), asked)).toEqual({
      state: 'authenticating',
      words: ['greeting', 'fallback', 'stopPause', 'ask', 'enterBlock'],
    });
  });

  it.each([
    ['Success', 'success'],
    ['OptedOut', 'optedOut'],
    ['Error', 'error'],
  ] as const)('replies to the branch %s and listens again', (branch, reply) => {
    const result = run(started, asked, { type: 'branchTaken', branch });
    expect(result.words.at(-1)).toBe(reply);
    expect(result.state).toBe('listening');
  });

  it('asks once more by itself after a timeout, and then waits to be told', () => {
    const once = run(started, asked, timedOut);
    expect(once.words.slice(-2)).toEqual(['timeout', 'startPause']);
    const twice = run(started, asked, timedOut, { type: 'pauseOver' }, timedOut);
    expect(twice.words.slice(-3)).toEqual(['ask', 'enterBlock', 'timeoutAgain']);
    expect(twice.state).toBe('listening');
  });

  it('asks at once when told to during the pause, and says nothing to anything else', () => {
    expect(run(started, asked, timedOut, wrote('hm')).words.at(-1)).toBe('startPause');
    expect(run(started, asked, timedOut, asked).words.slice(-3)).toEqual(['stopPause', 'ask', 'enterBlock']);
  });

  it.each<[string, readonly FlowEvent[]]>([
    ['a message before the start', [asked]],
    ['a message in the block', [started, asked, asked]],
    ['a branch outside the block', [started, timedOut]],
    ['a pause that is no more', [started, { type: 'pauseOver' }]],
    ['a message after the end', [started, { type: 'chatEnded' }, asked]],
  ])('ignores %s', (_, events) => {
    expect(run(...events)).toEqual(run(...events.slice(0, -1)));
  });
});
