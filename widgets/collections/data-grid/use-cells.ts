import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import { throttle } from "sessile/ui";
import { logicalKey } from "../../core/direction.ts";
import type { RowHandlers } from "./block.tsx";
import { type Cell, clamp, moveFrom } from "./moves.ts";
import type { Trail } from "./trail.ts";
import type { GridColumn } from "./types.ts";
import type { Editing } from "./use-editing.ts";
import type { Selecting } from "./use-selecting.ts";
import type { Windowed } from "./use-window.ts";
import { BLOCK, rowsInSight } from "./viewport.ts";

interface Options<Row> {
  readonly shown: Windowed<Row>;
  readonly selecting: Selecting;
  readonly editing: Editing<Row>;
  /** Those that are shown. */
  readonly columns: readonly GridColumn<Row>[];
  readonly selectable: boolean;
  readonly editable: boolean;
  readonly headRows: number;
  readonly trail: Trail;
}

/** What the pointer and the keys do in cells. */
export interface Cells {
  /** The cell the tab key leads to. */
  readonly active: Cell;
  /** Whether a key was heard: then there is script, and arrow keys lead to what stands in cells. */
  readonly roves: boolean;
  readonly on: RowHandlers;
  readonly scrolled: (event: Event) => unknown;
  focus(): void;
  /** The pointer went to this cell of the head. */
  visit(column: number): void;
  /** A key that leads from a cell to another was pressed. */
  keyed(event: KeyboardEvent): unknown;
}

/** Milliseconds between two events while it is scrolled: a frame or so, for while one is under way the latest waits alone. */
const PACE_MS = 16;

const CONTROLS = "a,button,input,select,textarea,label";

