// Other documents within this one.
import { useState } from "preact/hooks";
import { Frame, ListBox } from "sessile/widgets";

const PLACES = [
  { value: "/counter/", label: "The counter" },
  { value: "/clock/", label: "The clock" },
  { value: "/assets/apps/kitchensink/boat.svg", label: "A boat" },
] as const;

export function Frames() {
  const [place, setPlace] = useState<string>(PLACES[0].value);
  return (
    <>
      <ListBox label="Show" items={PLACES} value={place} onChange={setPlace} />
      {/* Our own apps: they need their script, forms and cookies. */}
      <Frame
        title="What you asked for"
        src={place}
        height={320}
        sandbox="allow-scripts allow-forms allow-same-origin"
      />
    </>
  );
}
