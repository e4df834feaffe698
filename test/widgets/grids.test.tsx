/** Grid and FlexTable. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { Button, FlexTable, Grid, type GridHandle, type GridProps } from "sessile/widgets";
import { describe, expect, test } from "vitest";

const both = test.each([true, false]);

describe("Grid", () => {
  function Board(props: Partial<GridProps>) {
    const [pressed, setPressed] = useState("nothing");
    const grid = useRef<GridHandle>(null);
    return (
      <main>
        <Grid
          label="Board"
          class="own"
          id="board"
          ref={grid}
          rows={2}
          columns={3}
          cell={(row, column) => `${row}.${column}`}
          isDisabled={(row, column) => row === 1 && column === 1}
          onCellClick={(row, column) => setPressed(`${row} ${column}`)}
          {...props}
        />
        <Button onClick={() => grid.current?.focus(1, 2)}>To the last</Button>
        <p role="status">{pressed}</p>
      </main>
    );
  }

  test("a table of so many cells, with headers", async () => {
    const page = await visit(() => (
      <Grid
        label="Tides"
        rows={2}
        columns={2}
        columnHeaders={["Mon", "Tue"]}
        rowHeaders={["High", "Low"]}
        cell={(row, column) => `${row}.${column}`}
      />
    ));
    expect(page.getByRole("table")).toHaveAccessibleName("Tides");
    expect(page.getByRole("columnheader").texts).toEqual(["Mon", "Tue"]);
    expect(page.getByRole("rowheader").texts).toEqual(["High", "Low"]);
    expect(page.getByRole("row").texts).toEqual(["MonTue", "High0.00.1", "Low1.01.1"]);
  });

  both("a press tells which cell it was; one that is disabled tells nothing (script: %s)", async (script) => {
    const page = await visit(() => <Board />, { script });
    expect(page.getByRole("grid")).toHaveAccessibleName("Board");
    expect(page.getByRole("grid")).toHaveAttribute("class", "grid own");
    await page.getByRole("button", { name: "1.2" }).click();
    expect(page.getByRole("status")).toHaveText("1 2");
    expect(page.getByRole("button", { name: "1.1" })).toHaveAttribute("aria-disabled", "true");
    await page.getByRole("button", { name: "1.1" }).click();
    expect(page.getByRole("status")).toHaveText("1 2");
  });

  test("arrow keys go from cell to cell; from then on the tab key stops at one", async () => {
    const page = await visit(() => <Board />);
    const at = (name: string) => expect(page.getByRole("button", { name })).toBeFocused();
    await page.press("Tab");
    await page.press("Tab");
    at("0.1");
    await page.press("ArrowDown");
    at("1.1");
    await page.press("ArrowRight");
    at("1.2");
    await page.press("ArrowRight");
    at("1.2");
    await page.press("Home");
    at("1.0");
    await page.press("Control+Home");
    at("0.0");
    await page.press("End");
    at("0.2");
    expect(page.getByRole("button", { name: "0.0" })).toHaveAttribute("tabindex", "-1");
    expect(page.getByRole("button", { name: "0.2" })).not.toHaveAttribute("tabindex");
    await page.press("Tab");
    expect(page.getByRole("button", { name: "To the last" })).toBeFocused();
  });

  test("from right to left", async () => {
    const page = await visit(() => <Board dir="rtl" />);
    await page.press("Tab");
    await page.press("ArrowLeft");
    expect(page.getByRole("button", { name: "0.1" })).toBeFocused();
  });

  test("its ref sets the focus on a cell", async () => {
    const page = await visit(() => <Board />);
    await page.getByRole("button", { name: "To the last" }).click();
    expect(page.getByRole("button", { name: "1.2" })).toBeFocused();
  });

  test("cells may have a name of their own", async () => {
    const page = await visit(() => <Board cell={() => ""} cellLabel={(row, column) => `Field ${row}/${column}`} />);
    expect(page.getByRole("button", { name: "Field 1/0" })).toHaveCount(1);
  });

  test("what is no count is an error that says so", async () => {
    await expect(visit(() => <Board rows={1.5} />)).rejects.toThrow(/rows is 1.5; expected a whole number/);
  });
});

describe("FlexTable", () => {
  test("rows of their own length; cells that span", async () => {
    const page = await visit(() => (
      <FlexTable
        label="Watches"
        class="own"
        rows={[
          [{ content: "When", heads: "column", colSpan: 2 }, "Who"],
          [{ content: "Night", heads: "row", rowSpan: 5, class: "dark" }, "20", <b key="b">Ada</b>],
          ["0", "Grace"],
        ]}
      />
    ));
    expect(page.getByRole("table")).toHaveAccessibleName("Watches");
    expect(page.getByRole("table")).toHaveAttribute("class", "flex-table own");
    expect(page.getByRole("columnheader", { name: "When" })).toHaveAttribute("colspan", "2");
    const night = page.getByText("Night");
    // As many as there are.
    expect(night).toHaveAttribute("rowspan", "2");
    expect(night).toHaveAttribute("class", "dark");
    expect(page.getByRole("cell").texts).toEqual(["Who", "20", "Ada", "0", "Grace"]);
  });

  test("a span that is none is an error that says so", async () => {
    const wrong = () => <FlexTable label="Watches" rows={[[{ content: "x", colSpan: 0 }]]} />;
    await expect(visit(wrong)).rejects.toThrow(/colSpan in row 0 is 0; expected a whole number from 1/);
  });
});
