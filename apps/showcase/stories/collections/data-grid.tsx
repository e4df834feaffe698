import { useState } from "preact/hooks";
import { arraySource, DataGrid, type GridColumn, type GridRows, type GridWindow } from "sessile/widgets";

export const title = "DataGrid";
export const description =
  "A million rows: sorted, filtered, chosen, edited in place, and only those in sight are in the tree.";

interface Sighting {
  readonly id: number;
  readonly species: string;
  readonly place: string;
  readonly year: number;
  readonly size: number;
}

const SPECIES = ["Common limpet", "Keyhole limpet", "Blue-rayed limpet", "Black limpet", "Owl limpet"];
const PLACES = ["Howth", "Roscoff", "Muros", "Bergen", "Kirkwall", "Penzance", "Sagres"];

/** Some number that follows from another one. */
const mix = (n: number): number => (Math.imul(n ^ (n >>> 7), 0x9e3779b1) >>> 8) & 0xffff;

/** Made as it is asked for: no million rows are anywhere. All sessions share what was sorted. */
const sightings = arraySource<Sighting>({
  length: 1_000_000,
  at: (n) => ({
    id: n + 1,
    species: SPECIES[mix(n) % SPECIES.length] ?? "",
    place: PLACES[mix(n + 1) % PLACES.length] ?? "",
    year: 1950 + (mix(n + 2) % 75),
    size: 8 + (mix(n + 3) % 520) / 10,
  }),
});

const millimetres = (text: string): string | null =>
  Number(text) >= 1 && Number(text) <= 200 ? null : "A size from 1 to 200 mm.";

const COLUMNS: readonly GridColumn<Sighting>[] = [
  { id: "id", label: "No.", width: 100, align: "end" },
  { id: "species", label: "Species", width: 180, filter: true, editor: SPECIES },
  { id: "place", label: "Place", width: 140, filter: true, editor: "text" },
  { id: "year", label: "Year", width: 100, align: "end", filter: true },
  { id: "size", label: "Size, mm", width: 120, align: "end", editor: "number", validate: millimetres },
];

export default function DataGridStory() {
  // What one visitor changes the others do not see.
  const [edits] = useState(() => new Map<number, Sighting>());
  const edited = ({ rows, total }: GridRows<Sighting>) => ({
    rows: rows.map((row) => edits.get(row.id) ?? row),
    total,
  });
  const load = (window: GridWindow) => {
    const answer = sightings.load(window);
    return "then" in answer ? answer.then(edited) : edited(answer);
  };
  return (
    <DataGrid
      label="Limpets seen"
      locale="en"
      columns={COLUMNS}
      source={load}
      selectable
      download="limpets.csv"
      onEdit={({ row, changes: { size, ...texts } }) => {
        edits.set(row.id, { ...row, ...texts, ...(size !== undefined && { size: Number(size) }) });
      }}
    />
  );
}
