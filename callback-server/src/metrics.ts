import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Region } from './callback-handler.js';
import type { IncomingRequest } from './incoming-request.js';
import type { Hooks } from './observation.js';
import type { Reply } from './reply.js';
import { targetOf } from './request-target.js';

/** Counters and gauges of the server, in the text format of Prometheus. */
export interface Metrics {
  readonly hooks: Required<Omit<Hooks, 'onCrash'>>;
  /** Shows the state of the ways to Connect. */
  observe(regions: ReadonlyMap<string, Region>): void;
  /** Serves `GET /metrics`. */
  handle(request: IncomingRequest): Promise<Reply>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8];

/** A registry of its own, so that two servers in one process do not meet. */
export function metrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'connect_sign_in_requests_total',
    help: 'Requests by endpoint and outcome',
    labelNames: ['instance', 'endpoint', 'outcome'],
    registers,
  });
  const refusals = new Counter({
    name: 'connect_sign_in_binding_refusals_total',
    help: 'Authorization responses from a browser that did not start the sign-in, by reason',
    labelNames: ['instance', 'reason'],
    registers,
  });
  const forwards = new Counter({
    name: 'connect_sign_in_forwards_total',
    help: 'Authorization responses by what came of forwarding them to Connect',
    labelNames: ['instance', 'kind', 'result'],
    registers,
  });
  const attempts = new Counter({
    name: 'connect_sign_in_upstream_requests_total',
    help: 'Requests sent to Connect, repeats included',
    labelNames: ['region'],
    registers,
  });
  const upstream = new Histogram({
    name: 'connect_sign_in_upstream_seconds',
    help: 'Time to the answer of Connect, repeats included',
    labelNames: ['region'],
    buckets: SECONDS,
    registers,
  });
  const queued = new Histogram({
    name: 'connect_sign_in_queue_seconds',
    help: 'Time in the queue before the quota of Connect',
    labelNames: ['region'],
    buckets: SECONDS,
    registers,
  });

  return {
    hooks: {
      onOutcome({ instance, endpoint, outcome, reason = 'unknown' }) {
        requests.inc({ instance, endpoint, outcome });
        if (outcome === 'unbound') refusals.inc({ instance, reason });
      },
      onUpstream({ instance, region, kind, result, attempts: sent, durationMs, queuedMs }) {
        forwards.inc({ instance, kind, result });
        attempts.inc({ region }, sent);
        if (sent > 0) upstream.observe({ region }, durationMs / 1000);
        queued.observe({ region }, queuedMs / 1000);
      },
    },
    observe(regions) {
      const gauge = (name: string, help: string, read: (region: Region) => number) =>
        new Gauge({
          name,
          help,
          labelNames: ['region'],
          registers,
          collect() {
            for (const [region, way] of regions) this.set({ region }, read(way));
          },
        });
      gauge(
        'connect_sign_in_bucket_rate',
        'Requests a second that the quota allows now',
        ({ quota }) => 1000 / quota.intervalMs(),
      );
      gauge(
        'connect_sign_in_queue_length',
        'Customers in the queue',
        ({ waitingRoom }) => waitingRoom.length,
      );
      gauge('connect_sign_in_circuit_open', '1 while calls to Connect are stopped', ({ circuit }) =>
        circuit.closedForMs() > 0 ? 1 : 0,
      );
    },
    async handle(request) {
      if (targetOf(request).path !== '/metrics') {
        return { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'not found\n' };
      }
      if (request.method !== 'GET') return { status: 405, headers: { allow: 'GET' } };
      const body = await registry.metrics();
      return { status: 200, headers: { 'content-type': registry.contentType }, body };
    },
  };
}
