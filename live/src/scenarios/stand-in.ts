import type { LocalConnect } from 'local-connect';
import type { ChatCustomer } from '../chat-customer.js';
import { answerTo, expectThat, type StandInScenario } from '../scenario.js';

const statusOf = (local: LocalConnect, { contactId }: ChatCustomer) => local.contact(contactId).status;
const textsOf = (customer: ChatCustomer) => customer.chat.items.map(({ Content }) => Content);
const mine = ({ contactId }: ChatCustomer) => ({ contactId, contentType: 'text/plain' });
const occurrences = (customer: ChatCustomer, text: string) =>
  textsOf(customer).filter((other) => other === text).length;

/** What can be told to happen to items on their way, to websockets, to one contact and to time. */
export const STAND_IN: readonly StandInScenario[] = [
  {
    name: 'keeps items back until they are released',
    command: 'hold',
    async run(scene, local) {
      const customer = await scene.join();
      local.deliveries.hold(mine(customer));
      await customer.write('held');
      await customer.chat.caughtUp();
      expectThat(occurrences(customer, 'held') === 0, 'nothing came');
      local.deliveries.release();
      await customer.chat.until(() => occurrences(customer, 'held') === 1, 'the item');
    },
  },
  {
    name: 'releases every kept item in its order',
    command: 'release',
    async run(scene, local) {
      const customer = await scene.join();
      await customer.chat.caughtUp();
      local.deliveries.hold(mine(customer));
      const said = ['one', 'two', 'three'];
      for (const text of said) await customer.write(text);
      // The flow answers each message, which is kept back too.
      expectThat(local.deliveries.release() >= said.length, 'all go out');
      await customer.chat.caughtUp();
      const heard = textsOf(customer).filter((text) => said.includes(text ?? ''));
      expectThat(heard.join() === said.join(), 'they come in order');
    },
  },
  {
    name: 'delays items',
    command: 'delay',
    async run(scene, local) {
      const customer = await scene.join();
      local.deliveries.delay(mine(customer), '30s');
      await customer.write('late');
      await scene.pass('29s');
      await customer.chat.caughtUp();
      expectThat(occurrences(customer, 'late') === 0, 'it is not there yet');
      await scene.pass('1s');
      await customer.chat.until(() => occurrences(customer, 'late') === 1, 'the late item');
    },
  },
  {
    name: 'sends items twice',
    command: 'duplicate',
    async run(scene, local) {
      const customer = await scene.join();
      local.deliveries.duplicate(mine(customer));
      await customer.write('twice');
      await customer.chat.until(() => occurrences(customer, 'twice') === 2, 'the second copy');
    },
  },
  {
    name: 'loses items, which the transcript still has',
    command: 'lose',
    async run(scene, local) {
      const customer = await scene.join();
      local.deliveries.lose(mine(customer));
      await customer.write('lost');
      await customer.chat.caughtUp();
      expectThat(occurrences(customer, 'lost') === 0, 'nothing came');
      expectThat(
        (await customer.transcript()).some(({ Content }) => Content === 'lost'),
        'it was said',
      );
    },
  },
  {
    name: 'turns the order of items round',
    command: 'reorder',
    async run(scene, local) {
      const customer = await scene.join();
      await customer.chat.caughtUp();
      const before = customer.chat.items.length;
      local.deliveries.reorder(mine(customer), 2);
      await customer.write('first');
      await customer.chat.until(() => customer.chat.items.length === before + 2, 'both items');
      expectThat(textsOf(customer).at(-1) === 'first', 'the first comes last');
    },
  },
  {
    name: 'cuts the websocket, and a new one goes on',
    command: 'drop-socket',
    async run(scene, local) {
      const customer = await scene.join();
      expectThat(local.sockets.drop(customer.contactId) === 1, 'one was open');
      await customer.chat.closed();
      await customer.join();
      await customer.write('back');
      await customer.chat.until(() => occurrences(customer, 'back') === 1, 'the item on the new websocket');
    },
  },
  {
    name: 'refuses the next websocket',
    command: 'refuse-sockets',
    async run(scene, local) {
      const customer = await scene.start();
      local.sockets.refuseNext(1);
      expectThat((await answerTo(customer.join())) !== 'accepted', 'it is refused');
      await customer.join();
    },
  },
  {
    name: 'leaves a websocket without answers',
    command: 'silence',
    async run(scene, local) {
      const customer = await scene.join();
      local.sockets.silence(customer.contactId, true);
      expectThat(!(await customer.chat.answersWithin(100)), 'a ping is not answered');
      local.sockets.silence(customer.contactId, false);
      await customer.chat.caughtUp();
    },
  },
  {
    name: 'lets the minute for the authentication URL pass',
    command: 'expire',
    async run(scene, local) {
      const customer = await scene.inBlock();
      local.contact(customer.contactId).expire();
      await customer.chat.event('authentication.expired');
    },
  },
  {
    name: 'lets the time limit of the block pass',
    command: 'time-out',
    async run(scene, local) {
      const customer = await scene.inBlock();
      await customer.authenticationUrl();
      local.contact(customer.contactId).timeOut();
      await customer.chat.event('authentication.timeout');
    },
  },
  {
    name: 'lets the customer decline',
    command: 'decline',
    async run(scene, local) {
      const customer = await scene.inBlock();
      await customer.authenticationUrl();
      local.contact(customer.contactId).decline();
      await customer.chat.event('authentication.failed');
    },
  },
  {
    name: 'ends the chat',
    command: 'end',
    async run(scene, local) {
      const customer = await scene.join();
      local.contact(customer.contactId).end();
      await customer.chat.event('chat.ended');
      expectThat(statusOf(local, customer) === 'disconnected', 'it is over');
    },
  },
  {
    name: 'moves the time of one contact alone',
    command: 'advance',
    async run(scene, local) {
      const [early, late] = [await scene.inBlock(), await scene.inBlock()];
      await local.contact(early.contactId).advance('61s');
      await early.chat.event('authentication.expired');
      expectThat(statusOf(local, late) === 'initiated', 'the other one still waits');
    },
  },
];
