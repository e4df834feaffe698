import { Chart, type ChartProps, lookOf } from "./chart/chart.tsx";
import { isNumber } from "./chart/data-table.tsx";
import { rounded, scaleOf } from "./chart/scale.ts";

/** Props of {@link BarChart}. */
export type BarChartProps = ChartProps;

/** How much of a label's stretch its bars take. */
const FILL = 0.7;

/**
 * How values compare: a bar for each, side by side where there are several series. The axis always holds zero, from which
 * bars rise and fall. The picture is SVG made on the server; a changed value is a changed attribute. Below it all
 * values stand in a table.
 *
 * @example
 * <BarChart title="Tickets" labels={["Open", "Closed"]} labelTitle="State" series={[{ name: "Today", values: [12, 30] }]} />
 */
export function BarChart(props: BarChartProps) {
  const { labels, series, min, max, format = String } = props;
  const scale = scaleOf(
    series.flatMap(({ values }) => values),
    { min: min && Math.min(min, 0), max: max && Math.max(max, 0), zero: true },
  );
  const stretch = 100 / Math.max(labels.length, 1);
  const width = (stretch * FILL) / Math.max(series.length, 1);
  const zero = scale.at(0);
  return (
    <Chart {...props} kind="bar-chart" scale={scale} labelAt={(index) => rounded((index + 0.5) * stretch)}>
      {series.map(({ name, values }, index) => (
        <g key={name} class={lookOf(index)}>
          {labels.map((label, i) => {
            const value = values[i];
            if (!isNumber(value)) return null;
            const end = scale.at(value);
            return (
              <rect
                x={`${rounded(i * stretch + (stretch * (1 - FILL)) / 2 + index * width)}%`}
                y={`${Math.min(end, zero)}%`}
                width={`${rounded(width)}%`}
                height={`${rounded(Math.abs(end - zero))}%`}
              >
                <title>{`${name}, ${label}: ${format(value)}`}</title>
              </rect>
            );
          })}
        </g>
      ))}
    </Chart>
  );
}
