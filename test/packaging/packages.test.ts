import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const PACKAGES = [
  { folder: 'widget', name: 'connect-sign-in' },
  { folder: 'callback-server', name: 'connect-sign-in-callback' },
  { folder: 'local-connect', name: 'local-connect' },
] as const;

let consumer: string;

/** A folder as a consumer has it: the packed packages installed, everything else from the registry. */
beforeAll(async () => {
  consumer = await mkdtemp(join(tmpdir(), 'consumer-'));
  const modules = join(consumer, 'node_modules');
  await mkdir(modules);
  const packed: readonly string[] = [
    ...PACKAGES.map(({ name }) => name),
    'connect-sign-in-shared',
    'connect-sign-in-demo',
  ];
  for (const entry of await readdir(join(root, 'node_modules'))) {
    if (!packed.includes(entry) && !entry.startsWith('.'))
      await symlink(join(root, 'node_modules', entry), join(modules, entry));
  }
  for (const { folder, name } of PACKAGES) {
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', consumer, '-w', folder], {
      cwd: root,
    });
    const listing: unknown = JSON.parse(stdout);
    const [{ filename }] = Object.values(listing as Record<string, { filename: string }>) as [
      { filename: string },
    ];
    await mkdir(join(modules, name));
    await run('tar', ['-xzf', join(consumer, filename), '--strip-components=1', '-C', join(modules, name)]);
    // What the workspace could not share at the root, such as a second version, is the package's own.
    const own = join(root, folder, 'node_modules');
    if (existsSync(own)) await symlink(own, join(modules, name, 'node_modules'));
  }
}, 120_000);

afterAll(() => rm(consumer, { recursive: true, force: true }));

const installed = (name: string) => join(consumer, 'node_modules', name);

async function filesOf(name: string): Promise<string[]> {
  const entries = await readdir(installed(name), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath, entry.name).slice(installed(name).length + 1));
}

async function inNode(code: string, type: 'module' | 'commonjs' = 'module'): Promise<string> {
  const { stdout } = await run(process.execPath, [`--input-type=${type}`, '-e', code], { cwd: consumer });
  return stdout.trim();
}

