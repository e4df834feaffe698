import { useState } from "preact/hooks";
import { keys, prevent } from "sessile/ui";
import type { RowHandlers } from "./block.tsx";
import { type GridColumn, textOf, valueIn } from "./types.ts";
import type { Edited, EditorField } from "./use-editing.ts";

interface EditorProps<Row> {
  readonly column: GridColumn<Row>;
  readonly edited: Edited<Row>;
  readonly on: RowHandlers;
  readonly id: string;
}

/** The field of a cell that is edited. Enter saves, Escape gives up; typing costs no round trip. */
export function Editor<Row>({ column, edited, on, id }: EditorProps<Row>) {
  const { editor = "text", label } = column;
  const wrong = edited.errors[column.id];
  // Its row may have been out of sight: what was typed by then goes on.
  const [was] = useState(() => edited.fields.get(column.id)?.value ?? textOf(valueIn(column, edited.row)));
  const decide = (event: KeyboardEvent): unknown => (event.key === "Enter" ? on.save() : on.cancel());
  const field = {
    "aria-label": label,
    "aria-invalid": wrong ? true : undefined,
    "aria-describedby": wrong ? `${id}-error` : undefined,
    ref: (element: EditorField | null) => {
      if (element) edited.fields.set(column.id, element);
    },
    onKeyDown: keys("Enter Escape", prevent(decide)),
  };
  return (
    <>
      {typeof editor === "string" ? (
        <input {...field} type={editor as "text"} step={editor === "number" ? "any" : undefined} defaultValue={was} />
      ) : (
        <select {...field} defaultValue={was}>
          {(editor.includes(was) ? editor : [was, ...editor]).map((choice) => (
            <option key={choice} value={choice} selected={choice === was}>
              {choice}
            </option>
          ))}
        </select>
      )}
      {wrong && (
        <p class="error" role="alert" id={`${id}-error`}>
          {wrong}
        </p>
      )}
    </>
  );
}
