import base from './playwright.config.js';

/** The long tables, one browser test a row: every setting of every knob, and every fault at every step. */
export default {
  ...base,
  testMatch: ['end-to-end/knobs.spec.ts', 'faults/**/*.spec.ts'],
  testIgnore: [],
  // A row starts servers of its own and drives up to three customers at once; on a busy machine that takes a minute.
  timeout: 120_000,
  expect: { timeout: 20_000 },
};
