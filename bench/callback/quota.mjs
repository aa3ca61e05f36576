import { startServer, startStub } from './processes.mjs';
import { environmentOf, QUOTA, SERVERS } from './setting.mjs';
import { signIn } from './simulated-browser.mjs';

const CODE_LIFETIME_MS = 5 * 60_000;
/** Time between the end of one process and the start of the next, in milliseconds: what a supervisor takes. */
const RESTART_MS = 500;

const CONTENDERS = [
  { name: 'naive: Express 5 + SDK', script: SERVERS.naive, starts: false },
  { name: 'connect-sign-in-callback', script: SERVERS.ours, starts: true },
  {
    name: 'connect-sign-in-callback, killed and restarted',
    script: SERVERS.ours,
    starts: true,
    killsEveryMs: 9000,
  },
];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends the same customers to every contender at once, each before a Connect of its own with the default quota. */
export function measureQuota({ customers, arrivalsMs, onProgress }) {
  return Promise.all(
    CONTENDERS.map((contender) => measure(contender, { customers, arrivalsMs, onProgress })),
  );
}

async function measure({ name, script, starts, killsEveryMs }, { customers, arrivalsMs, onProgress }) {
  const stub = await startStub({ verify: true, quota: QUOTA });
  const running = await supervise(script, environmentOf(stub.port), killsEveryMs);
  const begunAt = Date.now();
  const visits = Array.from({ length: customers }, async (_, index) => {
    await pause((arrivalsMs * index) / customers);
    const until = Date.now() + CODE_LIFETIME_MS;
    const state = `${name.replaceAll(/\W+/g, '-')}-${index}`;
    return { state, ...(await signIn({ urlOf: running.url, state, starts, until })) };
  });
  const progress = setInterval(async () => {
    const { accepted, throttled } = await stub.ask('count');
    onProgress(`${name}: ${accepted} of ${customers} delivered, ${throttled} times throttled`);
  }, 15_000);
  const seen = await Promise.all(visits);
  clearInterval(progress);
  const { accepted, calls, throttled, conflicts } = await stub.ask('accepted');
  await running.stop();
  await stub.stop();

  const acceptedStates = new Set(accepted.map(([state]) => state));
  const lastAt = Math.max(begunAt, ...accepted.map(([, at]) => at));
  const endings = {};
  for (const { state, seen: page } of seen) {
    const ending = `${acceptedStates.has(state) ? 'delivered' : 'lost'}: ${page}`;
    endings[ending] = (endings[ending] ?? 0) + 1;
  }
  const asked = seen.reduce((sum, visit) => sum + visit.asked, 0);
  return {
    name,
    customers,
    delivered: acceptedStates.size,
    makespanS: Number(((lastAt - begunAt) / 1000).toFixed(1)),
    idealS: (customers - QUOTA.burst) / QUOTA.rate,
    details: {
      calls,
      throttled,
      conflicts,
      restarts: running.restarts(),
      asksPerCustomer: asked / customers,
      endings,
    },
  };
}

/** Keeps a server running; where wanted, kills it without warning again and again, never at the same time of a cycle. */
async function supervise(script, environment, killsEveryMs) {
  let server = await startServer(script, { ...environment, PORT: '0' });
  const { url } = server;
  const port = new URL(url).port;
  let restarts = 0;
  let stopped = false;
  const killing = (async () => {
    while (killsEveryMs !== undefined && !stopped) {
      await pause(killsEveryMs * (0.5 + ((restarts * 0.37) % 1)));
      if (stopped) break;
      await server.stop('SIGKILL');
      await pause(RESTART_MS);
      server = await startServer(script, { ...environment, PORT: port });
      restarts += 1;
    }
  })();
  return {
    url: () => url,
    restarts: () => restarts,
    async stop() {
      stopped = true;
      await killing;
      await server.stop();
    },
  };
}

/** The promises of the project about these figures. */
export function judgeQuota([, ours, killed]) {
  return [
    { promise: 'every customer is delivered', figure: ours.delivered / ours.customers, least: 1 },
    { promise: 'makespan beside the ideal', figure: ours.makespanS / ours.idealS, most: 1.1 },
    {
      promise: 'every customer is delivered though the process is killed',
      figure: killed.delivered / killed.customers,
      least: 1,
    },
  ];
}
