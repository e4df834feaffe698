import { useRef } from "preact/hooks";
import { useDownload } from "sessile/ui";
import { Button } from "../../buttons/button.tsx";
import { DisclosurePanel } from "../../panels/disclosure-panel.tsx";
import { type GridLayout, inOrder, MAX_WIDTH, MIN_WIDTH, moved, resized, toggledColumn, widthOf } from "./columns.ts";
import { csvLines } from "./csv.ts";
import { allRows, type GridQuery, type GridSource } from "./source.ts";
import { type GridColumn, type GridWords, valueIn } from "./types.ts";
import type { Windowed } from "./use-window.ts";

/** A link to all rows that fit, in the columns that are shown. */
export function CsvLink<Row>(props: {
  readonly name: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly source: GridSource<Row>;
  readonly query: GridQuery;
  readonly words: GridWords;
}) {
  const { name, columns, source, query, words } = props;
  const file = useDownload(
    name,
    () =>
      csvLines(
        columns.map(({ label }) => label),
        allRows(source, query),
        (row) => columns.map((column) => valueIn(column, row)),
      ),
    { type: "text/csv; charset=utf-8; header=present" },
  );
  return <a {...file}>{words.download}</a>;
}

/** Which columns there are, how wide, in which order: what handles and dragging do, for keyboards, fingers, and without script. */
export function ColumnList<Row>(props: {
  readonly columns: readonly GridColumn<Row>[];
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => unknown;
  readonly words: GridWords;
}) {
  const { columns, layout, onLayout, words } = props;
  return (
    <DisclosurePanel header={words.columns} lazy>
      <ul>
        {inOrder(columns, layout).map((column) => {
          const { id, label, minWidth = MIN_WIDTH } = column;
          return (
            <li key={id} class="row tight">
              <label class="check grow">
                <input
                  type="checkbox"
                  checked={!layout.hidden.includes(id)}
                  onChange={() => onLayout(toggledColumn(columns, layout, id))}
                />{" "}
                <span>{label}</span>
              </label>{" "}
              <input
                type="number"
                aria-label={words.width(label)}
                min={minWidth}
                max={MAX_WIDTH}
                value={widthOf(column, layout)}
                onChange={(event) => onLayout(resized(layout, column, event.currentTarget.valueAsNumber))}
              />{" "}
              <Button aria-label={words.earlier(label)} onClick={() => onLayout(moved(columns, layout, id, -1))}>
                <span aria-hidden="true">↑</span>
              </Button>{" "}
              <Button aria-label={words.later(label)} onClick={() => onLayout(moved(columns, layout, id, 1))}>
                <span aria-hidden="true">↓</span>
              </Button>
            </li>
          );
        })}
      </ul>
      <button type="button" class="no-script" onClick={() => {}}>
        {words.apply}
      </button>
    </DisclosurePanel>
  );
}

/** Where nothing is scrolled: a page after the other, or the one with a certain row. */
export function Pager<Row>(props: {
  readonly shown: Windowed<Row>;
  /** Whether there are fields to filter by, which somebody has to send. */
  readonly filters: boolean;
  readonly words: GridWords;
}) {
  const { shown, filters, words } = props;
  const row = useRef<HTMLInputElement>(null);
  const { page, measures } = shown;
  const { total } = measures;
  const go = (to: number) => () => shown.turnTo(to);
  const isFirst = page.first === 0;
  const isLast = page.end >= total;
  return (
    <div class="no-script row tight">
      {filters && <Button onClick={() => {}}>{words.filter}</Button>}{" "}
      <Button disabled={isFirst} onClick={go(0)}>
        {words.first}
      </Button>{" "}
      <Button disabled={isFirst} onClick={go(page.first - page.size)}>
        {words.previous}
      </Button>{" "}
      <span>{words.range(Math.min(page.first + 1, total), page.end, total)}</span>{" "}
      <Button disabled={isLast} onClick={go(page.first + page.size)}>
        {words.next}
      </Button>{" "}
      <Button disabled={isLast} onClick={go(total - 1)}>
        {words.last}
      </Button>{" "}
      <label class="row tight">
        {words.goToRow} <input ref={row} type="number" min={1} max={total} />
      </label>{" "}
      <Button
        onClick={() => {
          const wanted = row.current?.valueAsNumber ?? Number.NaN;
          return Number.isNaN(wanted) ? undefined : shown.turnTo(wanted - 1);
        }}
      >
        {words.go}
      </Button>
    </div>
  );
}
