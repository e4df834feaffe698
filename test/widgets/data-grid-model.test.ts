/** What a grid reckons with: rows in sight, columns, selection, keys, orders, late answers. No tree, no browser. */
import { arraySource, type GridRows, type GridWindow, isSelected } from "sessile/widgets";
import { describe, expect, test } from "vitest";
import {
  AS_GIVEN,
  inOrder,
  moved,
  movedTo,
  resized,
  shown,
  toggledColumn,
  widthOf,
} from "../../widgets/collections/data-grid/columns.ts";
import { moveFrom } from "../../widgets/collections/data-grid/moves.ts";
import { RowStore } from "../../widgets/collections/data-grid/row-store.ts";
import {
  countSelected,
  EVERYTHING,
  NOTHING,
  only,
  toggled,
  withRows,
} from "../../widgets/collections/data-grid/selection.ts";
import { allRows, type GridSource } from "../../widgets/collections/data-grid/source.ts";
import { sourceOf } from "../../widgets/collections/data-grid/source-of.ts";
import {
  anchored,
  BLOCK,
  blocksAt,
  firstRow,
  isAdrift,
  LONGEST,
  lengths,
  type Measures,
  reveal,
  scrollTo,
  startAt,
  TOP,
  topOf,
} from "../../widgets/collections/data-grid/viewport.ts";
import { type Random, seeds, withSeed } from "../support/random.ts";

const measures = (total: number): Measures => ({ total, rowHeight: 36, room: 400 });

describe("rows in sight", () => {
  test("few rows stand where they are, pixel by pixel", () => {
    const place = scrollTo(TOP, 3600, measures(1000));
    expect(place).toEqual({ scrolled: 3600, seen: 3600 });
    expect(firstRow(place, measures(1000))).toBe(100);
    expect(topOf(12, place, measures(1000))).toBe(12 * BLOCK * 36);
  });

  test("a box is never higher than browsers can lay out", () => {
    expect(lengths(measures(1_000_000)).height).toBe(LONGEST);
    expect(lengths(measures(100)).height).toBe(3600);
    expect(lengths(measures(0))).toEqual({ most: 0, mostSeen: 0, height: 0 });
  });

  test("of a million the scroll bar's ends show the first and the last row", () => {
    const all = measures(1_000_000);
    const end = scrollTo(TOP, LONGEST, all);
    const rows = blocksAt(end, all, 0);
    expect(rows.end * BLOCK).toBe(1_000_000);
    expect(firstRow(end, all)).toBe(1_000_000 - 12);
    // Where its last row ends, the box ends.
    expect(topOf(rows.end - 1, end, all) + BLOCK * 36).toBe(LONGEST);
    expect(scrollTo(end, 0, all)).toEqual(TOP);
  });

  test("a long way leads to the same share of all rows; a short one goes pixel by pixel", () => {
    const all = measures(1_000_000);
    const half = scrollTo(TOP, LONGEST / 2, all);
    expect(firstRow(half, all)).toBeGreaterThan(499_900);
    expect(firstRow(half, all)).toBeLessThan(500_100);
    const next = scrollTo(half, half.scrolled + 36, all);
    expect(next.seen - half.seen).toBe(36);
  });

  test("far from where its share is, it is set anew, and shows the same", () => {
    const all = measures(1_000_000);
    let place = scrollTo(TOP, LONGEST / 2, all);
    expect(isAdrift(place, all)).toBe(false);
    for (let i = 0; i < 20; i++) place = scrollTo(place, place.scrolled + 300, all);
    expect(isAdrift(place, all)).toBe(true);
    const anew = anchored(place, all);
    expect(anew.seen).toBe(place.seen);
    expect(isAdrift(anew, all)).toBe(false);
  });

  test("a row is revealed by the shortest way", () => {
    const few = measures(1000);
    expect(reveal(TOP, 5, few)).toBe(TOP);
    expect(reveal(TOP, 20, few).seen).toBe(21 * 36 - 400);
    expect(reveal(startAt(100, few), 99, few).seen).toBe(99 * 36);
  });

  test.each(seeds(200))("wherever one goes, what is in sight is in the tree and within the box (seed %i)", (seed) =>
    withSeed(seed, (random: Random) => {
      const all: Measures = {
        total: random.int(random.chance(0.5) ? 3_000_000 : 500),
        rowHeight: 24 + random.int(30),
        room: 100 + random.int(700),
      };
      const { most, height } = lengths(all);
      let place = TOP;
      for (let i = 0; i < 40; i++) {
        const row = random.int(Math.max(1, all.total));
        const way = random.int(5);
        if (way === 0) place = scrollTo(place, random.int(Math.max(1, most)), all);
        if (way === 1) place = scrollTo(place, place.scrolled + random.int(600) - 300, all);
        if (way === 2) place = reveal(place, row, all);
        if (way === 3) place = startAt(row, all);
        if (way === 4) place = anchored(place, all);
        expect(place.scrolled).toBeGreaterThanOrEqual(0);
        expect(place.scrolled).toBeLessThanOrEqual(most);
        const { first, end } = blocksAt(place, all, random.int(20));
        // The first and the last pixel in sight are those of rows at hand, and stand within what is scrolled.
        const bottom = Math.min(place.seen + all.room, all.total * all.rowHeight);
        expect(first * BLOCK * all.rowHeight).toBeLessThanOrEqual(place.seen);
        expect(end * BLOCK * all.rowHeight).toBeGreaterThanOrEqual(bottom);
        expect(bottom - (place.seen - place.scrolled)).toBeLessThanOrEqual(height);
        if (way === 2 && all.total > 0 && all.room >= all.rowHeight) {
          expect(place.seen).toBeLessThanOrEqual(row * all.rowHeight);
          expect(place.seen + all.room).toBeGreaterThanOrEqual((row + 1) * all.rowHeight);
        }
      }
    }),
  );
});

