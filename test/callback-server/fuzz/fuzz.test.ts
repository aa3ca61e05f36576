import { callbackHandler, type CallbackServerOptions, type OutcomeEvent } from 'connect-sign-in-callback';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { BINDING_LIFETIME_MS, browserBinding } from '../../../callback-server/src/browser-binding.js';
import { cookieScope } from '../../../callback-server/src/cookies.js';
import { lambdaHandler } from '../../../callback-server/src/lambda.js';
import type { HttpEvent } from '../../../callback-server/src/lambda-event.js';
import { escapeHtml } from '../../../callback-server/src/page-html.js';
import { signedTokens } from '../../../callback-server/src/signed-token.js';
import { fakeConnect } from '../fixtures/fake-connect.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { authenticationUrl, OPTIONS } from '../fixtures/site.js';
import { functionUrlEvent, httpApiEvent, loadBalancerEvent, restApiEvent } from '../shells/aws-events.js';
import { onTheWire, type Exchange } from '../shells/exchange.js';
import { replyOfResult, requestOf } from '../shells/shell.js';
import { CANARY, exchangeOf, mutation, type Draft } from './mutations.js';

/** `npm run fuzz -- --runs N` sets it; the ordinary run is a sample. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1500);
const SEED = process.env['FUZZ_SEED'];

const clock = manualClock(Date.parse('2026-11-20T12:00:00Z'));
const connect = fakeConnect();
const outcomes: OutcomeEvent[] = [];
const crashes: unknown[] = [];
const handle = callbackHandler({
  ...OPTIONS,
  clock,
  authentication: () => connect,
  quota: () => ({ take: () => 0, throttled: () => undefined, intervalMs: () => 1 }),
  onOutcome: (event: OutcomeEvent) => outcomes.push(event),
  onCrash: (error: unknown) => crashes.push(error),
} as unknown as CallbackServerOptions);
const onLambda = lambdaHandler(handle);

const tokens = signedTokens(OPTIONS.bindingKeys, OPTIONS.redirectUri);
const binding = browserBinding(OPTIONS.instanceId, tokens, cookieScope(OPTIONS.redirectUri));
async function cookieFor(state: string): Promise<string> {
  const bound = { instance: OPTIONS.instanceId, expiresAt: clock.now() + BINDING_LIFETIME_MS };
  const [cookie = ''] = await binding.issue(state, bound, null, clock.now());
  return cookie.split(';', 1)[0] ?? '';
}

type Ask = (
  exchange: Exchange,
) => Promise<{ status: number; headers: readonly (readonly [string, string])[]; body: string }>;
const lambda =
  (event: (exchange: Exchange) => object): Ask =>
  async (exchange) =>
    replyOfResult(await onLambda(event(exchange) as HttpEvent));
/** The ways into the server that need no socket. */
const DOORS: Readonly<Record<string, Ask>> = {
  fetch: async (exchange) => {
    const response = await handle(requestOf(exchange));
    return { status: response.status, headers: [...response.headers], body: await response.text() };
  },
  'payload 1.0': lambda((exchange) => restApiEvent(exchange)),
  'payload 2.0': lambda(httpApiEvent),
  'function URL': lambda(functionUrlEvent),
  'load balancer': lambda((exchange) => loadBalancerEvent(exchange, true)),
  'load balancer, single values': lambda((exchange) => loadBalancerEvent(exchange, false)),
};

