import { parseArgs } from 'node:util';
import { OPTIONAL_VARIABLES, readTarget, VARIABLES } from './environment.js';
import { fidelityVerdicts, printReport, type Played } from './fidelity-report.js';
import { describePlan } from './plan.js';
import { play, playAll, type SceneTime } from './play.js';
import { SCENARIOS } from './scenarios/list.js';
import { wait, wallNow } from './wall-clock.js';

/** Exit codes: all that was checked held; something differs or broke; nothing was run. */
export const EXIT = { held: 0, differs: 1, notRun: 2 } as const;

/** Chats that are open at once: StartChatContact allows 5 a second. */
const AT_ONCE = 4;

const listOf = (variables: Readonly<Record<string, string>>) =>
  Object.entries(variables)
    .map(([name, meaning]) => `  ${name.padEnd(26)}${meaning}`)
    .join('\n');

const HELP = `Usage: npm run live -- [--yes] [--quick] [--json]

Plays local-connect's scenarios against a real Amazon Connect instance and tells which of local-connect's assumptions
held, as a difference to FIDELITY.md.

  --yes     really do it; without it the run only says what it would create
  --quick   leave out scenarios that wait for the block's timers
  --json    one JSON object on standard output

Variables:
${listOf(VARIABLES)}
${listOf(OPTIONAL_VARIABLES)}

Exit code: 0 all that was checked held, 1 something differs or broke, 2 nothing was run.
`;

/** Real time: three seconds for what is under way. */
const realTime: SceneTime = {
  now: wallNow,
  pass: (duration) => wait(1000 * Number(duration.replace(/s$/u, ''))),
  settle: () => wait(3_000),
};

/** What the command prints to. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/**
 * The command.
 *
 * @returns the exit code
 */
export async function live(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  { out, err }: Output,
  time: SceneTime = realTime,
): Promise<number> {
  let options;
  let target;
  try {
    const boolean = { type: 'boolean', default: false } as const;
    const known = { yes: boolean, quick: boolean, json: boolean, help: boolean };
    ({ values: options } = parseArgs({ args: [...args], options: known }));
    if (options.help) {
      out(HELP);
      return EXIT.held;
    }
    target = readTarget(environment);
  } catch (error) {
    err(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return EXIT.notRun;
  }
  const { quick } = options;
  const scenarios = SCENARIOS.filter(({ seconds = 0 }) => !quick || seconds === 0);
  err(describePlan(target, scenarios, environment['AWS_ENDPOINT_URL_CONNECT']));
  if (!options.yes) {
    err('Nothing was done. Add --yes to do it.\n');
    return EXIT.notRun;
  }
  const leftOut = SCENARIOS.filter((scenario) => !scenarios.includes(scenario)).map(
    ({ name, tells = [] }): Played => ({
      ...{ name, tells, outcome: 'left out', observations: {} },
      reason: 'waits for timers; --quick leaves it out',
    }),
  );
  const played: readonly Played[] = [
    ...(await playAll(scenarios, AT_ONCE, async (scenario) => {
      const result = await play(scenario, target, time);
      err(`${result.outcome}  ${result.name}\n`);
      return result;
    })),
    ...leftOut,
  ];
  const verdicts = fidelityVerdicts(played);
  out(
    options.json
      ? JSON.stringify({ scenarios: played, assumptions: verdicts })
      : printReport(played, verdicts),
  );
  out('\n');
  const isFine =
    played.every(({ outcome }) => outcome !== 'broke') &&
    verdicts.every(({ verdict }) => verdict !== 'differs');
  return isFine ? EXIT.held : EXIT.differs;
}
