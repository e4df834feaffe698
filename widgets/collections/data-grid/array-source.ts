import { type GridQuery, type GridSource, type GridWindow, signature } from "./source.ts";

/** An array, or what makes its rows as they are asked for. */
export interface ArrayLikeRows<Row> {
  readonly length: number;
  at(index: number): Row | undefined;
}

/** What {@link arraySource} may be told. */
export interface ArrayOptions<Row> {
  /** What stands in a column of a row: what it is sorted and filtered by. Default: the row's member of that name. */
  readonly value?: ((row: Row, column: string) => unknown) | undefined;
}

/** Orders that are remembered: going back to one costs nothing. */
const REMEMBERED = 4;
/** Rows that are sorted at a stretch: some milliseconds, then others have their turn. */
const STRETCH = 10_000;

/** The numbers of the rows that fit, in order. */
type Order = Uint32Array;

/**
 * Rows in memory, or made by a function of their number. Sorting and filtering many rows is done in stretches, so that nobody else has to
 * wait for it. What has been ordered is remembered by the source: make it once, outside the component, where sessions share the rows.
 *
 * @param rows never changed as long as the source is used
 * @example
 * const people = arraySource(PEOPLE);
 * const squares = arraySource({ length: 1_000_000, at: (n) => ({ n, square: n * n }) });
 */
export function arraySource<Row>(
  rows: ArrayLikeRows<Row>,
  { value = memberOf }: ArrayOptions<Row> = {},
): GridSource<Row> {
  const orders = new Map<string, Order>();
  const runs = new Map<string, Run>();
  const row = (at: number): Row => rows.at(at) as Row;

  const remember = (key: string, order: Order): Order => {
    // As the latest: of those that are remembered the oldest goes.
    orders.delete(key);
    orders.set(key, order);
    if (orders.size > REMEMBERED) orders.delete(orders.keys().next().value as string);
    return order;
  };
  const begin = (key: string, query: GridQuery): Run | Order => {
    const steps = orderInSteps({ rows, value, query });
    // What is done at one stretch is done at once.
    const first = steps.next();
    if (first.done) return remember(key, first.value);
    const run = new Run(steps, (order) => {
      runs.delete(key);
      if (order) remember(key, order);
    });
    runs.set(key, run);
    return run;
  };
  const orderFor = (query: GridQuery, signal: AbortSignal): Order | Promise<Order> => {
    const key = signature(query);
    const order = orders.get(key);
    if (order) return remember(key, order);
    const run = runs.get(key) ?? begin(key, query);
    return run instanceof Run ? run.wait(signal) : run;
  };
  const isPlain = ({ sort, filters }: GridQuery): boolean =>
    sort.length === 0 && Object.values(filters).every((text) => text === "");
  const cut = (order: Order, { offset, limit }: GridWindow) => ({
    rows: Array.from(order.subarray(offset, offset + limit), row),
    total: order.length,
  });

  return {
    load(window) {
      const { offset, limit } = window;
      if (isPlain(window)) {
        const count = Math.max(0, Math.min(limit, rows.length - offset));
        return { rows: Array.from({ length: count }, (_, i) => row(offset + i)), total: rows.length };
      }
      const order = orderFor(window, window.signal);
      return order instanceof Promise ? order.then((done) => cut(done, window)) : cut(order, window);
    },
    async *stream(query, signal) {
      if (isPlain(query)) for (let at = 0; at < rows.length; at++) yield row(at);
      else for (const at of await orderFor(query, signal)) yield row(at);
    },
  };
}

function memberOf(row: unknown, column: string): unknown {
  return (row as Readonly<Record<string, unknown>>)[column];
}

interface Task<Row> {
  readonly rows: ArrayLikeRows<Row>;
  readonly value: (row: Row, column: string) => unknown;
  readonly query: GridQuery;
}

/** An order that is being made, for as long as anybody waits for it. */
class Run {
  readonly #order: Promise<Order>;
  #waiting = 0;

  /** @param onEnd called as soon as it is made or given up */
  constructor(steps: Generator<void, Order>, onEnd: (order: Order | null) => void) {
    this.#order = this.#go(steps, onEnd);
  }

  /** @param signal says that this one waits no longer */
  wait(signal: AbortSignal): Promise<Order> {
    if (!signal.aborted) {
      this.#waiting++;
      signal.addEventListener("abort", () => this.#waiting--, { once: true });
    }
    return this.#order;
  }

  async #go(steps: Generator<void, Order>, onEnd: (order: Order | null) => void): Promise<Order> {
    let order: Order | null = null;
    try {
      while (order === null) {
        await new Promise((resolve) => setTimeout(resolve));
        if (this.#waiting === 0) throw new DOMException("Nobody waits for these rows any more", "AbortError");
        const { done, value } = steps.next();
        if (done) order = value;
      }
      return order;
    } finally {
      onEnd(order);
    }
  }
}

/** Milliseconds of work at a stretch. */
const SLICE_MS = 8;

/** Says when it is others' turn. */
class Slices {
  #end = performance.now() + SLICE_MS;
  #looked = 0;

