/** Editing in place: with Enter and Escape in a cell, with buttons a row at a time; what is wrong is said where it is. */
import { useState } from "preact/hooks";
import { type TestPage, visit } from "sessile/testing";
import "sessile/testing/vitest";
import { arraySource, Button, DataGrid, type DataGridProps, type GridColumn, type GridEdit } from "sessile/widgets";
import { describe, expect, test } from "vitest";

interface Boat {
  readonly id: number;
  readonly name: string;
  readonly crew: number;
  readonly flag: string;
}

const COLUMNS: readonly GridColumn<Boat>[] = [
  { id: "id", label: "No." },
  { id: "name", label: "Name", editor: "text", validate: (text) => (text.trim() ? null : "A boat needs a name.") },
  { id: "crew", label: "Crew", editor: "number" },
  { id: "flag", label: "Flag", editor: ["IE", "FR", "NO"] },
];

type OnEdit = NonNullable<DataGridProps<Boat>["onEdit"]>;

/** A grid of three boats, and what was saved. */
function fleet(onEdit?: OnEdit, props: Partial<DataGridProps<Boat>> = {}) {
  let boats: readonly Boat[] = [
    { id: 1, name: "Ada", crew: 2, flag: "IE" },
    { id: 2, name: "Bo", crew: 3, flag: "FR" },
    { id: 3, name: "Cy", crew: 4, flag: "NO" },
  ];
  const saved: GridEdit<Boat>[] = [];
  const save = (edit: GridEdit<Boat>): void => {
    saved.push(edit);
    const { crew, ...texts } = edit.changes;
    boats = boats.map((boat) =>
      boat.id === edit.key ? { ...boat, ...texts, ...(crew !== undefined && { crew: Number(crew) }) } : boat,
    );
  };
  const App = () => (
    <main>
      <DataGrid
        label="Boats"
        columns={COLUMNS}
        source={(window) => arraySource(boats).load(window)}
        onEdit={(edit) => onEdit?.(edit) ?? save(edit)}
        {...props}
      />
    </main>
  );
  return { App, saved };
}

test("Enter edits the cell and saves it, Escape gives up; the focus stays in the cell", async () => {
  const { App, saved } = fleet();
  const page = await visit(App);
  await page.getByRole("gridcell", { name: "Bo" }).click();
  await page.press("Enter");
  const field = page.getByRole("textbox", { name: "Name" });
  expect(field).toBeFocused();
  expect(field).toHaveValue("Bo");
  await field.fill("Bodil");
  await field.press("Escape");
  expect(page.getByRole("gridcell", { name: "Bo" })).toBeFocused();
  await page.press("F2");
  await page.getByRole("textbox", { name: "Name" }).fill("Bodil");
  await page.press("Enter");
  expect(page.getByRole("gridcell", { name: "Bodil" })).toBeFocused();
  expect(saved.map(({ key, changes }) => [key, changes])).toEqual([[2, { name: "Bodil" }]]);
});

test("a double click edits; what is not edited stays as it is", async () => {
  const { App, saved } = fleet();
  const page = await visit(App);
  await page.getByRole("gridcell", { name: "4" }).dblclick();
  expect(page.getByRole("spinbutton", { name: "Crew" })).toBeFocused();
  await page.press("Escape");
  await page.getByRole("gridcell", { name: "1" }).dblclick();
  expect(page.getByRole("textbox")).toHaveCount(0);
  expect(saved).toEqual([]);
});

test("what is wrong is said at the cell, and the focus is there", async () => {
  const { App, saved } = fleet();
  const page = await visit(App);
  await page.getByRole("gridcell", { name: "Ada" }).dblclick();
  const field = page.getByRole("textbox", { name: "Name" });
  await field.fill(" ");
  await field.press("Enter");
  expect(page.getByRole("alert")).toHaveText("A boat needs a name.");
  expect(field).toHaveAttribute("aria-invalid", "true");
  expect(field.attribute("aria-describedby")).toBe(page.getByRole("alert").attribute("id"));
  expect(field).toBeFocused();
  // A press elsewhere does not lose it.
  await page.getByRole("gridcell", { name: "Cy" }).click();
  expect(field).toBeVisible();
  await field.fill("Eve");
  await page.getByRole("gridcell", { name: "Cy" }).click();
  expect(page.getByRole("textbox")).toHaveCount(0);
  expect(saved.map(({ changes }) => changes)).toEqual([{ name: "Eve" }]);
});