let sequence = 0;
const bound = new Map<string, string>();
/** Where a mutation begins: a comeback that would succeed, one that would not, a start, and nothing at all. */
async function draftOf(
  kind: 'bound' | 'declined' | 'unbound' | 'start' | 'done' | 'nothing',
): Promise<Draft> {
  const state = `state-${(sequence += 1)}`;
  const navigation = [
    ['Sec-Fetch-Mode', 'navigate'],
    ['Sec-Fetch-Dest', 'document'],
  ] as const;
  const comeback = { method: 'GET', path: '/callback', headers: navigation, form: [] };
  bound.clear();
  if (kind === 'unbound')
    return {
      ...comeback,
      query: [
        ['code', `code-${CANARY}`],
        ['state', state],
      ],
    };
  if (kind === 'done') return { ...comeback, path: '/done', query: [['outcome', 'accepted']] };
  if (kind === 'nothing') return { ...comeback, path: '/', headers: [], query: [] };
  if (kind === 'start') {
    const headers = [
      ['Origin', OPTIONS.allowedOrigins[0]],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ] as const;
    const form = [
      ['authenticationUrl', authenticationUrl(`${state}-${CANARY}`)],
      ['lang', 'de'],
    ] as const;
    return { method: 'POST', path: '/start', query: [], headers: [...headers, ...navigation], form };
  }
  const cookie = await cookieFor(state);
  bound.set(state, cookie);
  const answer =
    kind === 'bound'
      ? (['code', `code-${CANARY}`] as const)
      : (['error', `access_denied-${CANARY}`] as const);
  return { ...comeback, query: [answer, ['state', state]], headers: [...navigation, ['Cookie', cookie]] };
}

const seen = new Map<string, number>();
const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

/** What the server may repeat of a request: a request id of harmless characters, and the address it has checked. */
function echoAllowed(exchange: Exchange, outcome: string | undefined): string[] {
  const ids = exchange.headers
    .filter(([name]) => name.toLowerCase() === 'x-request-id')
    .map(([, value]) => value);
  const addresses = outcome === 'bound' ? new URLSearchParams(exchange.body).getAll('authenticationUrl') : [];
  return [
    ...ids.filter((id) => /^[A-Za-z0-9._-]{8,64}$/u.test(id)),
    ...addresses.map((address) => escapeHtml(new URL(address).href)),
  ];
}

describe('a random or mutated request', () => {
  it(`is never answered with a 5xx, an echo or a call without a binding (${RUNS} runs)`, async () => {
    const plan = fc.record({
      kind: fc.constantFrom('bound', 'bound', 'declined', 'unbound', 'start', 'start', 'done', 'nothing'),
      mutations: fc.array(mutation, { maxLength: 5 }),
      door: fc.constantFrom(...Object.keys(DOORS)),
    });
    const property = fc.asyncProperty(plan, async ({ kind, mutations, door }) => {
      connect.sent.length = outcomes.length = crashes.length = 0;
      const draft = mutations.reduce((changed, change) => change(changed), await draftOf(kind));
      const exchange = exchangeOf(draft);
      const { status, headers, body } = await DOORS[door]!(exchange);
      const outcome = outcomes.at(-1)?.outcome;
      count(outcome ?? 'none');

      expect(crashes).toEqual([]);
      expect(status).toBeLessThan(500);
      const cookies = exchange.headers
        .filter(([name]) => name.toLowerCase() === 'cookie')
        .map(([, value]) => onTheWire(value));
      for (const { state } of connect.sent) {
        const proof = bound.get(state);
        expect(proof !== undefined && cookies.some((value) => value.includes(proof))).toBe(true);
      }
      const answer = [...headers.flat(), body].join('\n');
      const rest = echoAllowed(exchange, outcome).reduce(
        (left, allowed) => left.replaceAll(allowed, ''),
        answer,
      );
      expect(rest).not.toContain(CANARY);
    });
    const seed = SEED === undefined ? {} : { seed: Number(SEED) };
    await fc.assert(property, { numRuns: RUNS, ...seed });
  }, 3_600_000);

  it('has reached every kind of decision', () => {
    const share = (outcome: string) => (seen.get(outcome) ?? 0) / RUNS;
    for (const outcome of [
      'accepted',
      'declined',
      'unbound',
      'invalid',
      'bound',
      'refused',
      'not-found',
      'shown',
    ]) {
      expect({ outcome, share: share(outcome) > 0.003 }).toEqual({ outcome, share: true });
    }
  });

  afterAll(() => {
    if (process.env['FUZZ_RUNS'] !== undefined)
      process.stdout.write(`${JSON.stringify(Object.fromEntries(seen))}\n`);
  });
});
