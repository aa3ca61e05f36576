import { describe, expect, it } from 'vitest';
import { browser } from './fixtures/browser.js';
import { fails, later } from './fixtures/fake-connect.js';
import { site } from './fixtures/site.js';

const QUERY = 'code=c&state=s';

async function started() {
  const stage = site();
  const customer = browser(stage.handle);
  await customer.start('s');
  return { ...stage, customer };
}

/** The page at the end of the way. */
async function endOf(customer: ReturnType<typeof browser>, answer: Response): Promise<string> {
  return (answer.status === 303 ? await customer.follow(answer) : answer).text();
}

describe('T10 one sign-in makes one call, whatever the browser repeats', () => {
  it('T10 says that it is completed when the page is refreshed', async () => {
    const { customer, connect } = await started();
    await customer.callback(QUERY);
    const second = await customer.callback(QUERY);
    expect(second.headers.get('location')).toBe('/done?outcome=already-accepted');
    expect(await endOf(customer, second)).toContain('This sign-in is already completed');
    expect(connect.sent).toHaveLength(1);
  });

  it('T10 makes one call of two requests at the same time', async () => {
    const { customer, connect } = await started();
    const pending = later();
    connect.answers.push(pending.answer);
    const both = [customer.callback(QUERY), customer.callback(QUERY)];
    pending.accept();
    const locations = (await Promise.all(both)).map((answer) => answer.headers.get('location'));
    expect(locations[0]).toBe('/done?outcome=accepted');
    expect(locations[1]).toMatch(/^\/done\?outcome=(already-)?accepted$/);
    expect(connect.sent).toHaveLength(1);
  });

  it('T10 remembers the state when the first answer never reached the browser', async () => {
    const { customer, connect, handle } = await started();
    const before = new Map(customer.jar);
    await customer.callback(QUERY);
    const again = browser(handle, before);
    expect((await again.callback(QUERY)).headers.get('location')).toBe('/done?outcome=already-accepted');
    expect((await again.callback('code=other&state=s')).headers.get('location')).toBe(
      '/done?outcome=already-accepted',
    );
    expect(connect.sent).toHaveLength(1);
  });

  it('T10 keeps the outcome of a declined sign-in through a refresh', async () => {
    const { customer, connect } = await started();
    await customer.callback('error=access_denied&state=s');
    expect((await customer.callback('error=access_denied&state=s')).headers.get('location')).toBe(
      '/done?outcome=declined',
    );
    expect(connect.sent).toHaveLength(1);
  });

  it('T10 knows a finished sign-in after a restart and in another process', async () => {
    const { customer, clock } = await started();
    await customer.callback(QUERY);
    const other = site({}, { clock });
    const answer = await browser(other.handle, customer.jar).callback(QUERY);
    expect(answer.headers.get('location')).toBe('/done?outcome=already-accepted');
    expect(other.connect.sent).toEqual([]);
  });

  it('T10 sends the customer to the chat when two processes forwarded the same state', async () => {
    const { customer, clock, connect } = await started();
    const other = site({}, { clock, connect });
    const twin = browser(other.handle, new Map(customer.jar));
    await customer.callback(QUERY);
    connect.answers.push(fails('ERR_CONNECT_CONFLICT', 'conflict'));
    const answer = await twin.callback(QUERY);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('Please look at your chat');
  });

  it('T10 never says failed after an answer was lost and the repeat refused', async () => {
    const { customer, connect } = await started();
    connect.answers.push(fails('ERR_CONNECT_UNAVAILABLE', 'timeout', true));
    const first = await customer.callback(QUERY);
    expect(first.status).toBe(503);
    connect.answers.push(fails('ERR_CONNECT_REJECTED', 'invalid-request'));
    const second = await customer.callback(QUERY);
    expect(second.status).toBe(409);
    expect(await second.text()).toContain('Please look at your chat');
    expect((await customer.callback(QUERY)).headers.get('location')).toBe('/done?outcome=check-chat');
  });

  it('T10 carries the doubt across a restart', async () => {
    const { customer, connect, clock } = await started();
    connect.answers.push(fails('ERR_CONNECT_UNAVAILABLE', 'timeout', true));
    await customer.callback(QUERY);
    const after = site({}, { clock });
    after.connect.answers.push(fails('ERR_CONNECT_REJECTED', 'invalid-request'));
    expect((await browser(after.handle, customer.jar).callback(QUERY)).status).toBe(409);
  });

  it('T10 says that a refused sign-in was refused, and repeats it without a call', async () => {
    const { customer, connect } = await started();
    connect.answers.push(fails('ERR_CONNECT_REJECTED', 'invalid-request'));
    const answer = await customer.callback(QUERY);
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('The chat did not take this sign-in');
    const again = await customer.callback(QUERY);
    expect(await endOf(customer, again)).toContain('The chat did not take this sign-in');
    expect(connect.sent).toHaveLength(1);
  });

  it('T10 lets the customer start the same state again', async () => {
    const { customer, connect } = await started();
    connect.answers.push(fails('ERR_CONNECT_REJECTED', 'access-denied'));
    expect((await customer.callback(QUERY)).status).toBe(502);
    await customer.start('s');
    expect((await customer.callback('code=fresh&state=s')).headers.get('location')).toBe(
      '/done?outcome=accepted',
    );
    expect(connect.sent.map((sent) => 'code' in sent && sent.code)).toEqual(['c', 'fresh']);
  });

  it('T10 keeps two tabs with two return addresses apart', async () => {
    const { handle } = site();
    const customer = browser(handle);
    await customer.start('one', { returnTo: 'https://shop.example.com/one' });
    await customer.start('two', { returnTo: 'https://shop.example.com/two' });
    expect(await endOf(customer, await customer.callback('code=c&state=one'))).toContain(
      'shop.example.com/one',
    );
    expect(await endOf(customer, await customer.callback('code=c&state=two'))).toContain(
      'shop.example.com/two',
    );
  });
});
