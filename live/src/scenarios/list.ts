import type { Knob, Scenario, StandInScenario } from '../scenario.js';
import { AGENT } from './agent.js';
import { BRANCHES } from './branches.js';
import { REFUSALS } from './refusals.js';
import { STAND_IN } from './stand-in.js';
import { TIMERS } from './timers.js';

/** Every scenario that a customer, a callback server and time can bring about: AWS sees them too. */
export const SCENARIOS: readonly Scenario[] = [...BRANCHES, ...REFUSALS, ...TIMERS];

/** Every scenario that needs a stand-in which does what it is told. */
export const STAND_IN_SCENARIOS: readonly StandInScenario[] = [...STAND_IN, ...AGENT];

/** Knobs that no scenario tells about, and why. */
export const UNTOLD: Partial<Readonly<Record<Knob, string>>> = {
  redemptionDelaySeconds: 'a duration: whatever it is, the event comes when it comes',
  cognitoStateDecoding: 'would need a state that percent-encoding changes, which Connect chooses',
  blockTimerDuringRedemption: 'would need a token endpoint that is slow on purpose',
};
