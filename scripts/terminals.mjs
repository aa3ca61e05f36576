// Terminals in which a reader types what a document says, and leaves running what does not end.
import { spawn } from 'node:child_process';

const PATIENCE_MS = 180_000;
/** What a server prints last when it is ready. */
const READY = /Stop with Ctrl-C|listening on|^http:\/\/\S+$/mu;

/**
 * Opens a folder's terminals. They share what was exported: by the typed lines, and by the `export` lines that a program
 * has printed for the reader to copy.
 */
export function terminals(folder, env) {
  const running = [];
  const exported = [];

  /** Types a block; resolves when it has ended or serves, with whether it still runs. */
  function type(code) {
    return new Promise((resolve, reject) => {
      const child = spawn('bash', ['-e', '-c', [...exported, code].join('\n')], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      running.push(child);
      let output = '';
      const fail = (why) => {
        clearTimeout(timer);
        reject(new Error(`${why}\n${output}`));
      };
      const timer = setTimeout(() => fail('it neither ended nor said that it is ready'), PATIENCE_MS);
      const done = (serves) => {
        clearTimeout(timer);
        exported.push(...`${code}\n${output}`.split('\n').filter((line) => /^export \w+=/u.test(line)));
        resolve(serves);
      };
      const listen = (chunk) => {
        output += chunk.toString();
        if (READY.test(output)) done(true);
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('close', (code) => (code === 0 ? done(false) : fail(`it ended with exit code ${code}`)));
    });
  }

  /** Ctrl-C in all of them. */
  async function close() {
    for (const child of running.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      process.kill(-child.pid, 'SIGINT');
      await gone;
    }
  }

  return { type, close };
}
