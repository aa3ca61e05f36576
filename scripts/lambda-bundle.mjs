// Bundles the Lambda function into one file, ready for the SAM template and the CDK construct beside it.
// --measure compares its cold import with a bundle of nothing but Express and the one SDK command.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'callback-server/dist/lambda-bundle/index.mjs');
const MOST = 1.2;
const ROUNDS = 15;

const BASELINE = `import express from 'express';
import { ConnectClient, UpdateParticipantAuthenticationCommand } from '@aws-sdk/client-connect';
const client = new ConnectClient({});
const app = express();
app.get('/callback', async (request, response) => {
  const { state: State, code: Code } = request.query;
  const InstanceId = process.env.CONNECT_INSTANCE_ID;
  await client.send(new UpdateParticipantAuthenticationCommand({ State, Code, InstanceId }));
  response.send('You can close this window.');
});
export const handler = app;`;

/** ESM for Node; parts of Express and of the SDK still call require. */
const SHARED = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  conditions: ['module'],
  legalComments: 'none',
  logLevel: 'error',
  banner: {
    js: "import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);",
  },
};

mkdirSync(join(OUT, '..'), { recursive: true });
await build({
  ...SHARED,
  entryPoints: [join(ROOT, 'callback-server/hosting/lambda/index.mjs')],
  outfile: OUT,
});
const kilobytes = (file) => `${Math.round(statSync(file).size / 1000)} kB`;
process.stdout.write(`${OUT.slice(ROOT.length)} ${kilobytes(OUT)}\n`);
if (process.argv.includes('--measure')) await measure();

async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'lambda-bundle-'));
  try {
    const baseline = join(folder, 'baseline.mjs');
    await build({
      ...SHARED,
      stdin: { contents: BASELINE, resolveDir: join(ROOT, 'callback-server') },
      outfile: baseline,
    });
    const probe = join(folder, 'probe.mjs');
    writeFileSync(
      probe,
      'const begun = performance.now(); const { handler } = await import(process.argv[2]);\n' +
        "if (typeof handler !== 'function') throw new Error('no handler');\n" +
        'process.stdout.write(String(performance.now() - begun));\n',
    );
    const times = { ours: [], baseline: [] };
    // In turn, so that whatever else the machine does meets both alike; the first round only fills the file cache.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [name, file] of Object.entries({ ours: OUT, baseline })) {
        const ms = coldImport(probe, file);
        if (round > 0) times[name].push(ms);
      }
    }
    const [ours, theirs] = [median(times.ours), median(times.baseline)];
    const ratio = ours / theirs;
    process.stdout.write(
      `cold import, median of ${ROUNDS}: ${ours.toFixed(1)} ms; Express and one command ${theirs.toFixed(1)} ms ` +
        `(${kilobytes(baseline)}); ratio ${ratio.toFixed(2)}, at most ${MOST}\n`,
    );
    if (ratio > MOST) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function coldImport(probe, file) {
  const env = {
    PATH: process.env.PATH,
    NODE_NO_WARNINGS: '1',
    AWS_REGION: 'eu-west-2',
    CONNECT_INSTANCE_ID: '11111111-2222-3333-4444-555555555555',
    REDIRECT_URI: 'https://auth.example.com/callback',
    ALLOWED_ORIGINS: 'https://shop.example.com',
    COGNITO_DOMAINS: 'https://pool.auth.eu-west-2.amazoncognito.com',
    BINDING_KEYS: 'key-of-the-measurement-0123456789-0123456789',
  };
  return Number(execFileSync(process.execPath, [probe, file], { env, encoding: 'utf8' }));
}

function median(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
}