describe("columns", () => {
  const columns = [{ id: "a" }, { id: "b", width: 80 }, { id: "c" }, { id: "d" }];
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join("");

  test("change places among those that are shown", () => {
    let layout = moved(columns, AS_GIVEN, "a", 1);
    expect(ids(inOrder(columns, layout))).toBe("bacd");
    layout = toggledColumn(columns, layout, "c");
    expect(ids(shown(columns, layout))).toBe("bad");
    expect(ids(shown(columns, moved(columns, layout, "a", 1)))).toBe("bda");
    expect(moved(columns, layout, "d", 1)).toBe(layout);
    expect(ids(shown(columns, movedTo(columns, layout, "d", "b")))).toBe("dba");
    expect(movedTo(columns, layout, "d", "nowhere")).toBe(layout);
  });

  test("are never all hidden", () => {
    let layout = AS_GIVEN;
    for (const { id } of columns) layout = toggledColumn(columns, layout, id);
    expect(ids(shown(columns, layout))).toBe("d");
    expect(ids(shown(columns, { ...AS_GIVEN, hidden: ["a", "b", "c", "d"] }))).toBe("a");
  });

  test("have widths within bounds", () => {
    expect(widthOf({ id: "b", width: 80 }, AS_GIVEN)).toBe(80);
    const widths = [-5, 9999, 100.4, Number.NaN].map((width) =>
      widthOf({ id: "a" }, resized(AS_GIVEN, { id: "a" }, width)),
    );
    expect(widths).toEqual([48, 1200, 100, 160]);
  });
});

test("a selection of all but some takes no more room than one of some", () => {
  const but = toggled(EVERYTHING, 7);
  expect([isSelected(but, 7), isSelected(but, 8), countSelected(but, 1_000_000)]).toEqual([false, true, 999_999]);
  expect(toggled(but, 7).keys.size).toBe(0);
  expect([...withRows(only([1]), [2, 3], true).keys]).toEqual([1, 2, 3]);
  expect(countSelected(withRows(only([1]), [1], false), 5)).toBe(0);
  expect(isSelected(NOTHING, 1)).toBe(false);
});

test.each([
  ["ArrowDown", false, { row: 6, column: 1 }],
  ["ArrowUp", false, { row: 4, column: 1 }],
  ["ArrowLeft", false, { row: 5, column: 0 }],
  ["ArrowRight", false, { row: 5, column: 2 }],
  ["Home", false, { row: 5, column: 0 }],
  ["End", false, { row: 5, column: 2 }],
  ["Home", true, { row: 0, column: 0 }],
  ["End", true, { row: 99, column: 2 }],
  ["PageUp", false, { row: 0, column: 1 }],
  ["PageDown", false, { row: 15, column: 1 }],
  ["x", false, null],
])("%s (Ctrl: %s) leads from row 5 to %o", (key, ctrl, to) => {
  expect(moveFrom({ row: 5, column: 1 }, key, ctrl, { rows: 100, columns: 3, page: 10 })).toEqual(to);
});