describe.each(PACKAGES)('the package $name', ({ folder, name }) => {
  it('holds what users need and nothing else', async () => {
    const files = await filesOf(name);
    const allowed =
      /^(dist\/|hosting\/|(LICENSE|README\.md|SECURITY\.md|FIDELITY\.md|package\.json|custom-elements\.json|vscode\.html-custom-data\.json)$)/;
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
    expect(files.filter((file) => /tsbuildinfo|\.test\.|\.spec\./.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
  });

  it('needs no private package, and every file that its modules import is there', async () => {
    const files = await filesOf(name);
    const missing: string[] = [];
    for (const file of files.filter((path) => /\.(js|d\.ts)$/.test(path))) {
      const text = await readFile(join(installed(name), file), 'utf8');
      if (/(from|import)\s*\(?\s*["']connect-sign-in-shared/.test(text))
        missing.push(`${file} names the private package`);
      for (const [, specifier = ''] of text.matchAll(
        /(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"'`$]+)["']/g,
      )) {
        const target = posix.join(posix.dirname(file), specifier);
        if (!files.includes(target) && !files.includes(target.replace(/\.js$/, '.d.ts')))
          missing.push(`${file} → ${target}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('has nothing for publint to say', async () => {
    const { messages } = await publint({ pkgDir: join(root, folder), strict: true });
    expect(messages).toEqual([]);
  });

  it('has types that every modern resolution finds', async () => {
    const attw = join(root, 'node_modules/.bin/attw');
    const { stdout } = await run(attw, [
      '--pack',
      join(root, folder),
      '--profile',
      'esm-only',
      '--format',
      'ascii',
      '--exclude-entrypoints',
      ...(folder === 'widget'
        ? ['dist/*', 'react', 'custom-elements.json', 'vscode.html-custom-data.json']
        : ['package.json']),
    ]);
    // The command fails on any problem; what it ignores are resolutions from before ESM.
    const problems = stdout
      .split('\n')
      .filter((line) => /💀|❌|🥴|👺/u.test(line) && !line.includes('ignored'));
    expect(problems).toEqual([]);
    expect(stdout).toContain(name);
  }, 60_000);

  it('brings the licence of everything that is bundled into it', async () => {
    const bundles = (await filesOf(name)).filter((file) => file.endsWith('.js.map'));
    const bundled = new Set<string>();
    for (const file of bundles) {
      const { sources } = JSON.parse(await readFile(join(installed(name), file), 'utf8')) as {
        sources: string[];
      };
      for (const source of sources) {
        const inside = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
        if (inside !== undefined) bundled.add(inside);
      }
    }
    expect(bundled.has('lit-html')).toBe(folder === 'widget');
    const notice = join(installed(name), 'dist/THIRD-PARTY-LICENSES.txt');
    const text = bundled.size === 0 ? '' : await readFile(notice, 'utf8');
    expect([...bundled].filter((one) => !text.includes(`${one} `))).toEqual([]);
    if (bundled.size > 0) expect(text).toContain('BSD 3-Clause License');
  });

  it('has the version and the licence of the others', async () => {
    const manifest = JSON.parse(await readFile(join(installed(name), 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(manifest).toMatchObject({ version, license: 'Apache-2.0', type: 'module' });
  });
});

/** Packages that loading a module loads, by its own static imports and those of what it imports. */
async function packagesBehind(name: string, entry: string): Promise<string[]> {
  const modules = new Set([posix.normalize(entry)]);
  const packages = new Set<string>();
  for (const file of modules) {
    const text = await readFile(join(installed(name), file), 'utf8');
    const imports = /^(?:import|export)\s+(?:[\w\s*{},$]+?\sfrom\s+)?["']([^"']+)["']/gm;
    for (const [, specifier = ''] of text.matchAll(imports)) {
      if (specifier.startsWith('.')) modules.add(posix.join(posix.dirname(file), specifier));
      else if (!/^(node:|#)/.test(specifier))
        packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
    }
  }
  return [...packages].sort();
}

describe('an optional peer dependency', () => {
  // Adapters to a package that their users have anyway.
  const adapters: Readonly<Record<string, readonly string[]>> = {
    'connect-sign-in/participant-client': ['@aws-sdk/client-connectparticipant'],
  };
  it.each(PACKAGES)('is not needed to load $name', async ({ name }) => {
    const manifest = JSON.parse(await readFile(join(installed(name), 'package.json'), 'utf8')) as {
      exports: Record<string, string | { default: string }>;
      dependencies: Record<string, string>;
    };
    const entries = Object.entries(manifest.exports).flatMap(([path, target]) =>
      typeof target === 'string' ? [] : [{ entry: posix.join(name, path), file: target.default }],
    );
    expect(entries.length).toBeGreaterThan(0);
    const unmet: string[] = [];
    for (const { entry, file } of entries) {
      const had = [...Object.keys(manifest.dependencies), ...(adapters[entry] ?? [])];
      const behind = await packagesBehind(name, file);
      unmet.push(...behind.filter((one) => !had.includes(one)).map((one) => `${entry} imports ${one}`));
    }
    expect(unmet).toEqual([]);
  });
});

describe('a consumer', () => {
  it('imports the widget where there is no DOM', async () => {
    expect(await inNode("console.log(typeof (await import('connect-sign-in')).ConnectSignInElement)")).toBe(
      'function',
    );
  });

  it('imports the callback server as a module and, dynamically, from CommonJS', async () => {
    expect(
      await inNode("console.log(typeof (await import('connect-sign-in-callback')).callbackRouter)"),
    ).toBe('function');
    expect(
      await inNode(
        "import('connect-sign-in-callback').then((m) => console.log(typeof m.callbackHandler))",
        'commonjs',
      ),
    ).toBe('function');
  });

  it('starts local-connect and asks both commands for help', async () => {
    expect(
      await inNode(
        "const { startLocalConnect } = await import('local-connect'); const l = await startLocalConnect(); console.log(l.connectEndpoint); await l.close();",
      ),
    ).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    for (const [name, file] of [
      ['local-connect', 'dist/cli.js'],
      ['connect-sign-in-callback', 'dist/standalone.js'],
    ] as const) {
      const { stdout } = await run(process.execPath, [join(installed(name), file), '--help']);
      expect(stdout).toMatch(/usage/i);
    }
  });
});
