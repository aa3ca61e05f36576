import { signInAtCognito } from '../hosted-sign-in.js';
import { answerTo, expectThat, type Scenario } from '../scenario.js';
import { participantEndpoint } from '../participant-endpoint.js';

const stateOf = (url: URL) => url.searchParams.get('state') ?? '';

const usedSessionId: Scenario = {
  name: 'a session id gives one authentication URL',
  tells: ['sessionIdRefusal'],
  chats: 1,
  async run(scene) {
    const customer = await scene.inBlock();
    await customer.authenticationUrl();
    return { sessionIdRefusal: await answerTo(customer.authenticationUrl()) };
  },
};

const unknownState: Scenario = {
  name: 'a state that was never issued changes nothing',
  tells: ['unknownState'],
  chats: 1,
  async run(scene) {
    const customer = await scene.inBlock();
    const answer = await answerTo(customer.forward({ state: 'A'.repeat(64), code: 'none' }));
    await customer.authenticationUrl();
    return { unknownState: answer };
  },
};

const codeAndError: Scenario = {
  name: 'a code together with an error is one of them, or refused',
  tells: ['codeAndError'],
  chats: 1,
  signIns: 1,
  async run(scene) {
    const customer = await scene.inBlock();
    const url = await customer.authenticationUrl();
    const code = (await customer.signIn(url)).parameters.get('code') ?? '';
    const answer = await answerTo(customer.forward({ state: stateOf(url), code, error: 'access_denied' }));
    if (answer !== 'accepted') return { codeAndError: answer };
    const ended = () =>
      ['succeeded', 'failed'].find((end) => customer.chat.events(`authentication.${end}`).length > 0);
    await customer.chat.until(() => ended() !== undefined, 'an end of the block');
    return { codeAndError: ended() === 'succeeded' ? 'code' : 'error' };
  },
};

const neither: Scenario = {
  name: 'neither a code nor an error is refused, or ends the block',
  tells: ['neitherCodeNorError'],
  chats: 1,
  async run(scene) {
    const customer = await scene.inBlock();
    const state = stateOf(await customer.authenticationUrl());
    const answer = await answerTo(customer.forward({ state }));
    if (answer !== 'accepted') return { neitherCodeNorError: answer };
    await customer.chat.event('authentication.failed');
    return { neitherCodeNorError: 'error-branch' };
  },
};

const errorRedirect: Scenario = {
  name: 'Cognito sends an error to the redirect URI',
  tells: ['cognitoErrorState'],
  chats: 1,
  async run(scene) {
    const customer = await scene.inBlock();
    const url = await customer.authenticationUrl();
    url.searchParams.set('scope', 'no-such-scope');
    const { parameters } = await signInAtCognito(url, scene.target.redirectUri, undefined);
    expectThat(parameters.has('error'), 'the redirect carries an error');
    return { cognitoErrorState: parameters.has('state') ? 'present' : 'absent' };
  },
};

const origins: Scenario = {
  name: 'the Participant Service answers a preflight of a page',
  tells: ['participantOrigins'],
  chats: 1,
  async run(scene) {
    const customer = await scene.join();
    const endpoint = await participantEndpoint(customer);
    const answer = await fetch(new URL('/participant/transcript', endpoint), {
      method: 'OPTIONS',
      headers: {
        origin: 'https://nobody-approved-this.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-amz-bearer,content-type',
      },
    });
    return { participantOrigins: answer.headers.has('access-control-allow-origin') ? 'any' : 'approved' };
  },
};

const missedItems: Scenario = {
  name: 'what is said while no websocket is open is in the transcript',
  tells: ['missedItems'],
  chats: 1,
  async run(scene) {
    const customer = await scene.join();
    await scene.settle(customer);
    customer.chat.close();
    await customer.chat.closed();
    await scene.pass('2s');
    await customer.write('said in between');
    await customer.join();
    await scene.settle(customer);
    const isIn = (texts: readonly (string | undefined)[]) => texts.includes('said in between');
    expectThat(isIn((await customer.transcript()).map(({ Content }) => Content)), 'the transcript has it');
    const isDelivered = isIn(customer.chat.items.map(({ Content }) => Content));
    return { missedItems: isDelivered ? 'redelivered' : 'lost' };
  },
};

const flowStart: Scenario = {
  name: 'the flow starts by itself',
  tells: ['flowStart'],
  chats: 1,
  seconds: 10,
  async run(scene) {
    const customer = await scene.start();
    await scene.pass('10s');
    const joinedAt = scene.now();
    await customer.join();
    await scene.settle(customer);
    const [first] = await customer.transcript();
    expectThat(first !== undefined, 'the flow says or does something');
    const isEarly = Date.parse(first?.AbsoluteTime ?? '') < joinedAt - 5_000;
    return { flowStart: isEarly ? 'start-chat-contact' : 'first-connection' };
  },
};

/** What the services refuse, and how; none of these waits for the block's timers. */
export const REFUSALS: readonly Scenario[] = [
  ...[usedSessionId, unknownState, codeAndError, neither],
  ...[errorRedirect, origins, missedItems, flowStart],
];
