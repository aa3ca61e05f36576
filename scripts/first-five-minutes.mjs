// Follows README.md from an empty folder to a customer who has signed in, step by step and to the letter.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPage } from '../test/packaging/consumers/page-check.mjs';
import { environmentOf, pack } from '../test/packaging/consumers/workshop.mjs';
import { ensurePrograms } from './programs.mjs';
import { readmeSteps, readmeText } from './readme-steps.mjs';
import { terminals } from './terminals.mjs';

if (process.argv.includes('--help')) {
  console.log(`npm run first-five-minutes

Starts from an empty folder, does what README.md says under "Five minutes, from an empty folder" and "Host the redirect
URI", and signs in with Chromium. The packed packages take the place of the released ones; everything else is as written,
so the ports 4610, 4611, 8080 and 8081 must be free. Prints each step with its time and fails when one does not work.`);
  process.exit(0);
}
if (ensurePrograms(['chromium']).length === 0) process.exit(1);

const workshop = await mkdtemp(join(tmpdir(), 'first-five-minutes-'));
const tarballs = await pack(workshop);
const folder = join(workshop, 'empty');
await mkdir(folder);
const shell = terminals(folder, environmentOf(folder));
const files = {};
const started = performance.now();

/** Does one step and says how long it took. */
async function step(what, work) {
  const since = performance.now();
  const seconds = () => `${((performance.now() - since) / 1000).toFixed(1).padStart(6)} s`;
  try {
    await work();
  } catch (error) {
    console.log(`${seconds()}  ${what}\nFAILED: ${error.message}`);
    throw error;
  }
  console.log(`${seconds()}  ${what}`);
}

/** A command as a reader types it; only the packages of this repository come from here. */
const withTarballs = (code) =>
  code.replace(/^npm install .*$/gmu, (line) =>
    line.replace(/\S+/gu, (word) => (tarballs[word] === undefined ? word : tarballs[word])),
  );

async function write(file, content) {
  files[file] = content;
  await writeFile(join(folder, file), `${content}\n`);
}

/** Carries out the blocks of a section; what is neither a file nor a command is no step. */
async function follow(heading) {
  for (const { language, code, file } of await readmeSteps(heading)) {
    if (file !== undefined) await step(`write ${file}`, () => write(file, code));
    else if (language === 'sh')
      await step(code.split('\n').join(' ⏎ '), () => shell.type(withTarballs(code)));
  }
}

/** What README.md lets the reader see at the end. */
async function signIn() {
  const found =
    /Open `(?<address>\S+)`, write `(?<say>[^`]+)`.*? as `(?<username>[^`]+)` with the password `(?<password>[^`]+)`/su.exec(
      await readmeText(),
    );
  assert.ok(found, 'README.md says where to go, what to write and who signs in');
  const { address, say, username, password } = found.groups;
  await withPage(address, async (page, problems) => {
    await page.locator('#message').fill(say);
    await page.getByRole('button', { name: 'Send' }).click();
    const prompt = page.locator('connect-sign-in');
    const opened = page.waitForEvent('popup');
    await prompt.locator('[part~="sign-in"]').click();
    const popup = await opened;
    await popup.locator('input[name="username"]').fill(username);
    await popup.locator('input[name="password"]').fill(password);
    await popup.locator('input[name="password"]').press('Enter');
    await page.locator('connect-sign-in[status="succeeded"]').waitFor();
    assert.match(await prompt.locator('[part~="title"]').innerText(), /signed in as Zoë/u);
    assert.deepEqual(
      problems.filter((problem) => !problem.includes('favicon.ico')),
      [],
    );
  });
}

try {
  assert.deepEqual(await readdir(folder), []);
  await follow('Five minutes, from an empty folder');
  await step('sign in with Chromium', signIn);
  await step('no file names local-connect: AWS is a matter of configuration', () => {
    const named = Object.values(files).filter((text) => /local-?connect|:46\d\d/iu.test(text));
    assert.equal(Object.keys(files).length, 2);
    assert.deepEqual(named, []);
    return Promise.resolve();
  });
  await follow('Host the redirect URI');
  const [{ code }] = await readmeSteps('Host the redirect URI');
  const [, redirectUri] = /REDIRECT_URI=(\S+)/u.exec(code);
  await step(`write ${redirectUri} into the page`, () =>
    write(
      'index.html',
      files['index.html'].replace(/redirect-uri="[^"]*"/u, `redirect-uri="${redirectUri}"`),
    ),
  );
  await step('sign in with Chromium, through the stand-alone server', signIn);
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  in all`);
} catch {
  process.exitCode = 1;
} finally {
  await shell.close();
  await rm(workshop, { recursive: true, force: true });
}
