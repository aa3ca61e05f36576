// Pictures of the prompt for the documents: a sheet of every state in four looks, and the demo's chat. Needs a build.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { palettePng } from './palette-png.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs/images');
const BYTES_MAX = 200_000;
const ORIGIN = 'https://screenshots.invalid';

const SHEETS = {
  'states-light': { theme: 'light', columns: 4 },
  'states-dark': { theme: 'dark', columns: 4 },
  'states-rtl': { theme: 'light', lang: 'ar', columns: 4 },
  'states-narrow': { theme: 'light', width: 320, columns: 5 },
};

const PAGE = `<!doctype html>
<meta charset="utf-8" />
<title>Every state of the prompt</title>
<link rel="icon" href="data:," />
<style>
  body { margin: 0; background: light-dark(#eef0f3, #121417); font: 400 14px/1.45 system-ui, sans-serif; }
  main { display: grid; grid-template-columns: repeat(var(--columns), var(--width)); gap: 24px; padding: 24px; inline-size: max-content; align-items: start; }
  figure { margin: 0; }
  figcaption { margin-block-end: 6px; color: light-dark(#5a626d, #98a1ac); font-size: 12px; direction: ltr; text-align: start; }
</style>
<script type="module" src="/page.js"></script>`;

async function pageScript() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'scripts/screenshots-page.mjs')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['production', 'source'],
    write: false,
  });
  return outputFiles[0].text;
}

/** Takes a picture and holds it to the limit. */
async function save(name, png) {
  const path = join(images, `${name}.png`);
  await writeFile(path, palettePng(png));
  const { size } = await stat(path);
  console.log(`docs/images/${name}.png  ${Math.round(size / 1000)} kB`);
  if (size > BYTES_MAX) throw new Error(`docs/images/${name}.png is larger than ${BYTES_MAX} bytes`);
}

async function sheets(browser) {
  const script = await pageScript();
  for (const [name, { columns, ...look }] of Object.entries(SHEETS)) {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
    await page.route(`${ORIGIN}/**`, (route) =>
      new URL(route.request().url()).pathname === '/page.js'
        ? route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script })
        : route.fulfill({
            contentType: 'text/html; charset=utf-8',
            body: PAGE.replace('var(--columns)', columns),
          }),
    );
    await page.goto(`${ORIGIN}/?${new URLSearchParams(look)}`);
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    const sheet = page.locator('main');
    const { width, height } = await sheet.boundingBox();
    await page.setViewportSize({ width: Math.ceil(width), height: Math.ceil(height) });
    await save(name, await page.screenshot());
    await page.close();
  }
}

/** The demo's shop, with the prompt in its chat. */
async function promptInChat(browser) {
  const demo = spawn(process.execPath, ['demo/dist/cli.js', '--port', '0', '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: demo.stdout });
    const [line] = await Promise.race([
      once(lines, 'line'),
      once(demo, 'exit').then(() => Promise.reject(new Error('The demo did not start.'))),
    ]);
    const { site, say } = JSON.parse(line);
    const page = await browser.newPage({ viewport: { width: 1100, height: 740 }, reducedMotion: 'reduce' });
    await page.goto(site);
    await page.getByRole('button', { name: 'Start chat' }).click();
    await page.getByText('Connected', { exact: true }).waitFor();
    await page.getByLabel('Message').fill(say);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('connect-sign-in[status=offered]').waitFor();
    await save('prompt-in-chat', await page.screenshot());
    await page.close();
  } finally {
    demo.kill('SIGTERM');
  }
}

await mkdir(images, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  await sheets(browser);
  await promptInChat(browser);
} finally {
  await browser.close();
}
