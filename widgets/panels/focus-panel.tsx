import { useImperativeHandle, useRef } from "preact/hooks";
import { type Containing, classes, type Handled, type PassedOn } from "../core/props.ts";

/** What a {@link FocusPanel}'s `ref` has. */
export interface FocusPanelHandle {
  focus(): void;
  blur(): void;
}

/** Props of {@link FocusPanel}. */
export interface FocusPanelProps extends PassedOn<"div", "onClick" | "label">, Containing, Handled<FocusPanelHandle> {
  /** What it is, or what a press of it does. */
  readonly label: string;
  /** Pressed anywhere, or Enter or the space bar while it has the focus. */
  readonly onClick?: ((event: MouseEvent) => unknown) | undefined;
  readonly disabled?: boolean | undefined;
}

/**
 * Makes anything take the focus, and be pressed. It hears keys, pointer and wheel by the handlers it is given.
 *
 * With `onClick` a button lies over what it holds: so it is pressed by keyboard, and without script. Links and controls
 * inside stay above the button, and work for themselves.
 *
 * @example
 * <FocusPanel label="Open the report" onClick={open}><h3>Report</h3><p>Twelve pages</p></FocusPanel>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/button/
 */
export function FocusPanel({
  label,
  onClick,
  disabled,
  children,
  class: given,
  className,
  ref,
  ...rest
}: FocusPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useImperativeHandle(
    ref ?? null,
    () => ({
      focus: () => (button.current ?? panel.current)?.focus(),
      blur: () => (button.current ?? panel.current)?.blur(),
    }),
    [],
  );
  const named = onClick ? {} : { role: "group" as const, "aria-label": label, tabIndex: disabled ? -1 : 0 };
  return (
    <div {...named} {...rest} ref={panel} class={classes("focus-panel", given, className)}>
      {children}
      {onClick && (
        <button type="button" ref={button} disabled={disabled} onClick={onClick}>
          <span class="visually-hidden">{label}</span>
        </button>
      )}
    </div>
  );
}
