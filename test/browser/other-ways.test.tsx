/** Where a browser's DOM is not the tree that wrote its HTML: it shows what the server holds all the same. */
import { type ComponentChildren, createElement, type VNode } from "preact";
import { useState } from "preact/hooks";
import { describe, expect, test } from "vitest";
import { newPage } from "../support/chromium.ts";
import { type StageOptions, servedStage } from "../support/stage.tsx";

/** A page that shows what `draw` makes of a number, which the test counts up. */
async function open(draw: (n: number) => ComponentChildren, options: StageOptions = {}) {
  let count = (_n: number): void => {};
  let n = 0;
  function App() {
    const [n, setN] = useState(0);
    count = setN;
    return <main data-n={n}>{draw(n)}</main>;
  }
  const { url, lines } = await servedStage({ "/": App }, options);
  const tab = await newPage();
  await tab.goto(url);
  /** The next number; resolves when the browser shows it. */
  const next = async (): Promise<void> => {
    count(++n);
    await tab.waitForSelector(`main[data-n="${n}"]`, { state: "attached" });
  };
  /** Markup of the main part without the runtime's ids. */
  const html = (): Promise<string> =>
    tab.evaluate(() => {
      const copy = document.querySelector("main")?.cloneNode(true) as Element;
      for (const element of copy.querySelectorAll("*")) {
        if (/^_\d+$/.test(element.id)) element.removeAttribute("id");
        element.removeAttribute("s-id");
      }
      return copy.innerHTML;
    });
  return { tab, next, html, lines };
}

