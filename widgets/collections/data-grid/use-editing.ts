import { useReducer, useRef } from "preact/hooks";
import type { RowStore } from "./row-store.ts";
import type { Key } from "./source.ts";
import { type EditAnswer, type GridColumn, type GridEdit, textOf, valueIn } from "./types.ts";

/** What is being edited: one cell, or all cells of a row that can be. */
export interface Edited<Row> {
  readonly key: Key;
  /** As it was when it began. */
  readonly row: Row;
  /** The row's number in the present order; -1: it is not among the rows at hand. */
  readonly at: number;
  readonly columns: readonly GridColumn<Row>[];
  /** What is wrong, by columns. */
  readonly errors: Readonly<Record<string, string>>;
  /** On its way to be saved: resolves with whether it is. */
  readonly saving: Promise<boolean> | null;
  /** By columns; one that has left the tree still knows what was typed. Each edit has its own, by which it is told from others. */
  readonly fields: Map<string, EditorField>;
}

/** A field of an editor. */
export type EditorField = HTMLInputElement | HTMLSelectElement;

/** Editing in place. */
export interface Editing<Row> {
  readonly edited: Edited<Row> | null;
  start(at: number, row: Row, columns: readonly GridColumn<Row>[]): void;
  /** The same with the number its row has now: rows are sorted, filtered and loaded anew while one of them is edited. */
  follow(store: RowStore<Row>): Edited<Row> | null;
  /** @returns whether it is saved; there was nothing to save: that too */
  save(): boolean | Promise<boolean>;
  cancel(): void;
  /** Sets the focus on its first field. */
  focus(): void;
}

interface Options<Row> {
  readonly keyOf: (row: Row) => Key;
  readonly onEdit: ((edit: GridEdit<Row>) => EditAnswer | Promise<EditAnswer>) | undefined;
  /** It is saved: the rows are no longer what they were. */
  readonly onSaved: () => unknown;
}

export function useEditing<Row>({ keyOf, onEdit, onSaved }: Options<Row>): Editing<Row> {
  // What saves later has to know what is edited by then: so no state, which handlers know as of their render.
  const current = useRef<Edited<Row> | null>(null);
  const [, again] = useReducer((count: number) => count + 1, 0);

  const become = (next: Edited<Row> | null): void => {
    current.current = next;
    again(0);
  };
  /** Changes this edit, unless it is over: an answer is nothing to the one that was begun since. */
  const change = (edit: Edited<Row>, changes: Partial<Edited<Row>> | null): boolean => {
    const now = current.current;
    if (now?.fields !== edit.fields) return false;
    become(changes && { ...now, ...changes });
    return true;
  };
  const refuse = (edit: Edited<Row>, errors: Readonly<Record<string, string>>): false => {
    const wrong = edit.columns.find(({ id }) => errors[id]);
    if (change(edit, { errors, saving: null }) && wrong) edit.fields.get(wrong.id)?.focus();
    return false;
  };
  const answered = (edit: Edited<Row>, answer: EditAnswer, changed: readonly string[]): boolean => {
    if (answer) {
      const [first = ""] = changed;
      return refuse(edit, typeof answer === "string" ? { [first]: answer } : answer);
    }
    change(edit, null);
    onSaved();
    return true;
  };
  return {
    edited: current.current,
    start(at, row, columns) {
      become({ key: keyOf(row), row, at, columns, errors: {}, saving: null, fields: new Map() });
    },
    follow(store) {
      const now = current.current;
      if (!now) return null;
      const isIt = (row: Row): boolean => keyOf(row) === now.key;
      const there = store.rowAt(now.at);
      const at = there !== undefined && isIt(there) ? now.at : (store.find(isIt)?.at ?? -1);
      if (at !== now.at) current.current = { ...now, at };
      return current.current;
    },
    save() {
      const edit = current.current;
      // Nobody sees it: what was typed waits until its row is back.
      if (!edit || edit.at < 0) return true;
      if (edit.saving) return edit.saving;
      const { row, key, columns, fields } = edit;
      const errors: Record<string, string> = {};
      const changes: Record<string, string> = {};
      for (const column of columns) {
        const field = fields.get(column.id);
        // Of a column that was hidden since nothing is saved.
        if (!field?.isConnected || field.value === textOf(valueIn(column, row))) continue;
        changes[column.id] = field.value;
        const wrong = column.validate?.(field.value, row);
        if (wrong) errors[column.id] = wrong;
      }
      if (Object.keys(errors).length > 0) return refuse(edit, errors);
      const changed = Object.keys(changes);
      if (changed.length === 0) {
        become(null);
        return true;
      }
      const answer = onEdit?.({ row, key, changes });
      if (!(answer instanceof Promise)) return answered(edit, answer, changed);
      const saving = answer.then(
        (later) => answered(edit, later, changed),
        (error) => {
          // What was typed stays: it may be saved yet.
          change(edit, { saving: null });
          throw error;
        },
      );
      change(edit, { errors: {}, saving });
      return saving;
    },
    cancel: () => become(null),
    focus() {
      const edit = current.current;
      const field = edit?.columns[0] && edit.fields.get(edit.columns[0].id);
      field?.focus();
      if (field && "select" in field) field.select();
    },
  };
}
