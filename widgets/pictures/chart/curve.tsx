import { isNumber } from "./data-table.tsx";
import { rounded } from "./scale.ts";

/** Where one of so many points stands, in percent of the width: from edge to edge. */
export function pointAt(index: number, count: number): number {
  return count < 2 ? 50 : rounded((index / (count - 1)) * 100);
}

/**
 * A line through values, in an area of its own: its shape is stretched as the area is, its stroke is not.
 *
 * @param at where a value stands, in percent of the height
 */
export function Curve({ values, at }: { values: readonly (number | null)[]; at: (value: number) => number }) {
  let path = "";
  let isOpen = false;
  values.forEach((value, index) => {
    if (isNumber(value)) path += `${isOpen ? "L" : "M"}${pointAt(index, values.length)} ${at(value)}`;
    // Where there is no value there is no line.
    isOpen = isNumber(value);
  });
  return (
    <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <path d={path} vector-effect="non-scaling-stroke" />
    </svg>
  );
}
