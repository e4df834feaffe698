// What squares are called, as in a sheet: a letter for the column, a number for the row.
import type { Level } from "./model.ts";

/** `A1` is at the top, at the left; behind `Z` comes `AA`. */
export function nameOf({ width }: Level, square: number): string {
  const column = square % width;
  const letter = String.fromCharCode(65 + (column % 26));
  return `${column < 26 ? letter : `A${letter}`}${Math.floor(square / width) + 1}`;
}

/** @returns null where there is none of that name */
export function squareNamed(level: Level, text: string): number | null {
  const wanted = text.trim().toUpperCase();
  const all = level.width * level.height;
  for (let square = 0; square < all; square++) if (nameOf(level, square) === wanted) return square;
  return null;
}
