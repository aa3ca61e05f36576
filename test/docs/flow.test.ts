import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './markdown.js';

interface Transitions {
  readonly NextAction?: string;
  readonly Conditions?: readonly { NextAction: string; Condition: { Operands: readonly string[] } }[];
  readonly Errors?: readonly { NextAction: string; ErrorType: string }[];
}
interface Flow {
  readonly StartAction: string;
  readonly Metadata: { description: string; ActionMetadata: Record<string, unknown> };
  readonly Actions: readonly {
    Identifier: string;
    Type: string;
    Parameters: Record<string, unknown>;
    Transitions: Transitions;
  }[];
}

const flow = JSON.parse(readFileSync(join(root, 'docs/flows/sign-in-flow.json'), 'utf8')) as Flow;
const action = (id: string) => flow.Actions.find(({ Identifier }) => Identifier === id);
const next = ({ NextAction, Conditions = [], Errors = [] }: Transitions) =>
  [NextAction, ...Conditions.map((one) => one.NextAction), ...Errors.map((one) => one.NextAction)].filter(
    (id) => id !== undefined,
  );

describe('the flow to import', () => {
  const block = flow.Actions.find(({ Type }) => Type === 'AuthenticateParticipant')!;

  it('says that it must be verified', () => {
    expect(flow.Metadata.description).toContain('To be verified against your instance');
  });

  it('leads only to actions that it has, and reaches all of them', () => {
    const reached = new Set([flow.StartAction]);
    for (const id of reached) for (const found of next(action(id)!.Transitions)) reached.add(found);
    expect([...reached].sort()).toEqual(flow.Actions.map(({ Identifier }) => Identifier).sort());
    expect(Object.keys(flow.Metadata.ActionMetadata).sort()).toEqual([...reached].sort());
  });

  it('connects all four branches of the block and gives it the longest time', () => {
    const { NextAction, Conditions = [], Errors = [] } = block.Transitions;
    expect(NextAction).toBe('signed-in');
    expect(Conditions.map(({ Condition }) => Condition.Operands)).toEqual([['OptedOut']]);
    expect(Errors.map(({ ErrorType }) => ErrorType)).toEqual(['TimeLimitExceeded', 'NoMatchingError']);
    expect(block.Parameters['TimeLimitMinutes']).toBe('15');
  });

  it('loops the Timeout branch back to the block, and neither Opted out nor Error', () => {
    const reaches = (from: string) => {
      const seen = new Set([from]);
      for (const id of seen) for (const found of next(action(id)!.Transitions)) seen.add(found);
      return seen.has(block.Identifier);
    };
    const branch = (type: string) =>
      block.Transitions.Errors?.find(({ ErrorType }) => ErrorType === type)?.NextAction ?? '';
    expect(reaches(branch('TimeLimitExceeded'))).toBe(true);
    expect(reaches(branch('NoMatchingError'))).toBe(false);
    expect(reaches(block.Transitions.Conditions?.[0]?.NextAction ?? '')).toBe(false);
    expect(flow.Actions.some(({ Type }) => Type === 'Loop')).toBe(true);
  });
});
