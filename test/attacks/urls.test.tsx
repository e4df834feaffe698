/** What would run from a link or an attribute: kept from running by the policy, and named in development. */
import { createElement } from "preact";
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { attr } from "../support/copy.ts";
import { byRole } from "../support/roles.ts";
import { stage } from "../support/stage.tsx";
import { Visitor } from "../support/visitor.ts";

const SCRIPTS = [
  "javascript:hacked()",
  "JavaScript:hacked()",
  "  javascript:hacked()",
  "java\nscript:hacked()",
  "\tjava\tscript\r:hacked()",
  "\u0001javascript:hacked()",
  "vbscript:hacked()",
];
const HARMLESS = [
  "/javascript:",
  "?javascript:x",
  "#javascript:",
  "x javascript:y",
  "https://javascript/",
  "mailto:a@b",
  "",
];

/** What development says of an element. */
async function warnings(name: string, props: Record<string, string>): Promise<string[]> {
  function Shows() {
    return createElement(name, props);
  }
  const on = stage({ "/": Shows }, { mode: "development" });
  await new Visitor(on.runtime).open("/");
  return on.lines.map(({ level, message, data }) => `${level} ${data.component}: ${message}`);
}

// Reason: such a link is nobody's intention but an attacker's, and no escaping makes it harmless.
test.each(SCRIPTS)("%j as a link is named in development", async (url) => {
  for (const [name, attribute] of [
    ["a", "href"],
    ["form", "action"],
    ["iframe", "src"],
    ["button", "formaction"],
    ["object", "data"],
  ] as const) {
    expect(await warnings(name, { [attribute]: url, role: "note" })).toEqual([
      expect.stringMatching(new RegExp(`^warn Shows: ${attribute} of <${name}> is a javascript: URL`)),
    ]);
  }
});

test("in SVG too", async () => {
  function Shows() {
    return createElement("svg", {}, createElement("a", { "xlink:href": "javascript:hacked()" } as object, "x"));
  }
  const on = stage({ "/": Shows }, { mode: "development" });
  await new Visitor(on.runtime).open("/");
  const { html } = await new Visitor(on.runtime).visit("/");
  expect(html).toContain("javascript:hacked()");
  expect(on.lines.map(({ message }) => message)).toEqual([expect.stringContaining("of <a> is a javascript: URL")]);
});

test("what only looks like one is not", async () => {
  for (const url of HARMLESS) expect([url, await warnings("a", { href: url })]).toEqual([url, []]);
});

// Reason: an attribute with script in it comes from data that was spread, never from a handler.
test("an attribute that would be a handler is named", async () => {
  expect(await warnings("p", { ONCLICK: "hacked()" })).toEqual([
    expect.stringContaining("onclick of <p> is an attribute with script in it"),
  ]);
});

test("production says nothing, shows the link as it is, and lets nothing of the kind run", async () => {
  const [url = ""] = SCRIPTS;
  const on = stage({ "/": () => <a href={url}>x</a> });
  const { headers, html } = await new Visitor(on.runtime).visit("/");
  expect([on.lines, html.includes("javascript:hacked()")]).toEqual([[], true]);
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/default-src 'self'/);
  expect(policy).not.toMatch(
    /script-src|unsafe-eval|script-src-attr|'unsafe-inline'(?<!style-src-attr 'unsafe-inline')/,
  );
});

// Reason: what was harmless when it was mounted may be changed by an event.
test("a link that becomes one is named", async () => {
  function Shows() {
    const [url, setUrl] = useState("/fine");
    return (
      <main>
        <a href={url}>Link</a>
        <button type="button" onClick={() => setUrl("javascript:hacked()")}>
          Turn
        </button>
      </main>
    );
  }
  const on = stage({ "/": Shows }, { mode: "development" });
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open("/");
  expect(on.lines).toEqual([]);
  await visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", "Turn"))]], 1);
  expect(attr(byRole(copy, "link", "Link"), "href")).toBe("javascript:hacked()");
  expect(on.lines.map(({ message }) => message)).toEqual([expect.stringContaining("href of <a> is a javascript: URL")]);
});
