/** The grid as people and screen readers have it: markup, pages, sorting, filters, selection, keys, columns, failures, download. */
import { useRef, useState } from "preact/hooks";
import { type TestPage, visit } from "sessile/testing";
import "sessile/testing/vitest";
import {
  arraySource,
  Button,
  countSelected,
  DataGrid,
  type DataGridHandle,
  type DataGridProps,
  type GridColumn,
  type GridRows,
  type GridSelection,
} from "sessile/widgets";
import { describe, expect, test } from "vitest";

interface Boat {
  readonly id: number;
  readonly name: string;
  readonly built: number;
}

const boats = arraySource<Boat>({
  length: 1000,
  at: (n) => ({ id: n + 1, name: `Boat ${n + 1}`, built: 1900 + ((n * 7) % 100) }),
});
const COLUMNS: readonly GridColumn<Boat>[] = [
  { id: "name", label: "Name", filter: true },
  { id: "built", label: "Built", align: "end", width: 90 },
  { id: "id", label: "No.", sortable: false },
];
const Boats = (props: Partial<DataGridProps<Boat>>) => (
  <main>
    <DataGrid label="Boats" locale="en" columns={COLUMNS} source={boats} {...props} />
  </main>
);
const both = test.each([true, false]);

/** Texts of the rows that are there, without those of the head. */
const rowsOf = (page: TestPage) =>
  page
    .getByRole("row")
    .texts.slice(2)
    .map((text) => text.replace(/\s+/g, " "));
const names = (page: TestPage) => page.getByRole("gridcell", { name: /^Boat/ }).texts;
const cell = (page: TestPage, name: string) => page.getByRole("gridcell", { name });

test("says what it is: a grid of so many rows, columns, and how they are sorted", async () => {
  const page = await visit(() => (
    <Boats class="own" data-testid="it" defaultSort={[{ column: "built", direction: "descending" }]} />
  ));
  expect(page.getByTestId("it")).toHaveAttribute("class", "data-grid own");
  const grid = page.getByRole("grid", { name: "Boats" });
  // The head, and the fields to filter by, are rows too.
  expect(grid).toHaveAttribute("aria-rowcount", "1002");
  expect(page.getByRole("columnheader").texts).toEqual(["Name", "Built ▼", "No."]);
  const sorted = page
    .getByRole("columnheader")
    .all()
    .map((head) => head.attribute("aria-sort"));
  expect(sorted).toEqual(["none", "descending", null]);
  const rows = page.getByRole("row").all();
  expect(rows.length).toBeLessThan(40);
  expect(rows.slice(0, 4).map((row) => row.attribute("aria-rowindex"))).toEqual(["1", "2", "3", "4"]);
  expect(page.getByRole("status")).toHaveText("1,000 rows");
});

both("goes from page to page, to the last, and to a certain row (script: %s)", async (script) => {
  const page = await visit(Boats, { script });
  const press = (name: string) => page.getByRole("button", { name }).click();
  expect(names(page)[0]).toBe("Boat 1");
  expect(page.getByRole("button", { name: "Previous" })).toBeDisabled();
  await press("Next");
  expect(names(page).slice(0, 2)).toEqual(["Boat 25", "Boat 26"]);
  await press("Last");
  expect(names(page).at(-1)).toBe("Boat 1000");
  expect(page.getByRole("button", { name: "Next" })).toBeDisabled();
  await page.getByLabel("Go to row").fill("500");
  await press("Go");
  expect(names(page)).toContain("Boat 500");
  await press("First");
  expect(names(page)[0]).toBe("Boat 1");
});

both("sorts by a column: upwards, downwards, no longer (script: %s)", async (script) => {
  const page = await visit(Boats, { script });
  const head = page.getByRole("columnheader").nth(1);
  const press = () => head.getByRole("button").click();
  await press();
  expect(head).toHaveAttribute("aria-sort", "ascending");
  expect(rowsOf(page)[0]).toContain("1900");
  await press();
  expect(head).toHaveAttribute("aria-sort", "descending");
  expect(rowsOf(page)[0]).toContain("1999");
  await press();
  expect(head).toHaveAttribute("aria-sort", "none");
  expect(names(page)[0]).toBe("Boat 1");
});

both("filters by what a column contains, and says so where nothing does (script: %s)", async (script) => {
  const page = await visit(Boats, { script });
  await page.getByRole("button", { name: "Last" }).click();
  await page.getByLabel("Filter Name").fill("99");
  if (!script) await page.getByRole("button", { name: "Filter" }).click();
  expect(page.getByRole("status")).toHaveText("19 rows");
  expect(names(page)[0]).toBe("Boat 99");
  await page.getByLabel("Filter Name").fill("xyz");
  if (!script) await page.getByRole("button", { name: "Filter" }).click();
  expect(page.getByText("No rows.")).toBeVisible();
  expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "2");
});

