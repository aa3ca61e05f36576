import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { choosePorts } from '../../demo/src/ports.js';

describe('the ports of the demo', () => {
  it('are four different free ones when any will do', async () => {
    const ports = Object.values(await choosePorts(0));
    expect(new Set(ports).size).toBe(4);
  });

  it('are none that the system may give to a connection before a server listens', async () => {
    const chosen = await Promise.all(Array.from({ length: 20 }, () => choosePorts(0)));
    const ports = chosen.flatMap((one) => Object.values(one));
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(10_240);
    expect(Math.max(...ports)).toBeLessThan(32_768);
  });

  it('skip a taken port', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const ports = await choosePorts(port);
    expect(Object.values(ports)).not.toContain(port);
    expect(ports.site).toBeGreaterThan(port);
    taken.close();
  });
});
