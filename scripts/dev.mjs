// The demo, rebuilt when a source changes: the browser's files at once, the servers with a restart; then pages reload.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { context } from 'esbuild';
import { localeSources, onDemand, WIDGET_BUNDLES } from './widget-bundle.mjs';

if (process.argv.includes('--help')) {
  console.log(`npm run dev [-- options of npm run demo]

Starts the demo and watches the sources. Changes of the widget and of the demo's pages are built by esbuild, without type
check, into a temporary folder that the demo serves in place of its own files; the packages' dist folders stay as they
are. Changes of the servers are built by tsc and restart the demo. Open pages reload by themselves; a chat survives that,
but not a restart. Ctrl-C stops everything.`);
  process.exit(0);
}
const root = fileURLToPath(new URL('..', import.meta.url));
const overlay = await mkdtemp(join(tmpdir(), 'connect-sign-in-dev-'));
const say = (text) => console.log(`[dev] ${text}`);

const pages = new Set();
const bell = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*' });
  response.write(': open\n\n');
  pages.add(response);
  response.once('close', () => pages.delete(response));
}).listen(0, '127.0.0.1');
await once(bell, 'listening');
await writeFile(
  join(overlay, 'reload.js'),
  `new EventSource('http://127.0.0.1:${bell.address().port}/').onmessage = () => location.reload();\n`,
);
function reload(what) {
  say(`${what}: reload (${pages.size} pages)`);
  for (const page of pages) page.write('data: reload\n\n');
}

let demo;
/** Builds the browser's files, and again whenever one of their sources changes. */
async function watchBrowserFiles(what, options) {
  const announce = {
    name: 'announce',
    setup({ onEnd }) {
      onEnd(({ errors }) => {
        if (errors.length > 0) say(`${what}: ${errors.length} errors`);
        else if (demo !== undefined) reload(what);
      });
    },
  };
  const builder = await context({
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['source'],
    sourcemap: 'inline',
    logLevel: 'warning',
    ...options,
    plugins: [...(options.plugins ?? []), announce],
  });
  await builder.rebuild();
  await builder.watch();
  return builder;
}

/** Runs a command to its end; false where it failed. Its messages are the developer's to read. */
async function run(line) {
  const [command, ...args] = line.split(' ');
  const [code] = await once(spawn(command, args, { cwd: root, stdio: 'inherit' }), 'exit');
  return code === 0;
}

/** Resolves when the demo serves, or has ended because it cannot. */
function startDemo() {
  const args = ['demo/dist/cli.js', '--overlay', overlay, ...process.argv.slice(2)];
  demo = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  demo.stdout.pipe(process.stdout, { end: false });
  return Promise.race([once(demo.stdout, 'data'), once(demo, 'exit')]);
}
async function stopDemo() {
  if (demo === undefined || demo.exitCode !== null) return;
  demo.kill('SIGTERM');
  await once(demo, 'exit');
}

say('building…');
if (!(await run('npm run --silent build'))) process.exit(1);
await mkdir(join(overlay, 'page'));
const builders = [
  await watchBrowserFiles('widget', {
    entryPoints: WIDGET_BUNDLES.map(({ entry, name }) => ({ in: entry, out: name.replace('.js', '') })),
    outdir: join(overlay, 'connect-sign-in'),
    plugins: [onDemand],
  }),
  await watchBrowserFiles('languages', {
    entryPoints: await localeSources(),
    outdir: join(overlay, 'connect-sign-in/locales'),
    bundle: false,
    charset: 'utf8',
  }),
  await watchBrowserFiles('demo page', {
    entryPoints: ['chat-page', 'control-panel'].map((name) => join(root, `demo/src/page/${name}.ts`)),
    outdir: join(overlay, 'page'),
  }),
];
await startDemo();

let busy = false;
let again = false;
/** Builds the servers and starts them anew; changes in the meantime make one more round. */
async function restart() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  say('servers: building…');
  if (await run('npm run --silent build')) {
    await stopDemo();
    await startDemo();
  }
  busy = false;
  if (again) {
    again = false;
    await restart();
  } else reload('servers');
}
// Editors write a file in several steps.
let pause;
const soon = (work) => {
  clearTimeout(pause);
  pause = setTimeout(work, 200);
};
const watchers = [
  ...['shared/src', 'callback-server/src', 'local-connect/src', 'demo/src'].map((folder) =>
    watch(join(root, folder), { recursive: true }, (event, file) => {
      if (folder !== 'demo/src' || !file?.startsWith('page')) soon(() => void restart());
    }),
  ),
  watch(join(root, 'demo/public'), { recursive: true }, () => soon(() => reload('demo/public'))),
];

async function stop() {
  for (const watcher of watchers) watcher.close();
  for (const builder of builders) await builder.dispose();
  await stopDemo();
  bell.closeAllConnections();
  bell.close();
  await rm(overlay, { recursive: true, force: true });
  process.exit(0);
}
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
