import { describe, expect, it } from 'vitest';
import { browser } from './fixtures/browser.js';
import { authenticationUrl, OPTIONS, site } from './fixtures/site.js';

describe('a whole sign-in', () => {
  it('binds the browser, forwards the code and ends on a clean page', async () => {
    const { handle, connect, outcomes } = site();
    const customer = browser(handle);

    const opening = await customer.start('state-1', { lang: 'en' });
    expect(opening.status).toBe(200);
    const html = await opening.text();
    const escaped = authenticationUrl('state-1').replaceAll('&', '&amp;');
    expect(html).toContain(`<meta http-equiv="refresh" content="0;url=${escaped}">`);
    expect(html).toContain(`href="${escaped}"`);
    expect([...customer.jar.keys()]).toEqual([expect.stringMatching(/^__Host-cxs_[\w-]{22}$/)]);

    const answer = await customer.callback('code=code-1&state=state-1');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/done?outcome=accepted');
    expect(connect.sent).toEqual([{ instanceId: OPTIONS.instanceId, state: 'state-1', code: 'code-1' }]);
    expect([...customer.jar.keys()].filter((name) => name.includes('cxs_'))).toEqual([]);

    const page = await customer.follow(answer);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('You can close this window.');
    expect(outcomes.map(({ endpoint, outcome }) => `${endpoint} ${outcome}`)).toEqual([
      'start bound',
      'callback accepted',
      'done shown',
    ]);
  });

  it('sends the customer back to the page of redirect mode', async () => {
    const { handle } = site();
    const customer = browser(handle);
    await customer.start('state-1', { returnTo: 'https://shop.example.com/basket?step=2#chat' });
    const page = await customer.follow(await customer.callback('code=code-1&state=state-1'));
    const html = await page.text();
    expect(html).toContain('content="0;url=https://shop.example.com/basket?step=2#chat"');
    expect(html).toContain('href="https://shop.example.com/basket?step=2#chat"');
    expect(html).not.toContain('<script>');
  });

  it('refuses the link in another browser and sends nothing', async () => {
    const { handle, connect, outcomes } = site();
    await browser(handle).start('state-1');
    const answer = await browser(handle).callback('code=code-1&state=state-1');
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('This link was opened in another browser');
    expect(connect.sent).toEqual([]);
    expect(outcomes.at(-1)).toMatchObject({ outcome: 'unbound', reason: 'binding-missing' });
  });

  it('loses nothing when the server restarts between start and callback', async () => {
    const before = site();
    const customer = browser(before.handle);
    await customer.start('state-1');
    const after = site({}, { clock: before.clock });
    const answer = await browser(after.handle, customer.jar).callback('code=code-1&state=state-1');
    expect(answer.status).toBe(303);
    expect(after.connect.sent).toHaveLength(1);
  });
});
