import type { Clock } from './ports.js';

/** The deadline of the prompt's state, and a tick for each second of its remaining time. */
export class PromptTimers {
  readonly #clock: Clock;
  readonly #reached: () => void;
  readonly #tick: () => void;
  #handles: unknown[] = [];
  #isRunning = false;
  #deadline: number | undefined;
  #endsAt: number | undefined;

  constructor(clock: Clock, reached: () => void, tick: () => void) {
    this.#clock = clock;
    this.#reached = reached;
    this.#tick = tick;
  }

  /** What is left until the end of the countdown, in milliseconds; nothing where there is none or it is over. */
  get remaining(): number | undefined {
    const left = (this.#endsAt ?? 0) - this.#clock.now();
    return left > 0 ? left : undefined;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Sets the deadline, in milliseconds from now. */
  expectWithin(ms: number | undefined): void {
    this.#deadline = ms === undefined ? undefined : this.#clock.now() + ms;
    this.#arm();
  }

  /** Counts down to a time of this browser's clock. */
  countDownTo(endsAt: number | undefined): void {
    this.#endsAt = endsAt;
    this.#arm();
  }

  /** Runs while the element is in a page; stopped, it holds no handle of the clock and forgets nothing. */
  run(isRunning: boolean): void {
    this.#isRunning = isRunning;
    this.#arm();
  }

  #arm(): void {
    for (const handle of this.#handles) this.#clock.clearTimeout(handle);
    this.#handles = [];
    if (!this.#isRunning) return;
    const { remaining } = this;
    if (this.#deadline !== undefined)
      this.#after(this.#deadline - this.#clock.now(), () => {
        this.#deadline = undefined;
        this.#reached();
      });
    if (remaining !== undefined)
      this.#after(remaining % 1000 || 1000, () => {
        this.#arm();
        this.#tick();
      });
  }

  #after(ms: number, callback: () => void): void {
    this.#handles.push(this.#clock.setTimeout(callback, ms));
  }
}