describe("texts", () => {
  test("that stand side by side are one in a browser, and stay the same one", async () => {
    const { tab, next, html } = await open((n) => (
      <p>
        {n} of {10 - n}
        {"left"}
        <b />
        {n}
        {n}
      </p>
    ));
    const text = await tab.evaluateHandle(() => document.querySelector("main p")?.firstChild);
    await next();
    expect(await html()).toBe("<p>1 of 9left<b></b>11</p>");
    expect(await tab.evaluate(() => document.querySelector("p")?.childNodes.length)).toBe(3);
    expect(await text.evaluate((text) => text?.isConnected && text.nodeValue)).toBe("1 of 9left");
  });

  test("that are empty are not there, and come when they say something", async () => {
    const { tab, next, html } = await open((n) => (
      <p>
        {n === 1 ? "one" : ""}
        <b />
        {n === 1 ? "two" : ""}
      </p>
    ));
    expect(await tab.evaluate(() => document.querySelector("p")?.childNodes.length)).toBe(1);
    await next();
    expect(await html()).toBe("<p>one<b></b>two</p>");
    await next();
    expect(await html()).toBe("<p><b></b></p>");
  });

  test("of spaces between table rows are harmless", async () => {
    const { next, html } = await open((n) => (
      <table>
        <tbody>
          {" "}
          <tr>
            <td>{n}</td>
          </tr>
          {n ? "\n" : ""}
          {n ? (
            <tr>
              <td>more</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    ));
    await next();
    expect(await html()).toBe("<table><tbody> <tr><td>1</td></tr>\n<tr><td>more</td></tr></tbody></table>");
  });
});

describe("pieces of HTML", () => {
  test.each<[what: string, parent: string, child: string]>([
    ["a row", "tbody", "tr"],
    ["a cell", "tr", "td"],
    ["a head cell", "tr", "th"],
    ["a column", "colgroup", "col"],
    ["a body", "table", "tbody"],
    ["a caption", "table", "caption"],
    ["an option", "select", "option"],
    ["a group of options", "select", "optgroup"],
    ["an item", "ul", "li"],
    ["a term", "dl", "dt"],
  ])("%s alone stays what it is", async (_, parent, child) => {
    const around: { [tag: string]: string[] } = { tbody: ["table"], tr: ["table", "tbody"], colgroup: ["table"] };
    const { tab, next } = await open((n) => {
      const children = Array.from({ length: n }, (_, i) => createElement(child, { key: i }));
      const inner = createElement(parent, { class: "parent" }, children);
      return (around[parent] ?? []).reduceRight<VNode>(
        (inside, tag) => createElement(tag, null, inside),
        inner as VNode,
      );
    });
    await next();
    await next();
    const found = await tab.evaluate(() =>
      [...(document.querySelector(".parent")?.children ?? [])].map((e) => e.localName),
    );
    expect(found).toEqual([child, child]);
  });

  test.each([
    ["SVG", "svg", "circle", "http://www.w3.org/2000/svg"],
    ["MathML", "math", "mi", "http://www.w3.org/1998/Math/MathML"],
  ])("of %s stay in their namespace", async (_, root, child, namespace) => {
    const { tab, next } = await open((n) =>
      createElement(
        root,
        null,
        Array.from({ length: n }, (_, i) => createElement(child, { key: i })),
      ),
    );
    await next();
    await next();
    const found = await tab.evaluate(
      (root) => [...(document.querySelector(root)?.children ?? [])].map((e) => e.namespaceURI),
      root,
    );
    expect(found).toEqual([namespace, namespace]);
  });

  test("of HTML within SVG are HTML", async () => {
    const { tab, next } = await open((n) => (
      <svg>
        <foreignObject>
          <p />
          {n ? <b /> : null}
        </foreignObject>
      </svg>
    ));
    await next();
    expect(await tab.evaluate(() => document.querySelector("main b")?.namespaceURI)).toBe(
      "http://www.w3.org/1999/xhtml",
    );
  });
});

describe("what a parser repairs", () => {
  test.each<[what: string, outer: string, inner: string]>([
    ["a division in a paragraph", "p", "div"],
    ["a link in a link", "a", "a"],
    ["a button in a button", "button", "button"],
    ["a row without a body", "table", "tr"],
  ])("%s is named in development, and goes on being addressed by what it is", async (_, outer, inner) => {
    const { tab, next, lines } = await open(
      (n) => createElement(outer, { title: `outer ${n}` }, createElement(inner, { title: `inner ${n}` })),
      { mode: "development" },
    );
    await next();
    const titles = await tab.evaluate(() =>
      [...document.querySelectorAll("main [title]")].map((e) => e.getAttribute("title")),
    );
    expect(titles.sort()).toEqual(["inner 1", "outer 1"]);
    const warnings = lines.filter(({ level }) => level === "warn").map(({ message }) => message);
    expect(warnings.some((message) => message.includes(`<${outer}>`) && message.includes(`<${inner}>`))).toBe(true);
  });
});

describe("controls", () => {
  test("that a user has touched no longer follow their attributes, but follow the app", async () => {
    const { tab, next } = await open((n) => (
      <>
        <input class="text" value={`app ${n}`} />
        <input class="box" type="checkbox" checked={n === 1} />
        <select class="list" value={n ? "b" : "a"}>
          <option>a</option>
          <option>b</option>
          <option>c</option>
        </select>
        <textarea class="area" value={`app ${n}`} />
      </>
    ));
    await tab.fill(".text", "user");
    await tab.fill(".area", "user");
    await tab.selectOption(".list", "c");
    await tab.click(".box");
    await tab.click(".box");
    // The server has heard of nothing yet; a button would have told it.
    await tab.evaluate(() => {
      for (const control of document.querySelectorAll("main input, main select, main textarea"))
        control.dispatchEvent(new Event("blur"));
    });
    await next();
    const values = () =>
      tab.evaluate(() => {
        const find = <T extends Element>(name: string): T => document.querySelector(`.${name}`) as T;
        return [
          find<HTMLInputElement>("text").value,
          find<HTMLTextAreaElement>("area").value,
          find<HTMLSelectElement>("list").value,
        ];
      });
    // What was typed and not sent is the user's.
    expect(await values()).toEqual(["user", "user", "c"]);
  });
});

describe("a document somebody else has changed", () => {
  test.each<[who: string, change: () => void]>([
    ["an extension took an element away", () => document.querySelector("main b")?.remove()],
    ["an extension put one in", () => document.querySelector("main p")?.prepend(document.createElement("mark"))],
    ["an extension wrapped one", () => document.querySelector("main b")?.before(document.createElement("span"))],
    [
      "a translator wrapped the texts",
      () => {
        for (const element of document.querySelectorAll("main b, main p")) {
          const text = element.firstChild as Text;
          const font = document.createElement("font");
          text.replaceWith(font);
          font.append(document.createElement("font"));
          (font.firstChild as Element).append(`translated ${text.data}`);
        }
      },
    ],
  ])("%s: after the next change it shows the server's tree", async (_, change) => {
    const { tab, next, html } = await open((n) => (
      <p>
        text {n} <b>bold {n}</b>
      </p>
    ));
    await tab.evaluate(change);
    await next();
    await next();
    await expect.poll(html).toMatch(/text 2 .*<b>bold 2<\/b>/);
    await expect
      .poll(async () => (await html()).replace(/<mark><\/mark>|<span><\/span>/, ""))
      .toBe("<p>text 2 <b>bold 2</b></p>");
  });
});
