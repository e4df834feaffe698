// The table of results: its columns, how it is sorted, which part of it is shown.
import type { Row } from "./batch.ts";

export type Column = "line" | "name" | "mass" | "logP";

export interface Sorting {
  readonly by: Column;
  readonly descending: boolean;
}

/** Rows on one page of the table. */
export const PAGE_ROWS = 20;
/** Most molecules that are typed in one after the other; the oldest go. */
export const TYPED_MAX = 100;

const COLLATOR = new Intl.Collator("en", { numeric: true });

const titleOf = (row: Row) => row.name || row.smiles;

/** What has no log P stands last, whichever way. */
const COMPARE: Readonly<Record<Column, (a: Row, b: Row, sign: number) => number>> = {
  line: (a, b, sign) => sign * (a.line - b.line),
  name: (a, b, sign) => sign * COLLATOR.compare(titleOf(a), titleOf(b)),
  mass: (a, b, sign) => sign * (a.mass - b.mass),
  logP: (a, b, sign) => {
    if (a.logP === null || b.logP === null) return Number(a.logP === null) - Number(b.logP === null);
    return sign * (a.logP - b.logP);
  },
};

export function sorted(rows: readonly Row[], { by, descending }: Sorting): readonly Row[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => COMPARE[by](a, b, sign));
}

/** Another column begins upwards, the same one turns round. */
export function pressed(now: Sorting, by: Column): Sorting {
  return { by, descending: now.by === by && !now.descending };
}

export function pageOf<T>(
  all: readonly T[],
  page: number,
): { from: number; shown: readonly T[]; pages: number; page: number } {
  const pages = Math.max(1, Math.ceil(all.length / PAGE_ROWS));
  const at = Math.min(page, pages - 1);
  const from = at * PAGE_ROWS;
  return { from, shown: all.slice(from, from + PAGE_ROWS), pages, page: at };
}

/** A figure with a true minus. */
export function figure(value: number | null): string {
  return value === null
    ? "—"
    : value
        .toFixed(2)
        .replace(/^-(0\.00)$/, "$1")
        .replace("-", "−");
}

export const count = (n: number) => n.toLocaleString("en");
