// One row of the list. Whether it is being edited is its own affair, so it is its own state:
// the row is keyed, and keeps that state wherever the list moves it.
import { useEffect, useRef, useState } from "preact/hooks";
import { keys, prevent } from "sessile/ui";
import type { Item } from "./model.ts";

interface RowProps {
  readonly item: Item;
  /** What the row is called in its controls' names; unique in the list. */
  readonly name: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly onChange: (change: Partial<Item>) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onDelete: () => void;
}

export function Row({ item, name, first, last, onChange, onMove, onDelete }: RowProps) {
  const [editing, setEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);

  // The field that had the focus is gone when editing ends: hand the focus back to where it came from.
  useEffect(() => {
    if (wasEditing.current && !editing) editButton.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  if (editing) {
    const save = (text: string) => {
      if (text) onChange({ text });
      setEditing(false);
    };
    return (
      <li>
        <Editor text={item.text} name={name} onSave={save} onCancel={() => setEditing(false)} />
      </li>
    );
  }
  return (
    <li class={item.done ? "done" : undefined}>
      <label class="check grow">
        <input
          type="checkbox"
          aria-label={name}
          checked={item.done}
          onChange={(e) => onChange({ done: e.currentTarget.checked })}
        />
        <span>{item.text}</span>
      </label>
      <div class="row tight">
        <button type="button" ref={editButton} aria-label={`Edit ${name}`} onClick={() => setEditing(true)}>
          Edit
        </button>{" "}
        {/* aria-disabled, not disabled: a button that dies under the focus takes the keyboard user's place with it. */}
        <button type="button" aria-label={`Move ${name} up`} aria-disabled={first} onClick={() => onMove(-1)}>
          ↑
        </button>{" "}
        <button type="button" aria-label={`Move ${name} down`} aria-disabled={last} onClick={() => onMove(1)}>
          ↓
        </button>{" "}
        <button type="button" class="danger" aria-label={`Delete ${name}`} onClick={onDelete}>
          Delete
        </button>
      </div>
    </li>
  );
}

interface EditorProps {
  readonly text: string;
  readonly name: string;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}

function Editor({ text, name, onSave, onCancel }: EditorProps) {
  const [draft, setDraft] = useState(text);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  return (
    <form class="row tight grow" onSubmit={prevent(() => onSave(draft.trim()))}>
      <input
        class="grow"
        ref={field}
        aria-label={`Text of ${name}`}
        value={draft}
        onInput={(e) => setDraft(e.currentTarget.value)}
        onKeyDown={keys("Escape", onCancel)}
      />
      <div class="row tight">
        <button type="submit" class="primary" aria-label={`Save ${name}`}>
          Save
        </button>{" "}
        <button type="button" aria-label={`Cancel editing ${name}`} onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
