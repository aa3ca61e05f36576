import type { Page } from '@playwright/test';
import { expect, test } from '../end-to-end/demo-fixture.js';

// The framing page is one of the shop, another origin than all that it frames. A page that a test answers itself would
// not do: the browser keeps such a page from every address of this machine, whatever the address allows.
async function frame(page: Page, name: string, src: string): Promise<void> {
  await page.evaluate(
    ([frameName = '', address = '']) => {
      const element = document.createElement('iframe');
      element.name = frameName;
      element.src = address;
      document.body.append(element);
    },
    [name, src],
  );
}

test('no page of the callback server and no sign-in page shows in a frame', async ({ page, demo }) => {
  const before = demo.local.journal.entries().at(-1)?.sequence ?? 0;
  await page.goto(demo.site);
  await frame(page, 'shop', `${demo.site}/favicon.svg`);
  await expect.poll(() => page.frame('shop')?.url()).toBe(`${demo.site}/favicon.svg`);
  const framed = [
    `${demo.callback}/callback?code=c&state=s`,
    `${demo.callback}/done?outcome=accepted`,
    `${demo.callback}/done`,
    `${demo.callback}/nothing-here`,
    `${demo.local.cognitoEndpoint}/login?client_id=${demo.local.clientId}`,
  ];
  for (const [index, address] of framed.entries()) {
    await frame(page, `f${index}`, address);
    // The browser puts a page of its own into a frame that may not show what was asked for.
    await expect.poll(() => page.frame(`f${index}`)?.url()).toBe('chrome-error://chromewebdata/');
  }
  expect(demo.local.journal.entries({ operation: 'UpdateParticipantAuthentication', after: before })).toEqual(
    [],
  );
});

test('a form that is posted into a frame binds nobody', async ({ page, demo }) => {
  const before = demo.local.journal.entries().at(-1)?.sequence ?? 0;
  const { cognitoEndpoint, clientId } = demo.local;
  const redirectUri = `${demo.callback}/callback`;
  const query = new URLSearchParams({ state: 's', client_id: clientId, redirect_uri: redirectUri });
  // Even a page of the shop, such as one with injected markup, cannot do it out of sight.
  await page.goto(demo.site);
  await frame(page, 'hidden', 'about:blank');
  const blocked = page.waitForEvent('requestfailed', (request) => request.url() === `${demo.callback}/start`);
  await page.evaluate(
    ([action = '', address = '']) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', target: 'hidden', action });
      const input = document.createElement('input');
      Object.assign(input, { name: 'authenticationUrl', value: address });
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    [`${demo.callback}/start`, `${cognitoEndpoint}/oauth2/authorize?${query.toString()}`],
  );
  expect((await blocked).failure()?.errorText).toBe('net::ERR_BLOCKED_BY_RESPONSE');
  expect(await page.context().cookies(demo.callback)).toEqual([]);
  expect(demo.local.journal.entries({ operation: 'UpdateParticipantAuthentication', after: before })).toEqual(
    [],
  );
});
