// Nodes below nodes; some are fetched as they are opened.
import { useState } from "preact/hooks";
import { Tree, type TreeNode } from "sessile/widgets";

/** Stands for a database: what is below a node, however deep. */
async function below(path: string): Promise<TreeNode[]> {
  await new Promise((resolve) => setTimeout(resolve, 100));
  return ["a", "b", "c"].map((name) => {
    const value = `${path}/${name}`;
    return { value, label: value, children: () => below(value) };
  });
}

const BEACH: readonly TreeNode[] = [
  {
    value: "shells",
    label: "Shells",
    children: [
      {
        value: "bivalves",
        label: "Bivalves",
        children: [
          { value: "oyster", label: "Oyster" },
          { value: "cockle", label: "Cockle" },
        ],
      },
      {
        value: "snails",
        label: "Snails",
        children: [
          { value: "limpet", label: "Limpet" },
          { value: "whelk", label: "Whelk" },
        ],
      },
    ],
  },
  {
    value: "weeds",
    label: "Weeds",
    children: [
      { value: "kelp", label: "Kelp" },
      { value: "dulse", label: "Dulse" },
    ],
  },
];

const ENDLESS: readonly TreeNode[] = [{ value: "root", label: "root", children: () => below("root") }];

export function Trees() {
  const [found, setFound] = useState<string | null>(null);
  return (
    <>
      <h2>What is there</h2>
      <Tree label="Beach" nodes={BEACH} defaultOpen={["shells"]} value={found} onChange={setFound} />
      <p role="status">{found ? `You found: ${found}.` : "You found nothing yet."}</p>
      <h2>What is fetched</h2>
      <Tree label="Endless" nodes={ENDLESS} />
    </>
  );
}
