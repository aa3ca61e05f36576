import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The stand-alone callback server, in a process of its own as it is in production. */
export interface CallbackProcess {
  /** Kills the process without warning and starts it again with the same settings. */
  restart(): Promise<void>;
  /** Asks the process to stop (SIGTERM) and resolves when it has. */
  close(): Promise<void>;
}

/** The longest wait for `listening`, in milliseconds. */
const START_DEADLINE_MS = 20_000;

/**
 * Starts `connect-sign-in-callback serve`.
 *
 * @param environment - the variables of the server; nothing of AWS is inherited from this process
 * @param onLog - gets every line of its log
 * @throws Error with what the server printed, when it does not come to listen
 */
export async function startCallbackProcess(
  environment: Readonly<Record<string, string>>,
  onLog: (line: string) => void,
): Promise<CallbackProcess> {
  const program = fileURLToPath(new URL('standalone.js', import.meta.resolve('connect-sign-in-callback')));
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|NODE_OPTIONS$)/.test(name));

  async function start(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [program, 'serve'], {
      env: { ...Object.fromEntries(inherited), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await new Promise<void>((resolve, reject) => {
      let printed = '';
      const timer = setTimeout(
        () => reject(new Error(`The callback server did not start in time:\n${printed}`)),
        START_DEADLINE_MS,
      );
      let unfinished = '';
      const read = (chunk: Buffer) => {
        printed += chunk.toString();
        // A chunk may end inside a line.
        const lines = (unfinished + chunk.toString()).split('\n');
        unfinished = lines.pop() ?? '';
        lines.filter(Boolean).forEach(onLog);
        if (printed.includes('listening on')) {
          clearTimeout(timer);
          printed = '';
          resolve();
        }
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`The callback server stopped with exit code ${String(code)}:\n${printed}`));
      });
    });
    return child;
  }

  async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  let child = await start();
  let restarting: Promise<void> | undefined;
  const restart = async () => {
    await stop(child, 'SIGKILL');
    child = await start();
  };
  return {
    // Whoever asks while one is under way gets that one: two would meet at the port.
    restart: () =>
      (restarting ??= restart().finally(() => {
        restarting = undefined;
      })),
    close: () => stop(child, 'SIGTERM'),
  };
}
