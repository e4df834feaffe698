import { createSortedRowModel, rowSortingFeature, sortFn_basic, tableFeatures, useTable } from "@tanstack/react-table";
import { expect, test } from "vitest";
import { MemoryUser } from "../support/drivers/memory.ts";
import { stage } from "../support/stage.tsx";
import { bothWays, patchesOf } from "./users.ts";

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
});
const data = [
  { boat: "Fulmar", length: 9 },
  { boat: "Petrel", length: 7 },
  { boat: "Gannet", length: 12 },
];
const columns = [
  { accessorKey: "boat" as const, header: "Boat", sortFn: "basic" as const },
  { accessorKey: "length" as const, header: "Length", sortFn: "basic" as const, sortDescFirst: false },
];

function Boats() {
  const table = useTable({ features, columns, data });
  return (
    <table>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => (
              <th key={header.id}>
                <button onClick={header.column.getToggleSortingHandler()}>
                  <table.FlexRender header={header} />
                </button>
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id}>
            {row.getAllCells().map((cell) => (
              <td key={cell.id}>
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

bothWays("@tanstack/react-table: a header sorts", Boats, async (user) => {
  expect(await user.texts("cell")).toEqual(["Fulmar", "9", "Petrel", "7", "Gannet", "12"]);
  await user.click("button", "Boat");
  expect(await user.texts("cell")).toEqual(["Fulmar", "9", "Gannet", "12", "Petrel", "7"]);
  await user.click("button", "Length");
  expect(await user.texts("cell")).toEqual(["Petrel", "7", "Fulmar", "9", "Gannet", "12"]);
});

test("@tanstack/react-table: a sorted row is moved, not written anew", async () => {
  const user = await MemoryUser.open(stage({ "/": Boats }), "/");
  const patches = await patchesOf(user, () => user.click("button", "Boat"));
  expect(patches).toEqual([
    expect.stringMatching(/^<hx-partial hx-target="#_\d+" hx-swap="move">#_\d+<\/hx-partial>$/),
  ]);
});
