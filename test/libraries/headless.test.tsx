import { clsx } from "clsx";
import { useCombobox } from "downshift";
import { useState } from "react";
import { expect, test } from "vitest";
import { attr } from "../support/copy.ts";
import { MemoryUser } from "../support/drivers/memory.ts";
import { sees } from "../support/drivers/user.ts";
import { stage } from "../support/stage.tsx";

const FLAGS = ["Denmark", "France", "Finland"];

function Flags() {
  const [items, setItems] = useState(FLAGS);
  const box = useCombobox({
    items,
    // Downshift's own asks the browser for sizes; the browser can do the whole of it.
    scrollIntoView: (item) => item?.scrollIntoView({ block: "nearest" }),
    onInputValueChange: ({ inputValue }) =>
      setItems(FLAGS.filter((flag) => flag.toLowerCase().startsWith(inputValue.toLowerCase()))),
  });
  return (
    <main>
      <label {...box.getLabelProps()}>Flag</label>
      <input {...box.getInputProps()} />
      <ul {...box.getMenuProps()}>
        {box.isOpen &&
          items.map((item, index) => (
            <li
              key={item}
              {...box.getItemProps({ item, index })}
              class={clsx("item", { lit: index === box.highlightedIndex })}
            >
              {item}
            </li>
          ))}
      </ul>
      <p role="status">{box.selectedItem ?? "None"}</p>
    </main>
  );
}

test("downshift: a combobox filters, follows the arrow keys and takes Enter", async () => {
  const user = await MemoryUser.open(stage({ "/": Flags }), "/");
  await user.fill("Flag", "f");
  expect(await user.texts("option")).toEqual(["France", "Finland"]);
  await user.press("Flag", "ArrowDown");
  await user.press("Flag", "ArrowDown");
  const lit = [...user.copy.elements].filter((e) => attr(e, "class") === "item lit");
  expect(lit.map((e) => attr(e, "aria-selected"))).toEqual(["true"]);
  expect(user.copy.calls.at(-1)).toMatchObject({ name: "scrollIntoView", args: [{ block: "nearest" }] });
  await user.press("Flag", "Enter");
  await sees(user, "status", "Finland");
  expect(await user.value("Flag")).toBe("Finland");
  expect(await user.texts("option")).toEqual([]);
});

test("downshift: a click takes an option", async () => {
  const user = await MemoryUser.open(stage({ "/": Flags }), "/");
  await user.fill("Flag", "d");
  await user.click("option", "Denmark");
  await sees(user, "status", "Denmark");
});
