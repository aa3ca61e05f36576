import { describe, expect, it } from 'vitest';
import { ChatCallError } from '../../../widget/src/chat-call-error.js';
import { DEADLINE } from '../../../widget/src/deadlines.js';
import { FakeChat, SESSION, settle, Stage, START, URL } from './fake-ports.js';

const OTHER = '99999999-2222-4333-8444-555555555555';
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

describe('SignInController', () => {
  it('goes from the event to the open window, and believes only the chat that it worked', async () => {
    const stage = new Stage();
    const chat = await stage.connect();
    await stage.offer(chat);
    expect(chat.calls).toEqual([`url ${SESSION} https://auth.example.com/callback`]);
    stage.controller.signIn('auto');
    expect(stage.opened).toMatchObject([{ way: 'popup', form: { fields: { authenticationUrl: URL } } }]);
    for (const listener of stage.returns) listener();
    expect(stage.status).toBe('confirming');
    chat.emit({ type: 'succeeded', id: 'e2' });
    expect(stage.log).toEqual([
      'requesting-url',
      'offered',
      'opening popup',
      'signing-in',
      'confirming',
      'succeeded',
    ]);
  });

  it('opens the window before signIn returns, for only the click may open one', async () => {
    const stage = new Stage();
    await stage.offer(await stage.connect());
    stage.controller.signIn('auto');
    expect(stage.opened).toHaveLength(1);
  });

  it('shows hosts a blocked window as signing in and then offered, in this order', async () => {
    const stage = new Stage();
    await stage.offer(await stage.connect());
    stage.window = 'blocked';
    stage.controller.signIn('auto');
    expect(stage.log.slice(-2)).toEqual(['signing-in', 'offered']);
    stage.controller.signIn('auto');
    expect(stage.opened).toMatchObject([{ way: 'redirect' }]);
    expect(stage.status).toBe('signing-in');
  });

  it('opens nothing where the page forbids it, and says so for the redirect after a block too', async () => {
    const stage = new Stage();
    await stage.offer(await stage.connect());
    stage.allows = false;
    stage.controller.signIn('auto');
    expect(stage.status).toBe('offered');
    stage.allows = true;
    stage.window = 'blocked';
    stage.controller.signIn('auto');
    const { opening } = { opening: stage.log.length };
    stage.controller.signIn('auto');
    expect(stage.log.slice(opening)).toContain('opening redirect');
    stage.allows = false;
    expect(stage.opened).toHaveLength(1);
  });

  it.each([
    ['rejected', new ChatCallError('rejected'), 'rejected'],
    ['throttled', new ChatCallError('throttled'), 'throttled'],
    ['anything else', new Error('boom'), 'unreachable'],
  ])('offers going on without a sign-in when the URL is refused: %s', async (_, error, refusal) => {
    const stage = new Stage();
    const chat = new FakeChat();
    chat.url = () => Promise.reject(error);
    await stage.offer(await stage.connect(chat));
    expect(stage.controller.state).toMatchObject({ status: 'offered', attempt: { refusal } });
    stage.controller.signIn('auto');
    expect(stage.opened).toEqual([]);
    stage.controller.optOut();
    await settle();
    expect(chat.calls).toContain(`cancel ${SESSION}`);
  });

  it('says late where a rejected request came after the minute', async () => {
    const stage = new Stage();
    const chat = new FakeChat();
    chat.url = () => Promise.reject(new ChatCallError('rejected'));
    await stage.connect(chat);
    chat.emit({ type: 'initiated', sessionId: SESSION, at: START - 61_000 });
    await settle();
    expect(stage.controller.state).toMatchObject({ attempt: { refusal: 'late' } });
  });

  it('does not spend the session id where the page is not set up', async () => {
    const stage = new Stage();
    stage.settings.redirectUri = '';
    const chat = await stage.connect();
    await stage.offer(chat);
    expect(chat.calls).toEqual([]);
    expect(stage.controller.state).toMatchObject({ attempt: { refusal: 'misconfigured' } });
  });

  it('does not spend the session id where the prompt cannot be fetched', async () => {
    const stage = new Stage();
    stage.load = () => Promise.reject(new TypeError('Failed to fetch'));
    const chat = await stage.connect();
    await stage.offer(chat);
    expect(chat.calls).toEqual([]);
    expect(stage.controller.state).toMatchObject({ attempt: { refusal: 'unreachable' } });
  });

  it.each([
    ['a script', 'javascript:alert(1)'],
    ['plain http', 'http://example.com/'],
    ['a URL that is too long', `https://e.example/${'x'.repeat(2083)}`],
    ['no URL', 'nothing'],
  ])('opens no authentication URL that is %s, whichever chat it comes from', async (_, url) => {
    const stage = new Stage();
    const chat = new FakeChat();
    chat.url = () => Promise.resolve(url);
    await stage.offer(await stage.connect(chat));
    expect(stage.controller.state).toMatchObject({ status: 'offered', attempt: { refusal: 'rejected' } });
    stage.controller.signIn('auto');
    expect(stage.opened).toEqual([]);
  });

  it('asks for the URL once the prompt can be fetched after all, and notices returns', async () => {
    const stage = new Stage();
    const { load } = stage;
    stage.load = () => Promise.reject(new TypeError('Failed to fetch'));
    const chat = await stage.connect();
    await stage.offer(chat);
    stage.controller.signIn('auto');
    await settle();
    expect(chat.calls).toEqual([]);
    stage.load = load;
    stage.controller.signIn('auto');
    await settle();
    expect(chat.calls).toEqual([`url ${SESSION} ${stage.settings.redirectUri}`]);
    expect(stage.controller.state).toMatchObject({ status: 'offered', attempt: { refusal: undefined } });
    expect([stage.returns.size, stage.opened.length]).toEqual([1, 0]);
  });

  it('uses the URL of an earlier page where its prompt could be fetched only after the request was heard again', async () => {
    const earlier = new Stage();
    await earlier.offer(await earlier.connect());
    const stage = new Stage(earlier.store);
    const { load } = stage;
    stage.load = () => Promise.reject(new TypeError('Failed to fetch'));
    const chat = await stage.connect();
    await stage.offer(chat);
    stage.load = load;
    stage.controller.signIn('auto');
    await settle();
    expect(chat.calls).toEqual([]);
    expect(stage.controller.state).toMatchObject({ attempt: { authenticationUrl: URL } });
  });

  it('survives calls that throw before there is a promise', async () => {
    const stage = new Stage();
    const chat = new FakeChat();
    chat.url =
      chat.cancel =
      chat.recent =
        () => {
          throw new TypeError('not connected');
        };
    await stage.offer(await stage.connect(chat));
    expect(stage.controller.state).toMatchObject({ attempt: { refusal: 'unreachable' } });
    stage.controller.optOut();
    await settle();
    expect(stage.controller.state).toMatchObject({ status: 'offered', notice: 'opt-out-refused' });
  });

  it('survives a chat that cannot be listened to', async () => {
    const stage = new Stage();
    const chat = new FakeChat();
    chat.subscribe = () => {
      throw new TypeError('no');
    };
    await stage.connect(chat);
    expect(stage.status).toBe('idle');
  });

  it('does not wait for ever for calls that never settle', async () => {
    const stage = new Stage();
    const chat = new FakeChat();
    chat.url = never;
    chat.cancel = never;
    await stage.offer(await stage.connect(chat));
    stage.clock.advance(DEADLINE.requestingUrl);
    expect(stage.controller.state).toMatchObject({ status: 'offered', attempt: { refusal: 'unreachable' } });
    stage.controller.optOut();
    stage.clock.advance(DEADLINE.optingOut);
    expect(stage.controller.state).toMatchObject({ notice: 'opt-out-refused' });
  });

  it('says "not finished yet" some seconds after the customer came back without an outcome', async () => {
    const stage = new Stage();
    await stage.offer(await stage.connect());
    stage.controller.signIn('popup');
    for (const listener of stage.returns) listener();
    stage.clock.advance(DEADLINE.confirming);
    expect(stage.controller.state).toMatchObject({ status: 'signingIn', notice: 'unfinished' });
  });

  it('reads the outcome in the transcript where the event is overdue', async () => {
    const stage = new Stage();
    const chat = await stage.connect();
    await stage.offer(chat);
    stage.controller.signIn('popup');
    for (const listener of stage.returns) listener();
    chat.recent = () =>
      Promise.resolve([
        { type: 'initiated', id: 'e1', sessionId: SESSION, at: START },
        { type: 'succeeded', id: 'e3', at: START + 2 },
      ]);
    await settle();
    expect(stage.status).toBe('confirming');
    stage.clock.advance(DEADLINE.confirming);
    await settle();
    expect(stage.status).toBe('succeeded');
  });

  it('hears an event that is delivered twice once', async () => {
    const stage = new Stage();
    const chat = await stage.connect();
    await stage.offer(chat);
    chat.emit({ type: 'timedOut', id: 'e2' });
    chat.emit({ type: 'initiated', id: 'e3', sessionId: OTHER, at: START + 1 });
    chat.emit({ type: 'timedOut', id: 'e2' });
    await settle();
    expect(stage.status).toBe('offered');
  });

  it('drops the result of a session that another one has replaced', async () => {
    const stage = new Stage();
    const chat = new FakeChat();
    const answers: ((url: string) => void)[] = [];
    chat.url = () => new Promise((resolve) => void answers.push(resolve));
    await stage.offer(await stage.connect(chat));
    chat.emit({ type: 'initiated', id: 'e2', sessionId: OTHER, at: START + 1 });
    await settle();
    answers[0]?.('https://old.example/');
    await settle();
    expect(stage.status).toBe('requesting-url');
    answers[1]?.(URL);
    await settle();
    expect(stage.controller.state).toMatchObject({ attempt: { sessionId: OTHER, authenticationUrl: URL } });
  });
});

