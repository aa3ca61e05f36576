// Describes <connect-sign-in> for tools: custom-elements.json and the HTML data of VS Code. `--check` compares only.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const widget = fileURLToPath(new URL('..', import.meta.url));
const analyzer = dirname(
  createRequire(import.meta.url).resolve('@custom-elements-manifest/analyzer/package.json'),
);

/** The values of a union of literals, as TypeScript writes it. */
const valuesOf = (type = '') => [...type.matchAll(/'([^']+)'/gu)].map(([, name]) => ({ name }));

const MODES = ['auto', 'popup', 'redirect'].map((name) => ({ name }));

async function analyze() {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  try {
    const args = [
      'analyze',
      '--config',
      'scripts/custom-elements-manifest.config.mjs',
      '--outdir',
      relative(widget, folder),
      '--quiet',
    ];
    execFileSync(process.execPath, [join(analyzer, 'cem.js'), ...args], { cwd: widget, stdio: 'inherit' });
    return JSON.parse(readFileSync(join(folder, 'custom-elements.json'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const manifest = await analyze();
const module = manifest.modules.find(({ path }) => path === 'src/connect-sign-in.ts');
const element = module?.declarations.find(({ tagName }) => tagName === 'connect-sign-in');
if (!element) throw new Error('the analyzer has not found the element');
// What is private or Lit's own is nobody's API.
element.members = element.members.filter(
  ({ name, privacy }) =>
    privacy !== 'private' &&
    !name.startsWith('#') &&
    !/^(willUpdate|updated|render|connectedCallback|properties)$/u.test(name),
);
module.path = 'dist/module/define.js';
for (const item of module.exports) if (item.declaration) item.declaration.module = module.path;

const customData = {
  version: 1.1,
  tags: [
    {
      name: element.tagName,
      description: element.description,
      attributes: element.attributes.map(({ name, description, type }) => {
        const values = type?.text === 'SignInMode' ? MODES : valuesOf(type?.text);
        return { name, description, ...(values.length > 0 ? { values } : {}) };
      }),
    },
  ],
};

const stale = [];
for (const [name, content] of Object.entries({
  'custom-elements.json': manifest,
  'vscode.html-custom-data.json': customData,
})) {
  const path = join(widget, name);
  const text = await format(JSON.stringify(content), { ...(await resolveConfig(path)), parser: 'json' });
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (text !== readFileSync(path, 'utf8')) stale.push(name);
}
if (stale.length > 0) {
  console.error(`out of date: ${stale.join(', ')}; run \`npm run analyze -w widget\``);
  process.exitCode = 1;
}
