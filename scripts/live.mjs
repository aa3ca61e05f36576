// Builds what is not built yet, then plays the scenarios against the instance that the environment names.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('npx', ['--no', '--', 'tsc', '-b', 'live'], { stdio: ['ignore', 2, 2] });
if (status !== 0) {
  console.error('The build failed; see the messages above.');
  process.exit(2);
}
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const { live } = await import('../live/dist/live.js');
process.exitCode = await live(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
