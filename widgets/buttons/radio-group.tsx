import { createContext } from "preact";
import { useContext, useId } from "preact/hooks";
import { useValue, type Valued } from "../core/controlled.ts";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** What the buttons of a group share. */
interface Group {
  readonly name: string;
  readonly value: string;
  readonly choose: (value: string) => unknown;
}

const Groups = createContext<Group | null>(null);

/** The group a radio button stands in. */
export function useRadioGroup(): Group | null {
  return useContext(Groups);
}

/** Props of {@link RadioGroup}. */
export interface RadioGroupProps
  extends PassedOn<"fieldset", "value" | "defaultValue" | "onChange" | "label">,
    Valued<string>,
    Containing {
  /** What is to be chosen. */
  readonly label: string;
  /** The name under which a form sends it. Default: one that no other group has. */
  readonly name?: string | undefined;
}

/**
 * Radio buttons of which one is chosen at most. Its value is that of the one that is; "" while none is.
 *
 * @example
 * <RadioGroup label="Mooring" defaultValue="bow" onChange={setMooring}>
 *   <RadioButton value="bow">Bow to</RadioButton>
 *   <RadioButton value="stern">Stern to</RadioButton>
 * </RadioGroup>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/radio/
 */
export function RadioGroup({ label, name, value, defaultValue, onChange, children, ...rest }: RadioGroupProps) {
  const id = useId();
  const [chosen, choose] = useValue({ value, defaultValue, onChange }, "");
  const { class: given, className, ...passed } = rest;
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a fieldset may be one, and its legend is the name.
    <fieldset role="radiogroup" {...passed} class={classes("field", given, className)}>
      <legend>{label}</legend>
      <div class="row">
        <Groups.Provider value={{ name: name ?? id, value: chosen, choose }}>{children}</Groups.Provider>
      </div>
    </fieldset>
  );
}
