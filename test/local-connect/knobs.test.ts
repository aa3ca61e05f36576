import { GetTranscriptCommand } from '@aws-sdk/client-connectparticipant';
import {
  DEFAULT_FIDELITY,
  type Fidelity,
  type LocalConnect,
  generateSigningKeys,
  manualClock,
  startLocalConnect,
} from 'local-connect';
import { describe, expect, it } from 'vitest';
import { ChatCustomer, REDIRECT_URI } from './chat-customer.js';
import { Browser } from './cognito/browser.js';

const signingKeys = await generateSigningKeys();

async function withKnobs(
  knobs: Partial<Fidelity>,
  test: (local: LocalConnect) => Promise<void>,
): Promise<void> {
  const local = await startLocalConnect({
    callbackUrls: [REDIRECT_URI],
    clock: manualClock(),
    fidelity: knobs,
    signingKeys,
  });
  try {
    await test(local);
    expect(local.unused()).toEqual([]);
  } finally {
    await local.close();
  }
}

const signIn = async (customer: ChatCustomer) => {
  const url = await customer.authenticationUrl();
  const response = await customer.signIn(url);
  await customer.forward(response);
  await customer.local.until(customer.contactId, 'Success');
  return { url, response };
};

describe('every sign-in succeeds whatever the authentication URL looks like', () => {
  it.each<[string, Partial<Fidelity>, (url: URL) => void]>([
    [
      'without scope',
      { authenticationUrlScope: null },
      (url) => expect(url.searchParams.has('scope')).toBe(false),
    ],
    [
      'with PKCE',
      { authenticationUrlPkce: true },
      (url) => expect(url.searchParams.get('code_challenge_method')).toBe('S256'),
    ],
    [
      'with a nonce',
      { authenticationUrlNonce: true },
      (url) => expect(url.searchParams.get('nonce')).toHaveLength(36),
    ],
    [
      'with a UUID for state',
      { stateForm: 'uuid' },
      (url) => expect(url.searchParams.get('state')).toHaveLength(36),
    ],
    [
      'with a state of 1000 characters',
      { stateForm: 'longest' },
      (url) => expect(url.searchParams.get('state')).toHaveLength(1000),
    ],
    [
      'with a state that must be encoded',
      { stateForm: 'reserved-characters' },
      (url) => expect(url.searchParams.get('state')).toContain('+/=&%20'),
    ],
    ['with the redemption later', { redemptionDelaySeconds: 0.5 }, () => undefined],
  ])('%s', async (_, knobs, check) => {
    await withKnobs(knobs, async (local) => {
      const customer = await ChatCustomer.inBlock(local);
      const url = await customer.authenticationUrl();
      check(url);
      const response = await customer.signIn(url);
      expect(response.state).toBe(url.searchParams.get('state'));
      await customer.forward(response);
      if (knobs.redemptionDelaySeconds !== undefined) {
        expect(local.contact(customer.contactId).status).toBe('redeeming');
        await local.advance('500ms');
      }
      await local.until(customer.contactId, 'Success');
      customer.leave();
    });
  });
});

describe('what UpdateParticipantAuthentication answers', () => {
  it.each<[Partial<Fidelity>, string]>([
    [{ usedState: 'ConflictException' }, 'ConflictException'],
    [{ usedState: 'InvalidRequestException' }, 'InvalidRequestException'],
    [{ usedState: 'accepted' }, 'ok'],
  ])('to a used state with %o', async (knobs, outcome) => {
    await withKnobs(knobs, async (local) => {
      const customer = await ChatCustomer.inBlock(local);
      const { response } = await signIn(customer);
      expect(await outcomeOf(customer.forward(response))).toBe(outcome);
      expect(local.contact(customer.contactId).status).toBe('Success');
      customer.leave();
    });
  });

  it.each<[Partial<Fidelity>, { state?: string; code?: string; error?: string }, string, string]>([
    [
      { unknownState: 'ConflictException' },
      { state: 'unknown', code: 'c' },
      'ConflictException',
      'urlIssued',
    ],
    [{ unknownState: 'accepted' }, { state: 'unknown', code: 'c' }, 'ok', 'urlIssued'],
    [{ codeAndError: 'error' }, { code: 'c', error: 'e' }, 'ok', 'Error'],
    [{ codeAndError: 'code' }, { code: 'c', error: 'e' }, 'ok', 'redeeming'],
    [{ neitherCodeNorError: 'error-branch' }, {}, 'ok', 'Error'],
    [{ neitherCodeNorError: 'InvalidRequestException' }, {}, 'InvalidRequestException', 'urlIssued'],
  ])('with %o to %o', async (knobs, members, outcome, status) => {
    await withKnobs({ ...knobs, redemptionDelaySeconds: 60 }, async (local) => {
      const customer = await ChatCustomer.inBlock(local);
      const state = (await customer.authenticationUrl()).searchParams.get('state')!;
      expect(await outcomeOf(customer.forward({ state, ...members }))).toBe(outcome);
      expect(local.contact(customer.contactId).status).toBe(status);
      customer.leave();
    });
  });

  it('refuses a session id under the name that the knob says', async () => {
    await withKnobs({ sessionIdRefusal: 'AccessDeniedException' }, async (local) => {
      const customer = await ChatCustomer.inBlock(local);
      await customer.authenticationUrl();
      expect(await outcomeOf(customer.authenticationUrl())).toBe('AccessDeniedException');
      customer.leave();
    });
  });
});

