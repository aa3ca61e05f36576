import { expect, test } from '../end-to-end/demo-fixture.js';
import { authenticationUrlOf, logIn, ShopVisit } from '../end-to-end/shop-visit.js';

test("an attacker's link opened in a clean profile reaches Connect with no code", async ({
  browser,
  demo,
}) => {
  const attacker = new ShopVisit(await (await browser.newContext()).newPage(), demo);
  const contactId = await attacker.startChat();
  const answered = authenticationUrlOf(attacker.page);
  await attacker.askToSignIn();
  const link = await answered;

  const victim = await (await browser.newContext()).newPage();
  await victim.goto(link);
  await logIn(victim, demo.local.customers[0]!);
  await expect(victim.getByRole('heading')).toContainText(/another browser/i);

  expect(demo.local.journal.entries({ operation: 'UpdateParticipantAuthentication', contactId })).toEqual([]);
  await attacker.expectStatus('offered');
});
