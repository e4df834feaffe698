import type { Key } from "./source.ts";

/** Which rows are chosen: these, or all that fit but these. A million rows take no more room than one. */
export interface GridSelection {
  /** Whether `keys` are the exceptions. */
  readonly all: boolean;
  readonly keys: ReadonlySet<Key>;
}

export const NOTHING: GridSelection = { all: false, keys: new Set() };
export const EVERYTHING: GridSelection = { all: true, keys: new Set() };

/** Rows that can be chosen one by one, or by a range: each takes memory of its session. */
export const MOST_KEYS = 10_000;

export function isSelected({ all, keys }: GridSelection, key: Key): boolean {
  return keys.has(key) !== all;
}

/** How many of `total` rows. */
export function countSelected({ all, keys }: GridSelection, total: number): number {
  return all ? Math.max(0, total - keys.size) : keys.size;
}

/** These are chosen, or no longer; the others stay as they are. */
export function withRows(selection: GridSelection, keys: Iterable<Key>, on: boolean): GridSelection {
  const next = new Set(selection.keys);
  for (const key of keys) {
    if (on === selection.all) next.delete(key);
    else next.add(key);
  }
  return { all: selection.all, keys: next };
}

export function toggled(selection: GridSelection, key: Key): GridSelection {
  return withRows(selection, [key], !isSelected(selection, key));
}

/** These alone. */
export function only(keys: Iterable<Key>): GridSelection {
  return { all: false, keys: new Set(keys) };
}