test("keys end at the edges; above the first row is the head", () => {
  const reach = { rows: 3, columns: 2, page: 10 };
  expect(moveFrom({ row: 0, column: 0 }, "ArrowUp", false, reach)).toEqual({ row: -1, column: 0 });
  expect(moveFrom({ row: -1, column: 0 }, "PageUp", false, reach)).toEqual({ row: -1, column: 0 });
  expect(moveFrom({ row: 2, column: 1 }, "PageDown", false, reach)).toEqual({ row: 2, column: 1 });
  expect(moveFrom({ row: -1, column: 1 }, "ArrowDown", false, { ...reach, rows: 0 })).toEqual({ row: -1, column: 1 });
});

describe("an array", () => {
  interface Person {
    readonly id: number;
    readonly name: string | null;
    readonly born: number;
  }
  const signal = new AbortController().signal;

  test.each(seeds(30))("sorted and filtered as arrays sort and filter themselves (seed %i)", (seed) =>
    withSeed(seed, async (random: Random) => {
      const count = random.chance(0.1) ? 25_000 : random.int(60);
      const people: Person[] = Array.from({ length: count }, (_, id) => ({
        id,
        name: random.chance(0.1) ? null : `${random.pick(["Ada", "bob", "Cy"])} ${random.int(20)}`,
        born: 1900 + random.int(30),
      }));
      const source = arraySource(people);
      for (let i = 0; i < 5; i++) {
        const down = random.chance(0.5);
        const text = random.pick(["", "", "a", "1", "BOB"]);
        const window: GridWindow = {
          sort: random.chance(0.2) ? [] : [{ column: "born", direction: down ? "descending" : "ascending" }],
          filters: text ? { name: text } : {},
          offset: random.int(count + 1),
          limit: random.int(50),
          signal,
        };
        const fit = people.filter(({ name }) => (name ?? "").toLowerCase().includes(text.toLowerCase()));
        if (window.sort.length) fit.sort((a, b) => (down ? -1 : 1) * (a.born - b.born) || a.id - b.id);
        const { rows, total } = await source.load(window);
        expect(total).toBe(fit.length);
        expect(rows).toEqual(fit.slice(window.offset, window.offset + window.limit));
        const all: Person[] = [];
        for await (const person of allRows(source, window)) all.push(person);
        expect(all).toEqual(fit);
      }
    }),
  );

  test("texts sort as people do, what is missing comes last, a second column decides where the first does not", async () => {
    const source = arraySource([
      { id: 1, name: "item 10", born: 2 },
      { id: 2, name: null, born: 1 },
      { id: 3, name: "Item 9", born: 1 },
      { id: 4, name: "item 10", born: 1 },
    ]);
    const sort = [
      { column: "name", direction: "ascending" },
      { column: "born", direction: "ascending" },
    ] as const;
    const { rows } = await source.load({ sort, filters: {}, offset: 0, limit: 9, signal });
    expect(rows.map(({ id }) => id)).toEqual([3, 4, 1, 2]);
  });

  test("many rows are ordered in stretches: others have their turn meanwhile", async () => {
    const source = arraySource({ length: 60_000, at: (n: number) => ({ id: n, born: -n }) });
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const sort = [{ column: "born", direction: "ascending" }] as const;
    const { rows } = await source.load({ sort, filters: {}, offset: 0, limit: 1, signal });
    clearInterval(timer);
    expect(rows).toEqual([{ id: 59_999, born: -59_999 }]);
    expect(turns).toBeGreaterThan(2);
    // It is remembered: the next window is there at once.
    expect(source.load({ sort, filters: {}, offset: 5, limit: 1, signal })).toMatchObject({ total: 60_000 });
  });

  test("an order is made as long as one waits for it, and no longer", async () => {
    let looked = 0;
    const value = (row: { id: number }) => {
      looked++;
      return row.id;
    };
    const source = arraySource({ length: 500_000, at: (id: number) => ({ id }) }, { value });
    const [one, two] = [new AbortController(), new AbortController()];
    const window = { sort: [], filters: { id: "7" }, offset: 0, limit: 1 };
    const answers = [one, two].map(({ signal }) => source.load({ ...window, signal }));
    one.abort();
    expect(await answers[1]).toMatchObject({ rows: [{ id: 7 }] });
    expect(looked).toBe(500_000);
    const gone = new AbortController();
    const answer = source.load({ ...window, filters: { id: "8" }, signal: gone.signal });
    gone.abort();
    await expect(answer).rejects.toThrow("Nobody waits");
    expect(looked).toBeLessThan(1_000_000);
    // Asked anew it begins anew.
    expect(await source.load({ ...window, filters: { id: "8" }, signal })).toMatchObject({ rows: [{ id: 8 }] });
  });
});

