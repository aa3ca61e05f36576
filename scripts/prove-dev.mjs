// Edits a copy of this repository under `npm run dev` and watches the open page follow.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { withPage } from '../test/packaging/consumers/page-check.mjs';

const PATIENCE_MS = 120_000;
const root = fileURLToPath(new URL('..', import.meta.url));
// Beside this repository, so that hard links to its installed packages work.
const copy = await mkdtemp(join(dirname(root), 'dev-copy-')).catch(() =>
  mkdtemp(join(tmpdir(), 'dev-copy-')),
);

/** What git knows or would add, with the installed packages as they are. */
async function copyRepository() {
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  const files = git('ls-files', '--cached', '--others', '--exclude-standard');
  for (const file of files) await cp(join(root, file), join(copy, file)).catch(() => undefined);
  const installed = ['', 'widget', 'callback-server', 'local-connect', 'demo', 'shared'].map((folder) =>
    join(folder, 'node_modules'),
  );
  for (const folder of installed) {
    execFileSync('bash', [
      '-c',
      '[ ! -d "$1" ] || cp -al "$1" "$2"',
      '-',
      join(root, folder),
      join(copy, folder),
    ]);
  }
}

async function edit(file, from, to) {
  const text = await readFile(join(copy, file), 'utf8');
  assert.ok(text.includes(from), `${file} has the text to edit`);
  await writeFile(join(copy, file), text.replace(from, to));
}

/** Edits, and says how long it took until the page or the server showed it. */
async function follows(what, change, shown) {
  await change();
  const since = performance.now();
  await shown();
  console.log(`${((performance.now() - since) / 1000).toFixed(1).padStart(6)} s  ${what}`);
}

await copyRepository();
const dev = spawn(process.execPath, ['scripts/dev.mjs', '--port', '0', '--json'], {
  cwd: copy,
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const lines = createInterface({ input: dev.stdout })[Symbol.asyncIterator]();
  /** The next line that begins so. */
  const line = async (start) => {
    for (;;) {
      const { value, done } = await lines.next();
      assert.ok(!done, `npm run dev ended before it printed ${start}`);
      if (value.startsWith(start)) return value;
    }
  };
  const { site } = JSON.parse(await line('{"site"'));
  await withPage(site, async (page) => {
    page.setDefaultTimeout(PATIENCE_MS);
    await page.locator('h1', { hasText: 'Ready for the next ridge' }).waitFor();
    await follows(
      'a page of the demo',
      () => edit('demo/public/index.html', 'Ready for the next ridge', 'Ready for the edit'),
      () => page.locator('h1', { hasText: 'Ready for the edit' }).waitFor(),
    );
    await follows(
      'the widget',
      () =>
        edit(
          'widget/src/define.ts',
          "const TAG = 'connect-sign-in';",
          "const TAG = 'connect-sign-in';\ndocument.title = 'Edited';",
        ),
      () => page.waitForFunction('document.title === "Edited"'),
    );
    await follows(
      "the demo's script",
      () =>
        edit(
          'demo/src/page/chat-page.ts',
          'const signIn = signInPrompt();',
          "const signIn = signInPrompt();\ndocument.body.id = 'edited';",
        ),
      () => page.locator('body#edited').waitFor(),
    );
    await follows(
      'the callback server, with a restart',
      () =>
        edit('callback-server/src/locales/en.ts', 'There is no such page', 'There is no page of that name'),
      async () => {
        const { callback } = JSON.parse(await line('{"site"'));
        const missing = await fetch(new URL('/nowhere', callback));
        assert.match(await missing.text(), /There is no page of that name/u);
      },
    );
  });
  console.log('4 passed, 0 failed');
} catch (error) {
  console.log(`${error.message}\n0 passed, 1 failed`);
  process.exitCode = 1;
} finally {
  if (dev.exitCode === null) {
    const gone = new Promise((resolve) => dev.once('exit', resolve));
    dev.kill('SIGTERM');
    await gone;
  }
  await rm(copy, { recursive: true, force: true });
}
