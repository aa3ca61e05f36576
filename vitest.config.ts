import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests run on the sources of every workspace, not on what was built last.
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    environment: 'node',
    include: [
      'test/{shared,callback-server,local-connect,demo,attack,faults,docs,live,packaging}/**/*.test.ts',
      'test/widget/unit/**/*.test.ts',
      'test/*.test.ts',
    ],
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Files of one worker share modules: loading the AWS SDK anew for each took half of the whole run. No test replaces a
    // module or a global for longer than itself, so there is nothing to keep apart.
    isolate: false,
    // On two cores the default is a single worker, and tests that wait for a real time limit would hold up all others.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    coverage: { provider: 'v8', include: ['*/src/**/*.ts'], reporter: ['text-summary', 'json-summary'] },
  },
});