test.each([true, false])("a row at a time, by buttons (script: %s)", async (script) => {
  const { App, saved } = fleet(({ changes }) => (changes.crew === "13" ? { crew: "Not thirteen." } : undefined));
  const page = await visit(App, { script });
  await page.getByRole("button", { name: "Edit 2" }).click();
  await page.getByLabel("Name").fill("Bodil");
  await page.getByLabel("Crew").fill("13");
  await page.getByLabel("Flag").select("NO");
  await page.getByRole("button", { name: "Save" }).click();
  expect(page.getByRole("alert")).toHaveText("Not thirteen.");
  await page.getByLabel("Crew").fill("12");
  await page.getByRole("button", { name: "Save" }).click();
  expect(saved.map(({ changes }) => changes)).toEqual([{ name: "Bodil", crew: "12", flag: "NO" }]);
  expect(page.getByRole("row").nth(2)).toContainText("Bodil");
  await page.getByRole("button", { name: "Edit 1" }).click();
  await page.getByLabel("Name").fill("Gone");
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(page.getByRole("row").nth(1)).toContainText("Ada");
});

test("what is saved later keeps what was typed until then; a second press does nothing", async () => {
  let answer: (wrong: string | undefined) => void = () => {};
  let asked = 0;
  const { App } = fleet(() => {
    asked++;
    return new Promise((resolve) => {
      answer = resolve;
    });
  });
  const page = await visit(App);
  await page.getByRole("button", { name: "Edit 1" }).click();
  await page.getByLabel("Name").fill("Eve");
  await page.getByRole("button", { name: "Save" }).click();
  expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
  await page.getByLabel("Name").press("Enter");
  expect(asked).toBe(1);
  answer("That name is taken.");
  await page.settled();
  expect(page.getByRole("alert")).toHaveText("That name is taken.");
  expect(page.getByLabel("Name")).toHaveValue("Eve");
});

