import { type GridQuery, type GridRows, type GridSource, type Key, signature } from "./source.ts";
import { BLOCK, type Blocks } from "./viewport.ts";

interface Pending extends Blocks {
  readonly controller: AbortController;
}

/**
 * The rows a grid has at hand, by blocks: those that are wanted, and no others. Each block is asked for once; what comes for a
 * window nobody wants any more, or for another order, is dropped.
 */
export class RowStore<Row> {
  /** Rows that fit; null: nobody has said yet. */
  total: number | null = null;
  /** What the source has thrown, until it is asked again. */
  failure: { readonly error: unknown } | null = null;
  /** Whether the source answers later, or ever has. */
  isAsync = false;
  readonly #changed: () => void;
  #source: GridSource<Row> | null = null;
  #query: GridQuery = { sort: [], filters: {} };
  #signature = "";
  #blocks = new Map<number, readonly Row[]>();
  #stale = false;
  #pending: Pending[] = [];
  #wanted: ReadonlySet<number> = new Set();
  #idle: (() => void)[] = [];

  /** @param changed called when an answer has come by itself */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isBusy(): boolean {
    return this.#pending.length > 0;
  }

  /** Whether the rows at hand are those of an order before this one. */
  get isStale(): boolean {
    return this.#stale;
  }

  rowsOf(block: number): readonly Row[] | undefined {
    return this.#blocks.get(block);
  }

  /** The row of this number, where it is at hand. */
  rowAt(row: number): Row | undefined {
    return this.#blocks.get(Math.floor(row / BLOCK))?.[row % BLOCK];
  }

  /** A row at hand, and its number. */
  find(fits: (row: Row) => boolean): { readonly at: number; readonly row: Row } | null {
    for (const [block, rows] of this.#blocks) {
      const at = rows.findIndex(fits);
      if (at >= 0) return { at: block * BLOCK + at, row: rows[at] as Row };
    }
    return null;
  }

  /** What is to be shown from now on. Rows in another order stay until the first of the new ones are there: nothing flickers. */
  ask(source: GridSource<Row>, query: GridQuery): void {
    const text = signature(query);
    if (source === this.#source && text === this.#signature) return;
    this.#source = source;
    this.#query = query;
    this.#signature = text;
    this.#begin();
  }

  /** The rows may have changed: asks anew for what is shown. */
  refresh(): void {
    this.#begin();
    this.#load();
  }

  #begin(): void {
    for (const { controller } of this.#pending) controller.abort();
    this.#pending = [];
    this.#stale = this.#blocks.size > 0;
    this.failure = null;
  }

  /** These blocks are shown from now on: what is missing is asked for. */
  want(wanted: ReadonlySet<number>): void {
    const isNew = [...wanted].some((block) => !this.#wanted.has(block));
    this.#wanted = wanted;
    // Scrolled elsewhere, it may well work.
    if (isNew) this.failure = null;
    if (!this.#stale) for (const block of this.#blocks.keys()) if (!wanted.has(block)) this.#blocks.delete(block);
    for (const pending of this.#pending) if (!touches(pending, wanted)) pending.controller.abort();
    this.#pending = this.#pending.filter(({ controller }) => !controller.signal.aborted);
    this.#load();
    if (!this.isBusy) this.#rest();
  }

  #load(): void {
    if (this.failure || !this.#source) return;
    const missing = [...this.#wanted]
      .filter((block) => (this.#stale || !this.#blocks.has(block)) && !this.#pending.some((one) => has(one, block)))
      .sort((a, b) => a - b);
    for (const stretch of stretches(missing)) this.#loadStretch(this.#source, stretch);
  }

  #loadStretch(source: GridSource<Row>, blocks: Blocks): void {
    const controller = new AbortController();
    const { signal } = controller;
    const pending: Pending = { ...blocks, controller };
    const limit = (blocks.end - blocks.first) * BLOCK;
    try {
      const answer = source.load({ ...this.#query, offset: blocks.first * BLOCK, limit, signal });
      if (!isLater(answer)) return this.#take(blocks, answer);
      this.isAsync = true;
      this.#pending.push(pending);
      Promise.resolve(answer).then(
        (rows) => this.#settle(pending, () => this.#take(blocks, rows)),
        (error) => this.#settle(pending, () => this.#fail(error)),
      );
    } catch (error) {
      this.#fail(error);
    }
  }

  #settle(pending: Pending, apply: () => void): void {
    // It was given up: others may be on their way for the same place.
    if (!this.#pending.includes(pending)) return;
    this.#pending = this.#pending.filter((each) => each !== pending);
    try {
      apply();
    } catch (error) {
      this.#fail(error);
    }
    this.#changed();
    if (!this.isBusy) this.#rest();
  }

  #take(blocks: Blocks, answer: GridRows<Row>): void {
    const { rows, total } = answer ?? {};
    if (!Array.isArray(rows) || !Number.isInteger(total) || total < 0)
      throw new TypeError(
        "a grid's source answered something else; expected { rows, total }: an array and a whole number",
      );
    if (this.#stale) this.#blocks.clear();
    this.#stale = false;
    this.total = total;
    for (let block = blocks.first; block < blocks.end; block++) {
      const at = (block - blocks.first) * BLOCK;
      const end = Math.min(at + BLOCK, total - blocks.first * BLOCK);
      if (end > at) this.#blocks.set(block, rows.slice(at, end));
    }
  }

  #fail(error: unknown): void {
    for (const { controller } of this.#pending) controller.abort();
    this.#pending = [];
    this.failure = { error };
  }

  /** Asks again for what failed. */
  retry(): void {
    this.failure = null;
    this.#load();
  }

  /** Resolves once nothing is on its way. */
  whenIdle(): Promise<void> | undefined {
    return this.isBusy ? new Promise((resolve) => this.#idle.push(resolve)) : undefined;
  }

  #rest(): void {
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }

  /** Keys of the rows from one to the other, loaded where need be. */
  async keysBetween(from: number, to: number, keyOf: (row: Row) => Key): Promise<readonly Key[]> {
    const [first, last] = from < to ? [from, to] : [to, from];
    if (!this.#source) return [];
    const { signal } = new AbortController();
    const { rows } = await this.#source.load({ ...this.#query, offset: first, limit: last - first + 1, signal });
    return rows.map(keyOf);
  }

  close(): void {
    this.#begin();
    this.#rest();
  }
}

function isLater<T>(answer: T | PromiseLike<T>): answer is PromiseLike<T> {
  return typeof (answer as Partial<PromiseLike<T>> | undefined)?.then === "function";
}

function has({ first, end }: Blocks, block: number): boolean {
  return block >= first && block < end;
}

function touches(blocks: Blocks, wanted: ReadonlySet<number>): boolean {
  for (const block of wanted) if (has(blocks, block)) return true;
  return false;
}

/** Numbers in order as stretches without gaps. */
function stretches(blocks: readonly number[]): Blocks[] {
  const found: { first: number; end: number }[] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    if (last?.end === block) last.end++;
    else found.push({ first: block, end: block + 1 });
  }
  return found;
}
