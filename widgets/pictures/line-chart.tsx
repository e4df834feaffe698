import { Chart, type ChartProps, lookOf } from "./chart/chart.tsx";
import { Curve, pointAt } from "./chart/curve.tsx";
import { isNumber } from "./chart/data-table.tsx";
import { scaleOf } from "./chart/scale.ts";

/** Props of {@link LineChart}. */
export type LineChartProps = ChartProps;

/** Of longer lines single points are not marked: they would touch each other. */
const MOST_POINTS = 60;

/**
 * How values went: a line for each series, over labels at equal distances. The picture is SVG made on the server; a
 * changed value is a changed attribute. Below it all values stand in a table.
 *
 * @example
 * <LineChart title="Rainfall" labels={months} labelTitle="Month" valueTitle="mm"
 *   series={[{ name: "Vienna", values: vienna }, { name: "Graz", values: graz }]} />
 */
export function LineChart(props: LineChartProps) {
  const { labels, series, min, max, format = String } = props;
  const scale = scaleOf(
    series.flatMap(({ values }) => values),
    { min, max },
  );
  const count = labels.length;
  return (
    <Chart {...props} kind="line-chart" scale={scale} labelAt={(index) => pointAt(index, count)}>
      {series.map(({ name, values }, index) => (
        <g key={name} class={lookOf(index)}>
          <Curve values={labels.map((_, i) => values[i] ?? null)} at={scale.at} />
          {count <= MOST_POINTS &&
            labels.map((label, i) => {
              const value = values[i];
              return isNumber(value) ? (
                <circle cx={`${pointAt(i, count)}%`} cy={`${scale.at(value)}%`} r="3.5">
                  <title>{`${name}, ${label}: ${format(value)}`}</title>
                </circle>
              ) : null;
            })}
        </g>
      ))}
    </Chart>
  );
}
