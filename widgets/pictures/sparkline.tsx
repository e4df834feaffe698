import type { Ref } from "preact";
import { classes, type PassedOn } from "../core/props.ts";
import { Curve, pointAt } from "./chart/curve.tsx";
import { isNumber } from "./chart/data-table.tsx";
import { scaleOf } from "./chart/scale.ts";

/** Props of {@link Sparkline}. */
export interface SparklineProps extends PassedOn<"svg", "values" | "label" | "min" | "max" | "format"> {
  /** What the values are, for those who do not see the line; the values themselves follow. */
  readonly label: string;
  readonly values: readonly (number | null)[];
  /** The lower edge. Default: near the lowest value. */
  readonly min?: number | undefined;
  /** The upper edge. Default: near the highest value. */
  readonly max?: number | undefined;
  /** How values are read out. Default: as JavaScript writes them. */
  readonly format?: ((value: number) => string) | undefined;
  readonly ref?: Ref<SVGSVGElement> | undefined;
}

/**
 * A line as small as a word, within a text or a table: how it went, without axes. Its last value has a dot.
 *
 * @example
 * <td>Load <Sparkline label="Load of the last minutes" values={loads} min={0} max={100} /></td>
 */
export function Sparkline({
  label,
  values,
  min,
  max,
  format = String,
  class: given,
  className,
  ref,
  ...rest
}: SparklineProps) {
  const { at } = scaleOf(values, { min, max });
  const last = values.findLastIndex(isNumber);
  const said = values.map((value) => (isNumber(value) ? format(value) : "–")).join(", ");
  return (
    <svg
      {...rest}
      ref={ref ?? null}
      role="img"
      aria-label={`${label}: ${said}`}
      class={classes("sparkline", given, className)}
    >
      <Curve values={values} at={at} />
      {last >= 0 && <circle cx={`${pointAt(last, values.length)}%`} cy={`${at(values[last] as number)}%`} r="2.5" />}
    </svg>
  );
}
