import { describe, expect, it } from 'vitest';
import { headerLines } from '../../callback-server/src/header-lines.js';
import { sharedInterest } from '../../callback-server/src/shared-interest.js';

describe('headers of Node’s http module', () => {
  it.each([
    ['one value', ['Origin', 'https://a.example'], 'origin'],
    ['a name in any case', ['oRIGIN', 'https://a.example'], 'origin'],
    ['two lines of one name', ['Accept-Language', 'de', 'accept-language', 'en'], 'accept-language'],
    ['two lines of cookies', ['Cookie', 'a=1', 'cookie', 'b=2'], 'cookie'],
    ['a content type twice', ['Content-Type', 'text/plain', 'Content-Type', 'a/b'], 'content-type'],
    ['an empty value', ['Purpose', ''], 'purpose'],
    ['none of that name', ['Purpose', 'prefetch'], 'x-purpose'],
  ])('say the same as Headers of the web standard: %s', (_, raw, name) => {
    const standard = new Headers();
    for (let at = 0; at < raw.length; at += 2) standard.append(raw[at]!, raw[at + 1]!);
    const ours = headerLines(raw, {});
    expect(ours.get(name)).toBe(standard.get(name));
    expect([...ours.keys()]).toEqual([...standard.keys()]);
  });
});

describe('the interest of several visitors in one call', () => {
  const visitor = () => {
    const browser = new AbortController();
    let reads = 0;
    return {
      leave: () => browser.abort(),
      reads: () => reads,
      get signal() {
        reads += 1;
        return browser.signal;
      },
    };
  };

  it('reads no signal before the call asks for one', () => {
    const [first, second] = [visitor(), visitor()];
    const interest = sharedInterest(first);
    interest.join(second);
    interest.end();
    expect([first.reads(), second.reads()]).toEqual([0, 0]);
  });

  it.each([
    ['asks first', true],
    ['asks last', false],
  ])('ends when the last visitor has gone, where the call %s', (_, asksFirst) => {
    const [first, second] = [visitor(), visitor()];
    const interest = sharedInterest(first);
    if (asksFirst) expect(interest.signal.aborted).toBe(false);
    interest.join(second);
    expect(interest.signal.aborted).toBe(false);
    first.leave();
    expect(interest.signal.aborted).toBe(false);
    second.leave();
    expect(interest.signal.aborted).toBe(true);
  });

  it('has ended already where the only visitor had gone before', () => {
    const first = visitor();
    const interest = sharedInterest(first);
    first.leave();
    expect(interest.signal.aborted).toBe(true);
  });

  it('does not end a call that is over', () => {
    const first = visitor();
    const interest = sharedInterest(first);
    const { signal } = interest;
    interest.end();
    first.leave();
    expect(signal.aborted).toBe(false);
  });
});
