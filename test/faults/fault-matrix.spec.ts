import type { Page } from '@playwright/test';
import {
  BRANCH,
  FAULT_MATRIX,
  FAULTS,
  STEPS,
  type EndState,
  type FaultName,
  type Step,
} from './fault-matrix.js';
import { expect, startFaultStage, test, type FaultStage } from './fault-stage.js';
import type { Injection } from './injection.js';
import { EVENT_INJECTIONS, REDEMPTION_INJECTIONS, UPDATE_INJECTIONS } from './injections-behind-callback.js';
import { START_INJECTIONS, URL_INJECTIONS } from './injections-before-login.js';
import { CALLBACK_INJECTIONS, LOGIN_INJECTIONS } from './injections-to-callback.js';
import { Journey } from './journey.js';

const INJECTIONS: Readonly<Record<Step, Partial<Record<FaultName, Injection>>>> = {
  GetAuthenticationUrl: URL_INJECTIONS,
  start: START_INJECTIONS,
  login: LOGIN_INJECTIONS,
  callback: CALLBACK_INJECTIONS,
  UpdateParticipantAuthentication: UPDATE_INJECTIONS,
  'token redemption': REDEMPTION_INJECTIONS,
  'terminal event': EVENT_INJECTIONS,
};

/** Ten minutes ahead, as a server without a time service comes to be. */
const AHEAD = `const D=Date;globalThis.Date=class extends D{constructor(...a){super(...(a.length?a:[D.now()+6e5]))}static now(){return D.now()+6e5}}`;

/** The way through the exchange, with a fault on it, up to the customer's remedy. */
async function travel(journey: Journey, injection: Injection): Promise<void> {
  const { stopsAfter } = injection;
  await injection.opening?.(journey);
  await journey.begin();
  await injection.asking?.(journey);
  await journey.ask();
  await (injection.asked ? injection.asked(journey) : journey.visit.expectStatus('offered'));
  if (stopsAfter === 'asked') return;
  await injection.pressing?.(journey);
  await (injection.press ? injection.press(journey) : journey.press());
  if (stopsAfter === 'press') return;
  await (injection.opened ? injection.opened(journey) : journey.loginPage());
  if (stopsAfter === 'opened') return;
  await injection.loggingIn?.(journey);
  await (injection.logIn ? injection.logIn(journey) : journey.logIn());
  await injection.arrived?.(journey);
}

async function run(stage: FaultStage, page: Page, injection: Injection, end: EndState): Promise<void> {
  const journey = new Journey(stage, page);
  const { local, visit } = journey;
  await travel(journey, injection);
  if (end.told !== undefined) await expect(visit.prompt).toContainText(end.told);
  await journey.remedy(end.remedy);

  await visit.expectStatus(end.status);
  await local.until(journey.contactId, BRANCH[end.status]);
  expect(await journey.heard()).toEqual([end.status]);
  const { contactId } = journey;
  const taken = local.journal
    .entries({ operation: 'UpdateParticipantAuthentication', contactId })
    .filter(({ status = 0, outcome }) => status === 200 || outcome === 'fault-drop-after');
  expect(taken).toHaveLength(end.status === 'opted-out' ? 0 : 1);
  expect([...local.unused(), ...stage.proxy.unused()]).toEqual([]);
  // Nothing lost also means that the chat goes on.
  await visit.say('Are you still there?');
  await expect(visit.transcript).toContainText('Are you still there?');
}

// What one cell left behind must not meet the next one.
test.afterEach(({ stage: { demo, proxy } }) => {
  demo.local.faults.clear();
  demo.local.deliveries.clear();
  proxy.clear();
});

for (const step of STEPS) {
  test.describe(step, () => {
    for (const fault of FAULTS) {
      const cell = FAULT_MATRIX[step][fault];
      const injection = INJECTIONS[step][fault];
      if ('notApplicable' in cell) {
        test(`${step} x ${fault}: not applicable, ${cell.notApplicable}`, () => {
          expect(injection).toBeUndefined();
        });
        continue;
      }
      test(`${step} x ${fault}: ends ${cell.status}, the customer ${cell.remedy === 'nothing' ? 'does nothing' : cell.remedy}`, async ({
        stage,
        page,
      }) => {
        if (injection === undefined) throw new Error('the table has a cell that nothing brings about');
        if (injection.skewedServer === undefined) return run(stage, page, injection, cell);
        const ahead = `--import=data:text/javascript,${encodeURIComponent(AHEAD)}`;
        const skewed = await startFaultStage({ NODE_OPTIONS: ahead });
        try {
          await run(skewed, page, injection, cell);
        } finally {
          await skewed.close();
        }
      });
    }
  });
}
