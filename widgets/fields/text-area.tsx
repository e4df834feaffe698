import type { Ref } from "preact";
import { useValue, type Valued } from "../core/controlled.ts";
import { classes, type PassedOn } from "../core/props.ts";
import { Field, type Labelled, type Validate } from "./field.tsx";
import { type Telling, typed } from "./text-field.tsx";

/** Props of {@link TextArea}. */
export interface TextAreaProps
  extends PassedOn<"textarea", "value" | "defaultValue" | "onChange" | "label" | "role">,
    Valued<string>,
    Labelled,
    Telling {
  /** Grows with what is typed, where the browser can do it. */
  readonly grows?: boolean | undefined;
  /** What is wrong with a value; asked by the `Form` around it before it does anything. */
  readonly validate?: Validate | undefined;
  readonly ref?: Ref<HTMLTextAreaElement> | undefined;
}

/**
 * Text of several lines. While nobody asks what stands in it (`onChange`, `value`), typing sends nothing.
 *
 * @example
 * <TextArea label="Log" name="log" rows={4} grows />
 */
export function TextArea({
  value,
  defaultValue,
  onChange,
  tellOn,
  debounce,
  label,
  hint,
  error,
  ...rest
}: TextAreaProps) {
  const { validate, grows = false, class: given, className, ref, ...passed } = rest;
  const [text, setText] = useValue({ value, defaultValue, onChange }, "");
  const isHeard = value !== undefined || onChange !== undefined;
  const heard = (event: { readonly currentTarget: { readonly value: string } }) => setText(event.currentTarget.value);
  return (
    <Field {...passed} label={label} hint={hint} error={error} validate={validate}>
      {(control) => (
        <textarea
          rows={3}
          {...passed}
          {...control}
          ref={ref ?? null}
          class={classes(grows && "grows", given, className)}
          {...(isHeard ? { value: text, ...typed({ tellOn, debounce }, heard) } : { defaultValue })}
        />
      )}
    </Field>
  );
}
