import type { ServerElement } from "./element.ts";

const BITS = 6;
const SIZE = 1 << BITS;

interface Chunk {
  readonly slots: (ServerElement | undefined)[];
  count: number;
}

/**
 * Elements by number. Numbers grow and are never used again, so a plain array would leak and a Map
 * costs 50 bytes an element; chunks of 64 cost 8, and an empty one is given back. Most pages are so small that
 * they have the first chunk alone.
 */
export class NodeIndex {
  readonly #first: Chunk = { slots: [], count: 0 };
  #others: Map<number, Chunk> | null = null;
  #size = 0;

  #chunk(id: number): Chunk | undefined {
    return id < SIZE ? this.#first : this.#others?.get(id >> BITS);
  }

  get(id: number): ServerElement | undefined {
    return this.#chunk(id)?.slots[id & (SIZE - 1)];
  }

  set(id: number, element: ServerElement): void {
    let chunk = this.#chunk(id);
    if (!chunk) {
      chunk = { slots: [], count: 0 };
      this.#others ??= new Map();
      this.#others.set(id >> BITS, chunk);
    }
    const slot = id & (SIZE - 1);
    if (chunk.slots[slot] === undefined) {
      chunk.count++;
      this.#size++;
    }
    chunk.slots[slot] = element;
  }

  delete(id: number): void {
    const chunk = this.#chunk(id);
    if (chunk?.slots[id & (SIZE - 1)] === undefined) return;
    chunk.slots[id & (SIZE - 1)] = undefined;
    this.#size--;
    if (--chunk.count === 0) this.#others?.delete(id >> BITS);
  }

  /** How many elements it holds. */
  get size(): number {
    return this.#size;
  }
}
