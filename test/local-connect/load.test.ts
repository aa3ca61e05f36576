import { type LocalConnect, generateSigningKeys, manualClock, startLocalConnect } from 'local-connect';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ChatCustomer } from './chat-customer.js';

const CHATS = 200;
const AT_ONCE = 25;
const MEGABYTE = 1024 * 1024;

let local: LocalConnect;
let neighbour: LocalConnect;
beforeAll(async () => {
  const signingKeys = await generateSigningKeys();
  [local, neighbour] = (await Promise.all(
    [0, 1].map(() => startLocalConnect({ clock: manualClock(), signingKeys })),
  )) as [LocalConnect, LocalConnect];
});
afterAll(() => Promise.all([local.close(), neighbour.close()]));

async function joinAll(count: number): Promise<ChatCustomer[]> {
  const customers: ChatCustomer[] = [];
  while (customers.length < count) {
    customers.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => ChatCustomer.join(local)))));
  }
  return customers;
}

it(`delivers every event to ${CHATS} chats at once, in order, and lets go of them afterwards`, async () => {
  const before = process.memoryUsage().heapUsed;
  const apart = await ChatCustomer.join(neighbour);
  const customers = await joinAll(CHATS);
  expect(local.sockets.openSockets()).toBe(CHATS);

  await Promise.all(customers.map((customer) => customer.write(local.say)));
  const sessions = await Promise.all(customers.map((customer) => customer.sessionId()));
  expect(new Set(sessions).size).toBe(CHATS);
  // One timer each, all due at one moment.
  await local.advance('60s');
  await Promise.all(customers.map((customer) => customer.chat.event('authentication.expired')));
  for (const customer of customers) {
    expect(customer.chat.items.every(({ ContactId }) => ContactId === customer.contactId)).toBe(true);
    const events = customer.chat.order.filter((name) => name.startsWith('authentication.'));
    expect(events).toEqual(['authentication.initiated', 'authentication.expired']);
  }
  // The clients and sockets of the customers live in this process too and are counted in.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(150 * MEGABYTE);

  expect(neighbour.contacts()).toHaveLength(1);
  expect(neighbour.sockets.openSockets()).toBe(1);
  expect(neighbour.contact(apart.contactId).status).toBe('connected');
  expect(neighbour.journal.entries({ operation: 'SendMessage' })).toEqual([]);

  local.reset();
  expect(local.contacts()).toEqual([]);
  expect(local.sockets.openSockets()).toBe(0);
  await apart.write('still here');
  await apart.chat.until(() => apart.chat.items.some(({ Content }) => Content === 'still here'));
  for (const customer of [...customers, apart]) customer.leave();
}, 20_000);

it('keeps a bounded journal however long it runs', () => {
  for (let index = 0; index < 50_000; index += 1) {
    local.journal.add({ service: 'chat', operation: 'text/plain', outcome: 'sent' });
  }
  expect(local.journal.entries().length).toBeLessThanOrEqual(20_000);
});
