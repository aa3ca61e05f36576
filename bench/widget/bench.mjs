// npm run bench:widget: what `initiated` costs a page until the prompt is painted, and how long it takes from the click to
// the request for the login page beside a bare window.open, in Chromium without throttling.
// --json prints one object; --check fails where the median run has a task over 10 ms; --runs, 15 unless told.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { measureClicks } from './click.mjs';
import { busyBetween } from './tasks.mjs';

/** Longest task that is promised, in milliseconds. */
const BUDGET = 10;
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.html': 'text/html' };
/** Tasks and marks only: every further category slows down what is measured. */
const CATEGORIES = ['toplevel', 'blink.user_timing'];
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Benchmark</title>
<ol style="font:400 .875rem/1.45 system-ui,sans-serif"><li>A chat has <b style="font-weight:600">text</b> already.</li></ol>
<connect-sign-in redirect-uri="https://auth.example.com/callback"></connect-sign-in>
<script type="module" src="/page.mjs"></script></html>`;

const CLICK_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Benchmark</title>
<connect-sign-in mode="popup"></connect-sign-in><button id="bare">Bare</button>
<script type="module" src="/click-page.mjs"></script></html>`;

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    runs: { type: 'string', default: '15' },
  },
});
const runs = Number(options.runs);
if (!Number.isInteger(runs) || runs < 1) throw new TypeError('--runs wants a whole number from 1');

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const file = pathname.startsWith('/dist/') ? `../../widget${pathname}` : `.${pathname}`;
  response.setHeader('content-type', TYPES[extname(pathname)] ?? 'text/html');
  if (pathname === '/') response.end(PAGE);
  else if (pathname === '/click') response.end(CLICK_PAGE);
  else
    readFile(new URL(file, import.meta.url)).then(
      (text) => response.end(text),
      () => response.writeHead(404).end(),
    );
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const site = `http://127.0.0.1:${server.address().port}`;

async function once(browser, start) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site);
  await page.waitForFunction(() => typeof globalThis.measure === 'function');
  await browser.startTracing(page, { categories: CATEGORIES });
  await page.evaluate((way) => globalThis.measure(way), start);
  const result = busyBetween(await browser.stopTracing(), 'initiated', 'painted');
  await context.close();
  return result;
}

function spread(numbers) {
  const values = numbers.toSorted((a, b) => a - b);
  return { median: values[Math.floor((values.length - 1) / 2)], max: values.at(-1) };
}

function summary(results) {
  const of = (name) => spread(results.map((result) => result[name]));
  return { total: of('total'), longestTask: of('longestTask'), longestTaskCpu: of('longestTaskCpu') };
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
});
const report = { runs, browser: `Chromium ${browser.version()}` };
try {
  for (const start of ['warm', 'cold']) {
    // The first run of a browser also pays for the browser's own start.
    await once(browser, start);
    const results = [];
    for (let run = 0; run < runs; run++) results.push(await once(browser, start));
    report[start] = summary(results);
  }
  const clicks = await measureClicks(browser, site, runs);
  report.click = { ours: spread(clicks.ours), bare: spread(clicks.bare) };
} finally {
  await browser.close();
  server.close();
}

if (options.json) console.log(JSON.stringify(report));
else {
  const TITLE = { warm: 'chat attached before', cold: 'chat attached in that moment' };
  const ms = ({ median, max }) => `${median.toFixed(1)} ms (max ${max.toFixed(1)})`;
  for (const [start, title] of Object.entries(TITLE)) {
    const { total, longestTask, longestTaskCpu } = report[start];
    console.log(`${title}: initiated to painted ${ms(total)}`);
    console.log(`  longest task ${ms(longestTask)}, of it on the processor ${ms(longestTaskCpu)}`);
  }
  const { ours, bare } = report.click;
  console.log(`click to login page requested ${ms(ours)}, with a bare window.open ${ms(bare)}`);
}
if (options.check && [report.warm, report.cold].some(({ longestTask }) => longestTask.median > BUDGET)) {
  console.error(`over the budget: the longest task of the median run is over ${BUDGET} ms`);
  process.exitCode = 1;
}
