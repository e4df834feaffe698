// What came of it: the molecules in a table that is sorted by its headings, and the lines that could not be read in another.
import { useMemo, useState } from "preact/hooks";
import { useDownload } from "sessile/ui";
import type { Fault, Row } from "./batch.ts";
import { csv } from "./csv.ts";
import { type Column, count, figure, pageOf, pressed, type Sorting, sorted } from "./rows.ts";

interface ResultsProps {
  readonly rows: readonly Row[];
  readonly faults: readonly Fault[];
  readonly onShow: (row: Row) => void;
  readonly onClear: () => void;
}

const HEADINGS: readonly (readonly [Column, string])[] = [
  ["line", "Line"],
  ["name", "Molecule"],
  ["mass", "Mass"],
  ["logP", "Log P"],
];

export function Results({ rows, faults, onShow, onClear }: ResultsProps) {
  const [sorting, setSorting] = useState<Sorting>({ by: "line", descending: false });
  const [view, setView] = useState<"results" | "faults">("results");
  const [wanted, setPage] = useState(0);
  const all = useMemo(() => sorted(rows, sorting), [rows, sorting]);
  const file = useDownload("logp.csv", () => csv(all, faults), { type: "text/csv; charset=utf-8; header=present" });

  const shows = faults.length === 0 ? "results" : rows.length === 0 ? "faults" : view;
  const { from, shown, pages, page } = pageOf<Row | Fault>(shows === "results" ? all : faults, wanted);
  const total = shows === "results" ? all.length : faults.length;
  const turn = (to: "results" | "faults") => {
    setView(to);
    setPage(0);
  };
  const sort = (by: Column) => {
    setSorting((now) => pressed(now, by));
    setPage(0);
  };

  return (
    <section aria-labelledby="logp-results">
      <div class="row spread">
        <h2 id="logp-results">Results</h2>
        <div class="row tight">
          <a class="button" {...file}>
            Download CSV
          </a>{" "}
          <button type="button" onClick={onClear}>
            Clear
          </button>
        </div>
      </div>
      {faults.length > 0 && (
        <fieldset class="row joined">
          <legend class="visually-hidden">Show</legend>
          <button type="button" aria-pressed={shows === "results"} onClick={() => turn("results")}>
            {`Molecules (${count(rows.length)})`}
          </button>{" "}
          <button type="button" aria-pressed={shows === "faults"} onClick={() => turn("faults")}>
            {`Faults (${count(faults.length)})`}
          </button>
        </fieldset>
      )}
      {shows === "results" ? (
        <Molecules rows={shown as readonly Row[]} sorting={sorting} onSort={sort} onShow={onShow} />
      ) : (
        <Faults faults={shown as readonly Fault[]} />
      )}
      {pages > 1 && (
        <nav class="row tight" aria-label="Pages">
          <button type="button" aria-disabled={page === 0} onClick={() => setPage(Math.max(0, page - 1))}>
            Previous
          </button>{" "}
          <button
            type="button"
            aria-disabled={page === pages - 1}
            onClick={() => setPage(Math.min(pages - 1, page + 1))}
          >
            Next
          </button>{" "}
          <span class="quiet">
            {count(from + 1)} to {count(from + shown.length)} of {count(total)}
          </span>
        </nav>
      )}
    </section>
  );
}

interface MoleculesProps {
  readonly rows: readonly Row[];
  readonly sorting: Sorting;
  readonly onSort: (by: Column) => void;
  readonly onShow: (row: Row) => void;
}

function Molecules({ rows, sorting, onSort, onShow }: MoleculesProps) {
  return (
    <table class="results">
      <caption class="visually-hidden">Molecules and their log P</caption>
      <thead>
        <tr>
          {HEADINGS.map(([by, heading]) => {
            const order = sorting.by === by ? (sorting.descending ? "descending" : "ascending") : undefined;
            return (
              <th key={by} scope="col" class={by} aria-sort={order}>
                <button type="button" onClick={() => onSort(by)}>
                  {heading}
                  <span aria-hidden="true">{order ? (sorting.descending ? " ↓" : " ↑") : ""}</span>
                </button>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.line} ${row.smiles}`}>
            <td class="line">{row.line || ""}</td>
            <td class="name">
              <button
                type="button"
                class="plain"
                aria-label={`Show ${row.name || row.smiles}`}
                onClick={() => onShow(row)}
              >
                {row.name || row.smiles}
              </button>
              {row.name && <code> {row.smiles}</code>}
            </td>
            <td class="mass">{row.mass.toFixed(2)}</td>
            <td class="logP">
              {figure(row.logP)}
              {row.without.length > 0 && row.logP !== null && (
                <small class="quiet"> without {row.without.join(", ")}</small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Faults({ faults }: { faults: readonly Fault[] }) {
  return (
    <table class="results">
      <caption class="visually-hidden">Lines that could not be read</caption>
      <thead>
        <tr>
          <th scope="col" class="line">
            Line
          </th>
          <th scope="col">Fault</th>
        </tr>
      </thead>
      <tbody>
        {faults.map(({ line, text, message }) => (
          <tr key={line}>
            <td class="line">{line}</td>
            <td>
              <code>{text}</code> <span class="error">{message}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
