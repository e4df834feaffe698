import { useRef, useState } from "preact/hooks";
import { useValue, type Valued } from "../../core/controlled.ts";
import type { RowStore } from "./row-store.ts";
import {
  EVERYTHING,
  type GridSelection,
  isSelected,
  MOST_KEYS,
  NOTHING,
  only,
  toggled,
  withRows,
} from "./selection.ts";
import type { Key } from "./source.ts";

/** Which keys were down. */
export interface Modifiers {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Choosing rows, as lists of every desktop do it. */
export interface Selecting {
  readonly selection: GridSelection;
  /** Whether the last range was longer than can be chosen one by one. */
  readonly isTooMany: boolean;
  /** A row was pressed: alone, with those chosen already (Ctrl), or with all from the one before (Shift). */
  pressed(row: number, modifiers: Modifiers): unknown;
  toggle(row: number): unknown;
  /** A range begins there. */
  begin(row: number): void;
  set(row: number, on: boolean): unknown;
  /** From the row where the range began. */
  extend(row: number): unknown;
  all(on: boolean): unknown;
}

export function useSelecting<Row>(
  valued: Valued<GridSelection>,
  { store, keyOf }: { readonly store: RowStore<Row>; readonly keyOf: (row: Row) => Key },
): Selecting {
  const [selection, select] = useValue(valued, NOTHING);
  const [isTooMany, setTooMany] = useState(false);
  const anchor = useRef(0);
  const latest = useRef(0);

  const choose = (next: GridSelection): unknown => {
    latest.current++;
    setTooMany(false);
    return select(next);
  };
  const range = async (row: number, before: GridSelection): Promise<unknown> => {
    const count = Math.abs(row - anchor.current) + 1;
    setTooMany(count > MOST_KEYS);
    if (count > MOST_KEYS) return;
    const mine = ++latest.current;
    const keys = await store.keysBetween(anchor.current, row, keyOf);
    // Something else was chosen while the rows were on their way.
    if (mine === latest.current) return select(withRows(before, keys, true));
  };
  const keyAt = (row: number): Key | undefined => {
    const found = store.rowAt(row);
    return found === undefined ? undefined : keyOf(found);
  };
  const toggle = (row: number): unknown => {
    const key = keyAt(row);
    anchor.current = row;
    return key === undefined ? undefined : choose(toggled(selection, key));
  };
  return {
    selection,
    isTooMany,
    pressed(row, { shiftKey, ctrlKey, metaKey }) {
      if (shiftKey) return range(row, ctrlKey ? selection : NOTHING);
      if (ctrlKey || metaKey) return toggle(row);
      const key = keyAt(row);
      anchor.current = row;
      return key === undefined ? undefined : choose(only([key]));
    },
    toggle,
    begin(row) {
      anchor.current = row;
    },
    set(row, on) {
      const key = keyAt(row);
      anchor.current = row;
      if (key === undefined || isSelected(selection, key) === on) return;
      return choose(withRows(selection, [key], on));
    },
    extend: (row) => range(row, NOTHING),
    all: (on) => choose(on ? EVERYTHING : NOTHING),
  };
}