  get isOver(): boolean {
    // The clock too takes its time.
    if (++this.#looked % 512 || performance.now() < this.#end) return false;
    this.#end = performance.now() + SLICE_MS;
    return true;
  }
}

/** Filters, then sorts by merging; stops after each stretch. */
function* orderInSteps<Row>({ rows, value, query }: Task<Row>): Generator<void, Order> {
  const wanted = Object.entries(query.filters)
    .filter(([, text]) => text !== "")
    .map(([column, text]) => [column, text.toLocaleLowerCase()] as const);
  const slices = new Slices();
  const kept = new Uint32Array(rows.length);
  const values: unknown[][] = query.sort.map(() => []);
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    if (slices.isOver) yield;
    const row = rows.at(at) as Row;
    const fits = ([column, text]: readonly [string, string]) =>
      String(value(row, column) ?? "")
        .toLocaleLowerCase()
        .includes(text);
    if (!wanted.every(fits)) continue;
    for (let i = 0; i < values.length; i++) values[i]?.push(value(row, query.sort[i]?.column ?? ""));
    kept[count++] = at;
  }
  if (values.length === 0) return kept.slice(0, count);
  const signs = query.sort.map(({ direction }) => (direction === "ascending" ? 1 : -1));
  const ranks: Float64Array[] = [];
  for (const column of values) ranks.push(yield* ranksOf(column, slices));
  const before = (a: number, b: number): number => {
    for (let i = 0; i < ranks.length; i++) {
      const rank = ranks[i] as Float64Array;
      const [x, y] = [rank[a] as number, rank[b] as number];
      if (x !== y) return x < y ? -(signs[i] as number) : (signs[i] as number);
    }
    // Of those that are equal the first stays the first.
    return a - b;
  };
  const order = yield* sorted(count, before, slices);
  return order.map((place) => kept[place] as number);
}

/** Numbers that are ordered as the values are. Texts are compared once each, however often they occur: that takes the most time. */
function* ranksOf(values: readonly unknown[], slices: Slices): Generator<void, Float64Array> {
  const ranks = new Float64Array(values.length);
  const isNumber = (value: unknown) => value == null || typeof value === "number" || value instanceof Date;
  if (values.every(isNumber)) {
    for (let i = 0; i < ranks.length; i++) ranks[i] = values[i] == null ? Infinity : Number(values[i]);
    return ranks;
  }
  const different = [...new Set(values)];
  const order = yield* sorted(different.length, (a, b) => compare(different[a], different[b]) || a - b, slices);
  const places = new Map<unknown, number>();
  let rank = 0;
  for (let i = 0; i < order.length; i++) {
    const value = different[order[i] as number];
    if (i > 0 && compare(different[order[i - 1] as number], value) !== 0) rank++;
    places.set(value, rank);
  }
  for (let i = 0; i < ranks.length; i++) {
    if (slices.isOver) yield;
    ranks[i] = places.get(values[i]) as number;
  }
  return ranks;
}

/** The numbers up to `count` in order: stretches are sorted one by one, then merged two by two. */
function* sorted(count: number, before: (a: number, b: number) => number, slices: Slices): Generator<void, Order> {
  let from: Order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let start = 0; start < count; start += STRETCH) {
    if (start > 0) yield;
    from.subarray(start, start + STRETCH).sort(before);
  }
  let into: Order = new Uint32Array(count);
  for (let width = STRETCH; width < count; width *= 2) {
    for (let start = 0; start < count; start += width * 2) {
      let [a, b] = [start, Math.min(start + width, count)];
      const [middle, end] = [b, Math.min(start + width * 2, count)];
      for (let at = start; at < end; at++) {
        if (slices.isOver) yield;
        const left = b >= end || (a < middle && before(from[a] as number, from[b] as number) <= 0);
        into[at] = from[left ? a++ : b++] as number;
      }
    }
    [from, into] = [into, from];
  }
  return from;
}

const TEXTS = new Intl.Collator(undefined, { numeric: true });

/** Numbers and dates by size, all else as text; what is missing comes last. */
function compare(a: unknown, b: unknown): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null);
  if (typeof a === "string" && typeof b === "string") return TEXTS.compare(a, b);
  const [x, y] = [Number(a), Number(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return TEXTS.compare(String(a), String(b));
  return x - y;
}
