/** React's libraries ask for a click's main button before they act: `event.button === 0`. */
import { expect, test } from "vitest";
import { ServerEvent } from "../../../runtime/dom/events.ts";

test.each(["click", "pointerdown", "wheel", "drop"])(
  "a %s has a button and a place even where none was told",
  (type) => {
    const still = { button: 0, buttons: 0, clientX: 0, clientY: 0, offsetX: 0, offsetY: 0, detail: 0 };
    expect(new ServerEvent(type)).toMatchObject(still);
    expect(new ServerEvent(type, { button: 2, clientX: 5 })).toMatchObject({ ...still, button: 2, clientX: 5 });
  },
);

test("a key has none", () => {
  expect(new ServerEvent("keydown", { key: "a" })).not.toHaveProperty("button");
});
