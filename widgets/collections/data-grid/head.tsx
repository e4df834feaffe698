// Its boxes are laid out as a grid, by which browsers forget what tables are: so each says its role.
// biome-ignore-all lint/a11y/noRedundantRoles: see above.
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: see above.
// biome-ignore-all lint/a11y/useSemanticElements: see above.
// biome-ignore-all lint/a11y/useFocusableInteractive: see above.
// biome-ignore-all lint/a11y/noStaticElementInteractions: see above.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { debounce, keys, prevent, throttle } from "sessile/ui";
import { isRightToLeft, logicalKey } from "../../core/direction.ts";
import { type GridLayout, moved, movedTo, resized, widthOf } from "./columns.ts";
import { MOVES } from "./moves.ts";
import type { SortBy } from "./source.ts";
import type { GridColumn, GridWords } from "./types.ts";

interface HeadProps<Row> {
  /** Those that are shown. */
  readonly columns: readonly GridColumn<Row>[];
  /** All of them. */
  readonly all: readonly GridColumn<Row>[];
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => unknown;
  readonly sort: readonly SortBy[];
  readonly onSort: (column: string, adds: boolean) => unknown;
  readonly filters: Readonly<Record<string, string>>;
  readonly onFilter: (column: string, text: string) => unknown;
  /** A box for all rows; null: they cannot be chosen. */
  readonly everything: ComponentChildren;
  readonly editable: boolean;
  /** The column the tab key leads to, as rows number them; -1: it leads into a row. */
  readonly active: number;
  readonly roves: boolean;
  readonly stop: (cell: HTMLElement | null) => void;
  readonly onMove: (event: KeyboardEvent) => unknown;
  readonly words: GridWords;
}

/** Pixels by which a key changes a width. */
const STEP = 16;
/** Milliseconds between two events while a column is made wider. */
const PACE_MS = 40;

const ARROWS = { ascending: " ▲", descending: " ▼" } as const;

/** The head: what columns are called; pressed, rows are sorted by them; their handles make them wider. */
export function Head<Row>(props: HeadProps<Row>) {
  const { columns, all, layout, onLayout, filters, onFilter, everything, editable, words } = props;
  const dragged = useRef<string | null>(null);
  const hasFilters = columns.some(({ filter }) => filter);
  const offset = everything ? 1 : 0;

  const keyed = (event: KeyboardEvent): unknown => {
    const cell = (event.target as Element).closest("th");
    const at = cell ? Array.from(cell.parentElement?.children ?? []).indexOf(cell) - offset : -1;
    const column = columns[at];
    const key = logicalKey(event.key, event.currentTarget as Element);
    const by = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    if (by !== 0 && column && event.shiftKey)
      return onLayout(resized(layout, column, widthOf(column, layout) + by * STEP));
    if (by !== 0 && column && event.ctrlKey) return onLayout(moved(all, layout, column.id, by));
    return props.onMove(event);
  };
  const drop = (target: string): unknown => {
    const id = dragged.current;
    dragged.current = null;
    return id === null ? undefined : onLayout(movedTo(all, layout, id, target));
  };
  return (
    <thead role="rowgroup">
      <tr role="row" aria-rowindex={1} onKeyDown={keys(MOVES, prevent(keyed))}>
        {everything}
        {columns.map((column, at) => (
          <HeadCell
            key={column.id}
            {...props}
            column={column}
            place={at + offset}
            onDrag={() => {
              dragged.current = column.id;
            }}
            onDrop={() => drop(column.id)}
          />
        ))}
        {editable && (
          <th role="columnheader" {...stopOf(props, columns.length + offset)}>
            <span class="visually-hidden">{words.edit}</span>
          </th>
        )}
      </tr>
      {hasFilters && (
        <tr role="row" aria-rowindex={2} class="filters">
          {everything && <td role="gridcell" />}
          {columns.map(({ id, label, filter }) => (
            <td key={id} role="gridcell">
              {filter && (
                <input
                  type="search"
                  aria-label={words.filterBy(label)}
                  value={filters[id] ?? ""}
                  onInput={debounce(250, (event) => onFilter(id, event.currentTarget.value))}
                />
              )}
            </td>
          ))}
          {editable && <td role="gridcell" />}
        </tr>
      )}
    </thead>
  );
}

/** What makes a cell of the head the one that keys lead to. */
export function stopOf(
  { active, stop }: { readonly active: number; readonly stop: (cell: HTMLElement | null) => void },
  place: number,
) {
  return { tabIndex: active === place ? 0 : -1, ref: active === place ? stop : null };
}

interface HeadCellProps<Row> extends HeadProps<Row> {
  readonly column: GridColumn<Row>;
  readonly place: number;
  readonly onDrag: () => void;
  readonly onDrop: () => unknown;
}

function HeadCell<Row>({ column, place, onDrag, onDrop, ...props }: HeadCellProps<Row>) {
  const { layout, onLayout, sort, onSort, active, roves, stop } = props;
  const { id, label, sortable = true, align } = column;
  const by = sort.find((each) => each.column === id);
  const isActive = active === place;
  const content = (
    <>
      {label}
      {by && <span aria-hidden="true">{ARROWS[by.direction]}</span>}
    </>
  );
  return (
    <th
      role="columnheader"
      aria-sort={by?.direction ?? (sortable ? "none" : undefined)}
      class={align === "end" ? "end" : undefined}
      {...(sortable ? {} : stopOf(props, place))}
      onDragOver={prevent(throttle(1000, () => {}))}
      onDrop={prevent(onDrop)}
    >
      {/* Not the whole cell: its handle is pulled for another reason. */}
      <span draggable onDragStart={onDrag}>
        {sortable ? (
          <button
            type="button"
            tabIndex={roves ? (isActive ? 0 : -1) : undefined}
            ref={isActive ? stop : null}
            onClick={(event) => onSort(id, event.shiftKey)}
          >
            {content}
          </button>
        ) : (
          content
        )}
      </span>
      <Grip width={widthOf(column, layout)} onWidth={(width) => onLayout(resized(layout, column, width))} />
    </th>
  );
}

/** The edge of a column that is pulled. Keys do the same in the head, and fields in the list of columns. */
function Grip({ width, onWidth }: { readonly width: number; readonly onWidth: (width: number) => unknown }) {
  const grip = useRef<HTMLSpanElement>(null);
  const [from, setFrom] = useState<{ readonly x: number; readonly width: number } | null>(null);
  const move = (event: PointerEvent): unknown => {
    if (!from || event.buttons === 0) return setFrom(null);
    const way = (event.clientX - from.x) * (isRightToLeft(event.currentTarget as Element) ? -1 : 1);
    return onWidth(from.width + way);
  };
  return (
    <span
      ref={grip}
      class="grip"
      aria-hidden="true"
      onPointerDown={(event) => {
        grip.current?.setPointerCapture(event.pointerId);
        setFrom({ x: event.clientX, width });
      }}
      onPointerMove={from ? throttle(PACE_MS, move) : undefined}
      onPointerUp={() => setFrom(null)}
    />
  );
}