describe("selection", () => {
  function Chosen({ on }: { on?: (selection: GridSelection) => void }) {
    const [selection, select] = useState<GridSelection>({ all: false, keys: new Set([2]) });
    const take = (next: GridSelection) => {
      select(next);
      on?.(next);
    };
    return <Boats selectable selection={selection} onSelect={take} />;
  }
  const chosen = (page: TestPage) =>
    page
      .getByRole("row")
      .all()
      .filter((row) => row.attribute("aria-selected") === "true")
      .map((row) => row.getByRole("gridcell").nth(1).text);

  both("by boxes: one, others, all, all but one (script: %s)", async (script) => {
    const page = await visit(() => <Chosen />, { script });
    const send = async () => {
      if (!script) await page.getByRole("button", { name: "Filter" }).click();
    };
    expect(chosen(page)).toEqual(["Boat 2"]);
    expect(page.getByRole("status")).toHaveText("1,000 rows, 1 selected");
    await page.getByLabel("Select 4").check();
    await send();
    expect(chosen(page)).toEqual(["Boat 2", "Boat 4"]);
    await page.getByLabel("Select all rows").check();
    await send();
    expect(page.getByRole("status")).toHaveText("1,000 rows, 1,000 selected");
    await page.getByLabel("Select 4").uncheck();
    await send();
    expect(page.getByRole("status")).toHaveText("1,000 rows, 999 selected");
    // Under another filter "all but" would be others.
    await page.getByLabel("Filter Name").fill("10");
    await send();
    expect(page.getByRole("status")).toHaveText(/^\d+ rows$/);
  });

  test("by Space, Shift and arrow keys, and Ctrl+A", async () => {
    let latest: GridSelection | null = null;
    const page = await visit(() => <Chosen on={(selection) => (latest = selection)} />);
    await page.getByRole("gridcell").nth(4).focus();
    await page.press("Space");
    expect(chosen(page)).toEqual(["Boat 1", "Boat 2"]);
    await page.press("ArrowDown");
    await page.press("ArrowDown");
    await page.press("Shift+ArrowDown");
    await page.press("Shift+ArrowDown");
    expect(chosen(page)).toEqual(["Boat 3", "Boat 4", "Boat 5"]);
    await page.press("Control+a");
    expect(latest).toMatchObject({ all: true });
    expect(countSelected(latest as unknown as GridSelection, 1000)).toBe(1000);
  });

  test("by a press on a row: it alone", async () => {
    const page = await visit(() => <Boats selectable />);
    await cell(page, "Boat 3").click();
    expect(chosen(page)).toEqual(["Boat 3"]);
    await cell(page, "Boat 5").click();
    expect(chosen(page)).toEqual(["Boat 5"]);
    expect(cell(page, "Boat 5")).toBeFocused();
  });

  test("not where nothing is to be selected", async () => {
    const page = await visit(Boats);
    await cell(page, "Boat 3").click();
    expect(chosen(page)).toEqual([]);
    expect(page.getByRole("checkbox", { name: /^Select/ })).toHaveCount(0);
    expect(page.getByRole("grid")).not.toHaveAttribute("aria-multiselectable", "true");
  });
});

describe("keys", () => {
  test("go from cell to cell, to the ends, by pages, and into the head", async () => {
    const page = await visit(Boats);
    await page.getByRole("gridcell").nth(3).focus();
    expect(cell(page, "Boat 1")).toBeFocused();
    await page.press("ArrowRight");
    await page.press("ArrowDown");
    expect(cell(page, "1907")).toBeFocused();
    await page.press("Home");
    expect(cell(page, "Boat 2")).toBeFocused();
    await page.press("Control+End");
    expect(cell(page, "1000")).toBeFocused();
    await page.press("PageUp");
    await page.press("Home");
    expect(cell(page, "Boat 989")).toBeFocused();
    await page.press("Control+Home");
    expect(cell(page, "Boat 1")).toBeFocused();
    await page.press("ArrowUp");
    expect(page.getByRole("button", { name: "Name" })).toBeFocused();
    await page.press("End");
    expect(page.getByRole("columnheader", { name: "No." })).toBeFocused();
  });

  test("all is reached by the tab key until an arrow key was heard; then one cell is, and the fields", async () => {
    const page = await visit(() => <Boats selectable />);
    const stops = () =>
      [page.getByLabel("Select 3"), page.getByRole("button", { name: "Built" })].map((one) =>
        one.attribute("tabindex"),
      );
    expect(stops()).toEqual([null, null]);
    await page.getByRole("gridcell").nth(4).focus();
    await page.press("ArrowDown");
    expect(stops()).toEqual(["-1", "-1"]);
    expect(
      page
        .getByRole("gridcell")
        .all()
        .filter((one) => one.attribute("tabindex") === "0"),
    ).toHaveLength(1);
  });

  test("from right to left arrow keys are the other way round", async () => {
    const page = await visit(() => <Boats dir="rtl" />);
    await page.getByRole("gridcell").nth(3).focus();
    await page.press("ArrowLeft");
    expect(cell(page, "1900").nth(0)).toBeFocused();
  });
});

