/** Draggable, DropTarget and SortableList: by pointer, by keyboard, and without script. */
import { useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { DragArea, Draggable, DropTarget, SortableList, type SortableListProps } from "sessile/widgets";
import { describe, expect, test } from "vitest";

const both = test.each([true, false]);

interface Fruit {
  readonly name: string;
  readonly isRipe: boolean;
}
const PLUM: Fruit = { name: "Plum", isRipe: true };
const PEAR: Fruit = { name: "Pear", isRipe: false };

describe("Draggable and DropTarget", () => {
  function Market({ dropped = [] }: { dropped?: Fruit[] }) {
    const [basket, setBasket] = useState<readonly Fruit[]>([]);
    return (
      <DragArea class="own">
        {[PLUM, PEAR].map((fruit) => (
          <Draggable key={fruit.name} label={fruit.name} data={fruit}>
            <b>{fruit.name}</b>
          </Draggable>
        ))}
        <Draggable label="Stone" data={0} disabled>
          Stone
        </Draggable>
        <DropTarget<Fruit>
          label="Basket"
          accepts={(fruit) => fruit.isRipe}
          onDrop={(fruit) => {
            dropped.push(fruit);
            setBasket([...basket, fruit]);
          }}
        >
          <p role="note">{basket.map(({ name }) => name).join(" ")}</p>
        </DropTarget>
        <DropTarget label="Bin" onDrop={() => {}} />
      </DragArea>
    );
  }

  test("is dragged: the target gets the very value, and only what it takes", async () => {
    const dropped: Fruit[] = [];
    const page = await visit(() => <Market dropped={dropped} />);
    const basket = page.getByRole("group", { name: "Basket" });
    await page.drag(page.getByText("Plum"), basket);
    expect(dropped[0]).toBe(PLUM);
    expect(page.getByRole("note")).toHaveText("Plum");
    expect(page.getByRole("status")).toHaveText("Plum is in Basket now.");
    await page.drag(page.getByText("Pear"), basket);
    expect(dropped).toHaveLength(1);
    expect(page.getByRole("status")).toHaveText("Pear stays where it was.");
    expect(page.html).not.toContain("isRipe");
  });

  test("only places that take it are ready while it is dragged", async () => {
    const page = await visit(() => <Market />);
    await page.hands.grab(page.getByText("Pear").element);
    await page.rest();
    expect(page.getByRole("group", { name: "Bin" })).toHaveAttribute("class", "drop-target ready");
    expect(page.getByRole("group", { name: "Basket" })).toHaveAttribute("class", "drop-target");
    await page.drag(page.getByText("Plum"), page.getByRole("group", { name: "Bin" }));
    expect(page.getByRole("group", { name: "Bin" })).toHaveAttribute("class", "drop-target");
  });

  both("is taken up by its button, and put down by one of a place that takes it (script: %s)", async (script) => {
    const dropped: Fruit[] = [];
    const page = await visit(() => <Market dropped={dropped} />, { script });
    expect(page.getByRole("button", { name: /^Put/ })).toHaveCount(0);
    await page.getByRole("button", { name: "Move Pear" }).click();
    expect(page.getByRole("button", { name: "Move Pear" })).toHaveAttribute("aria-pressed", "true");
    expect(page.getByRole("status")).toHaveText("Pear: choose where to put it, or press Escape.");
    expect(page.getByRole("button", { name: /^Put/ }).texts).toEqual(["Put Pear into Bin"]);
    await page.getByRole("button", { name: "Move Plum" }).click();
    await page.getByRole("button", { name: "Put Plum into Basket" }).click();
    expect(dropped).toEqual([PLUM]);
    expect(page.getByRole("button", { name: /^Put/ })).toHaveCount(0);
    if (script) expect(page.getByRole("group", { name: "Basket" })).toBeFocused();
    await page.getByRole("button", { name: "Move Pear" }).click();
    await page.getByRole("button", { name: "Move Pear" }).click();
    expect(page.getByRole("status")).toHaveText("Pear stays where it was.");
  });

  test("Escape puts it back", async () => {
    const page = await visit(() => <Market />);
    await page.getByRole("button", { name: "Move Plum" }).click();
    await page.press("Escape");
    expect(page.getByRole("button", { name: /^Put/ })).toHaveCount(0);
    expect(page.getByRole("status")).toHaveText("Plum stays where it was.");
  });

  test("what is disabled stays", async () => {
    const page = await visit(() => <Market />);
    expect(page.getByRole("button", { name: "Move Stone" })).toBeDisabled();
    await expect(page.drag(page.getByText("Stone"), page.getByRole("group", { name: "Bin" }))).rejects.toThrow(
      /draggable/,
    );
  });

  test("outside an area it is an error that says so", async () => {
    await expect(visit(() => <Draggable label="Plum" data={1} />)).rejects.toThrow(/<Draggable> stands outside any/);
  });
});

describe("SortableList", () => {
  function Stops(props: Partial<Omit<SortableListProps<string>, "children">>) {
    const [heard, setHeard] = useState("");
    return (
      <main>
        <SortableList<string>
          label="Stops"
          defaultValue={["Bergen", "Oslo", "Genoa"]}
          onChange={(items) => setHeard(items.join(" "))}
          class="own"
          {...props}
        />
        <p role="note">{heard}</p>
      </main>
    );
  }
  const order = (page: Awaited<ReturnType<typeof visit>>) =>
    page
      .getByRole("listitem")
      .texts.map((text) => text.split("↑")[0])
      .join(" ");

  both("two buttons each move an item; at the end one does nothing (script: %s)", async (script) => {
    const page = await visit(Stops, { script });
    expect(page.getByRole("list")).toHaveAccessibleName("Stops");
    expect(page.getByRole("button", { name: "Move Bergen up" })).toBeDisabled();
    await page.getByRole("button", { name: "Move Bergen down" }).click();
    expect(order(page)).toBe("Oslo Bergen Genoa");
    expect(page.getByRole("note")).toHaveText("Oslo Bergen Genoa");
    expect(page.getByRole("status")).toHaveText("Bergen, 2 of 3");
    await page.getByRole("button", { name: "Move Genoa up" }).click();
    expect(order(page)).toBe("Oslo Genoa Bergen");
  });

  test("arrow keys on them move it too, Home and End to the ends, and the focus stays", async () => {
    const page = await visit(Stops);
    const up = page.getByRole("button", { name: "Move Bergen up" });
    await up.focus();
    await page.press("Alt+ArrowDown");
    expect(order(page)).toBe("Oslo Bergen Genoa");
    await page.press("End");
    expect(order(page)).toBe("Oslo Genoa Bergen");
    await page.press("ArrowUp");
    expect(order(page)).toBe("Oslo Bergen Genoa");
    await page.press("Home");
    await page.press("ArrowUp");
    expect(order(page)).toBe("Bergen Oslo Genoa");
    expect(up).toBeFocused();
    expect(page.getByRole("status")).toHaveText("Bergen, 1 of 3");
  });

  test("an item takes the place of the one it is dropped on", async () => {
    const page = await visit(Stops);
    const at = (name: string) => page.getByText(name, { exact: true });
    const items = page.getByRole("listitem");
    await page.drag(at("Bergen"), items.nth(2));
    expect(order(page)).toBe("Oslo Genoa Bergen");
    await page.drag(at("Bergen"), items.nth(0));
    expect(order(page)).toBe("Bergen Oslo Genoa");
    expect(page.getByRole("status")).toHaveText("Bergen, 1 of 3");
    expect(items.nth(0)).toHaveAttribute("draggable", "true");
  });

  test("it shows where that would be", async () => {
    const page = await visit(Stops);
    const items = page.getByRole("listitem");
    await page.hands.grab(items.nth(0).element);
    await page.rest();
    expect(items.nth(0)).toHaveAttribute("class", "held");
    await page.getByText("Genoa", { exact: true }).hover();
    await page.hands.drop(page.getByRole("note").element);
    await page.rest();
    expect(items.nth(0)).not.toHaveAttribute("class", "held");
    expect(order(page)).toBe("Bergen Oslo Genoa");
  });

  test("the parent holds the order: what it does not take over stays", async () => {
    const page = await visit(() => <Stops value={["Bergen", "Oslo"]} />);
    await page.getByRole("button", { name: "Move Oslo up" }).click();
    expect(order(page)).toBe("Bergen Oslo");
    expect(page.getByRole("note")).toHaveText("Oslo Bergen");
  });

  test("items of one's own kind, with keys, names and a view", async () => {
    const page = await visit(() => (
      <SortableList
        label="Fruit"
        defaultValue={[PLUM, PEAR]}
        labelOf={(fruit) => fruit.name}
        keyOf={(fruit) => fruit.name}
        words={{ up: (name) => `${name} hinauf` }}
      >
        {(fruit) => <em>{fruit.isRipe ? "ripe" : "green"}</em>}
      </SortableList>
    ));
    await page.getByRole("button", { name: "Pear hinauf" }).click();
    expect(page.getByRole("emphasis").texts).toEqual(["green", "ripe"]);
  });
});
