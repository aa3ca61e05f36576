import type { ChatItem } from 'local-connect';
import WebSocket from 'ws';
import { within } from './wall-clock.js';

/** Longest wait for something that must come, in milliseconds of real time. */
const DEADLINE_MS = 15_000;

/** A chat websocket as amazon-connect-chatjs uses it: subscribes to `aws/chat` and keeps every item. */
export class ChatSocket {
  readonly items: ChatItem[] = [];
  readonly #socket: WebSocket;
  readonly #topics: string[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.on('message', (data: Buffer) => {
      const { topic, content } = JSON.parse(data.toString()) as { topic: string; content: string };
      this.#topics.push(topic);
      if (topic === 'aws/chat') this.items.push(JSON.parse(content) as ChatItem);
      for (const check of this.#waiting) check();
    });
  }

  /** Opens and subscribes; rejects when the upgrade is refused. */
  async open(): Promise<this> {
    const opened = new Promise<void>((resolve, reject) => {
      this.#socket.once('open', () => resolve());
      this.#socket.once('error', reject);
    });
    await within(opened, DEADLINE_MS, 'the websocket');
    this.#send('aws/subscribe', { topics: ['aws/chat'] });
    await this.until(() => this.#topics.includes('aws/subscribe'), 'the subscription');
    return this;
  }

  /** Resolves once everything that was sent before has arrived: a ping is answered in turn. */
  async caughtUp(): Promise<void> {
    const before = this.#count('aws/ping');
    this.#send('aws/ping');
    await this.until(() => this.#count('aws/ping') > before, 'the answer to a ping');
  }

  /** Whether a ping is answered at all within a time of real milliseconds. */
  answersWithin(ms: number): Promise<boolean> {
    return within(this.caughtUp(), ms, 'a ping').then(
      () => true,
      () => false,
    );
  }

  /** Resolves once a condition on what arrived holds; rejects after 15 s of real time. */
  until(condition: () => boolean, what: string): Promise<void> {
    if (condition()) return Promise.resolve();
    const waiting = this.#waiting;
    let check: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      check = () => {
        if (condition()) resolve();
      };
      waiting.add(check);
    });
    return within(held, DEADLINE_MS, what).finally(() => {
      if (check !== undefined) waiting.delete(check);
    });
  }

  /** Items whose content type ends so, such as `authentication.succeeded`. */
  events(suffix: string): readonly ChatItem[] {
    return this.items.filter(({ ContentType }) => ContentType.endsWith(`.${suffix}`));
  }

  /** The n-th event whose content type ends so; waits for it. */
  async event(suffix: string, nth = 1): Promise<ChatItem> {
    await this.until(() => this.events(suffix).length >= nth, `the event ${suffix}`);
    const found = this.events(suffix)[nth - 1];
    if (found === undefined) throw new Error(`the event ${suffix} is gone`);
    return found;
  }

  /** Resolves once the other side has closed the connection. */
  async closed(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => this.#socket.once('close', () => resolve()));
    await within(closed, DEADLINE_MS, 'the end of the websocket');
  }

  close(): void {
    this.#socket.on('error', () => undefined);
    this.#socket.terminate();
  }

  #count(topic: string): number {
    return this.#topics.filter((other) => other === topic).length;
  }

  #send(topic: string, content?: unknown): void {
    this.#socket.send(JSON.stringify({ topic, ...(content === undefined ? {} : { content }) }));
  }
}
