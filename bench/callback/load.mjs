// Sends a number of callbacks, each with a state of its own and, where wanted, the binding that /start would have set.
import autocannon from 'autocannon';
import { browserBinding } from '../../callback-server/dist/browser-binding.js';
import { cookieScope } from '../../callback-server/dist/cookies.js';
import { signedTokens } from '../../callback-server/dist/signed-token.js';
import { meter } from './processes.mjs';
import { SETTING } from './setting.mjs';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { url, amount, connections, bound, prefix, pid } = JSON.parse(Buffer.concat(chunks).toString('utf8'));

const { redirectUri, instanceId, bindingKey } = SETTING;
const scope = cookieScope(redirectUri);
const binding = browserBinding(instanceId, signedTokens([bindingKey], redirectUri), scope);
const NAVIGATION = {
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'accept-language': 'en-GB,en;q=0.8',
};

/** As long as the ones of Connect and Cognito. */
const stateOf = (index) => `${prefix}-${index}-`.padEnd(180, 'AbC0');
const code = '01234567-89ab-cdef-0123-456789abcdef';

async function requestOf(index) {
  const state = stateOf(index);
  const path = `/callback?code=${code}&state=${state}`;
  if (!bound) return { path, headers: NAVIGATION };
  const now = Date.now();
  const [cookie] = await binding.issue(state, { instance: instanceId, expiresAt: now + 900_000 }, null, now);
  return { path, headers: { ...NAVIGATION, cookie: cookie.split(';', 1)[0] } };
}

/** Each bound state once. A refusal leaves nothing behind, so a few do, which the load generator can prepare. */
const prepared = await Promise.all(
  Array.from({ length: bound ? amount : 10 }, (_, index) => requestOf(index)),
);
let next = 0;
const requests = bound
  ? [{ path: '/callback', setupRequest: (request) => ({ ...request, ...prepared[next++ % amount] }) }]
  : prepared;

// The heap of a server rises until it is swept and falls again; one reading would show where it was in that by chance.
const rssSamples = [];
const sampling = setInterval(() => rssSamples.push(meter(pid).rssMb), 100);
const { cpuUs: cpuBefore } = meter(pid);
const startedAt = performance.now();
let endedAt = startedAt;
const load = autocannon({
  url,
  amount,
  connections,
  timeout: 60,
  requests: requests.map((request) => ({ method: 'GET', ...request })),
});
// The load generator itself looks at the clock once a second only.
load.on('response', () => (endedAt = performance.now()));
const { latency, errors, statusCodeStats } = await load;
const seconds = (endedAt - startedAt) / 1000;
const after = meter(pid);
const cpuUs = after.cpuUs - cpuBefore;
clearInterval(sampling);
const rssMb = [...rssSamples, after.rssMb].sort((left, right) => left - right)[rssSamples.length >> 1];
const statuses = Object.fromEntries(
  Object.entries(statusCodeStats).map(([status, { count }]) => [status, count]),
);
const { p50: p50Ms, p99: p99Ms } = latency;
process.stdout.write(JSON.stringify({ seconds, p50Ms, p99Ms, errors, statuses, cpuUs, rssMb }));
