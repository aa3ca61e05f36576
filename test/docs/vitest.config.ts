import { defineConfig } from 'vitest/config';

/** The documents' tests alone: `npx vitest run --config test/docs/vitest.config.ts`. */
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: { include: ['test/docs/**/*.test.ts'], testTimeout: 60_000 },
});
