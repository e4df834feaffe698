/** No value of a style can say more than one declaration: not with any characters, in any order. */

import type { Page as Tab } from "playwright-core";
import { createElement } from "preact";
import { beforeAll, describe, expect, test } from "vitest";
import { newPage } from "../support/chromium.ts";
import { Random, seeds } from "../support/random.ts";
import { mount } from "../support/server-dom.ts";

let tab: Tab;
beforeAll(async () => {
  tab = await newPage();
});

/** The style attribute of an element whose colour has this value, between two others. */
function written(value: string): string {
  const { body } = mount(createElement("p", { style: { top: 1, color: value, left: 2 } }));
  return body.firstElementChild?.getAttribute("style") ?? "";
}

/** Runs in the browser: which properties this style sets, and whether the two around are as they should be. */
function properties(styles: readonly string[]): { names: string[]; whole: boolean }[] {
  return styles.map((style) => {
    const element = document.createElement("p");
    element.setAttribute("style", style);
    const names = [...element.style].filter((name) => !/^(top|left|color)$/.test(name));
    return { names, whole: element.style.top === "1px" && element.style.left === "2px" };
  });
}

async function smuggled(values: readonly string[]): Promise<unknown[]> {
  const found = await tab.evaluate(properties, values.map(written));
  return found.flatMap(({ names, whole }, i) =>
    names.length > 0 || !whole ? [{ value: values[i], names, whole }] : [],
  );
}

describe("attacks", () => {
  test.each([
    ["another declaration", "red; background: blue"],
    ["one that closes itself", "red;}body{background:blue"],
    ["a comment that swallows what follows", "red /*"],
    ["a comment in the middle", "red/**/;/**/background:blue"],
    ["a string that is not closed", 'red "'],
    ["a string that ends at a newline", 'red "\n; background: blue; "'],
    ["a string that ends at a form feed", 'red "\f; background: blue; "'],
    ["a string that ends at a carriage return", "red '\r; background: blue; '"],
    ["a parenthesis that is not closed", "rgb(1, 2, 3"],
    ["a parenthesis that closes too much", "red); background: blue"],
    ["a bracket in place of a parenthesis", "rgb(1, 2, 3]; background: blue"],
    ["a block", "{}; background: blue"],
    ["a backslash at the end", "red\\"],
    ["an escaped semicolon", "red\\; background: blue"],
    ["an escaped quote", 'red "\\"; background: blue'],
    ["an escaped newline in a string", 'red "\\\n; background: blue"'],
    ["an escaped newline outside a string", "red \\\n; background: blue"],
    ["a bad url, which ends where it likes", "url(a b; background: blue)"],
    ["a url with a quote", "url(a'b); background: blue"],
    ["a url with a newline", "url(a\n); background: blue"],
    ["a url by escape", "u\\72l(; background: blue"],
    ["an html comment", "red <!-- ; --> ; background: blue"],
    ["an at-rule", "@import url(//evil)"],
    ["important", "red !important; background: blue"],
    ["NUL", "red\0; background: blue"],
    ["an exotic line end", "red\u2028; background: blue"],
  ])("%s", async (_, value) => {
    expect(await smuggled([value])).toEqual([]);
  });

  test("a name that is more than a name", async () => {
    const names = ["color:red;background", "x;background", "--x:1;background", "color/**/", "a b", "}p{background"];
    const styles = names.map(
      (name) =>
        mount(createElement("p", { style: { top: 1, [name]: "blue", left: 2 } })).body.firstElementChild?.getAttribute(
          "style",
        ) ?? "",
    );
    expect(
      (await tab.evaluate(properties, styles)).filter(
        ({ names, whole }) => names.some((n) => n.startsWith("background")) || !whole,
      ),
    ).toEqual([]);
  });
});

test("what is one value stays as it is", () => {
  for (const value of [
    "red",
    "rgb(1 2 3 / 50%)",
    "var(--a, #fff)",
    "calc(1px + (2px * 3))",
    'url("a;b)c")',
    "url(data:image/png;base64,AAAA==)",
    `"Two Words", 'x;y'`,
    "[full-start] 1fr [full-end]",
    "1px solid color-mix(in oklab, red, blue)",
    "red !important",
    "attr(data-x)",
  ]) {
    expect(written(value)).toBe(`top:1px;color:${value};left:2px;`);
  }
});

test("random values", async () => {
  const pieces = [
    ..."; : ; \" ' ( ) [ ] { } \\ / * ! , @ # % < > - . \n \r \f \0 a 7 \u00e9".split(" "),
    ..." |/*|*/|url(|u\\72l(|background:blue|;background:blue|<!--|-->|rgb(|\\\n|\\a |var(--|!important|//".split("|"),
  ];
  const values = seeds(4000).map((seed) => {
    const random = new Random(seed);
    return `red${Array.from({ length: 1 + random.int(8) }, () => random.pick(pieces)).join("")}`;
  });
  expect(await smuggled(values)).toEqual([]);
});