describe('a reload', () => {
  it('goes on with the same URL, and asks for none', async () => {
    const before = new Stage();
    await before.offer(await before.connect());
    before.controller.signIn('redirect');
    const after = new Stage(before.store);
    const chat = await after.connect();
    expect(after.status).toBe('confirming');
    expect(chat.calls).toEqual([]);
    after.controller.signIn('popup');
    expect(after.opened).toMatchObject([{ form: { fields: { authenticationUrl: URL } } }]);
  });

  it('goes on where it was, also where the chat is back before the prompt is fetched', async () => {
    const before = new Stage();
    await before.offer(await before.connect());
    before.controller.signIn('popup');
    const after = new Stage(before.store);
    const fetches: (() => void)[] = [];
    after.load = () => new Promise((resolve) => fetches.push(() => resolve(after.prompt)));
    const chat = new FakeChat();
    chat.recent = () => Promise.resolve([{ type: 'initiated', id: 'e1', sessionId: SESSION, at: START }]);
    await after.connect(chat);
    chat.emit({ type: 'connected' });
    await settle();
    expect(after.status).toBe('requesting-url');
    fetches.forEach((fetched) => fetched());
    await settle();
    expect(after.status).toBe('confirming');
    expect(chat.calls).toEqual([]);
  });

  it('learns from the transcript what was said meanwhile', async () => {
    const before = new Stage();
    await before.offer(await before.connect());
    const chat = new FakeChat();
    chat.recent = () =>
      Promise.resolve([
        { type: 'initiated', id: 'e1', sessionId: SESSION, at: START },
        { type: 'displayNameUpdated', id: 'e2', displayName: 'Ana', at: START + 1 },
        { type: 'succeeded', id: 'e3', at: START + 2 },
      ]);
    const after = new Stage(before.store);
    await after.connect(chat);
    expect(after.controller.state).toMatchObject({ outcome: 'succeeded', attempt: { displayName: 'Ana' } });
    expect(after.store.entries.size).toBe(0);
  });

  it('keeps chats apart', async () => {
    const before = new Stage();
    await before.offer(await before.connect());
    const after = new Stage(before.store);
    await after.connect(new FakeChat('contact-2'));
    expect(after.status).toBe('idle');
  });

  it.each([
    ['nonsense', 'nonsense'],
    ['another version', '{"version":0,"state":{}}'],
    ['no attempt', '{"version":1,"state":{"status":"offered"}}'],
    [
      'a script for a URL',
      JSON.stringify({
        version: 1,
        state: {
          status: 'offered',
          attempt: {
            sessionId: SESSION,
            receivedAt: START,
            blocked: 0,
            authenticationUrl: 'javascript:alert(1)',
          },
        },
      }),
    ],
    [
      'an attempt that is over',
      JSON.stringify({
        version: 1,
        state: {
          status: 'offered',
          attempt: {
            sessionId: SESSION,
            receivedAt: START - DEADLINE.offered,
            blocked: 0,
            authenticationUrl: URL,
          },
        },
      }),
    ],
  ])('ignores a memory of %s', async (_, text) => {
    const stage = new Stage();
    stage.store.set('connect-sign-in:contact-1', text);
    await stage.connect();
    expect(stage.status).toBe('idle');
  });

  it('finds a session that began while the page was away, as long as its URL can be had', async () => {
    const chat = new FakeChat();
    chat.recent = () =>
      Promise.resolve([{ type: 'initiated', id: 'e1', sessionId: SESSION, at: START - 30_000 }]);
    const stage = new Stage();
    await stage.connect(chat);
    expect(stage.status).toBe('offered');
  });

  it.each([
    ['is too old', [{ type: 'initiated', id: 'e1', sessionId: SESSION, at: START - 61_000 }]],
    [
      'has ended',
      [
        { type: 'initiated', id: 'e1', sessionId: SESSION, at: START - 1000 },
        { type: 'failed', id: 'e2' },
      ],
    ],
  ] as const)('leaves a session alone that %s', async (_, events) => {
    const chat = new FakeChat();
    chat.recent = () => Promise.resolve(events);
    const stage = new Stage();
    await stage.connect(chat);
    expect(stage.status).toBe('idle');
  });

  it('catches up whenever the connection stands again', async () => {
    const stage = new Stage();
    const chat = await stage.connect();
    await stage.offer(chat);
    chat.recent = () => Promise.resolve([{ type: 'failed', id: 'e9', at: START + 5 }]);
    chat.emit({ type: 'connected' });
    await settle();
    expect(stage.status).toBe('failed');
  });
});

