import type { ChatEvent, ChatSession } from './ports.js';

/** Listens to one chat at a time, hears each event once, and reads up on what it has missed. */
export class ChatFollower {
  readonly #hear: (event: Exclude<ChatEvent, { type: 'connected' }>) => void;
  readonly #missed: (events: readonly ChatEvent[]) => readonly ChatEvent[];
  readonly #seen = new Set<string>();
  #chat: ChatSession | undefined;
  #release: (() => void) | undefined;

  /** @param missed - picks from the chat's latest events those that still matter */
  constructor(
    hear: (event: Exclude<ChatEvent, { type: 'connected' }>) => void,
    missed: (events: readonly ChatEvent[]) => readonly ChatEvent[],
  ) {
    this.#hear = hear;
    this.#missed = missed;
  }

  get chat(): ChatSession | undefined {
    return this.#chat;
  }

  /** Leaves the chat that was followed, and listens to this one. */
  follow(chat: ChatSession | undefined): void {
    this.#release?.();
    this.#release = undefined;
    this.#chat = chat;
    try {
      this.#release = chat?.subscribe((event) => this.#receive(event));
    } catch {
      // A chat that cannot be listened to never asks for a sign-in.
    }
  }

  /** Reads what the chat said while nobody listened; a transcript that cannot be read says nothing. */
  async catchUp(): Promise<void> {
    const chat = this.#chat;
    try {
      const events = (await chat?.recentEvents?.()) ?? [];
      if (chat === this.#chat) this.#missed(events).forEach((event) => this.#receive(event));
    } catch {
      // Live events still come.
    }
  }

  #receive(event: ChatEvent): void {
    const { id = '' } = event;
    if (this.#seen.has(id)) return;
    if (id) this.#seen.add(id);
    if (event.type === 'connected') void this.catchUp();
    else this.#hear(event);
  }
}
