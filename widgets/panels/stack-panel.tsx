import { type ComponentChildren, createContext, type Ref } from "preact";
import { useContext, useId } from "preact/hooks";
import { useValue, type Valued } from "../core/controlled.ts";
import { useOpen } from "../core/openable.ts";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** Props of {@link StackPanel}; its value is the key of the stack that is open, or null. */
export interface StackPanelProps extends PassedOn<"div", "onChange">, Valued<string | null>, Containing {
  readonly ref?: Ref<HTMLDivElement> | undefined;
}

interface Open {
  /** What makes browsers keep one of them open. */
  readonly group: string;
  readonly value: string | null;
  readonly setValue: (value: string | null) => void;
  readonly isHeard: boolean;
}

const OpenContext = createContext<Open | null>(null);

/**
 * Panels one above the other of which one is open: an accordion. The browser sees to that by itself; the server hears of
 * it only where `onChange` or `value` say that it should.
 *
 * @example
 * <StackPanel defaultValue="mail">
 *   <Stack value="mail" header="Mail"><Folders /></Stack>
 *   <Stack value="tasks" header="Tasks"><Tasks /></Stack>
 * </StackPanel>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/accordion/
 */
export function StackPanel({
  value,
  defaultValue,
  onChange,
  class: given,
  className,
  ref,
  children,
  ...rest
}: StackPanelProps) {
  const [open, setOpen] = useValue<string | null>({ value, defaultValue, onChange }, null);
  const group = useId();
  const isHeard = value !== undefined || onChange !== undefined;
  return (
    <div {...rest} ref={ref ?? null} class={classes("stack-panel", given, className)}>
      <OpenContext.Provider value={{ group, value: open, setValue: setOpen, isHeard }}>{children}</OpenContext.Provider>
    </div>
  );
}

/** Props of {@link Stack}. */
export interface StackProps extends PassedOn<"details", "open" | "name" | "value" | "onToggle">, Containing {
  /** Its name among the others of the StackPanel. */
  readonly value: string;
  /** What is always seen, and opens it. */
  readonly header: ComponentChildren;
}

/** One of the panels of a {@link StackPanel}. */
export function Stack({ value, header, children, class: given, className, ...rest }: StackProps) {
  const stack = useContext(OpenContext);
  if (!stack) throw new Error(`<Stack value="${value}"> stands outside any StackPanel; expected one around it`);
  const isOpen = stack.value === value;
  const onChange = (open: boolean): void => {
    // Of the one that closes because another opens nothing is to be told: that other has said so.
    if (open) stack.setValue(value);
    else if (isOpen) stack.setValue(null);
  };
  const { details } = useOpen({ value: isOpen, onChange }, stack.isHeard);
  return (
    <details {...rest} {...details} name={stack.group} class={classes("disclosure-panel", given, className)}>
      <summary>{header}</summary>
      <div>{children}</div>
    </details>
  );
}
