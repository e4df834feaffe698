import type { ServerElement } from "./element.ts";

const BITS = 6;
const SIZE = 1 << BITS;

/**
 * Elements by number. Numbers grow and are never used again, so a plain array would leak and a Map
 * costs 50 bytes an element; chunks of 64 cost 8, and an empty one is given back. Most pages are so small that
 * they have the first chunk alone, and it is kept at hand: every event looks its target up.
 */
export class NodeIndex {
  readonly #first: (ServerElement | undefined)[] = [];
  #others: Map<number, Chunk> | null = null;
  #size = 0;

  get(id: number): ServerElement | undefined {
    return id < SIZE ? this.#first[id] : this.#others?.get(id >> BITS)?.slots[id & (SIZE - 1)];
  }

  set(id: number, element: ServerElement): void {
    const slots = id < SIZE ? this.#first : this.#chunk(id).slots;
    const slot = id & (SIZE - 1);
    if (slots[slot] === undefined) this.#count(id, 1);
    slots[slot] = element;
  }

  delete(id: number): void {
    if (this.get(id) === undefined) return;
    const slots = id < SIZE ? this.#first : this.#chunk(id).slots;
    slots[id & (SIZE - 1)] = undefined;
    this.#count(id, -1);
  }

  /** How many elements it holds. */
  get size(): number {
    return this.#size;
  }

  #chunk(id: number): Chunk {
    this.#others ??= new Map();
    let chunk = this.#others.get(id >> BITS);
    if (!chunk) {
      chunk = { slots: [], count: 0 };
      this.#others.set(id >> BITS, chunk);
    }
    return chunk;
  }

  #count(id: number, more: number): void {
    this.#size += more;
    if (id < SIZE) return;
    const chunk = this.#chunk(id);
    chunk.count += more;
    if (chunk.count === 0) this.#others?.delete(id >> BITS);
  }
}

interface Chunk {
  readonly slots: (ServerElement | undefined)[];
  count: number;
}
