import { checkNext } from './next-check.mjs';
import { builtPage } from './page-check.mjs';
import { checkScriptTag } from './script-tag-check.mjs';

/**
 * A consumer: a folder of `projects/`, copied, with the packed packages in place of their names, and steps that must
 * pass in it. A step is a command line or a check of the runner.
 *
 * @typedef {object} Consumer
 * @property {string} name - what `--only` takes
 * @property {string} project - folder below `projects/`
 * @property {Record<string, string>} [versions] - other versions than the project's own
 * @property {Record<string, string>} [given] - files of `given/`, and the folder each is copied to
 * @property {readonly (string | ((folder: string) => Promise<void>))[]} steps
 */

const chat = (folder) => ({ 'asking-chat.ts': folder });
const loop = { 'sign-in-loop.mjs': '.' };

/** @type {readonly Consumer[]} */
export const CONSUMERS = [
  { name: 'html', project: 'plain-html', steps: [checkScriptTag] },
  {
    name: 'vite',
    project: 'vite-typescript',
    given: chat('src'),
    steps: ['tsc', 'vite build', builtPage('dist')],
  },
  { name: 'react', project: 'react', given: chat('src'), steps: ['tsc', 'vite build', builtPage('dist')] },
  { name: 'vue', project: 'vue', given: chat('src'), steps: ['vue-tsc', 'vite build', builtPage('dist')] },
  {
    name: 'svelte',
    project: 'svelte',
    given: chat('src'),
    steps: ['svelte-check --fail-on-warnings', 'vite build', builtPage('dist')],
  },
  { name: 'angular', project: 'angular', given: chat('src'), steps: ['ng build', builtPage('dist')] },
  {
    name: 'next',
    project: 'next',
    given: { ...chat('app'), ...loop },
    steps: ['next build', checkNext],
  },
  {
    name: 'express4',
    project: 'express',
    versions: { express: '4.22.1', '@types/express': '4.17.25' },
    given: loop,
    steps: ['tsc', 'node check.mjs'],
  },
  { name: 'express5', project: 'express', given: loop, steps: ['tsc', 'node check.mjs'] },
  { name: 'commonjs', project: 'commonjs', given: loop, steps: ['node check.cjs'] },
  ...Object.entries({ 20: '20.20.2', 22: '22.23.3', 24: '24.21.0' }).map(([major, version]) => ({
    name: `node${major}`,
    project: 'node',
    versions: { node: version },
    given: loop,
    steps: [`node check.mjs ${major}`],
  })),
];
