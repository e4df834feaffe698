/** Values that all pages of a session share: set in one tab, seen in every other. */
export class SharedValues {
  readonly #values = new Map<string, unknown>();
  readonly #listeners = new Map<string, Set<() => void>>();

  get(name: string): unknown {
    return this.#values.get(name);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** Sets a value; whoever listens hears of it if it is another one. */
  set(name: string, value: unknown): void {
    if (this.#values.has(name) && Object.is(this.#values.get(name), value)) return;
    this.#values.set(name, value);
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener();
  }

  subscribe(name: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(name);
    };
  }
}
