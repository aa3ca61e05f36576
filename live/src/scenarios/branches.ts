import type { ChatCustomer } from '../chat-customer.js';
import { answerTo, expectThat, type Observations, type Scenario } from '../scenario.js';

const stateOf = (url: URL) => url.searchParams.get('state') ?? '';

/** Which of the forms that local-connect can give a `state` it looks like. */
function formOf(state: string): string {
  if (/^[0-9a-f-]{36}$/u.test(state)) return 'uuid';
  if (/[^\w-]/u.test(state)) return 'reserved-characters';
  return state.length === 1000 ? 'longest' : 'opaque';
}

/** Everything that a finished block shows in the chat. */
async function terminalEvent(customer: ChatCustomer, event: string): Promise<Observations> {
  const { Content, ParticipantRole = 'absent' } = await customer.chat.event(event);
  const listed = (await customer.transcript()).some(({ ContentType = '' }) =>
    ContentType.endsWith(`.${event}`),
  );
  return {
    terminalEventContent: Content === undefined ? 'none' : 'session-id',
    authenticationEventRole: ParticipantRole,
    authenticationEventsInTranscript: listed,
  };
}

const signsIn: Scenario = {
  name: 'a customer who signs in takes the Success branch',
  tells: [
    ...(['authenticationUrlScope', 'authenticationUrlPkce', 'authenticationUrlNonce', 'stateForm'] as const),
    ...(['terminalEventContent', 'authenticationEventRole', 'authenticationEventsInTranscript'] as const),
    ...(['successOrder', 'cognitoOpenerPolicy', 'usedState'] as const),
  ],
  chats: 1,
  signIns: 1,
  async run(scene) {
    const customer = await scene.inBlock();
    const url = await customer.authenticationUrl();
    const { parameters, openerPolicy } = await customer.signIn(url);
    const response = { state: stateOf(url), code: parameters.get('code') ?? '' };
    expectThat(parameters.get('state') === response.state, 'Cognito brings the state back as it was');
    await customer.forward(response);
    const shown = await terminalEvent(customer, 'authentication.succeeded');
    await customer.chat.event('participant.displayname.updated');
    expectThat((await customer.authenticationStatus()) === 'AUTHENTICATED', 'the status is AUTHENTICATED');
    const order = customer.chat.items.map(({ ContentType }) => ContentType.split('.').at(-1));
    const isFirst = order.indexOf('succeeded') < order.lastIndexOf('updated');
    return {
      ...shown,
      authenticationUrlScope: url.searchParams.get('scope'),
      authenticationUrlPkce: url.searchParams.has('code_challenge'),
      authenticationUrlNonce: url.searchParams.has('nonce'),
      stateForm: formOf(response.state),
      successOrder: isFirst ? 'succeeded-first' : 'display-name-first',
      cognitoOpenerPolicy: openerPolicy ?? 'absent',
      usedState: await answerTo(customer.forward(response)),
    };
  },
};

const declines: Scenario = {
  name: 'a customer who declines takes the Error branch',
  chats: 1,
  async run(scene) {
    const customer = await scene.inBlock();
    const state = stateOf(await customer.authenticationUrl());
    await customer.forward({ state, error: 'access_denied' });
    await customer.chat.event('authentication.failed');
    expectThat((await customer.authenticationStatus()) === 'FAILED', 'the status is FAILED');
    return {};
  },
};

const inventsCode: Scenario = {
  name: 'a code that Cognito never gave takes the Error branch',
  chats: 1,
  async run(scene) {
    const customer = await scene.inBlock();
    const state = stateOf(await customer.authenticationUrl());
    await customer.forward({ state, code: '00000000-0000-4000-8000-000000000000' });
    await customer.chat.event('authentication.failed');
    return {};
  },
};

const optsOut: Scenario = {
  name: 'a customer who goes on without signing in takes the Opted out branch',
  tells: ['statusAfterOptOut'],
  chats: 1,
  async run(scene) {
    const customer = await scene.inBlock();
    await customer.optOut();
    await customer.chat.event('authentication.cancelled');
    return { statusAfterOptOut: await customer.authenticationStatus() };
  },
};

const optsOutLate: Scenario = {
  name: 'opting out after the authentication URL was fetched ends the block, or is refused',
  tells: ['cancelAfterUrl'],
  chats: 1,
  async run(scene) {
    const customer = await scene.inBlock();
    await customer.authenticationUrl();
    const isAccepted = (await answerTo(customer.optOut())) === 'accepted';
    if (isAccepted) await customer.chat.event('authentication.cancelled');
    return { cancelAfterUrl: isAccepted ? 'accepted' : 'refused' };
  },
};

const optsOutWhileRedeeming: Scenario = {
  name: 'opting out while the code is redeemed loses or wins, and one end comes',
  tells: ['cancelDuringRedemption'],
  chats: 1,
  signIns: 1,
  async run(scene) {
    const customer = await scene.inBlock();
    const url = await customer.authenticationUrl();
    const { parameters } = await customer.signIn(url);
    await customer.forward({ state: stateOf(url), code: parameters.get('code') ?? '' });
    const isAccepted = (await answerTo(customer.optOut())) === 'accepted';
    await customer.chat.event(isAccepted ? 'authentication.cancelled' : 'authentication.succeeded');
    return { cancelDuringRedemption: isAccepted ? 'accepted' : 'refused' };
  },
};

/** Every branch that does not need time to pass. */
export const BRANCHES: readonly Scenario[] = [
  ...[signsIn, declines, inventsCode, optsOut, optsOutLate, optsOutWhileRedeeming],
];
