// Its boxes are laid out as a grid, by which browsers forget what tables are: so each says its role.
// biome-ignore-all lint/a11y/noRedundantRoles: see above.
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: see above.
import { Component, type ComponentChildren } from "preact";
import { keys, prevent } from "sessile/ui";
import { Editor } from "./editor.tsx";
import { MOVES } from "./moves.ts";
import { type GridColumn, type GridWords, textOf, valueIn } from "./types.ts";
import type { Edited } from "./use-editing.ts";

/** What rows tell their grid; always the same object, so that it is no reason to render a row anew. */
export interface RowHandlers {
  pressed(event: MouseEvent): unknown;
  pressedTwice(event: MouseEvent): unknown;
  keyed(event: KeyboardEvent): unknown;
  ticked(event: Event): unknown;
  save(): unknown;
  cancel(): unknown;
  /** The cell with the focus, or the one that had it. */
  stop(cell: HTMLElement | null): void;
}

/** Props of {@link Block}. */
export interface BlockProps<Row> {
  /** The number of its first row. */
  readonly start: number;
  /** Pixels from the first row of all. */
  readonly top: number;
  /** Undefined: they are on their way. */
  readonly rows: readonly Row[] | undefined;
  /** How many there will be. */
  readonly count: number;
  /** Rows of the head, in which numbers begin. */
  readonly headRows: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly selectable: boolean;
  /** A bit a row; -1: rows cannot be chosen. */
  readonly selected: number;
  readonly editable: boolean;
  /** The column of the cell that is reached by the tab key, and its row within the block; -1: it is elsewhere. */
  readonly activeRow: number;
  readonly activeColumn: number;
  /** Whether there is script: then buttons and boxes in rows are reached by arrow keys. */
  readonly roves: boolean;
  /** What is edited in one of its rows. */
  readonly edited: Edited<Row> | null;
  readonly on: RowHandlers;
  readonly words: GridWords;
  /** For ids. */
  readonly id: string;
}

/** Keys heard in rows, in place of what they would do. Of Enter that is nothing, but where a link has the focus. */
const KEYS = `${MOVES} Space a A`;

/** Some rows. They are rendered anew only where something about them has changed. */
export class Block<Row> extends Component<BlockProps<Row>> {
  override shouldComponentUpdate(next: BlockProps<Row>): boolean {
    return (Object.keys(next) as (keyof BlockProps<Row>)[]).some((name) => next[name] !== this.props[name]);
  }

  override render(): ComponentChildren {
    const { top, rows, count, edited, on } = this.props;
    const style = { "--top": `${top}px`, "--rows": rows ? undefined : count };
    if (!rows) return <tbody class="waiting" role="presentation" style={style} />;
    return (
      <tbody
        role="rowgroup"
        style={style}
        // Heard here for all of them: a listener for each box and button would weigh more than the rows.
        onClick={(event) => on.pressed(event)}
        onChange={this.props.selectable ? (event) => on.ticked(event) : undefined}
        onDblClick={this.props.editable ? (event) => on.pressedTwice(event) : undefined}
        onKeyDown={
          edited
            ? undefined
            : keys(
                KEYS,
                prevent((event: KeyboardEvent) => on.keyed(event)),
              )
        }
        onKeyDownCapture={edited ? undefined : keys("Enter F2", (event: KeyboardEvent) => on.keyed(event))}
      >
        {rows.map((row, at) => line(this.props, row, at))}
      </tbody>
    );
  }
}

/** A row. By place: one that comes to stand elsewhere changes its texts alone. */
function line<Row>(block: BlockProps<Row>, row: Row, at: number) {
  const number = block.start + at;
  const { headRows, columns, selectable, editable, roves, on, words, activeRow, activeColumn } = block;
  const edited = block.edited?.at === number ? block.edited : null;
  const isOn = selectable && (block.selected & (1 << at)) !== 0;
  const active = activeRow === at ? activeColumn : -1;
  const cell = (place: number) => ({
    role: "gridcell" as const,
    tabIndex: active === place ? 0 : undefined,
    ref: active === place ? on.stop : null,
  });
  const inner = roves ? -1 : undefined;
  const offset = selectable ? 1 : 0;
  const name = `${words.selectRow} ${number + 1}`;
  return (
    <tr key={at} role="row" aria-rowindex={number + headRows + 1} aria-selected={selectable ? isOn : undefined}>
      {selectable && (
        <td {...cell(0)}>
          <input type="checkbox" aria-label={name} tabIndex={inner} checked={isOn} />
        </td>
      )}
      {columns.map((column, place) => {
        const isEdited = edited?.columns.some(({ id }) => id === column.id);
        return (
          <td
            key={column.id}
            {...cell(place + offset)}
            class={isEdited ? "edited" : column.align === "end" ? "end" : undefined}
          >
            {edited && isEdited ? (
              <Editor column={column} edited={edited} on={on} id={`${block.id}-${column.id}`} />
            ) : column.render ? (
              column.render(row)
            ) : (
              textOf(valueIn(column, row))
            )}
          </td>
        );
      })}
      {editable && (
        <td {...cell(columns.length + offset)} class="tools">
          {edited ? (
            <>
              <button type="button" class="primary" disabled={edited.saving !== null} onClick={() => on.save()}>
                {words.save}
              </button>{" "}
              <button type="button" onClick={() => on.cancel()}>
                {words.cancel}
              </button>
            </>
          ) : (
            <button type="button" class="quiet" aria-label={`${words.edit} ${number + 1}`} tabIndex={inner}>
              {words.edit}
            </button>
          )}
        </td>
      )}
    </tr>
  );
}
