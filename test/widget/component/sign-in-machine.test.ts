/* eslint-disable @typescript-eslint/no-floating-promises -- plugins type chai's plain assertions as thenable */
import { expect } from '@open-wc/testing';
import { transition, type SignInState } from '../../../widget/src/sign-in-machine.js';
import { CELLS, EVENTS, STATES, wordOf } from '../sign-in-machine-table.js';

describe('transition, in this engine', () => {
  it('leads where the table says', () => {
    expect(CELLS.length).to.be.greaterThan(200);
    for (const { event, state: from, target } of CELLS) {
      const state: SignInState = STATES[from as keyof typeof STATES];
      const [to] = transition(state, EVENTS[event as keyof typeof EVENTS]);
      const expected = target === '·' || target === '~' ? wordOf(state) : target;
      expect(wordOf(to), `${from} by ${event}`).to.equal(expected);
      expect(to === state, `${from} unchanged by ${event}`).to.equal(target === '·');
    }
  });
});
