import type { ChatCustomer } from '../chat-customer.js';
import { answerTo, expectThat, type Scenario, type Scene } from '../scenario.js';

const stateOf = (url: URL) => url.searchParams.get('state') ?? '';
const has = (customer: ChatCustomer, event: string) =>
  customer.chat.events(`authentication.${event}`).length > 0;

/** The block's time limit less some seconds, as a duration. */
const limit = ({ target }: Scene, seconds: number) => `${60 * target.timeLimitMinutes + seconds}s`;

const nobodyAsks: Scenario = {
  name: 'an authentication URL that nobody fetches leads to an end of the block',
  tells: ['expiredTrigger', 'expiredBranch'],
  chats: 1,
  seconds: 190,
  async run(scene) {
    const customer = await scene.inBlock();
    await scene.pass('62s');
    await scene.settle(customer);
    const isExpired = has(customer, 'expired');
    expectThat((await answerTo(customer.authenticationUrl())) !== 'accepted', 'the URL comes no more');
    if (isExpired) {
      const status = await customer.authenticationStatus();
      const branch = { TIMEOUT: 'Timeout', FAILED: 'Error' }[status] ?? 'keeps-waiting';
      return { expiredTrigger: 'url-window', expiredBranch: branch };
    }
    await scene.pass(limit(scene, -50));
    await scene.settle(customer);
    expectThat(has(customer, 'expired') || has(customer, 'timeout'), 'the time limit ends the block');
    return { expiredTrigger: has(customer, 'expired') ? 'block-timer' : 'never' };
  },
};

const timesOut: Scenario = {
  name: 'a customer who does not sign in takes the Timeout branch, and an answer after it is late',
  tells: ['blockTimerStart', 'expiredState'],
  chats: 1,
  seconds: 220,
  async run(scene) {
    const customer = await scene.inBlock();
    await scene.pass('30s');
    const state = stateOf(await customer.authenticationUrl());
    await scene.pass(limit(scene, -25));
    await scene.settle(customer);
    const fromEntry = has(customer, 'timeout') || has(customer, 'expired');
    if (!fromEntry) {
      await scene.pass('30s');
      await scene.settle(customer);
    }
    expectThat(has(customer, 'timeout') || has(customer, 'expired'), 'the time limit ends the block');
    return {
      blockTimerStart: fromEntry ? 'block-entry' : 'authentication-url',
      expiredState: await answerTo(customer.forward({ state, error: 'access_denied' })),
    };
  },
};

const writes: Scenario = {
  name: 'a customer who writes in the block is still asked to sign in',
  tells: ['messageRestartsBlockTimer'],
  chats: 1,
  seconds: 190,
  async run(scene) {
    const customer = await scene.inBlock();
    await customer.authenticationUrl();
    await scene.pass(limit(scene, -60));
    await customer.write('one moment, please');
    await scene.pass('65s');
    await scene.settle(customer);
    return { messageRestartsBlockTimer: !has(customer, 'timeout') && !has(customer, 'expired') };
  },
};

const answersLate: Scenario = {
  name: 'a state is good until shortly before the time limit',
  tells: ['stateLifetimeSeconds'],
  chats: 1,
  seconds: 160,
  async run(scene) {
    const customer = await scene.inBlock();
    const state = stateOf(await customer.authenticationUrl());
    await scene.pass(limit(scene, -20));
    const answer = await answerTo(customer.forward({ state, error: 'access_denied' }));
    // Any lifetime that ended before is told in the only way that shows: by the refusal.
    return { stateLifetimeSeconds: answer === 'accepted' ? null : `less than the time limit (${answer})` };
  },
};

/** Scenarios that let the block's timers run. */
export const TIMERS: readonly Scenario[] = [nobodyAsks, timesOut, writes, answersLate];
