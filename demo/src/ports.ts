import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** The demo's servers, in the order in which they take ports. */
export const DEMO_SERVERS = ['site', 'callback', 'connect', 'cognito'] as const;

/** A port for each server of the demo. */
export type DemoPorts = Readonly<Record<(typeof DEMO_SERVERS)[number], number>>;

/** Whether a port can be listened on, on every loopback address the demo uses. */
async function isFree(port: number): Promise<boolean> {
  const listens = (host: string) =>
    new Promise<boolean>((resolve) => {
      const probe = createServer();
      // A machine without IPv6 cannot have the port taken there.
      probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRNOTAVAIL'));
      probe.listen(port, host, () => probe.close(() => resolve(true)));
    });
  return (await listens('127.0.0.1')) && (await listens('::1'));
}

/**
 * A port that no system hands out by itself: Linux does so from 32768, others from 49152. One of those may be gone to
 * a connection of a browser before the server listens. Below 10240 are ports that browsers refuse.
 */
const anyPort = (): number => randomInt(10_240, 32_768);

/**
 * Chooses a port for each server: from `first` upwards the next free ones, or any free ones when `first` is 0.
 *
 * @param first - 0 to 65000
 * @throws Error when fewer than four ports are free among the hundred after `first`, or among a hundred of any
 */
export async function choosePorts(first: number): Promise<DemoPorts> {
  const chosen: number[] = [];
  for (let tried = 0; chosen.length < DEMO_SERVERS.length; tried += 1) {
    if (tried === 100) {
      throw new Error(
        `No four free ports between ${first} and ${first + 99}. Give another start with --port, or --port 0.`,
      );
    }
    const port = first === 0 ? anyPort() : first + tried;
    if (!chosen.includes(port) && (await isFree(port))) chosen.push(port);
  }
  const [site = 0, callback = 0, connect = 0, cognito = 0] = chosen;
  return { site, callback, connect, cognito };
}
