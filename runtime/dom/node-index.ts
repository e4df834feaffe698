import type { ServerElement } from "./element.ts";

const BITS = 6;
const SIZE = 1 << BITS;

interface Chunk {
  readonly slots: (ServerElement | undefined)[];
  count: number;
}

/**
 * Elements by number. Numbers grow and are never used again, so a plain array would leak and a Map
 * costs 50 bytes an element; chunks of 64 cost 8, and an empty one is given back.
 */
export class NodeIndex {
  readonly #chunks = new Map<number, Chunk>();
  #size = 0;

  get(id: number): ServerElement | undefined {
    return this.#chunks.get(id >> BITS)?.slots[id & (SIZE - 1)];
  }

  set(id: number, element: ServerElement): void {
    let chunk = this.#chunks.get(id >> BITS);
    if (!chunk) {
      chunk = { slots: [], count: 0 };
      this.#chunks.set(id >> BITS, chunk);
    }
    const slot = id & (SIZE - 1);
    if (chunk.slots[slot] === undefined) {
      chunk.count++;
      this.#size++;
    }
    chunk.slots[slot] = element;
  }

  delete(id: number): void {
    const chunk = this.#chunks.get(id >> BITS);
    if (chunk?.slots[id & (SIZE - 1)] === undefined) return;
    chunk.slots[id & (SIZE - 1)] = undefined;
    this.#size--;
    if (--chunk.count === 0) this.#chunks.delete(id >> BITS);
  }

  /** How many elements it holds. */
  get size(): number {
    return this.#size;
  }
}
