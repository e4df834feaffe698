import type { ComponentChildren } from "preact";
import { useImperativeHandle, useRef, useState } from "preact/hooks";
import { keys, prevent } from "sessile/ui";
import { logicalKey } from "../core/direction.ts";
import { classes, type Handled, type PassedOn } from "../core/props.ts";

/** What a {@link Grid}'s `ref` has. */
export interface GridHandle {
  /** Sets the focus on a cell that can be pressed. */
  focus(row: number, column: number): void;
}

/** Props of {@link Grid}. */
export interface GridProps extends PassedOn<"table", "rows" | "label" | "onKeyDown">, Handled<GridHandle> {
  /** What it shows: its caption. */
  readonly label: string;
  readonly rows: number;
  readonly columns: number;
  /** What stands in a cell; both count from 0. */
  readonly cell: (row: number, column: number) => ComponentChildren;
  /** What stands above the columns. */
  readonly columnHeaders?: readonly ComponentChildren[] | undefined;
  /** What stands before the rows. */
  readonly rowHeaders?: readonly ComponentChildren[] | undefined;
  /** Where it is given, each cell is a button, and the arrow keys go from one to another. */
  readonly onCellClick?: ((row: number, column: number) => unknown) | undefined;
  /** The name of a cell's button, where its content says nothing. */
  readonly cellLabel?: ((row: number, column: number) => string) | undefined;
  readonly isDisabled?: ((row: number, column: number) => boolean) | undefined;
}

type Place = readonly [row: number, column: number];

/** @throws RangeError where it is no count */
function count(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 0) return value;
  throw new RangeError(`A Grid's ${name} is ${value}; expected a whole number from 0 on`);
}

/**
 * So many rows and columns; each cell is addressed by both. For rows of data, many or sorted, there is `DataGrid`; for cells that
 * span others `FlexTable`.
 *
 * @example
 * <Grid label="Board" rows={3} columns={3} cell={(row, column) => board[row][column]} onCellClick={play} />
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function Grid({ label, rows, columns, cell, columnHeaders, rowHeaders, ...others }: GridProps) {
  const { onCellClick, cellLabel, isDisabled, class: given, className, ref, ...rest } = others;
  const height = count("rows", rows);
  const width = count("columns", columns);
  const body = useRef<HTMLTableSectionElement>(null);
  /** Where an arrow key has led; null: none was heard yet, so that without script the tab key reaches all. */
  const [current, setCurrent] = useState<Place | null>(null);
  const focus = (row: number, column: number): void =>
    body.current?.querySelectorAll<HTMLElement>("button.cell")[row * width + column]?.focus();
  useImperativeHandle(ref ?? null, () => ({ focus }));

  const move = (event: KeyboardEvent): void => {
    const place = placeOf(event.target as Element, width);
    if (!place || !body.current) return;
    const [row, column] = place;
    const to: { readonly [key: string]: Place } = {
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      Home: [event.ctrlKey ? 0 : row, 0],
      End: [event.ctrlKey ? height - 1 : row, width - 1],
    };
    const next = to[logicalKey(event.key, body.current)];
    if (!next || next[0] < 0 || next[1] < 0 || next[0] >= height || next[1] >= width) return;
    setCurrent(next);
    focus(...next);
  };
  const isStop = (row: number, column: number): boolean => !current || (current[0] === row && current[1] === column);
  const places = (length: number): number[] => Array.from({ length }, (_, at) => at);

  return (
    <table {...rest} role={onCellClick && "grid"} class={classes("grid", given, className)}>
      <caption>{label}</caption>
      {columnHeaders && (
        <thead>
          <tr>
            {rowHeaders && <td />}
            {places(width).map((column) => (
              <th key={column} scope="col">
                {columnHeaders[column]}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody
        ref={body}
        onKeyDown={onCellClick && keys("ArrowLeft ArrowRight ArrowUp ArrowDown Home End", prevent(move))}
      >
        {places(height).map((row) => (
          <tr key={row}>
            {rowHeaders && <th scope="row">{rowHeaders[row]}</th>}
            {places(width).map((column) => (
              <td key={column}>
                {onCellClick ? (
                  <button
                    type="button"
                    class="cell"
                    data-place={row * width + column}
                    tabIndex={isStop(row, column) ? undefined : -1}
                    // It keeps its place among those the arrow keys go through.
                    aria-disabled={isDisabled?.(row, column) || undefined}
                    aria-label={cellLabel?.(row, column)}
                    onClick={() => (isDisabled?.(row, column) ? undefined : onCellClick(row, column))}
                  >
                    {cell(row, column)}
                  </button>
                ) : (
                  cell(row, column)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The place of the cell something stands in. */
function placeOf(element: Element, width: number): Place | null {
  const at = element.closest("button.cell")?.getAttribute("data-place");
  return at == null ? null : [Math.floor(Number(at) / width), Number(at) % width];
}
