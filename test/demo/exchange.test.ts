import type { JournalEntry } from 'local-connect';
import { describe, expect, it } from 'vitest';
import { readCallbackLog, stepOfCallback, stepOfEntry } from '../../demo/src/exchange.js';

type Draft = Pick<JournalEntry, 'service' | 'operation'> & Partial<JournalEntry>;
const entry = (draft: Draft): JournalEntry => ({ sequence: 1, at: 0, outcome: 'ok', ...draft });

describe('a journal entry as a step of the exchange', () => {
  it.each<[Draft, string, string]>([
    [{ service: 'connect', operation: 'StartChatContact' }, 'shop', 'connect'],
    [{ service: 'connect', operation: 'UpdateParticipantAuthentication' }, 'callback', 'connect'],
    [{ service: 'participant', operation: 'GetAuthenticationUrl' }, 'browser', 'connect'],
    [{ service: 'participant', operation: 'SomethingNew' }, 'browser', 'connect'],
    [{ service: 'cognito', operation: 'oauth2/authorize', status: 302 }, 'browser', 'cognito'],
    [{ service: 'cognito', operation: 'oauth2/token', status: 200 }, 'connect', 'cognito'],
    [{ service: 'chat', operation: 'text/plain', outcome: 'sent' }, 'connect', 'browser'],
    [{ service: 'flow', operation: 'Success' }, 'connect', 'connect'],
  ])('%o goes from %s to %s', (draft, from, to) => {
    const step = stepOfEntry(entry(draft));
    expect(step).toMatchObject({ from, to, name: draft.operation });
    expect(step).not.toHaveProperty('problem');
    expect(step?.what).toMatch(/^[A-Z].{5}/u);
  });

  it.each<[Draft, string]>([
    [
      { service: 'connect', operation: 'UpdateParticipantAuthentication', outcome: 'ThrottlingException' },
      'ThrottlingException',
    ],
    [{ service: 'participant', operation: 'SendMessage', outcome: 'fault-hang' }, 'fault-hang'],
    [
      { service: 'cognito', operation: 'oauth2/token', outcome: 'invalid_grant', status: 400 },
      'invalid_grant',
    ],
    [{ service: 'flow', operation: 'code-redemption', outcome: 'invalid_grant' }, 'invalid_grant'],
  ])('%o has a problem', (draft, problem) => {
    expect(stepOfEntry(entry(draft))).toMatchObject({ problem });
  });

  it('leaves out what a call has told already', () => {
    expect(stepOfEntry(entry({ service: 'flow', operation: 'urlIssued' }))).toBeUndefined();
  });
});

describe('a line of the callback server’s log', () => {
  it.each([
    ['the start', '{"endpoint":"start","outcome":"bound","status":200}', 'browser', 'callback', undefined],
    [
      'the answer',
      '{"endpoint":"callback","outcome":"accepted","status":303}',
      'callback',
      'browser',
      undefined,
    ],
    [
      'a refusal',
      '{"endpoint":"callback","outcome":"unbound","status":403}',
      'callback',
      'browser',
      'unbound',
    ],
  ])('tells %s', (_, line, from, to, problem) => {
    const step = stepOfCallback(readCallbackLog(line)!);
    expect(step).toMatchObject({ from, to });
    expect(step?.problem).toBe(problem);
  });

  it.each(['listening on http://localhost:1', '{"msg":"stopped"}', 'null', '{"endpoint":7}', ''])(
    'is about no request: %s',
    (line) => expect(readCallbackLog(line)).toBeUndefined(),
  );

  it('says nothing about pages that are no part of a sign-in', () => {
    expect(stepOfCallback({ endpoint: 'none', outcome: 'not-found', status: 404 })).toBeUndefined();
  });
});
