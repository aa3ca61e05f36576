import { type LocalConnect, generateSigningKeys, manualClock, startLocalConnect } from 'local-connect';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fidelityVerdicts, printReport, type Played } from '../../live/src/fidelity-report.js';
import { EXIT, live } from '../../live/src/live.js';
import type { SceneTime } from '../../live/src/play.js';
import { SCENARIOS } from '../../live/src/scenarios/list.js';

const REDIRECT_URI = 'https://auth.example.com/callback';
const signingKeys = await generateSigningKeys();

/** An account whose behaviour differs from what local-connect assumes in three ways. */
const SURPRISES = {
  usedState: 'InvalidRequestException',
  terminalEventContent: 'session-id',
  cognitoOpenerPolicy: 'absent',
} as const;

const start = (fidelity: object) =>
  startLocalConnect({
    ...{ callbackUrls: [REDIRECT_URI], clock: manualClock(), fidelity, signingKeys },
    throttles: { UpdateParticipantAuthentication: null },
  });

/** The variables that somebody exports for an account; the SDK reads its own from the process. */
function variablesOf(local: LocalConnect): Record<string, string> {
  const [customer] = local.customers;
  vi.stubEnv('AWS_ENDPOINT_URL_CONNECT', local.connectEndpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_CONNECTPARTICIPANT', local.connectEndpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', local.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', local.credentials.secretAccessKey);
  return {
    AWS_ENDPOINT_URL_CONNECT: local.connectEndpoint,
    AWS_REGION: local.region,
    CONNECT_INSTANCE_ID: local.instanceId,
    CONNECT_CONTACT_FLOW_ID: local.contactFlowId,
    LIVE_REDIRECT_URI: REDIRECT_URI,
    LIVE_USERNAME: customer!.username,
    LIVE_PASSWORD: customer!.password,
  };
}

const timeOf = (local: LocalConnect): SceneTime => ({
  now: () => local.clock.now(),
  pass: (duration) => local.advance(duration),
  settle: () => Promise.resolve(),
});

async function run(args: readonly string[], local: LocalConnect, changed: Record<string, string> = {}) {
  const [printed, told] = [[] as string[], [] as string[]];
  const output = {
    out: (text: string) => void printed.push(text),
    err: (text: string) => void told.push(text),
  };
  const code = await live(args, { ...variablesOf(local), ...changed }, output, timeOf(local));
  return { code, printed: printed.join(''), told: told.join('') };
}

describe('npm run live, with local-connect in place of AWS', () => {
  let same: LocalConnect;
  let other: LocalConnect;
  beforeAll(async () => {
    [same, other] = await Promise.all([start({}), start(SURPRISES)]);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await Promise.all([same.close(), other.close()]);
  });

  it('says what it would create and creates nothing without --yes', async () => {
    const { code, told } = await run([], same);
    expect(code).toBe(EXIT.notRun);
    expect(told).toContain(`It will create ${SCENARIOS.length} chat contacts`);
    expect(told).toContain(same.instanceId);
    expect(told).toContain('Nothing was done.');
    expect(same.journal.entries()).toEqual([]);
  });

  it.each([
    [{ CONNECT_INSTANCE_ID: '' }, 'CONNECT_INSTANCE_ID is not set'],
    [{ LIVE_TIME_LIMIT_MINUTES: '20' }, 'LIVE_TIME_LIMIT_MINUTES is wrong'],
    [{ LIVE_REDIRECT_URI: 'nowhere' }, 'LIVE_REDIRECT_URI is wrong'],
  ])('names what is missing or wrong: %o', async (changed, problem) => {
    const { code, told } = await run(['--yes'], same, changed);
    expect(code).toBe(EXIT.notRun);
    expect(told).toContain(problem);
    expect(same.journal.entries()).toEqual([]);
  });

  it('explains itself, and knows its options', async () => {
    expect((await run(['--help'], same)).printed).toContain('LIVE_USERNAME');
    expect((await run(['--all'], same)).code).toBe(EXIT.notRun);
  });

  it('finds every assumption held where AWS does as assumed, and ends every chat', async () => {
    const { code, printed } = await run(['--yes', '--quick', '--json'], same);
    const { scenarios, assumptions } = JSON.parse(printed) as {
      scenarios: Played[];
      assumptions: ReturnType<typeof fidelityVerdicts>;
    };
    expect(scenarios.filter(({ outcome }) => outcome === 'broke')).toEqual([]);
    expect(assumptions.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
    expect(assumptions.filter(({ verdict }) => verdict === 'held').length).toBeGreaterThan(18);
    expect(code).toBe(EXIT.held);
    expect(same.contacts().filter(({ status }) => status !== 'disconnected')).toEqual([]);
  });

  it('prints the difference where AWS does otherwise, and no code, state or token', async () => {
    const { code, printed, told } = await run(['--yes', '--quick'], other);
    expect(code).toBe(EXIT.differs);
    const changed = printed.split('\n').filter((line) => /^[-+] /u.test(line));
    expect(changed.sort()).toEqual(
      [
        '- cognitoOpenerPolicy: "same-origin"',
        '+ cognitoOpenerPolicy: "absent"',
        '- terminalEventContent: "none"',
        '+ terminalEventContent: "session-id"',
        '- usedState: "ConflictException"',
        '+ usedState: "InvalidRequestException"',
      ].sort(),
    );
    expect(printed).toContain('left out  a customer who does not sign in takes the Timeout branch');
    const password = other.customers[0]!.password;
    expect(`${printed}${told}`).not.toMatch(/[\w-]{60,}/u);
    expect(`${printed}${told}`).not.toContain(password);
  });

  it('goes on after a scenario that broke, and tells which assumptions that leaves open', async () => {
    const { code, printed } = await run(['--yes', '--quick'], same, { LIVE_PASSWORD: 'wrong' });
    expect(code).toBe(EXIT.differs);
    expect(printed).toContain('broke     a customer who signs in takes the Success branch');
    expect(printed).toContain('Cognito did not take the user name and password');
    expect(printed).toMatch(/\? successOrder: .*Cognito did not take/u);
    expect(printed).toContain('  cancelAfterUrl: "accepted"');
  });
});

describe('the report', () => {
  it('counts each knob once', () => {
    const played: Played = {
      ...{ name: 'one', tells: ['usedState', 'stateForm'], outcome: 'held' },
      observations: { usedState: 'accepted', stateForm: 'opaque' },
    };
    const verdicts = fidelityVerdicts([played]);
    expect(verdicts.filter(({ verdict }) => verdict !== 'not checked')).toEqual([
      { knob: 'stateForm', assumed: 'opaque', observed: 'opaque', verdict: 'held' },
      { knob: 'usedState', assumed: 'ConflictException', observed: 'accepted', verdict: 'differs' },
    ]);
    expect(printReport([played], verdicts)).toContain('1 assumptions held, 1 differ');
  });
});
