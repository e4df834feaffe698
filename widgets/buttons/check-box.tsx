import type { Ref } from "preact";
import { useValue, type Valued } from "../core/controlled.ts";
import { type Containing, classes, type InputPassedOn } from "../core/props.ts";

/** Props of {@link CheckBox}. */
export interface CheckBoxProps extends InputPassedOn, Valued<boolean>, Containing {
  /** Neither: some of what it stands for is on. Goes as soon as it is pressed. */
  readonly indeterminate?: boolean | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

/**
 * A box to tick, with its label. `class` and `style` are the label's, all else is the box's.
 *
 * @example
 * <CheckBox onChange={(on) => insure(on)}>Insured</CheckBox>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/checkbox/
 */
export function CheckBox({ value, defaultValue, onChange, indeterminate = false, children, ...rest }: CheckBoxProps) {
  const { class: given, className, style, ref, ...passed } = rest;
  const [checked, setChecked] = useValue({ value, defaultValue, onChange }, false);
  return (
    <label class={classes("check", given, className)} style={style}>
      <input
        {...passed}
        ref={ref ?? null}
        type="checkbox"
        checked={checked}
        indeterminate={indeterminate}
        onChange={(event) => setChecked(event.currentTarget.checked)}
      />{" "}
      <span>{children}</span>
    </label>
  );
}
