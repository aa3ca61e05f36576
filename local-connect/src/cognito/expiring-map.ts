import type { Clock } from '../clock.js';

/** Values that are forgotten a fixed time after they were set; the oldest goes first when there are too many. */
export class ExpiringMap<Value> {
  readonly #clock: Clock;
  readonly #lifetimeMs: number;
  readonly #sizeMax: number;
  readonly #entries = new Map<string, { readonly value: Value; readonly expiresAt: number }>();

  /**
   * @param lifetimeMs - time from `set` to the moment the value is gone, in milliseconds
   * @param sizeMax - number of values kept
   */
  constructor(clock: Clock, lifetimeMs: number, sizeMax = 10_000) {
    this.#clock = clock;
    this.#lifetimeMs = lifetimeMs;
    this.#sizeMax = sizeMax;
  }

  /** Keeps a value under a key for the lifetime of this map. */
  set(key: string, value: Value): void {
    const now = this.#clock.now();
    // Every value lives equally long, so insertion order is expiry order.
    for (const [oldKey, entry] of this.#entries) {
      if (entry.expiresAt > now && this.#entries.size < this.#sizeMax) break;
      this.#entries.delete(oldKey);
    }
    this.#entries.delete(key);
    this.#entries.set(key, { value, expiresAt: now + this.#lifetimeMs });
  }

  /** The value, unless it was never set, taken or has expired. */
  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    return entry && this.#clock.now() < entry.expiresAt ? entry.value : undefined;
  }

  /** The value as {@link ExpiringMap.get} gives it, which is then gone. */
  take(key: string): Value | undefined {
    const value = this.get(key);
    this.#entries.delete(key);
    return value;
  }

  /** Forgets everything. */
  clear(): void {
    this.#entries.clear();
  }
}
