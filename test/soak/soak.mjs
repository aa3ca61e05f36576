// npm run soak: chats sign in at the rate of Connect's quota while things go wrong, through the callback server's own
// process and local-connect; everybody must come to an end that Connect and the prompt agree on. See --help.
import { parseArgs } from 'node:util';
import { chatClients } from './chat.mjs';
import { play } from './customer.mjs';
import { newLedger } from './ledger.mjs';
import { plans } from './plan.mjs';
import { startCallbackServer, startStandIn } from './processes.mjs';
import { PATIENCE_MS, pause, QUOTA_RATE } from './setting.mjs';

const HELP = `npm run soak -- [options]
  --minutes N   how long chats begin to sign in (default 10)
  --seed N      makes the same plans as the run that printed it (default: a new one)
  --json        one object on standard output
  --help        this text

${QUOTA_RATE} chats a second sign in, opt out, decline or walk away, about two in three with a fault. Ends with 1 where
started is not succeeded + opted out + timed out + failed, where the prompt and Connect disagree, where a chat does not
go on, or where the heap of the callback server or of local-connect grows from the first third to the last (two minutes
of warm-up left out; runs under 4 minutes do not judge it).`;

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
const [minutes, seed] = [Number(options.minutes), Number(options.seed)];
if (!(minutes > 0 && minutes <= 24 * 60)) throw new TypeError('--minutes wants a number up to 1440');
if (!Number.isInteger(seed) || seed < 0) throw new TypeError('--seed wants a whole number from 0');
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const SAMPLE_MS = 5000;
const progress = (line) => process.stderr.write(`${line}\n`);
const mb = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
const countsText = ({ started, ...rest }) =>
  `${started} started: ${Object.entries(rest)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')}`;

const standIn = await startStandIn();
// The first one lives as long as the run and is measured; the second one is killed now and then.
const [server, other] = await Promise.all([startCallbackServer(standIn), startCallbackServer(standIn)]);
const clients = chatClients(standIn);
const ledger = newLedger();
const updates = {};
const running = new Set();
progress(`seed ${seed}, ${minutes} minutes`);

const startedAt = performance.now();
const seconds = () => Math.round((performance.now() - startedAt) / 1000);
const isOver = () => performance.now() - startedAt >= minutes * 60_000;

async function sample() {
  const [{ heapUsed: ofServer }, { heapUsed: ofStandIn }] = await Promise.all([
    server.memory(),
    standIn.memory(),
  ]);
  ledger.addHeaps({ server: ofServer, standIn: ofStandIn }, performance.now() - startedAt);
  for (const [outcome, count] of Object.entries(await standIn.ask('readJournal')))
    updates[outcome] = (updates[outcome] ?? 0) + count;
  progress(
    `${seconds()} s: ${countsText(ledger.counts())}; heap ${mb(ofServer)} server, ${mb(ofStandIn)} stand-in`,
  );
}

function begin(plan) {
  ledger.begin(plan);
  const portOf = () => (plan.next() < 0.7 ? server : other).port;
  if (plan.restart) void other.restart();
  const run = play(plan, { standIn, clients, portOf }).then(
    (end) => ledger.end(plan, end),
    (error) => ledger.fail(plan, error),
  );
  running.add(run);
  void run.finally(() => running.delete(run));
}

const sampling = (async () => {
  while (!isOver()) {
    await pause(SAMPLE_MS);
    await sample();
  }
})();
let planned = 0;
for (const plan of plans(seed)) {
  await pause(startedAt + (1000 * planned) / QUOTA_RATE - performance.now());
  planned += 1;
  if (isOver()) break;
  begin(plan);
}
await sampling;
await Promise.race([Promise.all(running), pause(PATIENCE_MS)]);
await sample();
const report = { seed, minutes, ...ledger.close(), updates };
await Promise.all([server.stop(), other.stop()]);
await standIn.stop();
for (const client of Object.values(clients)) client.destroy();

if (options.json) console.log(JSON.stringify(report));
else {
  console.log(countsText(report.counts));
  console.log('UpdateParticipantAuthentication by outcome:', report.updates);
  for (const [name, { firstThird, lastThird, flat }] of Object.entries(report.heaps)) {
    if (flat === undefined) console.log(`heap of ${name}: too short a run to say; give it 4 minutes`);
    else
      console.log(
        `heap of ${name}: first third ${mb(firstThird)}, last third ${mb(lastThird)}, ${flat ? 'flat' : 'GREW'}`,
      );
  }
  for (const problem of report.problems) console.log(`PROBLEM ${problem}`);
  console.log(report.problems.length === 0 ? 'It adds up.' : 'It does not add up.');
}
process.exit(report.problems.length === 0 ? 0 : 1);
