// The tests of one part of the core, on the sources of the folder that this file lies in (a mutated copy).
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { PARTS } from './parts.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = (folder) => `${root}${folder}/src/$1.ts`;

export default defineConfig({
  root,
  resolve: {
    conditions: ['source'],
    // Links in node_modules lead to the workspace, not to the copy.
    alias: [
      { find: /^connect-sign-in-shared\/(.+)\.js$/u, replacement: source('shared') },
      { find: /^connect-sign-in-callback$/u, replacement: `${root}callback-server/src/index.ts` },
      { find: /^connect-sign-in-callback\/(.+)$/u, replacement: source('callback-server') },
    ],
  },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    environment: 'node',
    include: PARTS[process.env.MUTATION_PART].tests,
    // The copy lies in a folder that is left out otherwise.
    exclude: [],
    testTimeout: 5000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