export function useCells<Row>(options: Options<Row>): Cells {
  const { shown, selecting, editing, columns, selectable, editable, headRows, trail } = options;
  const [kept, setActive] = useState<Cell>({ row: 0, column: 0 });
  const [roves, setRoves] = useState(false);
  const stop = useRef<HTMLElement | null>(null);
  const wantsFocus = useRef<"cell" | "field" | null>(null);
  const offset = selectable ? 1 : 0;
  const rows = shown.store.total ?? 0;
  const reach = { rows, columns: columns.length + offset + (editable ? 1 : 0) };
  // Until a cell was gone to, the one in sight is the one the tab key leads to.
  const isThere = roves || kept.row < 0 || shown.blocks.includes(Math.floor(kept.row / BLOCK));
  const active = clamp(isThere ? kept : { ...kept, row: shown.page.first }, reach);
  trail.active = roves ? active.row : -1;

  // What is gone to may not be there yet: the focus follows as soon as it is.
  useLayoutEffect(() => {
    if (wantsFocus.current === "field") {
      editing.focus();
      wantsFocus.current = null;
      return;
    }
    const cell = stop.current;
    if (wantsFocus.current === null || !cell || rowIn(cell, headRows) !== active.row || !cell.isConnected) return;
    wantsFocus.current = null;
    trail.sent(active.row);
    cell.focus();
  });

  const goTo = (cell: Cell): unknown => {
    wantsFocus.current = "cell";
    setActive(cell);
    trail.active = cell.row;
    return cell.row >= 0 ? shown.reveal(cell.row) : undefined;
  };
  const editCell = (place: Cell): unknown => {
    if (!editable) return;
    const isRow = place.column === reach.columns - 1;
    const which = (isRow ? columns : columns.slice(place.column - offset, place.column - offset + 1)).filter(
      ({ editor }) => editor,
    );
    const row = shown.store.rowAt(place.row);
    if (row === undefined || which.length === 0) return;
    const begin = (isFree: boolean): void => {
      if (!isFree) return;
      wantsFocus.current = "field";
      setActive(place);
      editing.start(place.row, row, which);
    };
    // What is edited already is saved first; where that is refused, it stays.
    return whenDone(editing.save(), begin);
  };
  const keyed = (event: KeyboardEvent): unknown => {
    setRoves(true);
    const target = event.target as Element;
    const place = cellOf(target, headRows);
    if (!place) return;
    trail.heard(place.row);
    // A cell has the focus only where it is the one gone to last. Keys that come from another were pressed before the browser knew,
    // and go on from there. Boxes and buttons in rows have it by a press of the pointer.
    const isControl = place.row >= 0 ? target.localName !== "td" : target.localName === "input";
    const from = roves && !isControl ? active : place;
    const key = logicalKey(event.key, target);
    const to = moveFrom(from, key, event.ctrlKey || event.metaKey, { ...reach, page: rowsInSight(shown.measures) });
    if (to) {
      if (!event.shiftKey || !selectable || to.row < 0 || to.row === from.row) {
        selecting.begin(to.row);
        return goTo(to);
      }
      return Promise.all([goTo(to), selecting.extend(to.row)]);
    }
    if (key === "Enter" || key === "F2") return target.localName === "td" ? editCell(place) : undefined;
    if (key === " " && target.localName === "button") return editCell({ ...place, column: reach.columns - 1 });
    if (key === " ") return selectable ? selecting.toggle(place.row) : undefined;
    return event.ctrlKey || event.metaKey ? selectable && selecting.all(true) : undefined;
  };
  const saved = (done: boolean): void => {
    if (!done) return;
    wantsFocus.current = "cell";
    setActive((now) => ({ ...now }));
  };

  const [on] = useState(() => ({}) as { -readonly [Name in keyof RowHandlers]: RowHandlers[Name] });
  const handlers: RowHandlers = {
    stop: useCallback((cell: HTMLElement | null) => {
      if (cell) stop.current = cell;
    }, []),
    keyed,
    pressed(event) {
      const target = event.target as Element;
      const place = cellOf(target, headRows);
      if (!place) return;
      // Its buttons that save or give up hear for themselves.
      if (target.closest("button") && editable && place.column === reach.columns - 1)
        return editing.edited?.at === place.row ? undefined : editCell(place);
      if (target.closest(CONTROLS)) return;
      const done = editing.save();
      if (done === false) return;
      wantsFocus.current = "cell";
      setActive(place);
      return Promise.all([done, selectable && selecting.pressed(place.row, event)]);
    },
    pressedTwice(event) {
      const place = cellOf(event.target as Element, headRows);
      return place && !(event.target as Element).closest(CONTROLS) ? editCell(place) : undefined;
    },
    ticked(event) {
      const target = event.target as HTMLInputElement;
      const place = cellOf(target, headRows);
      return place?.column === 0 && target.type === "checkbox" ? selecting.set(place.row, target.checked) : undefined;
    },
    save: () => whenDone(editing.save(), saved),
    cancel() {
      editing.cancel();
      saved(true);
    },
  };
  Object.assign(on, handlers);

  return {
    active,
    roves,
    on,
    keyed,
    visit: (column) => setActive({ row: -1, column }),
    scrolled: throttle(PACE_MS, (event: Event) => shown.scrolled((event as { scrollTop?: number }).scrollTop ?? 0)),
    focus() {
      wantsFocus.current = "cell";
      setActive({ ...active });
    },
  };
}

/** Goes on at once where it can: what follows is part of the same event then. */
function whenDone(done: boolean | Promise<boolean>, then: (done: boolean) => void): unknown {
  return typeof done === "boolean" ? then(done) : done.then(then);
}

/** The cell an event comes from. */
function cellOf(target: Element, headRows: number): Cell | null {
  const cell = target.closest("td,th");
  const line = cell?.parentElement;
  if (!cell || !line) return null;
  return { row: rowIn(cell, headRows), column: Array.from(line.children).indexOf(cell) };
}

/** The number of the row it stands in; -1: the head. */
function rowIn(cell: Element, headRows: number): number {
  const number = Number(cell.closest("tr")?.getAttribute("aria-rowindex"));
  return Math.max(-1, number - headRows - 1);
}
