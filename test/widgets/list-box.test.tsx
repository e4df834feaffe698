/** ListBox: dropping down, in sight, several chosen. */
import { useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { Button, ListBox } from "sessile/widgets";
import { expect, test } from "vitest";

const PORTS = [
  { value: "GOA", label: "Genoa", group: "South" },
  { value: "MRS", label: "Marseille", group: "South" },
  { value: "HAM", label: "Hamburg", group: "North", disabled: true },
  { value: "OSL", label: "Oslo", group: "North" },
];

test.each([true, false])("one of a list, in groups (script: %s)", async (script) => {
  const page = await visit(
    () => {
      const [port, setPort] = useState("");
      return (
        <>
          <ListBox label="Port" items={PORTS} placeholder="Choose…" value={port} onChange={setPort} name="port" />
          <Button onClick={() => {}}>Go on</Button>
          <p role="status">{port}</p>
        </>
      );
    },
    { script },
  );
  const port = page.getByRole("combobox", { name: "Port" });
  expect(port.selected).toEqual(["Choose…"]);
  expect(port.getByRole("group", { name: "North" }).getByRole("option").texts).toEqual(["Hamburg", "Oslo"]);
  await port.select("Oslo");
  await page.getByRole("button", { name: "Go on" }).click();
  expect(page.getByRole("status")).toHaveText("OSL");
  await expect(port.select("Hamburg")).rejects.toThrow();
});

test("holds its own choice: the first, or the one that is said", async () => {
  const page = await visit(() => {
    const [told, setTold] = useState("");
    return (
      <>
        <ListBox label="First" items={["a", "b"]} onChange={setTold} />
        <ListBox label="Second" items={["a", "b"]} defaultValue="b" disabled />
        <p role="status">{told}</p>
      </>
    );
  });
  const first = page.getByLabel("First");
  expect(first).toHaveValue("a");
  await first.select("b");
  expect(first).toHaveValue("b");
  expect(page.getByRole("status")).toHaveText("b");
  expect(page.getByLabel("Second")).toHaveValue("b");
  expect(page.getByLabel("Second")).toBeDisabled();
});

test("what the parent does not take over is not chosen", async () => {
  const page = await visit(() => (
    <>
      <ListBox label="One" items={["a", "b"]} value="a" onChange={() => {}} />
      <ListBox label="Several" multiple items={["a", "b"]} value={["a"]} onChange={() => {}} />
    </>
  ));
  await page.getByLabel("One").select("b");
  expect(page.getByLabel("One")).toHaveValue("a");
  await page.getByLabel("Several").select("a", "b");
  expect(page.getByLabel("Several").selected).toEqual(["a"]);
});

test.each([true, false])("several of a list that is in sight (script: %s)", async (script) => {
  const page = await visit(
    () => {
      const [tongues, setTongues] = useState<readonly string[]>([]);
      return (
        <>
          <ListBox label="Tongues" multiple visibleItems={3} items={["English", "French"]} onChange={setTongues} />
          <ListBox label="Wind" visibleItems={2} items={["North", "South"]} />
          <Button onClick={() => {}}>Go on</Button>
          <p role="status">{tongues.join()}</p>
        </>
      );
    },
    { script },
  );
  const tongues = page.getByRole("listbox", { name: "Tongues" });
  expect(tongues).toHaveAttribute("size", "3");
  await tongues.select("English", "French");
  await page.getByRole("button", { name: "Go on" }).click();
  expect(page.getByRole("status")).toHaveText("English,French");
  expect(tongues.selected).toEqual(["English", "French"]);
  expect(page.getByRole("listbox", { name: "Wind" }).selected).toEqual([]);
});
