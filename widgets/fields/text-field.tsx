import type { Ref } from "preact";
import { debounce, throttle } from "sessile/ui";
import { useValue, type Valued } from "../core/controlled.ts";
import type { InputPassedOn } from "../core/props.ts";
import { Field, type Labelled, type Validate } from "./field.tsx";

/** Milliseconds between two events of somebody who types: nobody sees the difference, and the server has a tenth to do. */
const TYPING_MS = 100;

/** When a field tells what was typed. */
export interface Telling {
  /** `input`: as it is typed. `change`: once the field is left, or Enter pressed. Default `input`. */
  readonly tellOn?: "input" | "change" | undefined;
  /** Tells as it is typed, once it has not been typed for so many milliseconds. What is pressed meanwhile does not overtake it. */
  readonly debounce?: number | undefined;
}

/** A listener for what is typed, at the pace that was asked for. */
export function typed<E>({ tellOn = "input", debounce: ms }: Telling, heard: (event: E) => unknown) {
  if (tellOn === "change") return { onChange: heard };
  return { onInput: ms ? debounce(ms, heard) : throttle(TYPING_MS, heard) };
}

/** Props of fields that are one line of text. */
export interface TextFieldProps extends InputPassedOn, Valued<string>, Labelled, Telling {
  /** What is wrong with a value; asked by the `Form` around it before it does anything. */
  readonly validate?: Validate | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

/** One line of text, of any kind of `<input>` that is one. */
export function TextField({
  type,
  ...props
}: TextFieldProps & { readonly type: "date" | "email" | "password" | "search" | "tel" | "text" | "url" }) {
  const { value, defaultValue, onChange, tellOn, debounce, label, hint, error, validate, ref, ...rest } = props;
  const [text, setText] = useValue({ value, defaultValue, onChange }, "");
  // Nobody asks: what is typed stays with the browser until something else is told.
  const isHeard = value !== undefined || onChange !== undefined;
  const heard = (event: { readonly currentTarget: { readonly value: string } }) => setText(event.currentTarget.value);
  return (
    <Field {...rest} label={label} hint={hint} error={error} validate={validate}>
      {(control) => (
        <input
          {...rest}
          {...control}
          ref={ref ?? null}
          // Preact's types know a shape for each; what is set here is common to all.
          type={type as "text"}
          {...(isHeard ? { value: text, ...typed({ tellOn, debounce }, heard) } : { defaultValue })}
        />
      )}
    </Field>
  );
}
