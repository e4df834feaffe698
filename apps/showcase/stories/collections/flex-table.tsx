import { useState } from "preact/hooks";
import { Button, FlexTable } from "sessile/widgets";

export const title = "FlexTable";
export const description = "A table whose rows may differ: cells that take several columns or rows.";

export default function FlexTableStory() {
  const [watches, setWatches] = useState([
    ["20 to 24", "Ada"],
    ["0 to 4", "Grace"],
  ]);
  const relieve = () => setWatches([...watches, [`${watches.length * 4 - 4} to ${watches.length * 4}`, "Mary"]]);
  return (
    <>
      <FlexTable
        label="Watches"
        rows={[
          [
            { content: "When", heads: "column", colSpan: 2 },
            { content: "Who", heads: "column" },
          ],
          ...watches.map((watch, at) =>
            at === 0 ? [{ content: "Night", heads: "row" as const, rowSpan: watches.length }, ...watch] : watch,
          ),
          [{ content: "All hands at noon", colSpan: 3 }],
        ]}
      />
      <div class="row">
        <Button onClick={relieve}>One more watch</Button>
        <Button disabled={watches.length === 1} onClick={() => setWatches(watches.slice(0, -1))}>
          One less
        </Button>
      </div>
    </>
  );
}
