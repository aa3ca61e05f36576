import { manualClock } from 'local-connect';
import { expect, startFreshDemo, test } from './demo-fixture.js';
import { logIn, ShopVisit } from './shop-visit.js';

test('a block that times out is told as such, and the flow asks again', async ({ page }) => {
  const clock = manualClock(Date.now());
  const demo = await startFreshDemo({ local: { clock } });
  try {
    const visit = new ShopVisit(page, demo);
    const contactId = await visit.startChat();
    await visit.askToSignIn();
    await clock.advance('3m');
    await demo.local.until(contactId, 'Timeout');
    await visit.expectStatus('timeout');
    // The flow loops its Timeout branch back to the block, as the guide recommends.
    await clock.advance('5s');
    await visit.expectStatus('offered');
    const window = await visit.openSignIn();
    await logIn(window, demo.local.customers[0]!);
    await visit.expectStatus('succeeded');
    expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(2);
  } finally {
    await demo.close();
  }
});
