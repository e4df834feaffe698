import type { ComponentChildren, Ref } from "preact";
import { classes, type PassedOn } from "../core/props.ts";

/** Props of {@link ProgressBar}. */
export interface ProgressBarProps extends PassedOn<"label", "label"> {
  /** What goes on. */
  readonly label: ComponentChildren;
  /** How much is done, from 0 to `max`. Without it nobody knows how long it will take. */
  readonly value?: number | undefined;
  /** How much there is to do. Default 100. */
  readonly max?: number | undefined;
  /** How far it is, in words. Default: in percent. */
  readonly text?: ComponentChildren;
  readonly ref?: Ref<HTMLProgressElement> | undefined;
}

/**
 * How far something is.
 *
 * @example
 * <ProgressBar label="Copying" value={copied} max={files.length} text={`${copied} of ${files.length}`} />
 */
export function ProgressBar({
  label,
  value,
  max = 100,
  text = value === undefined ? undefined : `${Math.floor((value / max) * 100)} %`,
  class: given,
  className,
  ref,
  ...rest
}: ProgressBarProps) {
  return (
    <label {...rest} class={classes("gauge", given, className)}>
      <span>{label}</span>
      <span class="amount" aria-hidden="true">
        {text}
      </span>
      <progress
        ref={ref ?? null}
        {...(typeof text === "string" && { "aria-valuetext": text })}
        max={max}
        {...(value !== undefined && { value })}
      />
    </label>
  );
}
