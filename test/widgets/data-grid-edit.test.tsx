/** Editing in place: with Enter and Escape in a cell, with buttons a row at a time; what is wrong is said where it is. */
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { DataGrid, type GridColumn, type GridEdit } from "sessile/widgets";
import { expect, test } from "vitest";

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

/** A grid of three boats, and what was saved. */
function fleet(
  onEdit?: (edit: GridEdit<Boat>) => ReturnType<NonNullable<Parameters<typeof DataGrid<Boat>>[0]["onEdit"]>>,
) {
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
        source={({ offset, limit }) => ({ rows: boats.slice(offset, offset + limit), total: boats.length })}
        onEdit={(edit) => onEdit?.(edit) ?? save(edit)}
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
