// The frame around one control, or around a group of them: label, hint and message, tied together for every reader.
import type { ComponentChildren } from "preact";
import { type FieldName, fieldId, LABELS } from "./booking.ts";

/** What a control takes on to belong to its label, hint and message. */
export interface ControlProps {
  readonly id: string;
  readonly name: FieldName;
  readonly "aria-invalid": true | undefined;
  readonly "aria-describedby": string | undefined;
}

interface FieldProps {
  readonly name: FieldName;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Spans the whole form. */
  readonly full?: boolean;
  readonly children: (control: ControlProps) => ComponentChildren;
}

export function Field({ name, hint, error, full = false, children }: FieldProps) {
  const id = fieldId(name);
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class={full ? "field full" : "field"}>
      <label for={id}>{LABELS[name]}</label>
      {children({
        id,
        name,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": describedBy || undefined,
      })}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <ErrorText name={name} error={error} />
    </div>
  );
}

export function ErrorText({ name, error }: { name: FieldName; error?: string | undefined }) {
  if (!error) return null;
  return (
    <p class="error" id={`${fieldId(name)}-error`}>
      {error}
    </p>
  );
}

interface ChoicesProps {
  readonly name: FieldName;
  readonly type: "checkbox" | "radio";
  readonly options: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (option: string, checked: boolean) => void;
}

/** A group of checkboxes or radio buttons under one legend. */
export function Choices({ name, type, options, chosen, onChoose }: ChoicesProps) {
  return (
    <fieldset class="field">
      <legend>{LABELS[name]}</legend>
      <div class="row">
        {options.map((option) => (
          <label key={option} class="check">
            <input
              type={type}
              name={name}
              value={option}
              checked={chosen.includes(option)}
              onChange={(e) => onChoose(option, e.currentTarget.checked)}
            />
            <span>{option} </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
