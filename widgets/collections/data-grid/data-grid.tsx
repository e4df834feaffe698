// Its boxes are laid out as a grid, by which browsers forget what tables are: so each says its role.
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: see above.
// biome-ignore-all lint/a11y/useSemanticElements: see above.
import { useId, useImperativeHandle, useMemo, useRef, useState } from "preact/hooks";
import { Button } from "../../buttons/button.tsx";
import { useValue } from "../../core/controlled.ts";
import { classes } from "../../core/props.ts";
import { Block } from "./block.tsx";
import { AS_GIVEN, shown as shownOf, widthOf } from "./columns.ts";
import { Head, stopOf } from "./head.tsx";
import { countSelected, isSelected, MOST_KEYS } from "./selection.ts";
import type { Key, SortBy } from "./source.ts";
import { sourceOf } from "./source-of.ts";
import { ColumnList, CsvLink, Pager } from "./tools.tsx";
import { Trail } from "./trail.ts";
import { type DataGridHandle, type DataGridProps, wordsFor } from "./types.ts";
import { useCells } from "./use-cells.ts";
import { type Editing, useEditing } from "./use-editing.ts";
import { useSelecting } from "./use-selecting.ts";
import { useWindow, type Windowed } from "./use-window.ts";
import { BLOCK, lengths, topOf } from "./viewport.ts";

const UNSORTED: readonly SortBy[] = [];
const UNFILTERED: Readonly<Record<string, string>> = {};

