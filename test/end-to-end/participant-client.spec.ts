import { startBundledSite } from './bundled-page.js';
import { expect, startFreshDemo, test as base } from './demo-fixture.js';
import { logIn, ShopVisit } from './shop-visit.js';

/** A chat of a host that has no chatjs. */
class PlainVisit extends ShopVisit {
  readonly #site: string;

  constructor(...[page, demo]: ConstructorParameters<typeof ShopVisit>) {
    super(page, demo);
    this.#site = demo.site;
  }

  override async startChat(query = ''): Promise<string> {
    await this.page.goto(`${this.#site}/${query}`);
    return (await this.page.locator('body[data-contact]').getAttribute('data-contact'))!;
  }
}

/** Each worker has a host without chatjs, whose origin its callback server allows. */
const test = base.extend({
  demo: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's dependencies from its parameter list
    async ({}, use) => {
      const site = await startBundledSite();
      const demo = await startFreshDemo({ callbackEnvironment: { ALLOWED_ORIGINS: site.origin } });
      const page = {
        entry: './participant-client-page.ts',
        body: `<h1>A chat without chatjs</h1><ol role="log" aria-label="Conversation"></ol>
          <connect-sign-in redirect-uri="${demo.callback}/callback"></connect-sign-in>
          <form><label>Message <input name="message"></label><button>Send</button></form>`,
      };
      await site.serve(page, demo.site);
      await use({ ...demo, site: site.origin });
      await demo.close();
      await site.close();
    },
    { scope: 'worker' },
  ],
});

for (const feed of ['websocket', 'polling']) {
  test.describe(`with AWS's client and events by ${feed}`, () => {
    test('a customer signs in', async ({ page, demo }) => {
      const visit = new PlainVisit(page, demo);
      const contactId = await visit.startChat(`?feed=${feed}`);
      await visit.askToSignIn();
      const window = await visit.openSignIn();
      await visit.expectStatus('signing-in');
      await logIn(window, demo.local.customers[0]!);
      await visit.expectStatus('succeeded');
      await expect(visit.prompt).toContainText(demo.local.customers[0]!.name);
      expect(demo.local.contact(contactId).status).not.toBe('initiated');
      expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
    });

    test('a customer continues without signing in', async ({ page, demo }) => {
      const visit = new PlainVisit(page, demo);
      const contactId = await visit.startChat(`?feed=${feed}`);
      await visit.askToSignIn();
      await visit.prompt.getByRole('button', { name: /without signing in/i }).click();
      await visit.expectStatus('opted-out');
      expect(
        demo.local.journal.entries({ operation: 'CancelParticipantAuthentication', contactId }),
      ).toHaveLength(1);
    });
  });
}

test('a chat without chatjs survives a reload and a dropped websocket', async ({ page, demo }) => {
  const visit = new PlainVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  const window = await visit.openSignIn();
  await expect(window.locator('input[name=username]')).toBeVisible();
  await page.reload();
  await expect(visit.prompt).toHaveAttribute('status', /^(confirming|signing-in)$/);
  await expect.poll(() => demo.local.sockets.openSockets(contactId)).toBe(1);
  expect(demo.local.sockets.drop(contactId)).toBe(1);
  await logIn(window, demo.local.customers[1]!);
  await visit.expectStatus('succeeded');
  expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
});

test('a URL that the service refuses is told, and the customer can still go on', async ({ page, demo }) => {
  const visit = new PlainVisit(page, demo);
  await visit.startChat();
  demo.local.faults.next('GetAuthenticationUrl', 1, { error: 'AccessDeniedException' });
  await visit.askToSignIn();
  await expect(visit.prompt.locator('[part=text]')).toContainText(/another tab/i);
  await visit.prompt.getByRole('button', { name: /without signing in/i }).click();
  await visit.expectStatus('opted-out');
  expect(demo.local.unused()).toEqual([]);
});
