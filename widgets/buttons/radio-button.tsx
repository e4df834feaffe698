import type { Ref } from "preact";
import { type Containing, classes, type InputPassedOn } from "../core/props.ts";
import { useRadioGroup } from "./radio-group.tsx";

/** Props of {@link RadioButton}. */
export interface RadioButtonProps extends InputPassedOn, Containing {
  /** What the group's value is while this one is chosen. */
  readonly value: string;
  /** The group's name, where it stands in no `RadioGroup`: of those with the same name in one form one is chosen at most. */
  readonly name?: string | undefined;
  /** Chosen at first, where it stands in no `RadioGroup`. */
  readonly defaultChecked?: boolean | undefined;
  /** Called as it is chosen, with its value. Nothing is said to the one that was chosen before. */
  readonly onChange?: ((value: string) => unknown) | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

/**
 * One of several, with its label. In a `RadioGroup` that holds the choice; anywhere else the browser holds it, by `name`.
 *
 * @example
 * <RadioButton name="mooring" value="bow" defaultChecked>Bow to</RadioButton>
 * <RadioButton name="mooring" value="stern">Stern to</RadioButton>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/radio/
 */
export function RadioButton({ value, onChange, children, ...rest }: RadioButtonProps) {
  const group = useRadioGroup();
  const { class: given, className, style, ref, ...passed } = rest;
  return (
    <label class={classes("check", given, className)} style={style}>
      <input
        {...passed}
        {...(group && { name: group.name, checked: group.value === value })}
        ref={ref ?? null}
        type="radio"
        value={value}
        onChange={(event) => {
          // The one that is left tells of itself too where there is no script.
          if (!event.currentTarget.checked) return undefined;
          const chosen = group?.choose(value);
          return onChange?.(value) ?? chosen;
        }}
      />{" "}
      <span>{children}</span>
    </label>
  );
}
