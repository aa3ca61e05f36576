// Sizes of the base bundle, Lit included, which every page pays, and of the prompt's module, which pages with a chat pay
// as well. `--json` prints bytes: those of the base bundle, and beside them the prompt's and both together. Exits 1 where one is over its budget.
import { readFile } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Bytes after gzip. */
const BUDGETS = { base: 10_500, prompt: 6_800 };

async function measure(name) {
  const code = await readFile(new URL(`../widget/dist/${name}`, import.meta.url)).catch(() => {
    console.error(`widget/dist/${name} is missing: run \`npm run build\` first`);
    process.exit(1);
  });
  const brotli = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return { min: code.length, gzip: gzipSync(code, { level: 9 }).length, brotli: brotli.length };
}

function print(title, size) {
  const columns = Object.entries(size).map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(2)} kB`);
  console.log(`${title.padEnd(42)} ${columns.join('   ')}`);
}

const base = await measure('connect-sign-in.js');
const prompt = await measure('connect-sign-in-prompt.js');
const total = Object.fromEntries(Object.entries(base).map(([name, bytes]) => [name, bytes + prompt[name]]));
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ ...base, prompt, total }));
} else {
  print('base bundle', base);
  print('prompt, fetched when a chat is attached', prompt);
  print('total of a page with a chat', total);
}
for (const [name, { gzip }] of Object.entries({ base, prompt })) {
  if (gzip <= BUDGETS[name]) continue;
  console.error(`${name} is over its budget: ${gzip} bytes gzip, ${BUDGETS[name]} allowed`);
  process.exitCode = 1;
}