it.each<[Fidelity['cognitoStateDecoding'], boolean]>([
  ['once', true],
  ['twice', false],
])('Cognito decodes the state of a silent sign-in %s', async (cognitoStateDecoding, same) => {
  await withKnobs({ cognitoStateDecoding, stateForm: 'reserved-characters' }, async (local) => {
    const customer = await ChatCustomer.inBlock(local);
    const url = await customer.authenticationUrl();
    const state = url.searchParams.get('state');
    const browser = new Browser(local.cognitoEndpoint);
    const { username, password } = local.customers[0]!;
    const asked = await (await browser.open(url)).submit({ username, password });
    const silent = await browser.open(url);
    expect(asked.address.searchParams.get('state')).toBe(state);
    expect(silent.address.searchParams.get('state') === state).toBe(same);
    customer.leave();
  });
});

describe('what the chat shows', () => {
  it.each([true, false])('lists authentication events in the transcript: %s', async (listed) => {
    await withKnobs({ authenticationEventsInTranscript: listed }, async (local) => {
      const customer = await ChatCustomer.inBlock(local);
      const { Transcript } = await customer.participant.send(
        new GetTranscriptCommand({ ConnectionToken: customer.connectionToken, MaxResults: 100 }),
      );
      expect(Transcript!.some(({ ContentType }) => ContentType!.endsWith('authentication.initiated'))).toBe(
        listed,
      );
      customer.leave();
    });
  });

  it.each<[Fidelity['missedItems'], number]>([
    ['lost', 0],
    ['redelivered', 1],
  ])('what was said while no websocket was open is %s', async (missedItems, times) => {
    await withKnobs({ missedItems }, async (local) => {
      const customer = await ChatCustomer.join(local);
      const closed = new Promise((resolve) => customer.chat.socket.once('close', resolve));
      local.sockets.drop(customer.contactId);
      await closed;
      await customer.write('said in between');
      await customer.connectChat();
      await customer.write('said after');
      const heard = () => customer.chat.items.map(({ Content }) => Content);
      await customer.chat.until(() => heard().includes('said after'));
      expect(heard().filter((text) => text === 'said in between')).toHaveLength(times);
      customer.leave();
    });
  });

  it.each<[Fidelity['authenticationEventRole'], string | undefined]>([
    ['SYSTEM', 'SYSTEM'],
    ['CUSTOMER', 'CUSTOMER'],
    ['absent', undefined],
  ])('authentication events with the role %s', async (authenticationEventRole, role) => {
    await withKnobs({ authenticationEventRole }, async (local) => {
      const customer = await ChatCustomer.inBlock(local);
      expect((await customer.chat.event('authentication.initiated')).ParticipantRole).toBe(role);
      customer.leave();
    });
  });

  it('starts the flow with StartChatContact where the knob says so', async () => {
    await withKnobs({ flowStart: 'start-chat-contact', missedItems: 'redelivered' }, async (local) => {
      const customer = await ChatCustomer.start(local);
      expect(local.journal.entries({ service: 'chat', contactId: customer.contactId })).toHaveLength(2);
      await customer.connectChat();
      await customer.chat.until(() => customer.chat.items.length === 2);
      customer.leave();
    });
  });
});

it('every knob has a default, and the defaults are what startLocalConnect uses', async () => {
  const knobs = Object.keys(DEFAULT_FIDELITY);
  expect(knobs.length).toBeGreaterThan(25);
  await withKnobs(DEFAULT_FIDELITY, async (local) => {
    const customer = await ChatCustomer.inBlock(local);
    const { url } = await signIn(customer);
    expect(url.searchParams.get('scope')).toBe(DEFAULT_FIDELITY.authenticationUrlScope);
    customer.leave();
  });
});

const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => (error as Error).name,
  );
