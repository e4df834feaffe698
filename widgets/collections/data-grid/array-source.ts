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
/** Rows that are looked through at a stretch: some milliseconds, then others have their turn. */
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
  const orders = new Map<string, Order | Promise<Order>>();
  const row = (at: number): Row => rows.at(at) as Row;

  const orderFor = (query: GridQuery): Order | Promise<Order> => {
    const key = signature(query);
    const known = orders.get(key) ?? ordered({ rows, value, query });
    // As the latest: of those that are remembered the oldest goes.
    orders.delete(key);
    orders.set(key, known);
    if (orders.size > REMEMBERED) orders.delete(orders.keys().next().value as string);
    if (known instanceof Promise)
      known.then(
        (order) => orders.has(key) && orders.set(key, order),
        () => orders.delete(key),
      );
    return known;
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
      const order = orderFor(window);
      return order instanceof Promise ? order.then((done) => cut(done, window)) : cut(order, window);
    },
    async *stream(query) {
      if (isPlain(query)) for (let at = 0; at < rows.length; at++) yield row(at);
      else for (const at of await orderFor(query)) yield row(at);
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

function ordered<Row>(task: Task<Row>): Order | Promise<Order> {
  const steps = orderInSteps(task);
  // What is done at one stretch is done at once.
  const first = steps.next();
  return first.done ? first.value : rest(steps);
}

async function rest(steps: Generator<void, Order>): Promise<Order> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve));
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Filters, then sorts by merging; stops after each stretch. */
function* orderInSteps<Row>({ rows, value, query }: Task<Row>): Generator<void, Order> {
  const wanted = Object.entries(query.filters)
    .filter(([, text]) => text !== "")
    .map(([column, text]) => [column, text.toLocaleLowerCase()] as const);
  const kept = new Uint32Array(rows.length);
  let count = 0;
  const values: unknown[][] = query.sort.map(() => []);
  for (let at = 0; at < rows.length; at++) {
    if (at > 0 && at % STRETCH === 0) yield;
    const row = rows.at(at) as Row;
    const fits = ([column, text]: readonly [string, string]) =>
      String(value(row, column) ?? "")
        .toLocaleLowerCase()
        .includes(text);
    if (!wanted.every(fits)) continue;
    for (const [i, { column }] of query.sort.entries()) (values[i] as unknown[])[at] = value(row, column);
    kept[count++] = at;
  }
  const order = kept.slice(0, count);
  if (query.sort.length === 0) return order;
  const signs = query.sort.map(({ direction }) => (direction === "ascending" ? 1 : -1));
  const before = (a: number, b: number): number => {
    for (const [i, sign] of signs.entries()) {
      const column = values[i] as unknown[];
      const way = compare(column[a], column[b]);
      if (way !== 0) return way * sign;
    }
    // Of those that are equal the first stays the first.
    return a - b;
  };
  return yield* sorted(order, before);
}

/** Stretches are sorted one by one, then merged two by two. */
function* sorted(order: Order, before: (a: number, b: number) => number): Generator<void, Order> {
  for (let start = 0; start < order.length; start += STRETCH) {
    if (start > 0) yield;
    order.subarray(start, start + STRETCH).sort(before);
  }
  let from = order;
  let into: Order = new Uint32Array(order.length);
  for (let width = STRETCH; width < order.length; width *= 2) {
    for (let start = 0; start < order.length; start += width * 2) {
      let [a, b] = [start, Math.min(start + width, order.length)];
      const [middle, end] = [b, Math.min(start + width * 2, order.length)];
      for (let at = start; at < end; at++) {
        if (at % STRETCH === 0) yield;
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
export function compare(a: unknown, b: unknown): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null);
  if (typeof a === "string" && typeof b === "string") return TEXTS.compare(a, b);
  const [x, y] = [Number(a), Number(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return TEXTS.compare(String(a), String(b));
  return x - y;
}