test("nothing is saved where nothing has changed", async () => {
  const { App, saved } = fleet();
  const page = await visit(App);
  await page.getByRole("button", { name: "Edit 3" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  expect(saved).toEqual([]);
});

const edited = (page: TestPage) =>
  page
    .getByRole("row")
    .all()
    .filter((row) => row.getByRole("button", { name: "Save" }).count > 0)
    .map((row) => row.getByRole("gridcell").first().text);

test("the editor goes where its row goes, with what was typed", async () => {
  const { App, saved } = fleet();
  const page = await visit(App);
  await page.getByRole("button", { name: "Edit 1" }).click();
  await page.getByLabel("Name").fill("Zoe");
  const sort = page.getByRole("columnheader").first().getByRole("button");
  await sort.click();
  await sort.click();
  expect(page.getByRole("row").nth(1)).toContainText("Cy");
  expect(edited(page)).toEqual(["1"]);
  expect(page.getByLabel("Name")).toHaveValue("Zoe");
  await page.getByRole("button", { name: "Save" }).click();
  expect(saved.map(({ key, changes }) => [key, changes])).toEqual([[1, { name: "Zoe" }]]);
});

test("an editor whose row is filtered out saves nothing, and is there again with it", async () => {
  const { App, saved } = fleet(undefined, { columns: COLUMNS.map((column) => ({ ...column, filter: true })) });
  const page = await visit(App);
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await page.getByRole("gridcell", { name: "Bo" }).dblclick();
  await name.fill("Bodil");
  await page.getByLabel("Filter Name").fill("Cy");
  expect(name).toHaveCount(0);
  await page.getByRole("gridcell", { name: "Cy" }).click();
  expect(saved).toEqual([]);
  await page.getByLabel("Filter Name").fill("");
  expect(edited(page)).toEqual(["2"]);
  expect(name).toHaveValue("Bodil");
  await page.getByRole("gridcell", { name: "Cy" }).click();
  expect(saved.map(({ key, changes }) => [key, changes])).toEqual([[2, { name: "Bodil" }]]);
});

test("a column that is hidden meanwhile is left as it is", async () => {
  const { App, saved } = fleet();
  const page = await visit(App);
  await page.getByRole("button", { name: "Edit 1" }).click();
  await page.getByLabel("Crew").fill("9");
  await page.getByText("Columns").click();
  await page.getByRole("checkbox", { name: "Name" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  expect(saved.map(({ key, changes }) => [key, changes])).toEqual([[1, { crew: "9" }]]);
});

test("columns made anew by each render are the same to an editor", async () => {
  const { App } = fleet(undefined, {
    get columns() {
      return COLUMNS.map((column) => ({ ...column }));
    },
  });
  const Anew = () => {
    const [count, setCount] = useState(0);
    return (
      <>
        <Button onClick={() => setCount(count + 1)}>Again</Button>
        <App key="it" />
        {count}
      </>
    );
  };
  const page = await visit(Anew);
  await page.getByRole("button", { name: "Edit 1" }).click();
  await page.getByLabel("Name").fill("Zoe");
  await page.getByRole("button", { name: "Again" }).click();
  expect(page.getByLabel("Name")).toHaveValue("Zoe");
});

test.each(["button", "cell"])(
  "another row's %s saves first, and where that is refused what was typed stays",
  async (by) => {
    const { App, saved } = fleet();
    const page = await visit(App);
    const another = () =>
      by === "button"
        ? page.getByRole("button", { name: "Edit 2" }).click()
        : page.getByRole("gridcell", { name: "Bo" }).dblclick();
    await page.getByRole("button", { name: "Edit 1" }).click();
    await page.getByLabel("Name").fill(" ");
    await another();
    expect(edited(page)).toEqual(["1"]);
    expect(page.getByRole("alert")).toHaveText("A boat needs a name.");
    await page.getByLabel("Name").fill("Zoe");
    await another();
    expect(saved.map(({ key, changes }) => [key, changes])).toEqual([[1, { name: "Zoe" }]]);
    expect(edited(page)).toEqual(["2"]);
    expect(page.getByLabel("Name")).toHaveValue("Bo");
    expect(page.getByLabel("Name")).toBeFocused();
  },
);

describe("saved later", () => {
  /** A grid that answers when it is told to. */
  function slow() {
    let resolve: (answer: string | undefined) => void = () => {};
    let reject: (error: Error) => void = () => {};
    const promise = new Promise<string | undefined>((...settle) => {
      [resolve, reject] = settle;
    });
    return { ...fleet(() => promise), resolve, reject };
  }

  test("another row waits for it, and is edited then", async () => {
    const { App, resolve } = slow();
    const page = await visit(App);
    await page.getByRole("button", { name: "Edit 1" }).click();
    await page.getByLabel("Name").fill("Zoe");
    await page.press("Enter");
    await page.getByRole("button", { name: "Edit 3" }).click();
    expect(edited(page)).toEqual(["1"]);
    resolve(undefined);
    await page.settled();
    expect(edited(page)).toEqual(["3"]);
    expect(page.getByLabel("Name")).toHaveValue("Cy");
    expect(page.getByLabel("Name")).toBeFocused();
  });

  test("and not if it is refused", async () => {
    const { App, resolve } = slow();
    const page = await visit(App);
    await page.getByRole("button", { name: "Edit 1" }).click();
    await page.getByLabel("Name").fill("Zoe");
    await page.press("Enter");
    await page.getByRole("button", { name: "Edit 3" }).click();
    resolve("Taken.");
    await page.settled();
    expect(edited(page)).toEqual(["1"]);
    expect(page.getByLabel("Name")).toHaveValue("Zoe");
    expect(page.getByRole("alert")).toHaveText("Taken.");
  });

  test.each([undefined, "Taken."])(
    "an answer is nothing to what was begun after it was given up: %s",
    async (answer) => {
      const { App, resolve } = slow();
      const page = await visit(App);
      await page.getByRole("button", { name: "Edit 1" }).click();
      await page.getByLabel("Name").fill("Zoe");
      await page.press("Enter");
      await page.press("Escape");
      await page.getByRole("button", { name: "Edit 3" }).click();
      await page.getByLabel("Name").fill("Cyd");
      resolve(answer);
      await page.settled();
      expect(edited(page)).toEqual(["3"]);
      expect(page.getByLabel("Name")).toHaveValue("Cyd");
      expect(page.getByRole("alert")).toHaveCount(0);
    },
  );

  test("what goes wrong after a press elsewhere is known as a handler's failure", async () => {
    const { App, reject } = slow();
    const page = await visit(App);
    await page.getByRole("gridcell", { name: "Ada" }).dblclick();
    await page.getByLabel("Name").fill("Zoe");
    await page.getByRole("gridcell", { name: "Cy" }).click();
    reject(new Error("The disk is full."));
    await expect(page.settled()).rejects.toThrow("The disk is full.");
    expect(page.getByLabel("Name")).toHaveValue("Zoe");
  });
});
