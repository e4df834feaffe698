import type { ComponentChildren } from "preact";
import type { Valued } from "../../core/controlled.ts";
import type { Handled, PassedOn } from "../../core/props.ts";
import type { GridLayout } from "./columns.ts";
import type { GridSelection } from "./selection.ts";
import type { Key, RowsFrom, SortBy } from "./source.ts";

/** A column of a {@link DataGrid}. */
export interface GridColumn<Row> {
  /** Its name for the source, for layouts, and for `onEdit`. */
  readonly id: string;
  readonly label: string;
  /** What stands in it. Default: the row's member of the column's id. */
  readonly value?: ((row: Row) => unknown) | undefined;
  /** How it is shown. Default: its value as text. */
  readonly render?: ((row: Row) => ComponentChildren) | undefined;
  /** Pixels. Default 160. */
  readonly width?: number | undefined;
  /** Default 48. */
  readonly minWidth?: number | undefined;
  /** Figures stand at the end. Default `start`. */
  readonly align?: "start" | "end" | undefined;
  /** Default true. */
  readonly sortable?: boolean | undefined;
  /** Whether it has a field to filter by. Default false. */
  readonly filter?: boolean | undefined;
  /** What it is edited by: a kind of field, or a list to choose from. Default: it is not edited. */
  readonly editor?: "text" | "number" | "date" | "email" | "url" | readonly string[] | undefined;
  /** What is wrong with a text typed in, as a sentence; nothing where it is right. */
  readonly validate?: ((text: string, row: Row) => string | null | undefined) | undefined;
}

/** What was edited in a row. */
export interface GridEdit<Row> {
  readonly row: Row;
  readonly key: Key;
  /** What was typed, by the ids of columns in which it is not what was there. */
  readonly changes: Readonly<Record<string, string>>;
}

/** What is wrong with an edit: a sentence, or one for each column. Nothing: it is saved. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler that returns nothing saves.
export type EditAnswer = string | Readonly<Record<string, string>> | null | undefined | void;

/** What a `ref` of a grid has. */
export interface DataGridHandle {
  /** To the cell that was last gone to. */
  focus(): void;
  /** Scrolls so that this row, counted from 0 in the present order, is the first in sight. */
  scrollToRow(row: number): void;
  /** Scrolls as little as is needed for this row to be seen. */
  ensureVisible(row: number): void;
  /** Asks the source anew for what is shown: its rows have changed. */
  refresh(): void;
}

/** What grids say. */
export interface GridWords {
  readonly rows: (count: number) => string;
  readonly selected: (count: number) => string;
  readonly range: (first: number, last: number, total: number) => string;
  readonly empty: string;
  readonly failed: string;
  readonly retry: string;
  readonly first: string;
  readonly previous: string;
  readonly next: string;
  readonly last: string;
  readonly goToRow: string;
  readonly go: string;
  readonly filterBy: (label: string) => string;
  readonly filter: string;
  readonly selectAll: string;
  readonly selectRow: string;
  readonly edit: string;
  readonly save: string;
  readonly cancel: string;
  readonly columns: string;
  readonly width: (label: string) => string;
  readonly earlier: (label: string) => string;
  readonly later: (label: string) => string;
  readonly apply: string;
  readonly download: string;
  readonly tooMany: (most: number) => string;
}

/** Props of {@link DataGrid}. */
export interface DataGridProps<Row> extends PassedOn<"div", "label" | "onSelect" | "height">, Handled<DataGridHandle> {
  /** What it lists, for those who do not see it. */
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** An array, a function that is asked for windows of rows, or a source such as `arraySource` and `querySource` make. */
  readonly source: RowsFrom<Row>;
  /** What tells a row from all others. Default: its member `id`. */
  readonly rowKey?: ((row: Row) => Key) | undefined;
  /** Pixels; all rows have the same. Default 36. */
  readonly rowHeight?: number | undefined;
  /** Pixels of what is scrolled, the head included. Default 480. */
  readonly height?: number | undefined;
  /** Rows that are there beyond those in sight, on either side. Default 8. */
  readonly overscan?: number | undefined;
  readonly sort?: readonly SortBy[] | undefined;
  readonly defaultSort?: readonly SortBy[] | undefined;
  readonly onSort?: Valued<readonly SortBy[]>["onChange"];
  /** What columns are to contain, by their ids. */
  readonly filters?: Readonly<Record<string, string>> | undefined;
  readonly defaultFilters?: Readonly<Record<string, string>> | undefined;
  readonly onFilter?: Valued<Readonly<Record<string, string>>>["onChange"];
  /** Whether rows can be chosen. Default false. */
  readonly selectable?: boolean | undefined;
  readonly selection?: GridSelection | undefined;
  readonly defaultSelection?: GridSelection | undefined;
  readonly onSelect?: Valued<GridSelection>["onChange"];
  /** Order, widths and hidden columns: keep it, and give it back next time. */
  readonly layout?: GridLayout | undefined;
  readonly defaultLayout?: GridLayout | undefined;
  readonly onLayout?: Valued<GridLayout>["onChange"];
  /** Saves an edit, or says what is wrong with it. Then the source is asked anew for the rows that are shown. */
  readonly onEdit?: ((edit: GridEdit<Row>) => EditAnswer | Promise<EditAnswer>) | undefined;
  /** The name of a CSV file that can be had, of all rows that fit and in their order: "people.csv". Default: none. */
  readonly download?: string | undefined;
  /** Told what the source threw; the user is offered to try again. Default: it is written to the console. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** How numbers of rows are written. Default: as the server does. */
  readonly locale?: string | undefined;
  readonly words?: Partial<GridWords> | undefined;
}

/** What stands in a column of a row. */
export function valueIn<Row>({ id, value }: GridColumn<Row>, row: Row): unknown {
  return value ? value(row) : (row as Readonly<Record<string, unknown>>)[id];
}

/** The same as text: what an editor begins with. */
export function textOf(value: unknown): string {
  if (value == null) return "";
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

/** English words, with numbers as they are written there. */
export function wordsFor(locale: string | undefined, given: Partial<GridWords> | undefined): GridWords {
  const figures = new Intl.NumberFormat(locale);
  const figure = (count: number): string => figures.format(count);
  return {
    rows: (count) => `${figure(count)} ${count === 1 ? "row" : "rows"}`,
    selected: (count) => `${figure(count)} selected`,
    range: (first, last, total) => `Rows ${figure(first)} to ${figure(last)} of ${figure(total)}`,
    empty: "No rows.",
    failed: "The rows could not be loaded.",
    retry: "Try again",
    first: "First",
    previous: "Previous",
    next: "Next",
    last: "Last",
    goToRow: "Go to row",
    go: "Go",
    filterBy: (label) => `Filter ${label}`,
    filter: "Filter",
    selectAll: "Select all rows",
    selectRow: "Select",
    edit: "Edit",
    save: "Save",
    cancel: "Cancel",
    columns: "Columns",
    width: (label) => `Width of ${label}`,
    earlier: (label) => `Move ${label} earlier`,
    later: (label) => `Move ${label} later`,
    apply: "Apply",
    download: "Download CSV",
    tooMany: (most) => `At most ${figure(most)} rows can be selected one by one.`,
    ...given,
  };
}
