/** Stands in for the page's timers and wall clock, so that minutes pass when a test says so. */
export class PageClock {
  readonly #real = { setTimeout: window.setTimeout, clearTimeout: window.clearTimeout, now: Date.now };
  readonly #due = new Map<number, { readonly at: number; readonly callback: () => void }>();
  #now = Date.now();
  #handles = 0;

  constructor() {
    window.setTimeout = ((callback: () => void, ms = 0) => {
      this.#due.set(++this.#handles, { at: this.#now + ms, callback });
      return this.#handles;
    }) as typeof setTimeout;
    window.clearTimeout = (handle) => void this.#due.delete(handle as number);
    Date.now = () => this.#now;
  }

  /** How many timers run. */
  get running(): number {
    return this.#due.size;
  }

  /** Lets time pass, timer by timer. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#due].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (!next) break;
      const [handle, { at, callback }] = next;
      this.#due.delete(handle);
      this.#now = Math.max(this.#now, at);
      callback();
    }
    this.#now = end;
  }

  restore(): void {
    const { now, ...timers } = this.#real;
    Object.assign(window, timers);
    Date.now = now;
  }
}
