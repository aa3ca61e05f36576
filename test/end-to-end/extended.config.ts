import base from './playwright.config.js';

/** The long tables, one browser test a row: every setting of every knob, and every fault at every step. */
export default {
  ...base,
  testMatch: ['end-to-end/knobs.spec.ts', 'faults/**/*.spec.ts'],
  testIgnore: [],
};
