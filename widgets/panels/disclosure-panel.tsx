import type { ComponentChildren } from "preact";
import { useImperativeHandle } from "preact/hooks";
import type { Valued } from "../core/controlled.ts";
import { useOpen } from "../core/openable.ts";
import { type Containing, classes, type Handled, type PassedOn } from "../core/props.ts";

/** What a {@link DisclosurePanel}'s `ref` has. */
export interface DisclosurePanelHandle {
  open(): void;
  close(): void;
  focus(): void;
}

/** Props of {@link DisclosurePanel}; its value says whether it is open. */
export interface DisclosurePanelProps
  extends PassedOn<"details", "open" | "onChange" | "onToggle">,
    Valued<boolean>,
    Containing,
    Handled<DisclosurePanelHandle> {
  /** What is always seen, and opens the rest. */
  readonly header: ComponentChildren;
  /** What is inside is made only once it is opened. Then the server has to be told of that: a round trip. */
  readonly lazy?: boolean | undefined;
}

/**
 * Shows more on demand. The browser opens and closes it by itself, with script and without; the server hears of it only
 * where `onChange`, `value` or `lazy` say that it should.
 *
 * @example
 * <DisclosurePanel header="Details"><p>Weighs 3 kg.</p></DisclosurePanel>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/disclosure/
 */
export function DisclosurePanel({
  header,
  lazy = false,
  value,
  defaultValue,
  onChange,
  children,
  class: given,
  className,
  ref,
  ...rest
}: DisclosurePanelProps) {
  // Who opens and closes it by its ref has to know what the user has made of it.
  const isHeard = lazy || Boolean(ref) || value !== undefined || onChange !== undefined;
  const { open, setOpen, details } = useOpen({ value, defaultValue, onChange }, isHeard);
  useImperativeHandle(ref ?? null, () => ({
    open: () => setOpen(true),
    close: () => setOpen(false),
    focus: () => (details.ref.current?.querySelector("summary") as HTMLElement | null)?.focus(),
  }));
  return (
    <details {...rest} {...details} class={classes("disclosure-panel", given, className)}>
      <summary>{header}</summary>
      <div>{(!lazy || open) && children}</div>
    </details>
  );
}
