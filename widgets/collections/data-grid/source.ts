import type { ArrayLikeRows } from "./array-source.ts";

/** What tells a row from all others, whatever the order. */
export type Key = string | number;

/** By what rows are ordered: a column, and which way. */
export interface SortBy {
  readonly column: string;
  readonly direction: "ascending" | "descending";
}

/** Which rows are wanted, and in which order. */
export interface GridQuery {
  /** The first counts most. */
  readonly sort: readonly SortBy[];
  /** What columns are to contain, by their ids; "" is not among them. */
  readonly filters: Readonly<Record<string, string>>;
}

/** A stretch of these rows. */
export interface GridWindow extends GridQuery {
  /** The number of its first row, from 0 on. */
  readonly offset: number;
  /** At most so many rows. */
  readonly limit: number;
  /** Aborted as soon as nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** The answer. */
export interface GridRows<Row> {
  readonly rows: readonly Row[];
  /** All rows that fit, wherever they are. */
  readonly total: number;
}

/** Asked for a window of rows; may answer at once or later. */
export type LoadRows<Row> = (window: GridWindow) => GridRows<Row> | PromiseLike<GridRows<Row>>;

/** Where the rows of a grid are. */
export interface GridSource<Row> {
  readonly load: LoadRows<Row>;
  /** All rows that fit, in order, one after the other: for a download. Without it windows are loaded in turn. */
  readonly stream?: ((query: GridQuery, signal: AbortSignal) => AsyncIterable<Row>) | undefined;
  /** Frees what it holds. Called by whoever made it, not by the grid: several grids may share a source. */
  readonly close?: (() => unknown) | undefined;
}

/** What may be given as source. */
export type RowsFrom<Row> = ArrayLikeRows<Row> | LoadRows<Row> | GridSource<Row>;

/** Rows of a download that are loaded at once. */
const PIECE = 1000;

/** All rows that fit, in order. */
export async function* allRows<Row>(source: GridSource<Row>, query: GridQuery): AsyncGenerator<Row> {
  const ended = new AbortController();
  const { signal } = ended;
  try {
    if (source.stream) return yield* source.stream(query, signal);
    for (let offset = 0; ; offset += PIECE) {
      const { rows, total } = await source.load({ ...query, offset, limit: PIECE, signal });
      yield* rows;
      if (rows.length === 0 || offset + PIECE >= total) return;
    }
  } finally {
    // Whoever downloads may have gone.
    ended.abort();
  }
}

/** Whether both ask for the same. */
export function isSameQuery(a: GridQuery, b: GridQuery): boolean {
  return a === b || signature(a) === signature(b);
}

/** The query as text: the same for the same. */
export function signature({ sort, filters }: GridQuery): string {
  const wanted = Object.entries(filters).filter(([, text]) => text !== "");
  return JSON.stringify([sort.map(({ column, direction }) => [column, direction]), wanted.sort()]);
}
