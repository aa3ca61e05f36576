import type { ReactiveControllerHost } from 'lit';
import { AttemptMemory } from '../../../widget/src/attempt-memory.js';
import { requestAuthenticationUrl } from '../../../widget/src/chat-calls.js';
import { statusOf } from '../../../widget/src/events.js';
import type {
  ChatEvent,
  ChatSession,
  Clock,
  SessionStore,
  SignInMode,
  StartForm,
} from '../../../widget/src/ports.js';
import { SignInController } from '../../../widget/src/sign-in-controller.js';
import type { Prompt, SignInHooks } from '../../../widget/src/sign-in-hooks.js';

export const START = Date.parse('2026-11-20T10:00:00.000Z');
export const SESSION = '11111111-2222-4333-8444-555555555555';
export const URL = 'https://shop.example/oauth2/authorize?state=s';

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #now = START;
  #next = 1;
  readonly timers = new Map<number, { at: number; callback: () => void }>();

  now = (): number => this.#now;

  setTimeout = (callback: () => void, ms: number): number => {
    this.timers.set(this.#next, { at: this.#now + ms, callback });
    return this.#next++;
  };

  clearTimeout = (handle: unknown): void => void this.timers.delete(handle as number);

  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.timers.delete(due[0]);
      this.#now = Math.max(this.#now, due[1].at);
      due[1].callback();
    }
    this.#now = end;
  }
}

/** A chat that does what the test says. */
export class FakeChat implements ChatSession {
  readonly listeners = new Set<(event: ChatEvent) => void>();
  readonly calls: string[] = [];
  url: () => Promise<string> = () => Promise.resolve(URL);
  cancel: () => Promise<void> = () => Promise.resolve();
  recent: () => Promise<readonly ChatEvent[]> = () => Promise.resolve([]);
  readonly contactId: string | undefined;

  constructor(contactId: string | undefined = 'contact-1') {
    this.contactId = contactId;
  }

  getAuthenticationUrl({
    sessionId,
    redirectUri,
  }: {
    sessionId: string;
    redirectUri: string;
  }): Promise<string> {
    this.calls.push(`url ${sessionId} ${redirectUri}`);
    return this.url();
  }

  cancelParticipantAuthentication({ sessionId }: { sessionId: string }): Promise<void> {
    this.calls.push(`cancel ${sessionId}`);
    return this.cancel();
  }

  recentEvents(): Promise<readonly ChatEvent[]> {
    return this.recent();
  }

  subscribe(listener: (event: ChatEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  emit(event: ChatEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }
}

/** A store in memory. */
export class FakeStore implements SessionStore {
  readonly entries = new Map<string, string>();
  get = (key: string): string | undefined => this.entries.get(key);
  set = (key: string, value: string): void => void this.entries.set(key, value);
  delete = (key: string): void => void this.entries.delete(key);
}

/** A controller with everything around it in the test's hand. */
export class Stage {
  readonly clock = new ManualClock();
  readonly returns = new Set<() => void>();
  readonly opened: { way: 'popup' | 'redirect'; form: StartForm }[] = [];
  readonly log: string[] = [];
  readonly said: string[] = [];
  readonly settings = {
    redirectUri: 'https://auth.example.com/callback',
    startUri: '',
    mode: 'auto' as SignInMode,
    identityProvider: '',
    timeLimit: 3,
  };
  readonly store: FakeStore;
  readonly prompt: Prompt;
  readonly controller: SignInController;
  chat: FakeChat | undefined;
  window: 'opened' | 'blocked' = 'opened';
  allows = true;
  load: () => Promise<Prompt> = () => Promise.resolve(this.prompt);

  constructor(store = new FakeStore()) {
    this.store = store;
    const form = (authenticationUrl: string): StartForm => ({
      action: 'start',
      fields: { authenticationUrl },
      placeholder: '',
    });
    const memory = new AttemptMemory(store);
    this.prompt = {
      memory,
      requestUrl: (chat, attempt, now) =>
        requestAuthenticationUrl({ chat, attempt, now, memory, settings: this.settings }),
      open: (authenticationUrl, way) => {
        const { browser } = this.prompt;
        if (way === 'popup') return browser.open(form(authenticationUrl));
        browser.redirect(form(authenticationUrl));
        return 'opened';
      },
      announce: () => void this.said.push(this.status),
      tick: () => void this.said.push('tick'),
      browser: {
        resolve: (mode) => mode,
        open: (startForm) => {
          if (this.window === 'opened') this.opened.push({ way: 'popup', form: startForm });
          return this.window;
        },
        redirect: (startForm) => void this.opened.push({ way: 'redirect', form: startForm }),
        onReturn: (listener) => {
          this.returns.add(listener);
          return () => void this.returns.delete(listener);
        },
      },
    };
    const host: ReactiveControllerHost = {
      addController: () => undefined,
      removeController: () => undefined,
      requestUpdate: () => undefined,
      updateComplete: Promise.resolve(true),
    };
    const hooks: SignInHooks = {
      clock: this.clock,
      settings: this.settings,
      chat: () => this.chat,
      prompt: () => this.load(),
      opening: (way) => {
        this.log.push(`opening ${way}`);
        return this.allows;
      },
      stateChanged: (_, state) => void this.log.push(statusOf(state)),
    };
    this.controller = new SignInController(host, hooks);
  }

  get status(): string {
    return statusOf(this.controller.state);
  }

  /** Puts the element into the page, with a chat. */
  async connect(chat = new FakeChat()): Promise<FakeChat> {
    this.chat = chat;
    this.controller.hostConnected();
    await settle();
    return chat;
  }

  /** Lets a session begin, and its URL arrive. */
  async offer(chat: FakeChat): Promise<void> {
    chat.emit({ type: 'initiated', id: 'e1', sessionId: SESSION, at: this.clock.now() });
    await settle();
  }
}

/** Lets all promises that can settle do so. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 20; round++) await Promise.resolve();
}
