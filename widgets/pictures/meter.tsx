import type { ComponentChildren, Ref } from "preact";
import { classes, type PassedOn } from "../core/props.ts";

/** Props of {@link Meter}. */
export interface MeterProps extends PassedOn<"label", "label"> {
  /** What is measured. */
  readonly label: ComponentChildren;
  readonly value: number;
  /** Default 0. */
  readonly min?: number | undefined;
  /** Default 100. */
  readonly max?: number | undefined;
  /** What is below counts as low. */
  readonly low?: number | undefined;
  /** What is above counts as high. */
  readonly high?: number | undefined;
  /** The best value: in the low, the middle or the high part; how far the value is from that part is its colour. */
  readonly optimum?: number | undefined;
  /** The value in words: colours alone tell nobody. Default: the number. */
  readonly text?: ComponentChildren;
  readonly ref?: Ref<HTMLMeterElement> | undefined;
}

/**
 * A value within a known range: how full, how warm, how strong. What goes on towards an end is a ProgressBar's.
 *
 * @example
 * <Meter label="Disk" value={91} high={80} optimum={20} text="91 GB of 100 GB: nearly full" />
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/meter/
 */
export function Meter({
  label,
  value,
  min = 0,
  max = 100,
  low,
  high,
  optimum,
  text = value,
  class: given,
  className,
  ref,
  ...rest
}: MeterProps) {
  const limits = Object.fromEntries(Object.entries({ low, high, optimum }).filter(([, limit]) => limit !== undefined));
  return (
    <label {...rest} class={classes("gauge", given, className)}>
      <span>{label}</span>
      <span class="amount" aria-hidden="true">
        {text}
      </span>
      <meter
        ref={ref ?? null}
        {...(typeof text === "string" && { "aria-valuetext": text })}
        min={min}
        max={max}
        {...limits}
        value={value}
      />
    </label>
  );
}
