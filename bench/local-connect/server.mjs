// A local-connect under measurement: a line of JSON when it listens, and one for every line on standard input.
import { createInterface } from 'node:readline';

const startedAt = performance.now();
const { startLocalConnect } = await import('local-connect');
const local = await startLocalConnect();
// Loading the modules counts: it is what a test suite waits for.
const bootMs = performance.now() - startedAt;
// What of it was work: on a busy machine the rest is waiting for a core.
const { user, system } = process.cpuUsage();
const bootCpuMs = (user + system) / 1000;

const print = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
print({
  ...{ bootMs, bootCpuMs, connect: local.connectEndpoint, region: local.region, say: local.say },
  ...{ instanceId: local.instanceId, contactFlowId: local.contactFlowId, credentials: local.credentials },
});
const input = createInterface({ input: process.stdin });
input.on('line', () => {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const mb = (bytes) => Math.round(bytes / 1024 / 102.4) / 10;
  print({ sockets: local.sockets.openSockets(), heapMb: mb(heapUsed), rssMb: mb(rss) });
});
input.on('close', () => void local.close().then(() => process.exit(0)));
