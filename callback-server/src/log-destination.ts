import { pino, type DestinationStream } from 'pino';

/** What is collected at most before it is written, in characters; more than a turn says. */
const COLLECTED_MAX = 16_000;

/** Where log lines go; `flushSync` is what pino calls after a fatal one. */
export interface LogDestination extends DestinationStream {
  flushSync(): void;
}

/**
 * Standard output, written at the end of each turn of the event loop: the lines of a request, and of all others that ended
 * in that turn, are one system call instead of many. A process that ends or is ended by a signal it can hear has written
 * all; one that is killed loses the lines of that turn at most.
 *
 * @param path - a file instead of standard output
 */
export function logDestination(path?: string): LogDestination {
  const out = pino.destination({
    sync: true,
    minLength: COLLECTED_MAX,
    ...(path === undefined ? {} : { dest: path }),
  });
  let isDue = false;
  const flushSync = () => {
    isDue = false;
    out.flushSync();
  };
  process.once('exit', flushSync);
  return {
    flushSync,
    write(line) {
      out.write(line);
      if (isDue) return;
      isDue = true;
      setImmediate(flushSync);
    },
  };
}
