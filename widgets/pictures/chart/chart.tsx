import type { ComponentChildren, Ref } from "preact";
import { classes, type PassedOn } from "../../core/props.ts";
import { DataTable } from "./data-table.tsx";
import type { Scale } from "./scale.ts";

/** One line, or one colour of bars. */
export interface Series {
  readonly name: string;
  /** A value for each label; null where there is none. */
  readonly values: readonly (number | null)[];
}

/** Props of all charts with axes. */
export interface ChartProps extends PassedOn<"figure", "title" | "label" | "min" | "max"> {
  readonly title: string;
  /** What stands along the lower axis. */
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** What the labels are: "Month". Stands below the axis, and heads the table's first column. */
  readonly labelTitle: string;
  /** What the values are: "Sales, t". Stands above the axis. */
  readonly valueTitle?: string | undefined;
  /** The axis reaches down to this in any case. */
  readonly min?: number | undefined;
  /** The axis reaches up to this in any case. */
  readonly max?: number | undefined;
  /** How values are written. Default: as JavaScript does. */
  readonly format?: ((value: number) => string) | undefined;
  /** Of the area in which values are drawn: pixels, or any CSS length. Default 14rem. */
  readonly height?: number | string | undefined;
  /** What opens the table of all values. Default "Data". */
  readonly tableLabel?: string | undefined;
  readonly ref?: Ref<HTMLElement> | undefined;
}

/** Series beyond these look as the first ones again: nobody tells more of them apart. */
const LOOKS = 6;

/** The class that gives a series its colour and its kind of line. */
export function lookOf(index: number): string {
  return `series-${(index % LOOKS) + 1}`;
}

/** So many labels are written where there is room. */
const MOST_LABELS = 12;

/** Where there is little, every other one of them, if there are more than so many. */
const FEW_LABELS = 6;

/** What charts with axes have in common. `kind` names the class; `children` is what is drawn, in percent of the area. */
export function Chart({
  kind,
  scale,
  labelAt,
  children,
  title,
  labels,
  series,
  labelTitle,
  valueTitle,
  min: _min,
  max: _max,
  format = String,
  height,
  tableLabel = "Data",
  class: given,
  className,
  ref,
  ...rest
}: ChartProps & {
  readonly kind: string;
  readonly scale: Scale;
  /** Where a label stands, in percent of the width. */
  readonly labelAt: (index: number) => number;
  readonly children: ComponentChildren;
}) {
  const ticks = scale.ticks.map(format);
  const every = Math.ceil(labels.length / MOST_LABELS);
  const isMinor = (index: number): boolean => labels.length > FEW_LABELS * every && index % (2 * every) !== 0;
  return (
    <figure {...rest} ref={ref ?? null} class={classes("chart", kind, given, className)}>
      <figcaption>{title}</figcaption>
      {series.length > 1 && (
        <ul class="legend">
          {series.map(({ name }, index) => (
            <li key={name}>
              <svg class={lookOf(index)} viewBox="0 0 24 12" aria-hidden="true">
                <path d="M0 6H24" />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
      {valueTitle && <div class="axis-title">{valueTitle}</div>}
      <div class="plot" style={{ "--axis": `${Math.max(...ticks.map((tick) => tick.length))}ch` }}>
        <svg role="img" aria-label={title} style={height === undefined ? undefined : { blockSize: height }}>
          <g class="y-axis">
            {scale.ticks.map((tick, index) => (
              <g key={tick} class={tick === 0 ? "zero" : undefined}>
                <line x2="100%" y1={`${scale.at(tick)}%`} y2={`${scale.at(tick)}%`} />
                <text x="-8" y={`${scale.at(tick)}%`}>
                  {ticks[index]}
                </text>
              </g>
            ))}
          </g>
          <g class="x-axis">
            {labels.map((label, index) =>
              index % every === 0 ? (
                <text x={`${labelAt(index)}%`} y="100%" class={isMinor(index) ? "minor" : undefined}>
                  {label}
                </text>
              ) : null,
            )}
          </g>
          {children}
        </svg>
      </div>
      <div class="axis-title end">{labelTitle}</div>
      <DataTable {...{ title, labels, series, labelTitle, format, tableLabel }} />
    </figure>
  );
}
