import type { CallbackServerOptions, OutcomeEvent } from 'connect-sign-in-callback';
import { describe, expect, it } from 'vitest';
import { fakeConnect } from '../fixtures/fake-connect.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { OPTIONS } from '../fixtures/site.js';
import { CORPUS, type Journey } from './corpus.js';
import type { Decision, Exchange, Reply } from './exchange.js';
import { plainFetch, SHELLS, type Shell } from './shell.js';

const NOON = Date.parse('2026-11-20T12:00:00Z');

/** Sends the steps of a journey through a shell that has just started, and notes every decision. */
async function decide(shell: Shell, steps: readonly Exchange[]): Promise<Decision[]> {
  const connect = fakeConnect();
  const outcomes: OutcomeEvent[] = [];
  const opened = await shell.open({
    ...OPTIONS,
    clock: manualClock(NOON),
    authentication: () => connect,
    onOutcome: (event: OutcomeEvent) => outcomes.push(event),
  } as unknown as CallbackServerOptions);
  const jar = new Map<string, string>();
  const decisions: Decision[] = [];
  try {
    for (const step of steps) {
      const reply = await opened.ask((shell.platform ?? ((same) => same))(withCookies(step, jar)));
      keepCookies(reply, jar);
      decisions.push({
        reply: step.method === 'HEAD' ? { ...reply, body: '' } : reply,
        forwarded: [...connect.sent],
        outcomes: outcomes.map(({ outcome, reason }) =>
          reason === undefined ? outcome : `${outcome}: ${reason}`,
        ),
      });
    }
  } finally {
    await opened.close();
  }
  return decisions;
}

function withCookies(step: Exchange, jar: ReadonlyMap<string, string>): Exchange {
  if (jar.size === 0) return step;
  const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return { ...step, headers: [...step.headers, ['Cookie', cookies]] };
}

function keepCookies({ headers }: Reply, jar: Map<string, string>): void {
  for (const [name, value] of headers) {
    if (name !== 'set-cookie') continue;
    const [, cookie = '', content = ''] = /^([^=]+)=([^;]*)/.exec(value) ?? [];
    jar.delete(cookie);
    if (!value.includes('Max-Age=0')) jar.set(cookie, content);
  }
}

const reference = (shell: Shell, { steps }: Journey) => {
  const { platform } = shell;
  return decide(platform === undefined ? plainFetch : { ...plainFetch, platform }, steps);
};

describe('T30: the plain fetch handler', () => {
  it.each(CORPUS)('decides rightly on $name', async ({ steps, expected }) => {
    const decisions = await decide(plainFetch, steps);
    const { reply, forwarded, outcomes } = decisions.at(-1)!;
    expect({
      status: reply.status,
      outcome: outcomes.at(-1)!.split(':', 1)[0],
      forwarded: forwarded.length,
    }).toEqual(expected);
  });
});

describe.each(SHELLS)('T30: $name', (shell) => {
  it.each(CORPUS)('decides as the plain fetch handler does on $name', async (journey) => {
    const [decided, wanted] = await Promise.all([decide(shell, journey.steps), reference(shell, journey)]);
    if (shell.foreignPaths === 'passed-on' && journey.expected.outcome === 'not-found') {
      expect(decided.map(({ reply: { status }, outcomes }) => ({ status, outcomes }))).toEqual([
        { status: 404, outcomes: [] },
      ]);
    } else expect(decided).toEqual(wanted);
  });
});
