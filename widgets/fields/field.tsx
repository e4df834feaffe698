import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useId } from "preact/hooks";

/** What a field says beside its control. */
export interface Labelled {
  /** Its name. Without one it needs an `aria-label`, or a `Label` elsewhere. */
  readonly label?: ComponentChildren;
  /** What helps to fill it in. */
  readonly hint?: ComponentChildren;
  /** What is wrong with it: it is marked, and read to those who do not see it. In a `Form` the form's own findings show by themselves. */
  readonly error?: string | null | undefined;
}

/** What is wrong with a value, as a sentence; nothing where it is right. */
export type Validate = (value: string) => string | null | undefined;

/** What a form and its fields tell each other. */
export interface FormScope {
  errorOf(name: string): string | undefined;
  /** The function returned takes the check away. */
  add(name: string, validate: Validate): () => void;
}

export const FormScopes = createContext<FormScope | null>(null);

/** What a control takes on to belong to its label, hint and error. */
export interface ControlProps {
  readonly id: string | undefined;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

interface Described extends Labelled {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly validate?: Validate | undefined;
  readonly "aria-describedby"?: unknown;
}

/** What the control of a field is given, and what is wrong with it. */
function useField({ id, name, label, hint, error, validate, ...rest }: Described): ControlProps & { error: string } {
  const own = useId();
  const form = useContext(FormScopes);
  const named = typeof name === "string" ? name : "";
  useEffect(() => (validate && named ? form?.add(named, validate) : undefined), [form, named, validate]);
  const wrong = error || (named && form?.errorOf(named)) || "";
  const key = typeof id === "string" ? id : own;
  const given = rest["aria-describedby"];
  return {
    // Only what is referred to needs an id of its own: each costs an attribute more.
    id: label || hint || wrong || form || id ? key : undefined,
    "aria-describedby": [given, hint && `${key}-hint`, wrong && `${key}-error`].filter(Boolean).join(" ") || undefined,
    "aria-invalid": wrong ? true : undefined,
    error: wrong,
  };
}

/** Props of {@link Field}. */
export interface FieldProps extends Described {
  /** The control, which takes on what it is given. */
  readonly children: (control: ControlProps) => ComponentChildren;
}

/**
 * A control with its label, a hint, and what is wrong with it, tied together for every reader. The widgets of this family are
 * fields by themselves; this is for controls of your own.
 *
 * @example
 * <Field name="flag" label="Flag" hint="Two letters.">
 *   {(control) => <input {...control} name="flag" maxLength={2} />}
 * </Field>
 */
export function Field({ children, ...props }: FieldProps) {
  const { error, ...control } = useField(props);
  const { label, hint } = props;
  if (!label && !hint && !error) return <>{children(control)}</>;
  return (
    <div class="field">
      {label && <label for={control.id}>{label}</label>}
      {children(control)}
      {hint && (
        <p class="hint" id={`${control.id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${control.id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
