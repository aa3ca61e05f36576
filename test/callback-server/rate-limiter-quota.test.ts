import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { realClock, tokenBucket } from 'connect-sign-in-callback';
import { rateLimiterQuota } from 'connect-sign-in-callback/rate-limiter-quota';

const available = spawnSync('redis-server', ['--version']).status === 0;
if (!available)
  process.stderr.write(
    'SKIPPED the shared quota: redis-server is not installed (apt-get install redis-server)\n',
  );

describe.skipIf(!available)('a quota that processes share through Redis', () => {
  let redis: ChildProcess;
  let store: Redis;

  beforeAll(async () => {
    const port = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const { port: free } = probe.address() as AddressInfo;
        probe.close(() => resolve(free));
      });
    });
    redis = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      {
        stdio: 'ignore',
      },
    );
    store = new Redis(port, '127.0.0.1', {
      maxRetriesPerRequest: 1,
      enableOfflineQueue: true,
      retryStrategy: () => 100,
    });
    store.on('error', () => undefined);
    await vi.waitUntil(async () => (await store.ping().catch(() => '')) === 'PONG', {
      timeout: 10_000,
      interval: 50,
    });
  });
  afterAll(() => {
    store.disconnect();
    redis.kill('SIGKILL');
  });

  const quotaOfOneProcess = (points: number, key: string) => {
    const limiter = new RateLimiterRedis({ storeClient: store, points, duration: 60, keyPrefix: key });
    const generous = tokenBucket({ rate: 1000, burst: 1000 }, realClock());
    return rateLimiterQuota(limiter, 'eu-west-2', generous);
  };

  it('gives two processes together no more than one quota', async () => {
    const processes = [quotaOfOneProcess(5, 'a'), quotaOfOneProcess(5, 'a')];
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => processes[index % 2]!.take()),
    );
    expect(answers.filter((wait) => wait === 0)).toHaveLength(5);
    for (const wait of answers.filter((answer) => answer > 0)) {
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(500);
    }
  });

  it('keeps the quotas of two Regions apart', async () => {
    const [one, other] = [quotaOfOneProcess(1, 'b'), quotaOfOneProcess(1, 'c')];
    expect([await one.take(), await other.take()]).toEqual([0, 0]);
    expect(await one.take()).toBeGreaterThan(0);
  });

  it('asks the bucket of the process first, and alone when Redis is gone', async () => {
    const quota = rateLimiterQuota(
      new RateLimiterRedis({ storeClient: store, points: 100, duration: 1, keyPrefix: 'd' }),
      'eu-west-2',
      tokenBucket({ rate: 1, burst: 2 }, realClock()),
    );
    expect(await quota.take()).toBe(0);
    redis.kill('SIGKILL');
    await new Promise((resolve) => redis.once('exit', resolve));
    expect(await quota.take()).toBe(0);
    expect(await quota.take()).toBeGreaterThan(500);
  });
});

describe('the feedback of a shared quota', () => {
  it('passes 429 on to the bucket, whose rate gives the estimates', () => {
    const bucket = tokenBucket({ rate: 2, burst: 5 }, realClock());
    const quota = rateLimiterQuota({ consume: () => Promise.resolve() }, 'k', bucket);
    quota.throttled();
    expect(quota.intervalMs()).toBeGreaterThan(900);
  });
});
