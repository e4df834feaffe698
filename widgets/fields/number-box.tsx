import type { Ref } from "preact";
import { useValue, type Valued } from "../core/controlled.ts";
import type { InputPassedOn } from "../core/props.ts";
import { Field, type Labelled, type Validate } from "./field.tsx";
import { type Telling, typed } from "./text-field.tsx";

/** Props of {@link NumberBox}. */
export interface NumberBoxProps
  extends InputPassedOn<"min" | "max" | "step">,
    Valued<number | null>,
    Labelled,
    Telling {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** What the arrows add, and what is right: `any` for every number. Default 1. */
  readonly step?: number | "any" | undefined;
  /** What is wrong with a value; asked by the `Form` around it before it does anything. */
  readonly validate?: Validate | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

/**
 * A number; `null` while there is none. The arrow keys step through it. What is typed beyond `min` and `max` is told as it is,
 * for it may be half of a number: the browser marks it, and a `Form` does not let it pass.
 *
 * @example
 * <NumberBox label="Crew" min={1} max={12} defaultValue={2} onChange={setCrew} />
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/spinbutton/
 */
export function NumberBox({
  value,
  defaultValue,
  onChange,
  tellOn,
  debounce,
  label,
  hint,
  error,
  ...rest
}: NumberBoxProps) {
  const { validate, ref, ...passed } = rest;
  const [number, setNumber] = useValue<number | null>({ value, defaultValue, onChange }, null);
  const isHeard = value !== undefined || onChange !== undefined;
  const heard = (event: { readonly currentTarget: { readonly value: string } }) => {
    const text = event.currentTarget.value;
    return setNumber(text === "" ? null : Number(text));
  };
  return (
    <Field {...passed} label={label} hint={hint} error={error} validate={validate}>
      {(control) => (
        <input
          inputMode="decimal"
          {...passed}
          {...control}
          ref={ref ?? null}
          type="number"
          {...(isHeard
            ? { value: number ?? "", ...typed({ tellOn, debounce }, heard) }
            : { defaultValue: defaultValue ?? "" })}
        />
      )}
    </Field>
  );
}
