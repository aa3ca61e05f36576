import { DEFAULT_FIDELITY, type Fidelity } from 'local-connect';
import type { Knob, Observations } from './scenario.js';
import { UNTOLD } from './scenarios/list.js';

/** What became of one scenario. */
export interface Played {
  readonly name: string;
  readonly tells: readonly Knob[];
  readonly outcome: 'held' | 'broke' | 'left out';
  /** Why it broke or was left out. */
  readonly reason?: string;
  readonly observations: Observations;
}

/** What became of one assumption. */
export interface Verdict {
  readonly knob: Knob;
  readonly assumed: unknown;
  readonly verdict: 'held' | 'differs' | 'not checked';
  readonly observed?: unknown;
  readonly reason?: string;
}

/** Compares what was seen with what local-connect assumes by default, a row per knob. */
export function fidelityVerdicts(
  played: readonly Played[],
  assumed: Fidelity = DEFAULT_FIDELITY,
): readonly Verdict[] {
  return (Object.keys(assumed) as Knob[]).map((knob) => {
    const row = { knob, assumed: assumed[knob] };
    const told = played.find(({ observations }) => knob in observations);
    if (told === undefined) {
      const wanted = played.find(({ tells }) => tells.includes(knob));
      const reason = UNTOLD[knob] ?? wanted?.reason ?? 'what was seen before it decides that it cannot show';
      return { ...row, verdict: 'not checked', reason };
    }
    const observed = told.observations[knob];
    return { ...row, observed, verdict: observed === row.assumed ? 'held' : 'differs' };
  });
}

const show = (value: unknown) => JSON.stringify(value);

/** The report for people: scenarios, then the difference to FIDELITY.md. */
export function printReport(played: readonly Played[], verdicts: readonly Verdict[]): string {
  const scenarios = played.map(
    ({ outcome, name, reason }) =>
      `${outcome.padEnd(8)}  ${name}${reason === undefined ? '' : `\n          ${reason}`}`,
  );
  const difference = verdicts.flatMap(({ knob, assumed, verdict, observed, reason }) => {
    switch (verdict) {
      case 'held':
        return [`  ${knob}: ${show(assumed)}`];
      case 'differs':
        return [`- ${knob}: ${show(assumed)}`, `+ ${knob}: ${show(observed)}`];
      case 'not checked':
        return [`? ${knob}: ${show(assumed)}  (${reason ?? ''})`];
      default:
        return verdict satisfies never;
    }
  });
  const count = (wanted: Verdict['verdict']) => verdicts.filter(({ verdict }) => verdict === wanted).length;
  return [
    'Scenarios',
    ...scenarios,
    '',
    '--- assumed by local-connect (FIDELITY.md)',
    '+++ seen',
    ...difference,
    '',
    `${count('held')} assumptions held, ${count('differs')} differ, ${count('not checked')} not checked`,
  ].join('\n');
}
