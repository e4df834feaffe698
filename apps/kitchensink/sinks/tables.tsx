// Tables whose cells can be pressed, or take several places.
import { useState } from "preact/hooks";
import { FlexTable, Grid } from "sessile/widgets";

export function Tables() {
  const [pressed, setPressed] = useState<readonly [row: number, column: number] | null>(null);
  return (
    <>
      <h2>Grid</h2>
      <Grid
        label="Sea chart"
        rows={4}
        columns={5}
        cell={(row, column) => (pressed?.[0] === row && pressed[1] === column ? "✕" : "~")}
        cellLabel={(row, column) => `Row ${row + 1}, column ${column + 1}`}
        onCellClick={(row, column) => setPressed([row, column])}
      />
      <p role="status">{pressed ? `Row ${pressed[0] + 1}, column ${pressed[1] + 1}` : "No cell was pressed yet."}</p>
      <h2>FlexTable</h2>
      <FlexTable
        label="Cargo"
        rows={[
          [
            { content: "Hold", heads: "column" },
            { content: "Goods", heads: "column" },
            { content: "Tons", heads: "column" },
          ],
          [{ content: "Fore", heads: "row", rowSpan: 2 }, "Salt", "12"],
          ["Cod", "7"],
          [
            { content: "Aft", heads: "row" },
            { content: "Empty", colSpan: 2 },
          ],
        ]}
      />
    </>
  );
}
