import { useState } from "preact/hooks";
import { SortableList } from "sessile/widgets";

export const title = "SortableList";
export const description = "Put in order by dragging, by two buttons each, or by arrow keys on those.";

export default function SortableListStory() {
  const [stops, setStops] = useState<readonly string[]>(["Bergen", "Hamburg", "Oporto", "Genoa"]);
  return (
    <>
      <SortableList label="Stops" value={stops} onChange={setStops} />
      <p>{stops.join(" → ")}</p>
    </>
  );
}
