import { useRef, useState } from "preact/hooks";
import type { Key } from "./source.ts";
import { type EditAnswer, type GridColumn, type GridEdit, textOf, valueIn } from "./types.ts";

/** What is being edited: one cell, or all cells of a row that can be. */
export interface Edited<Row> {
  readonly key: Key;
  readonly row: Row;
  /** The row's number when it began. */
  readonly at: number;
  readonly columns: readonly GridColumn<Row>[];
  /** What is wrong, by columns. */
  readonly errors: Readonly<Record<string, string>>;
  /** On its way to be saved. */
  readonly isBusy: boolean;
}

/** A field of an editor. */
export type EditorField = HTMLInputElement | HTMLSelectElement;

/** Editing in place. */
export interface Editing<Row> {
  readonly edited: Edited<Row> | null;
  start(at: number, row: Row, columns: readonly GridColumn<Row>[]): void;
  /** @returns whether it is saved; there was nothing to save: that too */
  save(): boolean | Promise<boolean>;
  cancel(): void;
  /** Sets the focus on its first field. */
  focus(): void;
  /** For a field of this column. */
  hold(column: string, field: EditorField | null): void;
}

interface Options<Row> {
  readonly keyOf: (row: Row) => Key;
  readonly onEdit: ((edit: GridEdit<Row>) => EditAnswer | Promise<EditAnswer>) | undefined;
  /** It is saved: the rows are no longer what they were. */
  readonly onSaved: () => unknown;
}

export function useEditing<Row>({ keyOf, onEdit, onSaved }: Options<Row>): Editing<Row> {
  const [edited, setEdited] = useState<Edited<Row> | null>(null);
  const fields = useRef(new Map<string, EditorField>()).current;

  const refuse = (now: Edited<Row>, errors: Readonly<Record<string, string>>): false => {
    setEdited({ ...now, errors, isBusy: false });
    const wrong = now.columns.find(({ id }) => errors[id]);
    if (wrong) fields.get(wrong.id)?.focus();
    return false;
  };
  const answered = (now: Edited<Row>, answer: EditAnswer, changed: readonly string[]): boolean => {
    if (answer) {
      const [first = ""] = changed;
      return refuse(now, typeof answer === "string" ? { [first]: answer } : answer);
    }
    setEdited(null);
    onSaved();
    return true;
  };
  return {
    edited,
    start(at, row, columns) {
      setEdited({ key: keyOf(row), row, at, columns, errors: {}, isBusy: false });
    },
    save() {
      if (!edited || edited.isBusy) return false;
      const { row, key, columns } = edited;
      const errors: Record<string, string> = {};
      const changes: Record<string, string> = {};
      for (const column of columns) {
        const text = fields.get(column.id)?.value ?? "";
        if (text === textOf(valueIn(column, row))) continue;
        changes[column.id] = text;
        const wrong = column.validate?.(text, row);
        if (wrong) errors[column.id] = wrong;
      }
      if (Object.keys(errors).length > 0) return refuse(edited, errors);
      const changed = Object.keys(changes);
      if (changed.length === 0) {
        setEdited(null);
        return true;
      }
      const answer = onEdit?.({ row, key, changes });
      if (!(answer instanceof Promise)) return answered(edited, answer, changed);
      setEdited({ ...edited, errors: {}, isBusy: true });
      return answer.then(
        (later) => answered(edited, later, changed),
        (error) => {
          // What was typed stays: it may be saved yet.
          setEdited({ ...edited, isBusy: false });
          throw error;
        },
      );
    },
    cancel: () => setEdited(null),
    focus() {
      const field = edited?.columns[0] && fields.get(edited.columns[0].id);
      field?.focus();
      if (field && "select" in field) field.select();
    },
    hold(column, field) {
      if (field) fields.set(column, field);
      else fields.delete(column);
    },
  };
}
