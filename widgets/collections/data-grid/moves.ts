/** A cell by its place: row -1 is the head. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** How far one can go. */
export interface Reach {
  readonly rows: number;
  readonly columns: number;
  /** Rows in sight. */
  readonly page: number;
}

/** Keys that lead from cell to cell. */
export const MOVES = "ArrowUp ArrowDown ArrowLeft ArrowRight Home End PageUp PageDown";

/**
 * The cell a key leads to; null: it leads nowhere.
 *
 * @param key as from left to right
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/#datagridsforpresentingtabularinformation
 */
export function moveFrom(
  { row, column }: Cell,
  key: string,
  ctrl: boolean,
  { rows, columns, page }: Reach,
): Cell | null {
  const last = rows - 1;
  const goes: Readonly<Record<string, Cell>> = {
    ArrowUp: { row: ctrl ? Math.min(row, 0) : row - 1, column },
    ArrowDown: { row: ctrl ? last : row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row: ctrl ? Math.min(last, 0) : row, column: 0 },
    End: { row: ctrl ? last : row, column: columns - 1 },
    PageUp: { row: Math.max(row - page, Math.min(row, 0)), column },
    PageDown: { row: row + page, column },
  };
  const to = goes[key];
  return to ? clamp(to, { rows, columns }) : null;
}

/** The nearest cell there is. */
export function clamp({ row, column }: Cell, { rows, columns }: Omit<Reach, "page">): Cell {
  return {
    row: Math.max(-1, Math.min(row, rows - 1)),
    column: Math.max(0, Math.min(column, columns - 1)),
  };
}
