/** Handlers find their row by `event.target.closest("[data-id]")`, and libraries their fields by `querySelector`. */
import { expect, test } from "vitest";
import { ServerDocument } from "../../../runtime/dom/document.ts";
import type { ServerElement } from "../../../runtime/dom/element.ts";

type Searchable = ServerElement & {
  matches(selectors: string): boolean;
  querySelector(selectors: string): ServerElement | null;
  querySelectorAll(selectors: string): ServerElement[];
};

const document = new ServerDocument({ dirty() {}, settle() {}, report() {} });
const make = (tag: string, attributes: Record<string, string>, ...children: ServerElement[]) => {
  const element = document.createElement(tag) as Searchable;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) element.appendChild(child);
  return element;
};
const icon = make("i", { class: "icon big" });
const button = make("button", { type: "submit", lang: "en-GB", "data-action": "row.delete" }, icon);
const row = make("tr", { "data-id": "7", id: "row-7" }, make("td", {}, button));

test.each([
  ["i", icon],
  ["I.icon.big", icon],
  ["*", icon],
  ["button", button],
  ["[data-id]", row],
  ["tr#row-7[data-id='7']", row],
  ["[data-id=7]", row],
  ["form, [ data-id = '7' ]", row],
  ["[data-action^=row]", button],
  ['[data-action$=".delete"]', button],
  ["[data-action*=w.d]", button],
  ["[lang|=en]", button],
  ["[class~=big]", icon],
  [".bigger", null],
  ["[data-action^='']", null],
  ["[data-id='8']", null],
])("closest(%j)", (selectors, expected) => {
  expect(icon.closest(selectors)).toBe(expected);
});

test("matches, querySelector, querySelectorAll", () => {
  expect(button.matches("[type=submit]")).toBe(true);
  expect(button.matches("tr")).toBe(false);
  expect(row.querySelector(".icon")).toBe(icon);
  expect(row.querySelector("tr")).toBe(null);
  expect(row.querySelectorAll("button, i").map(({ localName }) => localName)).toEqual(["button", "i"]);
});

test.each(["", "tr td", "ul > li", ":focus", "button:not([disabled])", "[a", "a,,b", '[a="1]'])(
  "%j is named, not guessed at",
  (selectors) => {
    expect(() => icon.closest(selectors)).toThrow("SES_SELECTOR");
  },
);
