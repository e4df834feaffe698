// Lists to choose from, and fields that suggest.
import { useState } from "preact/hooks";
import { DatePicker, ListBox, Slider, SuggestBox } from "sessile/widgets";

const FLEETS = {
  Boats: ["Cutter", "Dory", "Ketch", "Sloop"],
  Birds: ["Cormorant", "Gannet", "Puffin", "Tern"],
  Fish: ["Cod", "Dab", "Haddock", "Sole"],
} as const;

type Kind = keyof typeof FLEETS;

export function Lists() {
  const [kind, setKind] = useState<Kind>("Boats");
  const [one, setOne] = useState("");
  const [several, setSeveral] = useState<readonly string[]>([]);
  const [word, setWord] = useState("");
  const choose = (next: string) => {
    setKind(next as Kind);
    setOne("");
  };
  return (
    <>
      <ListBox label="Kind" items={Object.keys(FLEETS)} value={kind} onChange={choose} />
      <ListBox label="One of them" items={FLEETS[kind]} visibleItems={4} value={one} onChange={setOne} />
      <ListBox label="Several" multiple items={FLEETS.Birds} value={several} onChange={setSeveral} />
      <p role="status">
        {kind}: {one || "none"}. Birds: {several.join(", ") || "none"}.
      </p>
      <SuggestBox label="Any of all" source={Object.values(FLEETS).flat()} value={word} onChange={setWord} />
      <Slider label="How many" min={1} max={12} defaultValue={3} />
      <DatePicker label="By when" />
    </>
  );
}
