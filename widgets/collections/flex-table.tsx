import { type ComponentChildren, isValidElement, type Ref } from "preact";
import { classes, type PassedOn } from "../core/props.ts";

/** A cell of a {@link FlexTable} of which there is more to say than what it holds. */
export interface FlexCell extends PassedOn<"td", "content" | "colSpan" | "rowSpan"> {
  readonly content: ComponentChildren;
  /** How many columns it takes. Default 1. */
  readonly colSpan?: number | undefined;
  /** How many rows it takes: the rows below have fewer cells then. Default 1. */
  readonly rowSpan?: number | undefined;
  /** It says what the others of its row or column are. */
  readonly heads?: "row" | "column" | undefined;
}

/** Props of {@link FlexTable}. */
export interface FlexTableProps extends PassedOn<"table", "rows" | "label"> {
  /** What it shows: its caption. */
  readonly label: string;
  /** The cells of each row, from the top: what they hold, or that and how they stand. */
  readonly rows: readonly (readonly (FlexCell | ComponentChildren)[])[];
  /** What a row is known by, where rows come and go between others. Default: its place. */
  readonly rowKey?: ((row: number) => string | number) | undefined;
  readonly ref?: Ref<HTMLTableElement> | undefined;
}

function isCell(cell: FlexCell | ComponentChildren): cell is FlexCell {
  return typeof cell === "object" && cell !== null && "content" in cell && !isValidElement(cell);
}

/** @throws RangeError where nothing can take so many */
function span(name: string, value: number, row: number): number | undefined {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`A FlexTable's ${name} in row ${row} is ${value}; expected a whole number from 1 on`);
  return value === 1 ? undefined : value;
}

/**
 * A table whose rows may differ: each has as many cells as it has, and a cell may take several columns or rows.
 *
 * @example
 * <FlexTable label="Watches" rows={[
 *   [{ content: "Night", rowSpan: 2, heads: "row" }, "20–24", "Ada"],
 *   ["0–4", "Grace"],
 *   [{ content: "All hands at six", colSpan: 3 }],
 * ]} />
 */
export function FlexTable({ label, rows, rowKey, class: given, className, ref, ...rest }: FlexTableProps) {
  return (
    <table {...rest} ref={ref ?? null} class={classes("flex-table", given, className)}>
      <caption>{label}</caption>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={rowKey?.(row) ?? row}>
            {cells.map((cell, column) => {
              if (!isCell(cell)) return <td key={column}>{cell}</td>;
              const { content, colSpan = 1, rowSpan = 1, heads, class: own, className: other, ...passed } = cell;
              const Cell = heads ? "th" : "td";
              // A span that reaches past the last row is an error of the document.
              const below = Math.min(rowSpan, rows.length - row);
              return (
                <Cell
                  key={column}
                  {...(passed as object)}
                  class={classes(own, other)}
                  colSpan={span("colSpan", colSpan, row)}
                  rowSpan={span("rowSpan", rowSpan, row) && below}
                  scope={
                    heads && (heads === "row" ? (below > 1 ? "rowgroup" : "row") : colSpan > 1 ? "colgroup" : "col")
                  }
                >
                  {content}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
