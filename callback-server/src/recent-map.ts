/**
 * A map that keeps its latest entries and forgets older ones: at least `kept` of them, at most twice as many. It forgets a
 * whole generation at a time, because a Map that loses its first entry with each new one gets slow.
 */
export class RecentMap<Key, Value> {
  readonly #kept: number;
  #latest = new Map<Key, Value>();
  #earlier = new Map<Key, Value>();

  constructor(kept: number) {
    this.#kept = kept;
  }

  get(key: Key): Value | undefined {
    return this.#latest.get(key) ?? this.#earlier.get(key);
  }

  set(key: Key, value: Value): void {
    this.#latest.set(key, value);
    if (this.#latest.size < this.#kept) return;
    this.#earlier = this.#latest;
    this.#latest = new Map();
  }
}
