// What became of everybody, and whether it adds up.
import { SAID_FOR } from './customer.mjs';

/** Until what a process keeps for a while (a websocket's URL lives 100 seconds) comes and goes alike, in milliseconds. */
const WARM_UP_MS = 120_000;
/** Fewer samples after the warm-up say nothing. */
const SAMPLES_MIN = 9;
/** Heap may differ so much between the first and the last third of a run and still be called flat. */
const HEAP_GROWTH = { share: 0.1, bytes: 2 * 1024 * 1024 };

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** An empty ledger. */
export function newLedger() {
  const ended = { Success: 0, OptedOut: 0, Timeout: 0, Error: 0 };
  const [problems, heaps, faults] = [[], { server: [], standIn: [] }, {}];
  let started = 0;
  let broken = 0;

  const counts = () => ({
    ...{ started, succeeded: ended.Success, optedOut: ended.OptedOut, timedOut: ended.Timeout },
    ...{ failed: ended.Error, broken },
    open: started - broken - Object.values(ended).reduce((sum, count) => sum + count, 0),
  });

  return {
    counts,
    begin({ fault }) {
      started += 1;
      faults[fault] = (faults[fault] ?? 0) + 1;
    },
    end(plan, { branch, said, wentOn }) {
      const what = `"${plan.intent}" with "${plan.fault}"`;
      if (SAID_FOR[branch] === undefined) {
        broken += 1;
        problems.push(`${what} came to no end: Connect ${branch ?? 'still waits'}, prompt ${said}`);
        return;
      }
      ended[branch] += 1;
      if (!SAID_FOR[branch].includes(said))
        problems.push(`${what}: Connect took ${branch}, the prompt said ${said}`);
      if (!wentOn) problems.push(`${what}: the chat did not go on`);
    },
    fail(plan, error) {
      broken += 1;
      problems.push(`"${plan.intent}" with "${plan.fault}" broke: ${error.stack ?? error}`);
    },
    /** @param at - milliseconds since the start */
    addHeaps(sample, at) {
      if (at < WARM_UP_MS) return;
      for (const [name, bytes] of Object.entries(sample)) heaps[name].push(bytes);
    },
    /** The report; `problems` is empty where everything adds up. */
    close() {
      const growth = Object.fromEntries(
        Object.entries(heaps).map(([name, values]) => [name, compare(values)]),
      );
      for (const [name, { firstThird, lastThird, flat }] of Object.entries(growth))
        if (flat === false)
          problems.push(`the heap of ${name} grew from ${firstThird} to ${lastThird} bytes`);
      if (counts().open !== 0) problems.push(`${counts().open} chats are still open`);
      for (const name of ['succeeded', 'optedOut', 'timedOut', 'failed'])
        if (counts()[name] === 0) problems.push(`nobody ${name}: the run was too short to prove anything`);
      return { counts: counts(), faults, heaps: growth, problems };
    },
  };
}

/** Medians of heap sizes after a garbage collection, in bytes; nothing where the run was too short to say. */
function compare(values) {
  if (values.length < SAMPLES_MIN) return { samples: values.length };
  const third = Math.floor(values.length / 3);
  const [firstThird, lastThird] = [median(values.slice(0, third)), median(values.slice(-third))];
  const limit = firstThird + Math.max(HEAP_GROWTH.bytes, firstThird * HEAP_GROWTH.share);
  return { firstThird, lastThird, samples: values.length, flat: lastThird <= limit };
}