/**
 * Rows of a table, and be they a million: those in sight are in the tree, the others are scrolled to, sorted, filtered, chosen, edited
 * in place, and downloaded all the same. Where the rows are is the source's business: an array, a function that is asked for windows
 * of them (a new one is taken for the same; call `refresh()` where its rows have changed), or a database.
 *
 * Arrow keys go from cell to cell, with Ctrl+Home and Ctrl+End to the ends; Enter edits, Space selects, Shift selects a range. In the
 * head Shift+arrows make a column wider, Ctrl+arrows move it. Without script rows come by pages, and each job has a button or a field.
 *
 * @example
 * <DataGrid
 *   label="People"
 *   columns={[{ id: "name", label: "Name", filter: true, editor: "text" }, { id: "born", label: "Born", align: "end" }]}
 *   source={async ({ offset, limit, sort, filters, signal }) => people.page({ offset, limit, sort, filters, signal })}
 *   selectable
 *   onEdit={({ key, changes }) => people.update(key, changes)}
 * />
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function DataGrid<Row>({
  label,
  columns,
  source: from,
  rowKey = idOf,
  words,
  locale,
  ref,
  ...props
}: DataGridProps<Row>) {
  const { rowHeight = 36, height = 480, overscan = 8, selectable = false, onEdit, download, onError, ...more } = props;
  const { sort: givenSort, defaultSort, onSort, filters: givenFilters, defaultFilters, onFilter, ...others } = more;
  const { selection: givenSelection, defaultSelection, onSelect, layout: givenLayout, defaultLayout, ...last } = others;
  const { onLayout, class: given, className, style, ...rest } = last;
  const [sort, setSort] = useValue({ value: givenSort, defaultValue: defaultSort, onChange: onSort }, UNSORTED);
  const [filters, setFilters] = useValue(
    { value: givenFilters, defaultValue: defaultFilters, onChange: onFilter },
    UNFILTERED,
  );
  const [layout, setLayout] = useValue(
    { value: givenLayout, defaultValue: defaultLayout, onChange: onLayout },
    AS_GIVEN,
  );
  const viewport = useRef<HTMLDivElement>(null);
  const id = useId();
  const said = useMemo(() => wordsFor(locale, words), [locale, words]);
  const latest = useRef(from);
  latest.current = from;
  // A function that is written in the component is another one each time, and means the same.
  const source = useMemo(
    () => sourceOf<Row>(typeof from === "function" ? (window) => (latest.current as typeof from)(window) : from),
    [typeof from === "function" || from],
  );
  const query = useMemo(() => ({ sort, filters }), [sort, filters]);
  const seen = useMemo(() => shownOf(columns, layout), [columns, layout]);
  const editable = onEdit !== undefined && columns.some(({ editor }) => editor);
  const headRows = seen.some(({ filter }) => filter) ? 2 : 1;
  const room = Math.max(rowHeight, height - headRows * rowHeight);

  const editing: Editing<Row> = useEditing({ keyOf: rowKey, onEdit, onSaved: (): unknown => shown.refresh() });
  const [trail] = useState(() => new Trail());
  const shown: Windowed<Row> = useWindow({
    source,
    query,
    rowHeight,
    room,
    overscan,
    pinned: [...trail.rows, editing.edited?.at ?? -1],
    scroll: (top) => viewport.current?.scrollTo({ top }),
    onError: onError ?? console.error,
  });
  const { store, measures } = shown;
  const edited = editing.follow(store);
  const selecting = useSelecting(
    { value: givenSelection, defaultValue: defaultSelection, onChange: onSelect },
    { store, keyOf: rowKey },
  );
  const cells = useCells({ shown, selecting, editing, columns: seen, selectable, editable, headRows, trail });

  useImperativeHandle(
    ref ?? null,
    (): DataGridHandle => ({
      focus: cells.focus,
      scrollToRow: shown.startAt,
      ensureVisible: shown.reveal,
      refresh: () => shown.refresh(),
    }),
  );

  const sortBy = (column: string, adds: boolean): unknown => {
    const told = setSort(sortedBy(sort, column, adds));
    cells.visit(seen.findIndex((each) => each.id === column) + (selectable ? 1 : 0));
    return Promise.all([told, shown.home()]);
  };
  const filterBy = (column: string, text: string): unknown => {
    const told = setFilters({ ...filters, [column]: text });
    // "All but these" meant other rows than those that fit now.
    const cleared = selecting.selection.all && selecting.all(false);
    return Promise.all([told, cleared, shown.home()]);
  };

  const { total } = measures;
  const { height: all } = lengths(measures);
  const selected = countSelected(selecting.selection, store.total ?? 0);
  const { active, roves } = cells;
  const tracks = seen.map((column, at) => {
    const width = `${widthOf(column, layout)}px`;
    return at === seen.length - 1 ? `minmax(${width}, 1fr)` : width;
  });
  const widths = [selectable && "2.75rem", ...tracks, editable && "9rem"].filter(Boolean).join(" ");
  return (
    <div
      {...rest}
      class={classes("data-grid", given, className)}
      style={{ "--row": `${rowHeight}px`, "--head": headRows, ...style }}
    >
      <div class="row spread">
        <p role="status">
          {store.total !== null && said.rows(store.total)}
          {selected > 0 && `, ${said.selected(selected)}`}
          {selecting.isTooMany && ` ${said.tooMany(MOST_KEYS)}`}
        </p>{" "}
        {download !== undefined && (
          <CsvLink name={download} columns={seen} source={source} query={query} words={said} />
        )}
      </div>
      <div
        ref={viewport}
        class="viewport"
        style={{ "--height": `${height}px` }}
        onScroll={cells.scrolled}
        onScrollEnd={shown.isScaled ? shown.rested : undefined}
      >
        <table
          role="grid"
          aria-label={label}
          aria-rowcount={store.total === null ? -1 : total + headRows}
          aria-multiselectable={selectable || undefined}
          aria-busy={store.isBusy || undefined}
          style={{ "--all": `${all}px`, "--columns": widths }}
        >
          <Head
            columns={seen}
            all={columns}
            layout={layout}
            onLayout={setLayout}
            sort={sort}
            onSort={sortBy}
            filters={filters}
            onFilter={filterBy}
            everything={
              selectable && (
                <th
                  role="columnheader"
                  {...stopOf({ active: active.row < 0 ? active.column : -1, stop: cells.on.stop }, 0)}
                >
                  <input
                    type="checkbox"
                    aria-label={said.selectAll}
                    checked={selected > 0 && selected === store.total}
                    indeterminate={selected > 0 && selected !== store.total}
                    onChange={(event) => selecting.all(event.currentTarget.checked)}
                  />
                </th>
              )
            }
            editable={editable}
            active={active.row < 0 ? active.column : -1}
            roves={roves}
            stop={cells.on.stop}
            onMove={cells.keyed}
            words={said}
          />
          {shown.blocks.map((block) => {
            const start = block * BLOCK;
            const rows = store.rowsOf(block);
            const isActive = active.row >= start && active.row < start + BLOCK;
            return (
              <Block<Row>
                key={block}
                start={start}
                top={topOf(block, shown.place, measures)}
                rows={rows}
                count={Math.min(BLOCK, total - start)}
                headRows={headRows}
                columns={seen}
                selectable={selectable}
                selected={selectable && rows ? maskOf(rows, (row) => isSelected(selecting.selection, rowKey(row))) : 0}
                editable={editable}
                activeRow={isActive ? active.row - start : -1}
                activeColumn={isActive ? active.column : -1}
                roves={roves}
                edited={edited && edited.at >= start && edited.at < start + BLOCK ? edited : null}
                on={cells.on}
                words={said}
                id={id}
              />
            );
          })}
        </table>
        {store.total === 0 && <p class="hint">{said.empty}</p>}
      </div>
      {store.failure && (
        <div class="notice" role="alert">
          <p>{said.failed}</p>
          <Button onClick={shown.retry}>{said.retry}</Button>
        </div>
      )}
      <Pager shown={shown} words={said} filters={headRows > 1} />
      <ColumnList columns={columns} layout={layout} onLayout={setLayout} words={said} />
    </div>
  );
}

function idOf(row: unknown): Key {
  return (row as { readonly id: Key }).id;
}

/** A bit a row. */
function maskOf<Row>(rows: readonly Row[], fits: (row: Row) => boolean): number {
  return rows.reduce((mask, row, at) => (fits(row) ? mask | (1 << at) : mask), 0);
}

/** Pressed once a column is sorted upwards, twice downwards, thrice no longer. */
function sortedBy(sort: readonly SortBy[], column: string, adds: boolean): readonly SortBy[] {
  const before = sort.find((each) => each.column === column);
  const others = adds ? sort.filter((each) => each.column !== column) : [];
  if (before?.direction === "descending") return others;
  return [...others, { column, direction: before ? "descending" : "ascending" }];
}
