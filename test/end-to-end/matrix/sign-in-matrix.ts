import type { Demo } from 'connect-sign-in-demo';
import { CONTROLS, SITE } from './addresses.js';
import { CELLS, DEPLOYMENTS, titleOf, type Cell } from './cells.js';
import { askToSignIn, logIn, pressSignIn, signInToAccount } from './customer.js';
import { expect, test } from './lane.js';

/** An address that a window may be left at: one of the callback server's, with nothing of the exchange in it. */
const isClean = (cell: Cell) => (url: string) => {
  const { pathname, searchParams } = new URL(url);
  const done = `${new URL(DEPLOYMENTS[cell.deployment]).pathname.replace(/\/$/u, '')}/done`;
  return pathname === done && !['code', 'state', 'error'].some((name) => searchParams.has(name));
};

/** The contact that the one chat since `after` made. */
function contactSince({ local: { journal } }: Demo, after: number): string {
  const started = journal.entries({ operation: 'StartChatContact', outcome: 'ok', after });
  expect(started).toHaveLength(1);
  return started[0]?.contactId ?? '';
}

test('the popup blocker is on, policies are enforced and reported, errors are heard', async ({
  lane: { stack, front },
  profile,
}) => {
  front.route([stack.controlsRoute]);
  const { tab } = profile;
  await tab.open(CONTROLS);
  await tab.see('#unasked', 'blocked');
  await tab.see('#sink', 'refused');
  await tab.click('#misbehave');
  for (const said of ['written on purpose', 'thrown on purpose']) {
    await expect.poll(() => profile.problems()).toContainEqual(expect.stringContaining(said));
  }
  for (const directive of ['img-src', 'require-trusted-types-for']) {
    await expect.poll(() => front.violations).toContainEqual(expect.stringContaining(directive));
  }
});

for (const cell of CELLS) {
  test(titleOf(cell), async ({ lane: { stack, front }, profile }) => {
    const demo = stack.demo(cell);
    const { journal, customers } = demo.local;
    const customer = customers[0]!;
    const before = journal.entries().at(-1)?.sequence ?? 0;
    const violationsBefore = front.violations.length;
    front.route(stack.routes(cell));
    const { tab } = profile;
    if (cell.session === 'session') await signInToAccount(tab, customer);

    await askToSignIn(tab, demo, cell.mode);
    // A mark that another page does not have; WebKit's performance.timeOrigin differs by a millisecond now and then.
    await tab.evaluate('(window.shopPage = true)');
    if (cell.session === 'session') await pressSignIn(tab);
    else if (cell.mode === 'redirect') {
      await pressSignIn(tab);
      await logIn(tab, customer);
    } else await logIn(await profile.opened(() => pressSignIn(tab)), customer);

    await tab.see('connect-sign-in[status="succeeded"]');
    await tab.see('[part="title"]', customer.name);
    await tab.see('#account', customer.name);
    const stayed = (await tab.evaluate('window.shopPage')) === true;
    expect(stayed, 'the shop page stays in popup mode and is left in redirect mode').toBe(
      cell.mode === 'popup',
    );
    expect(await tab.url()).toBe(`${SITE}/?mode=${cell.mode}`);
    await profile.settled(isClean(cell));

    const contactId = contactSince(demo, before);
    const updates = journal.entries({ operation: 'UpdateParticipantAuthentication', after: before });
    expect(updates).toEqual([expect.objectContaining({ contactId, outcome: 'ok' })]);
    expect(updates[0]?.members).toContain('Code');
    expect(journal.entries({ operation: 'GetAuthenticationUrl', after: before })).toEqual([
      expect.objectContaining({ contactId, outcome: 'ok' }),
    ]);
    expect(await profile.problems()).toEqual([]);
    expect(front.violations.slice(violationsBefore)).toEqual([]);
  });
}
