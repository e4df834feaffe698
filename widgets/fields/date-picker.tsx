import { useValue } from "../core/controlled.ts";
import { Field } from "./field.tsx";
import { type TextFieldProps, typed } from "./text-field.tsx";

/** Props of {@link DatePicker}. */
export interface DatePickerProps extends Omit<TextFieldProps, "min" | "max" | "maxLength" | "minLength" | "pattern"> {
  /** The first day that is right: `2026-01-31`. */
  readonly min?: string | undefined;
  /** The last day that is right. */
  readonly max?: string | undefined;
}

/**
 * A date, as `2026-01-31`; "" while there is none. The browser's own picker: it speaks the user's language, opens without
 * asking the server, and is what their phone has for dates. `Calendar` is a month to look at.
 *
 * @example
 * <DatePicker label="Arrival" min={today} defaultValue={today} onChange={setArrival} />
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/examples/datepicker-dialog/
 */
export function DatePicker({
  value,
  defaultValue,
  onChange,
  tellOn,
  debounce,
  label,
  hint,
  error,
  ...rest
}: DatePickerProps) {
  const { validate, ref, ...passed } = rest;
  const [date, setDate] = useValue({ value, defaultValue, onChange }, "");
  const isHeard = value !== undefined || onChange !== undefined;
  const heard = (event: { readonly currentTarget: { readonly value: string } }) => setDate(event.currentTarget.value);
  return (
    <Field {...passed} label={label} hint={hint} error={error} validate={validate}>
      {(control) => (
        <input
          {...passed}
          {...control}
          ref={ref ?? null}
          type="date"
          {...(isHeard ? { value: date, ...typed({ tellOn, debounce }, heard) } : { defaultValue })}
        />
      )}
    </Field>
  );
}
