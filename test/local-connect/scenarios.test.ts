import * as connectCommands from '@aws-sdk/client-connect';
import * as participantCommands from '@aws-sdk/client-connectparticipant';
import {
  DEFAULT_FIDELITY,
  type Fidelity,
  type LocalConnect,
  generateSigningKeys,
  manualClock,
  startLocalConnect,
} from 'local-connect';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openScene, play, type OpenScene, type SceneTime } from '../../live/src/play.js';
import { answerTo } from '../../live/src/scenario.js';
import { SCENARIOS, STAND_IN_SCENARIOS, UNTOLD } from '../../live/src/scenarios/list.js';
import type { Target } from '../../live/src/target.js';
import { type AwsErrorName, AWS_ERROR_STATUS } from '../../local-connect/src/aws-error.js';
import { CONTROLS } from '../../local-connect/src/controls.js';
import { COMMON_ERRORS, OPERATIONS, type OperationName } from '../../local-connect/src/operations.js';

const REDIRECT_URI = 'https://auth.example.com/callback';
const signingKeys = await generateSigningKeys();
const startedAt = performance.now();
let local: LocalConnect;

const start = (fidelity: Partial<Fidelity>) =>
  startLocalConnect({
    ...{ callbackUrls: [REDIRECT_URI], clock: manualClock(), fidelity, signingKeys },
    // The list asks faster than the quota of a real account lets it.
    throttles: { UpdateParticipantAuthentication: null },
  });

const targetOf = (one: LocalConnect): Target => ({
  ...{ region: one.region, instanceId: one.instanceId, contactFlowId: one.contactFlowId },
  ...{ redirectUri: REDIRECT_URI, customer: one.customers[0]!, say: one.say, timeLimitMinutes: 3 },
  ...{ endpoint: one.connectEndpoint, credentials: one.credentials },
});

const timeOf = (one: LocalConnect): SceneTime => ({
  now: () => one.clock.now(),
  pass: (duration) => one.advance(duration),
  settle: () => Promise.resolve(),
});

beforeAll(async () => {
  local = await start({});
});
afterEach(() => {
  expect(local.unused()).toEqual([]);
  local.reset();
});
afterAll(() => local.close());

describe('the scenarios that AWS sees too', () => {
  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
    const { outcome, reason, observations } = await play(scenario, targetOf(local), timeOf(local));
    expect([outcome, reason]).toEqual(['held', undefined]);
    const told = Object.keys(observations);
    expect(scenario.tells ?? []).toEqual(expect.arrayContaining(told));
    expect(observations).toEqual(
      Object.fromEntries(told.map((knob) => [knob, DEFAULT_FIDELITY[knob as never]])),
    );
  });

  it('tell about every knob, or say why not', () => {
    const told = [...SCENARIOS.flatMap(({ tells = [] }) => tells), ...Object.keys(UNTOLD)];
    expect([...told].sort()).toEqual(Object.keys(DEFAULT_FIDELITY).sort());
  });

  it.each<Partial<Fidelity>>([
    { authenticationUrlScope: null },
    { authenticationUrlScope: 'openid' },
    { authenticationUrlPkce: true },
    { authenticationUrlNonce: true },
    { stateForm: 'uuid' },
    { stateForm: 'longest' },
    { stateForm: 'reserved-characters' },
    { stateLifetimeSeconds: 100 },
    { sessionIdRefusal: 'AccessDeniedException' },
    { unknownState: 'ConflictException' },
    { unknownState: 'accepted' },
    { usedState: 'InvalidRequestException' },
    { usedState: 'accepted' },
    { expiredState: 'InvalidRequestException' },
    { expiredState: 'accepted' },
    { codeAndError: 'code' },
    { codeAndError: 'error' },
    { neitherCodeNorError: 'error-branch' },
    { successOrder: 'display-name-first' },
    { expiredTrigger: 'block-timer' },
    { expiredTrigger: 'never' },
    { expiredBranch: 'Error' },
    { expiredBranch: 'keeps-waiting' },
    { authenticationEventsInTranscript: false },
    { missedItems: 'redelivered' },
    { terminalEventContent: 'session-id' },
    { authenticationEventRole: 'CUSTOMER' },
    { authenticationEventRole: 'absent' },
    { statusAfterOptOut: 'FAILED' },
    { statusAfterOptOut: 'TIMEOUT' },
    { blockTimerStart: 'authentication-url' },
    { messageRestartsBlockTimer: true },
    { cancelAfterUrl: 'refused' },
    { cancelDuringRedemption: 'accepted', redemptionDelaySeconds: 1 },
    { cognitoOpenerPolicy: 'absent' },
    { cognitoErrorState: 'absent' },
    { participantOrigins: 'approved' },
    { flowStart: 'start-chat-contact' },
  ])('see that AWS differs where it does: %o', async (knobs) => {
    const different = await start(knobs);
    const [[knob, setting] = ['', undefined]] = Object.entries(knobs);
    try {
      const scenario = SCENARIOS.find(({ tells }) => tells?.includes(knob as never))!;
      const { reason, observations } = await play(scenario, targetOf(different), timeOf(different));
      expect(reason).toBeUndefined();
      const seen: unknown = (observations as Readonly<Record<string, unknown>>)[knob];
      if (knob === 'stateLifetimeSeconds') expect(seen).toContain('less than the time limit');
      else expect(seen).toEqual(setting);
    } finally {
      await different.close();
    }
  });
});

