import { type JournalEntry, type LocalConnect, manualClock, startLocalConnect } from 'local-connect';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ChatCustomer, REDIRECT_URI } from './chat-customer.js';

const TOKEN = 'a-token-of-the-control-panel';
let local: LocalConnect;
beforeAll(async () => {
  local = await startLocalConnect({
    callbackUrls: [REDIRECT_URI],
    clock: manualClock(),
    controlToken: TOKEN,
  });
});
afterEach(() => local.reset());
afterAll(() => local.close());

async function command(
  name: string,
  body: object | string = {},
  { token = TOKEN, method = 'POST' }: { token?: string; method?: string } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${local.connectEndpoint}/__local/${name}`, {
    method,
    headers: { authorization: `Bearer ${token}`, origin: 'https://demo.example' },
    ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('POST /__local', () => {
  it('does over HTTP what the TypeScript API does', async () => {
    const customer = await ChatCustomer.inBlock(local);
    const { contactId } = customer;
    expect((await command('contacts')).body).toEqual({
      contacts: [{ contactId, status: 'initiated', displayName: 'Guest' }],
    });

    await command('fault', {
      operation: 'CancelParticipantAuthentication',
      fault: { error: 'ThrottlingException' },
    });
    expect((await command('unused')).body['unused']).toHaveLength(1);
    await expect(customer.cancel()).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect((await command('unused')).body).toEqual({ unused: [] });

    expect(await command('expire', { contactId })).toEqual({ status: 200, body: {} });
    await customer.chat.event('authentication.expired');
    expect((await command('until', { contactId, status: 'Timeout' })).body).toEqual({ reached: true });
    await command('advance', { duration: '5s' });
    await customer.authenticationUrl(2);
    await command('decline', { contactId });
    await customer.chat.event('authentication.failed');

    const { entries } = (await command('journal', { service: 'participant', contactId })).body as {
      entries: JournalEntry[];
    };
    expect(entries.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
      'CreateParticipantConnection ok',
      'SendMessage ok',
      'CancelParticipantAuthentication ThrottlingException',
      'GetAuthenticationUrl ok',
    ]);
    const last = entries.at(-1)!.sequence;
    expect((await command('journal', { service: 'participant', after: last })).body).toEqual({ entries: [] });

    await command('hold', { contentType: 'text/plain' });
    await customer.write('held');
    expect((await command('release')).body).toMatchObject({ released: 2 });
    expect((await command('drop-socket', { contactId })).body).toEqual({ dropped: 1 });
    await command('reset');
    expect((await command('contacts')).body).toEqual({ contacts: [] });
    customer.leave();
  });

  it.each<[string, number, () => ReturnType<typeof command>]>([
    ['a wrong token', 401, () => command('reset', {}, { token: 'wrong' })],
    ['GET', 405, () => command('reset', {}, { method: 'GET' })],
    ['an unknown command', 404, () => command('constructor')],
    ['garbage', 400, () => command('reset', '}{')],
    ['a member it does not take', 400, () => command('reset', { hard: true })],
    [
      'a fault that does not exist',
      400,
      () => command('fault', { operation: 'SendMessage', fault: { error: 'Oops' } }),
    ],
    [
      'an operation that does not exist',
      409,
      () => command('fault', { operation: 'Nothing', fault: { hang: true } }),
    ],
    ['an unknown contact', 409, () => command('expire', { contactId: 'nobody' })],
    ['a duration that is none', 409, () => command('advance', { duration: 'soon' })],
  ])('refuses %s with a reason', async (_, status, send) => {
    const answer = await send();
    expect(answer).toEqual({ status, body: { message: expect.any(String) as string } });
  });

  it('answers a preflight', async () => {
    const answer = await fetch(`${local.connectEndpoint}/__local/reset`, { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it('is not there unless asked for', async () => {
    const plain = await startLocalConnect();
    const answer = await fetch(`${plain.connectEndpoint}/__local/reset`, { method: 'POST' });
    expect(answer.status).toBe(404);
    await answer.text();
    await plain.close();
  });
});
