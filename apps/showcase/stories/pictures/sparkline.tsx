import { useState } from "preact/hooks";
import { Button, Sparkline } from "sessile/widgets";

export const title = "Sparkline";
export const description = "A line as small as a word, within a text or a table.";

export default function SparklineStory() {
  const [tides, setTides] = useState([1.2, 3.4, 0.9, 3.1, 1.1, 3.3, 1.4, 2.8]);
  return (
    <>
      <p>
        The tide of these days <Sparkline label="Tide in metres" values={tides} /> was as always.
      </p>
      <Button onClick={() => setTides([...tides.slice(1), tides.at(-1) === 1 ? 3.2 : 1])}>Next tide</Button>
    </>
  );
}
