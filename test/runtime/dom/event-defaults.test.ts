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

test("a key has none, but is known not to repeat", () => {
  expect(new ServerEvent("keydown", { key: "a" })).not.toHaveProperty("button");
  expect(new ServerEvent("keydown", { key: "a" })).toMatchObject({ key: "a", repeat: false, isComposing: false });
});

test("a wheel turns in no direction that was not told", () => {
  expect(new ServerEvent("wheel", { deltaY: 3 })).toMatchObject({ deltaX: 0, deltaY: 3, deltaMode: 0 });
});
