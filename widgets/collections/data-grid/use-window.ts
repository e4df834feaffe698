import { useEffect, useReducer, useState } from "preact/hooks";
import { useLoad, useWork } from "sessile/ui";
import { RowStore } from "./row-store.ts";
import type { GridQuery, GridSource } from "./source.ts";
import {
  anchored,
  BLOCK,
  blocksAt,
  firstRow,
  isAdrift,
  isScaled,
  type Measures,
  type Place,
  pageRows,
  reveal,
  scrollTo,
  startAt,
  TOP,
} from "./viewport.ts";

interface Options<Row> {
  readonly source: GridSource<Row>;
  readonly query: GridQuery;
  readonly rowHeight: number;
  readonly room: number;
  readonly overscan: number;
  /** Rows that stay in the tree wherever one scrolls: what has the focus, and what is being edited. */
  readonly pinned: readonly number[];
  /** Sets how far the browser has scrolled. */
  readonly scroll: (top: number) => void;
  readonly onError: (error: unknown) => void;
}

/** The part of the rows that is in the tree, and ways to another. */
export interface Windowed<Row> {
  readonly store: RowStore<Row>;
  readonly measures: Measures;
  readonly place: Place;
  /** Numbers of the blocks, in order. */
  readonly blocks: readonly number[];
  /** Rows from, up to and not including, where nothing is scrolled. */
  readonly page: { readonly first: number; readonly end: number; readonly size: number };
  readonly isScaled: boolean;
  scrolled(top: number): unknown;
  /** Scrolling has come to rest. */
  rested(): void;
  reveal(row: number): unknown;
  startAt(row: number): unknown;
  /** Shows the page with this row, where nothing is scrolled. */
  turnTo(row: number): unknown;
  /** Back to the first row: they stand in another order now. */
  home(): unknown;
  retry(): unknown;
  /** Asks anew for what is shown. */
  refresh(): unknown;
  /** For handlers to return: answers wait for the rows they have asked for. */
  whenShown(): unknown;
}

/** Which rows are in the tree. Until something is scrolled it is a page of them, as it stays without script. */
export function useWindow<Row>(options: Options<Row>): Windowed<Row> {
  const { source, query, rowHeight, room, overscan, pinned, scroll, onError } = options;
  const [, again] = useReducer((count: number) => count + 1, 0);
  const [store] = useState(() => new RowStore<Row>(() => again(0)));
  const [kept, setPlace] = useState<Place>(TOP);
  /** The page's first row; null: it is scrolled. */
  const [turned, setTurned] = useState<number | null>(0);
  useEffect(() => () => store.close(), [store]);

  store.ask(source, query);
  const size = pageRows({ total: 0, rowHeight, room }, overscan);
  const lay = () => {
    const measures: Measures = { total: store.total ?? size, rowHeight, room };
    const place = scrollTo(kept, kept.scrolled, measures);
    const lastPage = Math.max(0, Math.ceil(measures.total / size) - 1) * size;
    const first = turned === null ? firstRow(place, measures) : Math.min(turned, lastPage);
    const page = { first, end: Math.min(first + size, measures.total), size };
    const seen =
      turned === null
        ? blocksAt(place, measures, overscan)
        : { first: first / BLOCK, end: Math.ceil(page.end / BLOCK) };
    const blocks = new Set(
      pinned.filter((row) => row >= 0 && row < measures.total).map((row) => Math.floor(row / BLOCK)),
    );
    for (let block = seen.first; block < seen.end; block++) blocks.add(block);
    return { measures, place, page, blocks };
  };
  let laid = lay();
  store.want(laid.blocks);
  // A source that answers at once has said how many rows there are.
  if ((store.total ?? size) !== laid.measures.total) {
    laid = lay();
    store.want(laid.blocks);
  }
  const { measures, place, page } = laid;

  const work = useWork();
  useEffect(() => {
    const idle = store.whenIdle();
    if (idle) work(idle);
  }, []);
  const whenShown = (): unknown => Promise.resolve().then(() => store.whenIdle());
  const home = (): unknown => {
    if (turned !== null) setTurned(0);
    setPlace(TOP);
    scroll(0);
    return whenShown();
  };
  // The browser begins at the top again. Without script it is nowhere else, and the page it was turned to stays.
  useLoad(() => {
    if (turned === null) home();
  });
  const { failure } = store;
  useEffect(() => {
    if (failure) onError(failure.error);
  }, [failure]);
  const go = (next: Place): unknown => {
    setTurned(null);
    if (next === place) return undefined;
    setPlace(next);
    scroll(next.scrolled);
    return whenShown();
  };
  return {
    store,
    measures,
    place,
    page,
    blocks: [...laid.blocks].sort((a, b) => a - b),
    isScaled: isScaled(measures),
    scrolled(top) {
      setTurned(null);
      setPlace(scrollTo(place, top, measures));
      return store.isAsync ? whenShown() : undefined;
    },
    rested() {
      if (isAdrift(place, measures)) go(anchored(place, measures));
    },
    reveal: (row) => go(reveal(place, row, measures)),
    startAt: (row) => go(startAt(row, measures)),
    turnTo(row) {
      const next = Math.floor(Math.max(0, Math.min(row, measures.total - 1)) / size) * size;
      setTurned(next);
      setPlace(startAt(next, measures));
      return whenShown();
    },
    home,
    refresh() {
      store.refresh();
      again(0);
      return whenShown();
    },
    retry() {
      store.retry();
      again(0);
      return whenShown();
    },
    whenShown,
  };
}