describe("rows at hand", () => {
  /** A source that answers when it is told to. */
  function slow() {
    const asked: { window: GridWindow; answer: (rows: GridRows<number>) => void; fail: (error: Error) => void }[] = [];
    const source: GridSource<number> = {
      load: (window) => new Promise((answer, fail) => asked.push({ window, answer, fail })),
    };
    const rowsOf = ({ offset, limit }: GridWindow, add = 0): GridRows<number> => ({
      rows: Array.from({ length: limit }, (_, i) => offset + i + add),
      total: 1000,
    });
    return { source, asked, rowsOf };
  }
  const query = { sort: [], filters: {} };
  const done = () => new Promise((resolve) => setTimeout(resolve));

  test("are asked for once, by stretches, and forgotten as soon as they are out of sight", async () => {
    const { source, asked, rowsOf } = slow();
    const store = new RowStore<number>(() => {});
    store.ask(source, query);
    store.want(new Set([0, 1, 5]));
    store.want(new Set([0, 1, 5]));
    expect(asked.map(({ window: { offset, limit } }) => [offset, limit])).toEqual([
      [0, 16],
      [40, 8],
    ]);
    for (const { window, answer } of asked) answer(rowsOf(window));
    await store.whenIdle();
    expect([store.total, store.rowAt(9), store.rowAt(47)]).toEqual([1000, 9, 47]);
    store.want(new Set([1, 2]));
    expect([store.rowAt(3), store.rowAt(9)]).toEqual([undefined, 9]);
    expect(asked.at(-1)?.window).toMatchObject({ offset: 16, limit: 8 });
  });

  test("an answer that comes late changes nothing: not of a window left behind, nor of an order before", async () => {
    const { source, asked, rowsOf } = slow();
    const store = new RowStore<number>(() => {});
    store.ask(source, query);
    store.want(new Set([0]));
    store.want(new Set([9]));
    expect(asked[0]?.window.signal.aborted).toBe(true);
    store.want(new Set([0]));
    const [first, , third] = asked;
    third?.answer(rowsOf(third.window, 500));
    await done();
    first?.answer(rowsOf(first.window));
    await done();
    expect(store.rowAt(0)).toBe(500);
    store.ask(source, { sort: [{ column: "a", direction: "ascending" }], filters: {} });
    store.want(new Set([0]));
    store.ask(source, query);
    store.want(new Set([0]));
    const [, , , sorted, again] = asked;
    again?.answer(rowsOf(again.window, 700));
    await done();
    sorted?.answer(rowsOf(sorted.window, 900));
    await done();
    expect(store.rowAt(0)).toBe(700);
  });

  test("rows of another order stay until the new ones are there", async () => {
    const { source, asked, rowsOf } = slow();
    const store = new RowStore<number>(() => {});
    store.ask(source, query);
    store.want(new Set([0]));
    asked[0]?.answer(rowsOf(asked[0].window));
    await done();
    store.ask(source, { sort: [], filters: { a: "b" } });
    store.want(new Set([0]));
    expect([store.rowAt(0), store.isStale, store.isBusy]).toEqual([0, true, true]);
    asked[1]?.answer(rowsOf(asked[1].window, 100));
    await done();
    expect([store.rowAt(0), store.isStale, store.isBusy]).toEqual([100, false, false]);
  });

  test("a failure is kept until it is tried again, or one goes elsewhere", async () => {
    const { source, asked, rowsOf } = slow();
    let changes = 0;
    const store = new RowStore<number>(() => changes++);
    store.ask(source, query);
    store.want(new Set([0]));
    asked[0]?.fail(new Error("no network"));
    await store.whenIdle();
    expect([String(store.failure?.error), changes]).toEqual(["Error: no network", 1]);
    store.want(new Set([0]));
    expect(asked.length).toBe(1);
    store.retry();
    asked[1]?.answer(rowsOf(asked[1].window));
    await store.whenIdle();
    expect([store.failure, store.rowAt(7)]).toEqual([null, 7]);
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("broken");
      },
    ],
    ["answers nonsense", () => ({ rows: "none", total: 3 }) as unknown as GridRows<number>],
    ["answers nothing", () => undefined as unknown as GridRows<number>],
    ["answers a total that is no number", () => ({ rows: [], total: Number.NaN })],
  ])("a source that %s is a failure, and no crash", (_, load) => {
    const store = new RowStore<number>(() => {});
    store.ask(sourceOf(load), query);
    store.want(new Set([0]));
    expect(store.failure).not.toBe(null);
  });
});
