import { describe, expect, it } from 'vitest';
import { DEADLINE } from '../../../widget/src/deadlines.js';
import {
  IDLE,
  isOpen,
  transition,
  type SignInEffect,
  type SignInState,
} from '../../../widget/src/sign-in-machine.js';
import {
  CELLS,
  COLUMNS,
  EVENTS,
  READY,
  ROWS,
  SESSION,
  STATES,
  URL,
  wordOf,
} from '../sign-in-machine-table.js';

const typesOf = (effects: readonly SignInEffect[]): string[] => effects.map(({ type }) => type);

describe('transition', () => {
  it('has a row for every event and a column for every state', () => {
    expect(ROWS).toEqual(Object.keys(EVENTS));
    expect(COLUMNS).toEqual(Object.keys(STATES));
    expect(CELLS).toHaveLength(ROWS.length * COLUMNS.length);
  });

  it.each(CELLS)('leads from $state by $event to $target', ({ event, state: from, target }) => {
    const state: SignInState = STATES[from as keyof typeof STATES];
    const [to, effects] = transition(state, EVENTS[event as keyof typeof EVENTS]);
    if (target === '·') {
      expect(to).toBe(state);
      expect(effects).toEqual([]);
    } else {
      expect(wordOf(to)).toBe(target === '~' ? wordOf(state) : target);
    }
  });

  it('asks for the authentication URL when a session begins, and for each session once', () => {
    const [state, effects] = transition(IDLE, EVENTS.initiated);
    expect(effects).toEqual([
      { type: 'remember' },
      { type: 'startTimer', ms: DEADLINE.requestingUrl },
      { type: 'requestAuthenticationUrl', attempt: EVENTS.initiated.attempt },
    ]);
    expect(typesOf(transition(state, EVENTS.initiated)[1])).toEqual([]);
  });

  it('remembers before it opens the sign-in page, with the URL it was given', () => {
    const [, effects] = transition(STATES.offered, { type: 'signInPressed', mode: 'redirect' });
    expect(effects).toContainEqual({ type: 'openSignIn', way: 'redirect', authenticationUrl: URL });
    expect(typesOf(effects).indexOf('remember')).toBeLessThan(typesOf(effects).indexOf('openSignIn'));
  });

  it('opens the sign-in page when the customer presses, and with nothing else that leads there', () => {
    const opened = { type: 'openSignIn', way: 'popup', authenticationUrl: URL };
    const [first, effects] = transition(STATES.offered, EVENTS.signInPressed);
    const startTimer = { type: 'startTimer', ms: DEADLINE.signingIn };
    expect(effects).toEqual([{ type: 'remember' }, startTimer, opened, { type: 'announce' }]);
    // The deadline runs on: a second window gives no more time.
    expect(transition(first, EVENTS.signInPressed)[1]).toEqual([
      { type: 'remember' },
      opened,
      { type: 'announce' },
    ]);
    expect(transition(STATES.confirming, EVENTS.deadlineReached)[1]).toEqual([
      { type: 'remember' },
      startTimer,
      { type: 'announce' },
    ]);
  });

  it('opens nothing where there is no URL', () => {
    const attempt = { ...STATES.requestingUrl.attempt, blocked: 1 };
    const [, effects] = transition({ status: 'signingIn', attempt, mode: 'auto' }, EVENTS.windowBlocked);
    expect(typesOf(effects)).toEqual(['remember', 'announce']);
  });

  it('gives a session that replaces another one the whole time for its URL', () => {
    expect(transition(STATES.requestingUrl, EVENTS.initiated)[1]).toContainEqual({
      type: 'startTimer',
      ms: DEADLINE.requestingUrl,
    });
  });

  it('says that the sign-in is not finished when Connect does not speak after the return', () => {
    expect(transition(STATES.confirming, EVENTS.deadlineReached)[0]).toEqual({
      ...{ status: 'signingIn', attempt: READY, mode: 'auto', notice: 'unfinished' },
    });
  });

  it.each(['requestingUrl', 'offered', 'refused', 'signingIn'] as const)(
    'remembers during the opt-out that the customer was at %s',
    (name) => {
      expect(transition(STATES[name], EVENTS.optOutPressed)[0]).toMatchObject({ from: STATES[name] });
    },
  );

  it.each(['requestingUrl', 'offered', 'refused', 'signingIn', 'confirming'] as const)(
    'cancels with Connect only by an explicit opt-out, here from %s',
    (name) => {
      const [, effects] = transition(STATES[name], EVENTS.optOutPressed);
      expect(effects).toContainEqual({ type: 'cancelParticipantAuthentication', sessionId: SESSION });
      for (const event of Object.values(EVENTS)) {
        if (event.type === 'optOutPressed') continue;
        expect(typesOf(transition(STATES[name], event)[1])).not.toContain('cancelParticipantAuthentication');
      }
    },
  );

  it('offers the redirect after one blocked window, and takes it after the second where the mode is auto', () => {
    const [once, first] = transition(STATES.signingIn, EVENTS.windowBlocked);
    expect(once).toMatchObject({ status: 'offered', notice: 'window-blocked', attempt: { blocked: 1 } });
    expect(typesOf(first)).not.toContain('fallBackToRedirect');
    const [again] = transition(once, { type: 'signInPressed', mode: 'auto' });
    const [twice, second] = transition(again, EVENTS.windowBlocked);
    expect(twice).toMatchObject({ status: 'signingIn', mode: 'redirect' });
    expect(second).toEqual([
      { type: 'remember' },
      { type: 'fallBackToRedirect', way: 'redirect', authenticationUrl: URL },
      { type: 'announce' },
    ]);
  });

  it('never leaves the page by itself where the mode is popup', () => {
    const blocked: SignInState = { status: 'signingIn', attempt: { ...READY, blocked: 5 }, mode: 'popup' };
    const [state, effects] = transition(blocked, EVENTS.windowBlocked);
    expect(state.status).toBe('offered');
    expect(typesOf(effects)).not.toContain('fallBackToRedirect');
  });

  it('goes back to where the customer was when the opt-out is refused or not answered', () => {
    const [optingOut] = transition(STATES.confirming, EVENTS.optOutPressed);
    for (const event of [EVENTS.cancelRefused, EVENTS.deadlineReached]) {
      expect(transition(optingOut, event)[0]).toMatchObject({
        status: 'signingIn',
        notice: 'opt-out-refused',
      });
    }
  });

  it('keeps a URL that arrives while the customer opts out', () => {
    const [optingOut] = transition(STATES.requestingUrl, EVENTS.optOutPressed);
    const [state] = transition(optingOut, EVENTS.urlReceived);
    expect(state.status).toBe('optingOut');
    expect(transition(state, EVENTS.cancelRefused)[0]).toMatchObject({
      status: 'offered',
      attempt: { authenticationUrl: URL },
    });
  });

  it('takes a URL that arrives after its own deadline', () => {
    const [refusedByUs] = transition(STATES.requestingUrl, EVENTS.deadlineReached);
    expect(refusedByUs).toMatchObject({ status: 'offered', attempt: { refusal: 'unreachable' } });
    const [state] = transition(refusedByUs, EVENTS.urlReceived);
    expect(state).toMatchObject({ attempt: { authenticationUrl: URL, refusal: undefined } });
  });

  it.each([
    ['requestingUrl', 'offered'],
    ['offered', 'offered'],
    ['refused', 'offered'],
    ['signingIn', 'confirming'],
    ['confirming', 'confirming'],
    ['optingOut', 'offered'],
  ] as const)('resumes a reload during %s as %s', (from, to) => {
    const [state] = transition(IDLE, { type: 'restored', state: STATES[from] });
    expect(state.status).toBe(to);
  });

  it('takes nothing of an earlier page that has got no further, or is about another session', () => {
    const { requestingUrl, signingIn } = STATES;
    const { attempt } = requestingUrl;
    const restored = { type: 'restored', state: signingIn } as const;
    const optingOut: SignInState = { status: 'optingOut', attempt, from: requestingUrl };
    const ended: SignInState = { status: 'ended', attempt, outcome: 'timeout' };
    const another: SignInState = { ...requestingUrl, attempt: EVENTS.initiated.attempt };
    for (const state of [optingOut, ended, another]) expect(transition(state, restored)[0]).toBe(state);
    const withoutUrl: SignInState = { ...signingIn, attempt };
    expect(transition(requestingUrl, { type: 'restored', state: withoutUrl })[0]).toBe(requestingUrl);
  });

  it('resumes a reload in the middle of an opt-out where the customer was before', () => {
    const state: SignInState = { status: 'optingOut', attempt: READY, from: STATES.signingIn };
    expect(transition(IDLE, { type: 'restored', state })[0].status).toBe('confirming');
  });

  it('offers the URL that a reload has kept', () => {
    const state: SignInState = { ...STATES.offered, notice: 'window-blocked' };
    expect(transition(IDLE, { type: 'restored', state })[0]).toEqual(STATES.offered);
  });

  it('never asks again for a URL that a reload has lost', () => {
    const [state, effects] = transition(IDLE, { type: 'restored', state: STATES.requestingUrl });
    expect(state).toMatchObject({ attempt: { refusal: 'rejected' } });
    expect(typesOf(effects)).not.toContain('requestAuthenticationUrl');
  });

  it('forgets and stops its timer whenever a session ends', () => {
    for (const event of [
      EVENTS.succeeded,
      EVENTS.failed,
      EVENTS.timedOut,
      EVENTS.cancelled,
      EVENTS.chatEnded,
    ]) {
      const effects = typesOf(transition(STATES.signingIn, event)[1]);
      expect(effects).toEqual(['stopTimer', 'forget', 'announce']);
    }
  });

  it('has a deadline for every state in which it waits', () => {
    for (const state of Object.values(STATES)) {
      for (const event of Object.values(EVENTS)) {
        const [to, effects] = transition(state, event);
        if (to === state || to.status === state.status) continue;
        expect(typesOf(effects)).toContain(DEADLINE[to.status] === undefined ? 'stopTimer' : 'startTimer');
      }
    }
  });

  it('keeps a name that comes before the success, and one that comes after', () => {
    const [named] = transition(STATES.signingIn, EVENTS.displayNameUpdated);
    expect(named).toEqual({ ...STATES.signingIn, attempt: { ...READY, displayName: 'Ana' } });
    expect(transition(named, EVENTS.succeeded)[0]).toMatchObject({ attempt: { displayName: 'Ana' } });
    const [after, effects] = transition(STATES.succeeded, EVENTS.displayNameUpdated);
    expect(after).toMatchObject({ outcome: 'succeeded', attempt: { displayName: 'Ana' } });
    expect(typesOf(effects)).toContain('announce');
  });

  it('keeps a name that comes while the customer opts out in vain', () => {
    const [named] = transition(STATES.optingOut, EVENTS.displayNameUpdated);
    expect(transition(named, EVENTS.cancelRefused)[0]).toMatchObject({ attempt: { displayName: 'Ana' } });
  });
});

describe('isOpen', () => {
  it.each(Object.entries(STATES))('of %s', (name, state) => {
    expect(isOpen(state)).toBe(!['idle', 'succeeded', 'timeout'].includes(name));
  });
});
