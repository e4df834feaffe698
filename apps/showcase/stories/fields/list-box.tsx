import { useState } from "preact/hooks";
import { ListBox, type ListItem } from "sessile/widgets";

export const title = "ListBox";
export const description = "A list to choose from: dropping down, with some items in sight, or with several chosen.";

const PORTS: readonly ListItem[] = [
  { value: "GOA", label: "Genoa", group: "Mediterranean" },
  { value: "MRS", label: "Marseille", group: "Mediterranean" },
  { value: "OSL", label: "Oslo", group: "North Sea" },
  { value: "HAM", label: "Hamburg (closed)", group: "North Sea", disabled: true },
];
const TONGUES = ["English", "French", "Italian", "Norwegian", "Portuguese"];

export default function ListBoxStory() {
  const [port, setPort] = useState("");
  const [wind, setWind] = useState("West");
  const [tongues, setTongues] = useState<readonly string[]>(["English"]);
  return (
    <>
      <ListBox label="Port" name="port" items={PORTS} placeholder="Choose…" value={port} onChange={setPort} />
      <ListBox
        label="Wind"
        name="wind"
        items={["North", "East", "South", "West"]}
        visibleItems={4}
        value={wind}
        onChange={setWind}
      />
      <ListBox
        label="Tongues"
        name="tongues"
        hint="One or several."
        multiple
        visibleItems={3}
        items={TONGUES}
        value={tongues}
        onChange={setTongues}
      />
      <p role="status">
        {port || "No port"}, {wind}, {tongues.join(" and ") || "silence"}
      </p>
    </>
  );
}
