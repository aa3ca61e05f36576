// Packs the three packages and makes projects that install the tarballs as a user's project installs releases.
import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const COMMAND_SECONDS_MAX = 420;

/** Packs the built packages into a folder; resolves with the tarball of each name. */
export async function pack(into) {
  const tarballs = {};
  for (const workspace of ['widget', 'callback-server', 'local-connect']) {
    const { stdout } = await run(
      'npm',
      ['pack', '--json', '--pack-destination', into, '--workspace', workspace],
      { cwd: root },
    );
    const [{ name, filename }] = Object.values(JSON.parse(stdout));
    tarballs[name] = join(into, filename);
  }
  return tarballs;
}

/** A copy of a consumer's project in an empty folder; its package.json names the tarballs. */
export async function prepare({ project, versions = {}, given = {} }, folder, tarballs) {
  await cp(join(here, 'projects', project), folder, { recursive: true });
  for (const [file, to] of Object.entries(given)) {
    await mkdir(join(folder, to), { recursive: true });
    await cp(join(here, 'given', file), join(folder, to, file));
  }
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  for (const list of [manifest.dependencies, manifest.devDependencies ?? {}]) {
    for (const name of Object.keys(list)) {
      list[name] = tarballs[name] === undefined ? (versions[name] ?? list[name]) : `file:${tarballs[name]}`;
    }
  }
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** The environment of a command in a project: its own programs first, and no trace of this repository's npm. */
export function environmentOf(folder) {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_ENV$|INIT_CWD$)/u.test(name));
  return {
    ...Object.fromEntries(own),
    PATH: `${join(folder, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
    CI: '1',
  };
}

/** Runs a command line in a project; rejects with its output where it fails or takes too long. */
export function command(line, folder) {
  return new Promise((resolve, reject) => {
    const [file, ...args] = line.split(' ');
    const child = spawn(file, args, {
      cwd: folder,
      env: environmentOf(folder),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    const timer = setTimeout(() => {
      output.push(Buffer.from(`\n(stopped after ${COMMAND_SECONDS_MAX} s)`));
      process.kill(-child.pid, 'SIGKILL');
    }, COMMAND_SECONDS_MAX * 1000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(new Error(`exit ${code}\n${Buffer.concat(output).toString()}`));
    });
  });
}

/** Installs what the project's package.json names. */
export const install = (folder) => command('npm install --no-audit --no-fund --no-package-lock', folder);
