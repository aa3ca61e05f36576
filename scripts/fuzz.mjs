// npm run fuzz -- --runs N --seed S: random and mutated requests against the callback server.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '200000' }, seed: { type: 'string' } },
});
if (!/^[1-9]\d*$/.test(values.runs)) throw new TypeError('--runs wants a whole number from 1');

const { status } = spawnSync('npx', ['vitest', 'run', 'test/callback-server/fuzz'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    FUZZ_RUNS: values.runs,
    ...(values.seed === undefined ? {} : { FUZZ_SEED: values.seed }),
  },
});
process.exitCode = status ?? 1;