describe('the element in its page', () => {
  it('leaves no listener and no timer behind when it is removed, and goes on when it comes back', async () => {
    const stage = new Stage();
    const chat = await stage.connect();
    await stage.offer(chat);
    expect([chat.listeners.size, stage.returns.size, stage.clock.timers.size]).toEqual([1, 1, 2]);
    stage.controller.hostDisconnected();
    expect([chat.listeners.size, stage.returns.size, stage.clock.timers.size]).toEqual([0, 0, 0]);
    await stage.connect(chat);
    expect([chat.listeners.size, stage.returns.size, stage.clock.timers.size]).toEqual([1, 1, 2]);
    expect(stage.status).toBe('offered');
  });

  it('leaves no timer behind when the session ends', async () => {
    const stage = new Stage();
    const chat = await stage.connect();
    await stage.offer(chat);
    chat.emit({ type: 'failed', id: 'e2' });
    expect(stage.clock.timers.size).toBe(0);
  });

  it('begins anew with another chat, and goes on with a new session of the same chat', async () => {
    const stage = new Stage();
    const chat = await stage.connect();
    await stage.offer(chat);
    const again = new FakeChat();
    await stage.connect(again);
    expect(stage.status).toBe('offered');
    expect(chat.listeners.size).toBe(0);
    await stage.connect(new FakeChat('contact-2'));
    expect(stage.status).toBe('idle');
    stage.chat = undefined;
    stage.controller.hostUpdate();
    expect([stage.returns.size, stage.clock.timers.size]).toEqual([0, 0]);
  });

  it('is removed while its prompt is being fetched, and listens to nothing', async () => {
    const stage = new Stage();
    stage.chat = new FakeChat();
    stage.controller.hostConnected();
    stage.controller.hostDisconnected();
    await settle();
    expect(stage.returns.size).toBe(0);
  });

  it('ticks on each second while the time is known, and not where the clocks disagree', async () => {
    const stage = new Stage();
    const chat = await stage.connect();
    await stage.offer(chat);
    stage.clock.advance(3000);
    expect(stage.said.filter((text) => text === 'tick')).toHaveLength(3);
    expect(stage.controller.remaining).toBe(177_000);
    chat.emit({ type: 'initiated', id: 'e2', sessionId: OTHER, at: START + 600_000 });
    expect(stage.controller.remaining).toBeUndefined();
  });

  it('ends by itself long after the longest block', async () => {
    const stage = new Stage();
    await stage.offer(await stage.connect());
    stage.clock.advance(DEADLINE.offered);
    expect(stage.status).toBe('expired');
  });
});
