// Builds what is not built yet, then starts the demo with the given arguments.
import { spawn } from 'node:child_process';

const quiet = process.argv.includes('--json') || process.argv.includes('--help');
if (!quiet) console.log('Building…');
// Standard output belongs to the demo: with --json it is one line and nothing else.
const build = spawn('npm', ['run', '--silent', 'build'], {
  stdio: ['ignore', quiet ? 'ignore' : 2, 'inherit'],
});
const built = await new Promise((resolve) => build.once('close', resolve));
if (built !== 0) {
  console.error('The build failed; see the messages above.');
  process.exit(1);
}
await import('../demo/dist/cli.js');
