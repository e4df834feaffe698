import { useState } from "preact/hooks";
import { Tree, type TreeNode } from "sessile/widgets";

export const title = "Tree";
export const description =
  "Nodes below nodes. What is there the browser opens by itself; what is not is fetched as it is asked for.";

/** Takes its time, as a database would. */
async function soundings(): Promise<TreeNode[]> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return Array.from({ length: 1000 }, (_, n) => ({
    value: `sounding ${n + 1}`,
    label: `Sounding ${n + 1}`,
  }));
}

const NODES: TreeNode[] = [
  {
    value: "snails",
    label: "Snails",
    children: [
      { value: "limpets", label: "Limpets" },
      {
        value: "whelks",
        label: "Whelks",
        children: [
          { value: "common whelk", label: "Common whelk" },
          { value: "dog whelk", label: "Dog whelk" },
        ],
      },
    ],
  },
  { value: "soundings", label: "Soundings (a thousand)", children: soundings },
  { value: "charts", label: "Charts" },
];

export default function TreeStory() {
  const [selected, setSelected] = useState<string | null>(null);
  return (
    <>
      <Tree label="Museum" nodes={NODES} defaultOpen={["snails"]} value={selected} onChange={setSelected} />
      <p role="status">{selected ? `Selected: ${selected}` : "Nothing is selected."}</p>
    </>
  );
}
