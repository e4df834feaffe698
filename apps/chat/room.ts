// The room everybody is in: who is there, what was said. It belongs to the process, not to a session.

export interface Line {
  readonly id: number;
  /** Who said it; null: the room itself tells. */
  readonly name: string | null;
  readonly text: string;
}

/** So many lines are kept. */
const LINES = 100;

export class Room {
  lines: readonly Line[] = [];
  names: readonly string[] = [];
  #next = 1;
  readonly #listeners = new Set<() => void>();

  /** Calls back after every change. @returns what takes that back */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Says why somebody cannot be called so, or nothing. */
  refuses(name: string): string | null {
    if (name.trim() === "") return "Please say who you are.";
    if (name.length > 30) return "That is too long: 30 letters at most.";
    const taken = this.names.some((other) => other.toLowerCase() === name.toLowerCase());
    return taken ? `${name} is here already.` : null;
  }

  join(name: string): void {
    this.names = [...this.names, name];
    this.#add(null, `${name} has come in.`);
  }

  leave(name: string): void {
    this.names = this.names.filter((other) => other !== name);
    this.#add(null, `${name} has left.`);
  }

  say(name: string, text: string): void {
    this.#add(name, text.slice(0, 1000));
  }

  #add(name: string | null, text: string): void {
    this.lines = [...this.lines, { id: this.#next++, name, text }].slice(-LINES);
    for (const listener of this.#listeners) listener();
  }
}