describe("columns", () => {
  const heads = (page: TestPage) => page.getByRole("columnheader").texts;

  both("are moved, made wider, and hidden, in a list of them (script: %s)", async (script) => {
    const page = await visit(Boats, { script });
    await page.getByText(script ? "Columns" : "Open").click();
    await page.getByRole("button", { name: "Move Name later" }).click();
    expect(heads(page)).toEqual(["Built", "Name", "No."]);
    await page.getByLabel("Width of Name").fill("300");
    await page.getByRole("checkbox", { name: "Built" }).uncheck();
    if (!script) await page.getByText("Apply", { exact: true }).first().click();
    else await page.getByLabel("Width of Name").blur();
    expect(heads(page)).toEqual(["Name", "No."]);
    expect(page.getByRole("grid").attribute("style")).toContain("--columns:300px minmax(160px, 1fr)");
  });

  test("by keys in the head: Shift makes them wider, Ctrl moves them", async () => {
    const page = await visit(Boats);
    await page.getByRole("button", { name: "Built" }).focus();
    await page.press("Shift+ArrowRight");
    expect(page.getByRole("grid").attribute("style")).toContain("--columns:160px 106px ");
    await page.press("Control+ArrowLeft");
    expect(heads(page)).toEqual(["Built", "Name", "No."]);
    expect(page.getByRole("button", { name: "Built" })).toBeFocused();
  });

  test("a layout the parent holds is the parent's to change", async () => {
    const page = await visit(() => <Boats layout={{ order: ["id", "name"], widths: {}, hidden: ["built"] }} />);
    expect(heads(page)).toEqual(["No.", "Name"]);
    await page.getByText("Columns").click();
    await page.getByRole("button", { name: "Move Name earlier" }).click();
    expect(heads(page)).toEqual(["No.", "Name"]);
  });
});

test("what a ref has: rows are scrolled to, the focus is set, rows are asked for anew", async () => {
  let asked = 0;
  const load = ({ offset, limit }: { offset: number; limit: number }): GridRows<Boat> => {
    asked++;
    return {
      rows: Array.from({ length: limit }, (_, i) => ({ id: offset + i, name: `Boat ${offset + i}`, built: asked })),
      total: 9e6,
    };
  };
  const page = await visit(() => {
    const grid = useRef<DataGridHandle>(null);
    return (
      <>
        <Boats source={load} ref={grid} />
        <Button onClick={() => grid.current?.scrollToRow(4_000_000)}>There</Button>
        <Button onClick={() => grid.current?.refresh()}>Again</Button>
        <Button onClick={() => grid.current?.focus()}>Focus</Button>
      </>
    );
  });
  const press = (name: string) => page.getByRole("button", { name }).click();
  await press("There");
  expect(names(page)).toContain("Boat 4000000");
  const before = asked;
  await press("Again");
  expect(asked).toBeGreaterThan(before);
  await press("Focus");
  expect(cell(page, "Boat 4000000")).toBeFocused();
});

both(
  "a source that answers later: rows are awaited, a failure is told and tried again (script: %s)",
  async (script) => {
    let fails = true;
    const errors: unknown[] = [];
    const source = async ({ offset, limit }: { offset: number; limit: number }): Promise<GridRows<Boat>> => {
      await new Promise((resolve) => setTimeout(resolve));
      if (fails) throw new Error("the harbour is shut");
      return {
        rows: Array.from({ length: limit }, (_, i) => ({ id: offset + i, name: `Boat ${offset + i}`, built: 0 })),
        total: 100,
      };
    };
    const page = await visit(() => <Boats source={source} onError={(error) => errors.push(error)} />, { script });
    await page.waitFor(() => expect(errors).toHaveLength(1));
    if (!script) await page.reload();
    await page.waitFor(() => expect(page.getByRole("alert")).toContainText("The rows could not be loaded."));
    fails = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await page.settled();
    expect(page.getByRole("alert")).toHaveCount(0);
    expect(names(page)[0]).toBe("Boat 0");
    await page.getByRole("button", { name: "Next" }).click();
    await page.settled();
    expect(names(page)[0]).toBe("Boat 24");
  },
);

both("all rows that fit can be downloaded, in their order and columns (script: %s)", async (script) => {
  const page = await visit(
    () => (
      <Boats
        download="boats.csv"
        defaultFilters={{ name: "Boat 99" }}
        defaultSort={[{ column: "built", direction: "descending" }]}
        columns={[{ id: "name", label: "=Name", value: (boat: Boat) => `-${boat.name}` }, ...COLUMNS.slice(1)]}
        source={[
          { id: 7, name: "Boat 99, old", built: 1900 },
          { id: 8, name: "Boat 99", built: 1950 },
          { id: 9, name: "Other", built: 1 },
        ]}
      />
    ),
    { script },
  );
  const file = await page.getByRole("link", { name: "Download CSV" }).download();
  expect(file.name).toBe("boats.csv");
  expect(await file.text()).toBe(`'=Name,Built,No.\r\n'-Boat 99,1950,8\r\n"'-Boat 99, old",1900,7\r\n`);
});
