import { CreateParticipantConnectionCommand } from '@aws-sdk/client-connectparticipant';
import { manualClock, startLocalConnect, type ManualClock } from 'local-connect';
import { expect, it } from 'vitest';
import { ChatCustomer } from './chat-customer.js';

/** A manual clock that knows how many of its timers with this delay still run. */
function countingClock(delayMs: number): { readonly clock: ManualClock; readonly running: Set<object> } {
  const inner = manualClock();
  const running = new Set<object>();
  const clock: ManualClock = {
    ...inner,
    setTimeout(run, ms) {
      const timer = inner.setTimeout(() => {
        running.delete(timer);
        run();
      }, ms);
      if (ms === delayMs) running.add(timer);
      return timer;
    },
    clearTimeout(timer) {
      running.delete(timer);
      inner.clearTimeout(timer);
    },
  };
  return { clock, running };
}

it('a websocket URL holds on to its contact until it is opened, or for 100 seconds', async () => {
  const { clock, running } = countingClock(100_000);
  const local = await startLocalConnect({ clock });
  const customer = await ChatCustomer.join(local);
  expect(running.size, 'opened').toBe(0);
  await customer.participant.send(
    new CreateParticipantConnectionCommand({
      ParticipantToken: customer.participantToken,
      Type: ['WEBSOCKET'],
    }),
  );
  expect(running.size, 'announced').toBe(1);
  await clock.advance('100s');
  expect(running.size, 'too late').toBe(0);
  customer.leave();
  await local.close();
});
