import type { Series } from "./chart.tsx";

/** All values as a table, for those who do not see the picture, and those who want to know exactly. */
export function DataTable({
  title,
  labels,
  series,
  labelTitle,
  format,
  tableLabel,
}: {
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly labelTitle: string;
  readonly format: (value: number) => string;
  readonly tableLabel: string;
}) {
  return (
    <details>
      <summary>{tableLabel}</summary>
      <table>
        <caption class="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{labelTitle}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label, index) => (
            <tr>
              <th scope="row">{label}</th>
              {series.map(({ name, values }) => (
                <td key={name}>{said(values[index], format)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function said(value: number | null | undefined, format: (value: number) => string): string {
  return isNumber(value) ? format(value) : "–";
}

/** Whether there is a value to be drawn. */
export function isNumber(value: number | null | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
