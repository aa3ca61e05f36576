import { runScript, startServer, startStub } from './processes.mjs';
import { environmentOf, SERVERS } from './setting.mjs';

const CONNECTIONS = 50;
/** Slices that are not counted: servers get faster while their code is compiled. */
const WARM_UP = 3;
/** How often the servers are started anew: two processes of one program differ by a tenth for as long as they live. */
const CREWS = 3;
/** Out of the way: the quota is what the other benchmark is about. */
const NO_QUOTA = { CONNECT_RATE: '100000', CONNECT_BURST: '1000', DEADLINE_MS: '20000' };

const NAIVE = 'a: Express 5 + SDK';
const OURS = 'b: connect-sign-in-callback';
const UNBOUND = 'c: connect-sign-in-callback, unbound';

/** What is measured; `status` is the only answer that counts. */
const VARIANTS = [
  { name: NAIVE, script: SERVERS.naive, environment: {}, bound: true, status: '200', factor: 1 },
  { name: OURS, script: SERVERS.ours, environment: NO_QUOTA, bound: true, status: '303', factor: 1 },
  { name: UNBOUND, script: SERVERS.ours, environment: NO_QUOTA, bound: false, status: '403', factor: 4 },
];

/**
 * Measures all variants with and without SigV4 checks. Their servers run side by side and get their load in turn, in
 * short slices, so that whatever else the machine does meets all of them alike; figures are medians over the slices.
 */
export async function measureThroughput({ slices, requests, starts, onProgress }) {
  const results = [];
  onProgress(`${starts} starts each`);
  const startTimes = await measureStarts(starts);
  for (const verify of [false, true]) {
    const sigV4 = `SigV4 ${verify ? 'on' : 'off'}`;
    const samples = new Map(VARIANTS.map(({ name }) => [name, []]));
    for (let crew = 1; crew <= CREWS; crew += 1) {
      const onSlice = (slice) =>
        onProgress(`${sigV4}, processes ${crew} of ${CREWS}: ${slice < 1 ? 'warming up' : `slice ${slice}`}`);
      const shape = { verify, slices: Math.ceil(slices / CREWS), requests };
      for (const { name, sample } of await measureCrew(shape, { onSlice, onProgress }))
        samples.get(name).push(sample);
    }
    for (const { name, script } of VARIANTS) {
      const figures = mediansOf(samples.get(name));
      results.push({ name: `${name}, ${sigV4}`, ...figures, startMs: startTimes.get(script) });
    }
  }
  return results;
}

/** Starts one process of each server and gives them their load in turn; a sample for each slice that counts. */
async function measureCrew({ verify, slices, requests }, { onSlice, onProgress }) {
  const lanes = await Promise.all(VARIANTS.map((variant) => openLane(variant, verify)));
  const results = [];
  try {
    for (let slice = 1 - WARM_UP; slice <= slices; slice += 1) {
      onSlice(slice);
      // To and fro, so that a machine that gets slower or faster meanwhile favours none of them.
      for (const lane of slice % 2 === 0 ? lanes : lanes.toReversed()) {
        const sample = await measureUndisturbed(lane, `slice${slice}`, requests, onProgress);
        if (slice > 0) results.push({ name: lane.variant.name, sample });
      }
    }
  } finally {
    for (const { server, stub } of lanes) {
      await server.stop();
      await stub.stop();
    }
  }
  return results;
}

async function openLane(variant, verify) {
  const stub = await startStub({ verify });
  const server = await startServer(variant.script, environmentOf(stub.port, variant.environment));
  return { variant, stub, server };
}

/** Starts both servers in turn, many times, and takes medians; the first round only fills the file cache. */
async function measureStarts(rounds) {
  const { port, stop } = await startStub({ verify: false });
  const kinds = [SERVERS.naive, SERVERS.ours].map((script) => ({ script, times: [] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { script, times } of kinds) {
      const server = await startServer(script, environmentOf(port, NO_QUOTA));
      if (round > 0) times.push(server.startMs);
      await server.stop();
    }
  }
  await stop();
  return new Map(kinds.map(({ script, times }) => [script, median(times)]));
}

/** On a machine that is busy with other things a request may time out; such a slice says nothing and is measured again. */
async function measureUndisturbed(lane, prefix, requests, onProgress, attempt = 1) {
  try {
    return await measureSlice(lane, `${prefix}try${attempt}`, requests);
  } catch (error) {
    if (attempt === 3) throw error;
    onProgress(`${lane.variant.name}: measured again, because ${error.message}`);
    return measureUndisturbed(lane, prefix, requests, onProgress, attempt + 1);
  }
}

async function measureSlice({ variant, stub, server }, prefix, requests) {
  const { bound, status, factor } = variant;
  const amount = requests * factor;
  const countBefore = await stub.ask('count');
  const load = { url: server.url, connections: CONNECTIONS, bound, prefix, amount, pid: server.pid };
  const { seconds, p50Ms, p99Ms, statuses, errors, cpuUs, rssMb } = await runScript('load.mjs', load);
  const count = await stub.ask('count');
  const right = statuses[status] ?? 0;
  if (right !== amount || errors > 0) {
    throw new Error(
      `${right} of ${amount} answers were ${status}: ${JSON.stringify(statuses)}, ${errors} errors`,
    );
  }
  const expected = bound ? amount : 0;
  const [calls, accepted] = [count.calls - countBefore.calls, count.accepted - countBefore.accepted];
  if (calls !== expected || accepted !== expected) {
    throw new Error(`${calls} calls of Connect, ${accepted} accepted, ${expected} expected`);
  }
  return {
    rps: amount / seconds,
    p50Ms,
    p99Ms,
    cpuUsPerRequest: cpuUs / amount,
    rssMb,
  };
}

function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)];
  return Number((middle / 2).toFixed(2));
}

function mediansOf(samples) {
  return Object.fromEntries(
    Object.keys(samples[0]).map((key) => [key, median(samples.map((sample) => sample[key]))]),
  );
}

/** The promises of the project about these figures. */
export function judgeThroughput(throughput) {
  const of = (name, sigV4) => throughput.find((entry) => entry.name === `${name}, SigV4 ${sigV4}`);
  return ['off', 'on'].flatMap((sigV4) => {
    const [a, b, c] = [of(NAIVE, sigV4), of(OURS, sigV4), of(UNBOUND, sigV4)];
    const about = (what) => `SigV4 ${sigV4}: ${what}`;
    return [
      { promise: about('b forwards as many a second as a'), figure: b.rps / a.rps, least: 0.85 },
      { promise: about('b starts as fast as a'), figure: b.startMs / a.startMs, most: 1.15 },
      { promise: about('b takes as much memory as a'), figure: b.rssMb / a.rssMb, most: 1.15 },
      { promise: about('c refuses times as fast as b forwards'), figure: c.rps / b.rps, least: 5 },
    ];
  });
}
