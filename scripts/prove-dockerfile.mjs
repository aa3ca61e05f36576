// Shows that callback-server/hosting/Dockerfile works: builds and runs it where a Docker engine answers, and otherwise
// carries out its steps one by one in a clean folder, starts what it starts as a user who can write nothing, and asks.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DOCKERFILE = join(ROOT, 'callback-server/hosting/Dockerfile');
const SETTINGS = {
  AWS_REGION: 'eu-west-2',
  AWS_ACCESS_KEY_ID: 'AKIDPROOF',
  AWS_SECRET_ACCESS_KEY: 'not-a-secret',
  CONNECT_INSTANCE_ID: '11111111-2222-3333-4444-555555555555',
  REDIRECT_URI: 'https://auth.example.com/callback',
  ALLOWED_ORIGINS: 'https://shop.example.com',
  COGNITO_DOMAINS: 'https://pool.auth.eu-west-2.amazoncognito.com',
  BINDING_KEYS: 'key-of-the-proof-0123456789-0123456789-01',
};
/** All that a step gets of the environment around it. */
const OUTSIDE = { PATH: process.env.PATH, HOME: process.env.HOME };
const say = (line) => process.stdout.write(`${line}\n`);

if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0) await withEngine();
else await withoutEngine();
say('The Dockerfile works.');

async function withEngine() {
  const tag = 'connect-sign-in-callback:proof';
  execFileSync('docker', ['build', '--file', DOCKERFILE, '--tag', tag, ROOT], { stdio: 'inherit' });
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const options = [
    '--detach',
    '--rm',
    '--read-only',
    '--cap-drop',
    'ALL',
    '--publish',
    '127.0.0.1::8080',
    ...settings,
  ];
  const container = execFileSync('docker', ['run', ...options, tag], { encoding: 'utf8' }).trim();
  try {
    const address = execFileSync('docker', ['port', container, '8080'], { encoding: 'utf8' }).trim();
    await ask(`http://${address}`);
  } finally {
    execFileSync('docker', ['stop', container], { stdio: 'ignore' });
  }
}

async function withoutEngine() {
  say(`No Docker engine answers: the steps run in a clean folder, with Node ${process.version}.`);
  const folder = mkdtempSync(join(tmpdir(), 'dockerfile-'));
  try {
    const image = carryOut(instructions(), folder);
    // Root may write everywhere whatever the mode says; everybody else is kept to it.
    execFileSync('chmod', ['-R', 'a+rX,a-w', image.folder]);
    execFileSync('chmod', ['a+rx', folder]);
    const before = listing(image.folder);
    await start(image);
    if (listing(image.folder) !== before) throw new Error('The server wrote into its own image.');
  } finally {
    execFileSync('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true });
  }
}

function instructions() {
  return readFileSync(DOCKERFILE, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line))
    .map(([, name, rest]) => ({ name, rest }));
}

/** Every stage is a folder; the last one is the image. */
function carryOut(steps, folder) {
  const stages = new Map();
  let stage;
  for (const { name, rest } of steps) {
    say(`${name} ${rest}`);
    const inside = (path) => join(stage.folder, path.startsWith('/') ? path : join(stage.workdir, path));
    switch (name) {
      case 'FROM': {
        const [, label = 'image'] = /\sAS\s+(\S+)$/.exec(rest) ?? [];
        stage = {
          folder: join(folder, label),
          workdir: '/',
          environment: {},
          user: undefined,
          check: [],
          command: [],
        };
        stages.set(label, stage);
        break;
      }
      case 'WORKDIR':
        stage.workdir = rest;
        mkdirSync(inside('.'), { recursive: true });
        break;
      case 'COPY': {
        const words = rest.split(/\s+/);
        const from = words[0].startsWith('--from=')
          ? stages.get(words.shift().slice('--from='.length)).folder
          : ROOT;
        const to = words.pop();
        for (const source of words)
          copy(join(from, source), inside(to), words.length > 1 || to.endsWith('/'));
        break;
      }
      case 'RUN':
        execFileSync('/bin/sh', ['-c', rest], {
          cwd: inside('.'),
          stdio: 'inherit',
          env: { ...OUTSIDE, ...stage.environment },
        });
        break;
      case 'ENV':
        for (const pair of rest.split(/\s+/))
          stage.environment[pair.split('=', 1)[0]] = pair.replace(/^[^=]*=/, '');
        break;
      case 'USER':
        stage.user = Number(rest);
        break;
      case 'HEALTHCHECK':
        stage.check = JSON.parse(rest.slice(rest.indexOf('[')));
        break;
      case 'CMD':
        stage.command = JSON.parse(rest);
        break;
      case 'EXPOSE':
        break;
      default:
        throw new Error(`The proof does not know ${name}.`);
    }
  }
  return stage;
}

function copy(source, target, intoFolder) {
  const isFolder = spawnSync('test', ['-d', source]).status === 0;
  const to = intoFolder && !isFolder ? join(target, source.slice(source.lastIndexOf('/') + 1)) : target;
  cpSync(source, to, { recursive: true });
}

async function start({ folder, workdir, environment, user, command, check }) {
  const [program, ...rest] = command;
  const port = '18080';
  const env = { ...OUTSIDE, ...environment, ...SETTINGS, HOST: '127.0.0.1', PORT: port };
  const identity = process.getuid?.() === 0 ? { uid: user, gid: user } : {};
  const options = { cwd: join(folder, workdir), env, ...identity };
  const server = spawn(program, rest, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await new Promise((resolve, reject) => {
      server.stdout.on('data', (chunk) => String(chunk).includes('listening on') && resolve());
      server.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
    });
    say(`It runs as user ${identity.uid ?? process.getuid?.()}.`);
    await ask(`http://127.0.0.1:${port}`);
    execFileSync(check[0], check.slice(1), options);
    say('HEALTHCHECK passes.');
  } finally {
    server.kill('SIGTERM');
  }
}

async function ask(base) {
  const wanted = { '/healthz': 200, '/readyz': 200, '/callback?code=c&state=s': 403, '/elsewhere': 404 };
  for (const [path, status] of Object.entries(wanted)) {
    // A server asked for the first time may still be starting in its container.
    const answer = await untilAnswered(() =>
      fetch(base + path, { headers: { 'sec-fetch-mode': 'navigate' } }),
    );
    say(`GET ${path.split('?', 1)[0]} ${answer.status}`);
    const expected = path.startsWith('/callback') ? [403, 400] : [status];
    if (!expected.includes(answer.status))
      throw new Error(`${path} answered ${answer.status}, not ${status}.`);
  }
}

async function untilAnswered(request, attempts = 50) {
  for (let left = attempts; ; left -= 1) {
    try {
      return await request();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function listing(folder) {
  return execFileSync('find', [folder, '-printf', '%p %s %T@\n'], {
    encoding: 'utf8',
  });
}