describe('the scenarios that only a stand-in can play', () => {
  const played = async (run: (scene: OpenScene) => Promise<void>) => {
    const scene = openScene(targetOf(local), timeOf(local));
    try {
      await run(scene);
    } finally {
      await scene.leave();
    }
  };

  it.each(STAND_IN_SCENARIOS.map((scenario) => [scenario.command, scenario.name, scenario] as const))(
    '%s: %s',
    async (_, __, scenario) => {
      expect.hasAssertions();
      await expect(played((scene) => scenario.run(scene, local))).resolves.toBeUndefined();
    },
  );

  it('are one for each command that makes something happen', () => {
    // The others only look, or are what every scenario here uses: faults below, time and reset above.
    const without = ['fault', 'until', 'contacts', 'journal', 'unused', 'reset'];
    const commands = Object.keys(CONTROLS).filter((name) => !without.includes(name));
    expect(STAND_IN_SCENARIOS.map(({ command }) => command).sort()).toEqual(
      expect.arrayContaining(commands.sort()),
    );
  });
});

describe('every fault of every operation, as the SDK reports it', () => {
  const clients = { ...connectCommands, ...participantCommands } as unknown as Record<
    string,
    new (input: object) => never
  >;
  /** Enough for the SDK to write the request; a fault is met before the request is looked at. */
  const INPUT = {
    ...{
      InstanceId: 'i',
      ContactFlowId: 'f',
      ContactId: 'c',
      ParticipantDetails: { DisplayName: 'g' },
      State: 's',
    },
    ...{
      ParticipantToken: 't',
      ConnectionToken: 't',
      ContentType: 'text/plain',
      Content: 'x',
      Type: ['WEBSOCKET'],
    },
    ...{ SessionId: 's', RedirectUri: 'r', AttachmentId: 'a', AttachmentIds: ['a'], AttachmentName: 'n' },
    ...{ AttachmentSizeInBytes: 1, ClientToken: 't', ViewToken: 'v' },
  };

  const send = (operation: OperationName, abortSignal?: AbortSignal) => {
    const shared = { region: local.region, endpoint: local.connectEndpoint, maxAttempts: 1 };
    const client: { send(command: object, options: object): Promise<unknown>; destroy(): void } =
      OPERATIONS[operation].service === 'connect'
        ? new connectCommands.ConnectClient({ ...shared, credentials: local.credentials as never })
        : new participantCommands.ConnectParticipantClient({
            ...shared,
            credentials: { accessKeyId: '', secretAccessKey: '' },
          });
    const Command = clients[`${operation}Command`]!;
    const call = client.send(new Command(INPUT), abortSignal === undefined ? {} : { abortSignal });
    return call.finally(() => client.destroy());
  };

  const operations = Object.keys(OPERATIONS) as OperationName[];
  const errors = operations.flatMap((operation) =>
    [...new Set<AwsErrorName>([...OPERATIONS[operation].errors, ...COMMON_ERRORS])].map(
      (error) => [operation, error] as const,
    ),
  );

  it.each(errors)('%s: %s', async (operation, error) => {
    local.faults.next(operation, 1, { error });
    await expect(send(operation)).rejects.toMatchObject({
      name: error,
      $metadata: { httpStatusCode: AWS_ERROR_STATUS[error] },
    });
  });

  it.each(operations)('%s: a gateway’s error, a lost connection, and no answer', async (operation) => {
    local.faults.next(operation, 1, { status: 502, body: {} });
    await expect(send(operation)).rejects.toMatchObject({ $metadata: { httpStatusCode: 502 } });
    local.faults.next(operation, 1, { drop: 'before' });
    expect(await answerTo(send(operation))).not.toBe('accepted');
    local.faults.next(operation, 1, { hang: true });
    const hung = new AbortController();
    const call = answerTo(send(operation, hung.signal));
    const stop = local.journal.follow(({ outcome }) => {
      if (outcome === 'fault-hang') hung.abort();
    });
    expect(await call).toBe('AbortError');
    stop();
  });
});

it('takes less than a minute for the whole list', () => {
  expect(performance.now() - startedAt).toBeLessThan(60_000);
});
