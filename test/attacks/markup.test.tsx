/** Whatever text an app shows stays a text: in a document, a patch, a whole tree, the stream, the head, without script. */
import { parseFragment, serialize } from "parse5";
import { createElement } from "preact";
import { useState } from "preact/hooks";
import { Head, useLocation } from "sessile/ui";
import { expect, test } from "vitest";
import { everywhere, PAYLOADS } from "../support/apps/everywhere.tsx";
import { attr, Copy, within } from "../support/copy.ts";
import { ofServer, print } from "../support/outline.ts";
import { byRole } from "../support/roles.ts";
import { type Stage, stage } from "../support/stage.tsx";
import { frames, Visitor } from "../support/visitor.ts";

/** What a browser shows is what the server holds: nothing has become an element, an attribute or another text. */
function expectSame(on: Stage, copy: Copy): void {
  // NUL is the one character no markup can say.
  const held = print(ofServer(on.documentOf(copy.token).documentElement)).replaceAll("\\u0000", "\ufffd");
  expect(print(copy.outline())).toBe(held);
}

/** Elements and attributes that only an attack could have made. */
function expectClean(copy: Copy): void {
  for (const element of within(copy.document)) {
    expect(["b", "img", "hx-partial", "hx-then"]).not.toContain(element.tagName);
    for (const { name } of element.attrs) expect(name).not.toMatch(/^on/);
    if (element.tagName === "script") expect(attr(element, "src")).toMatch(/^\/~\/sessile\.js/);
  }
}

// Reason: the first document is the one everybody sees, crawlers and browsers without script too.
test("in the document", async () => {
  const on = stage({ "/": everywhere(PAYLOADS, []) });
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open("/");
  expectSame(on, copy);
  expectClean(copy);
  const plain = await visitor.open("/", { script: false });
  expectClean(plain);
  const crawled = await visitor.visit("/", { headers: { "user-agent": "Googlebot/2.1" } });
  expectClean(new Copy(crawled.html, true));
  expectClean(new Copy(crawled.html, false));
});

// Reason: patches are markup again, read by htmx, which has tags of its own.
test("in patches: changed, added, in the head, in a call; and when the whole tree is sent", async () => {
  const on = stage({
    "/": everywhere(
      PAYLOADS.map(() => "safe"),
      PAYLOADS,
    ),
  });
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open("/");
  let n = 0;
  for (const name of ["Change", "Add", "Title", "Call"]) {
    const button = copy.address(byRole(copy, "button", name));
    const { html } = await visitor.act("/", copy, [["click", button]], ++n);
    expect(frames(html).map(([version]) => version)).toEqual([n]);
    expectSame(on, copy);
    expectClean(copy);
  }
  expect(copy.calls.map(({ name, args }) => [name, ...args])).toEqual([["setCustomValidity", PAYLOADS.join(" ")]]);
  const whole = await visitor.post("/", { p: copy.token, n: n + 1, v: -1, e: [] });
  expect(frames(whole.html)).toHaveLength(1);
  for (const [, patches] of frames(whole.html)) copy.apply(patches);
  expectSame(on, copy);
  expectClean(copy);
});

// Reason: names cannot be escaped, so what would be no name is refused: the page shows an error, never the markup.
test.each(["x onclick", "a>b", 'a"b', "a'b", "a=b", "a/b", "a\0b", "", "s-id", "S-ON", "s-page", "s-plain"])(
  "the attribute name %j",
  async (name) => {
    const on = stage({ "/": () => createElement("p", { role: "note", ...{ [name]: "hacked()" } }, "there") });
    const { html } = await new Visitor(on.runtime).visit("/");
    expectClean(new Copy(html, true));
    if (name === "") return expect(html).not.toContain("hacked");
    expect(html).toContain("Something went wrong");
    expect(html).not.toContain("hacked");
    expect(on.lines.map(({ data }) => String(data.err))).toEqual([expect.stringContaining("SES_ATTRIBUTE_NAME")]);
  },
);

// Reason: the same of elements, and of those htmx would take for instructions.
test.each(["b onclick=x", "b>", "1b", "<b", "", "a b", "hx-partial", "HX-then", "hx-x", "b/", "b\0"])(
  "the element name %j",
  async (name) => {
    const on = stage({ "/": () => createElement(name || " ", {}, "there") });
    const { html } = await new Visitor(on.runtime).visit("/");
    expectClean(new Copy(html, true));
    expect(html).toContain("Something went wrong");
    expect(on.lines.map(({ data }) => String(data.err))).toEqual([expect.stringContaining("SES_TAG_NAME")]);
  },
);

// Reason: props by the name of a handler may come from data; a text is no handler.
test("texts for handlers are no attributes that run", async () => {
  for (const name of ["onclick", "onClick", "onMouseOver", "onerror"]) {
    const on = stage({ "/": () => createElement("p", { [name]: "hacked()" }, "there") });
    const { html } = await new Visitor(on.runtime).visit("/");
    expect([name, html.includes("hacked")]).toEqual([name, false]);
  }
});

// Reason: a browser reads a declaration's value as a value, and drops what would be more than one.
test("style values that would be more than a value", async () => {
  const values = [
    "red; background: url(//evil.example)",
    "red} body { display: none",
    "red /* ",
    "'unfinished",
    "url(x;y)) ; position: fixed",
    "red\\",
    "red\n; position: fixed",
    'red" onload="hacked(',
  ];
  for (const value of values) {
    const on = stage({ "/": () => <p style={{ color: value, margin: 0 }}>there</p> });
    const copy = await new Visitor(on.runtime).open("/");
    const p = [...within(copy.document)].find((e) => e.tagName === "p");
    expect([value, p && attr(p, "style")]).toEqual([value, "margin:0;"]);
  }
});

// Reason: the text of a style element cannot be escaped as other texts can.
test("the text of style elements ends neither the element nor the patch", async () => {
  for (const payload of PAYLOADS) {
    function Styled() {
      const [css, setCss] = useState<string | null>(null);
      return (
        <main>
          {css !== null && (
            <Head>
              <style>{css}</style>
            </Head>
          )}
          {css !== null && <style>{`p::after { content: "${css}" }`}</style>}
          <button type="button" onClick={() => setCss(payload)}>
            Style
          </button>
        </main>
      );
    }
    const on = stage({ "/": Styled });
    const visitor = new Visitor(on.runtime);
    const copy = await visitor.open("/");
    await visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", "Style"))]], 1);
    expectClean(copy);
    expect([...within(copy.body)].map((e) => e.tagName).sort()).toEqual(["button", "main", "style"]);
    const reloaded = new Copy((await visitor.visit("/")).html, true);
    expectClean(reloaded);
  }
});

// Reason: markup an app trusts was perhaps cleaned by a sanitizer, for which `<hx-` in an attribute's value is harmless.
test("trusted markup is what it is in a document, whatever htmx makes of tags of its own", async () => {
  const trusted = [
    `<em title="<hx-x onerror=hacked() src=x>">kept</em>`,
    `<em title="</hx-partial><hx-partial hx-target='body' hx-swap='innerHTML'>">kept</em>`,
    `<em title='<hx-then>'>kept</em>`,
    `<em>kept</em></template><em>and this</em>`,
    `<em>kept</em><!-- <hx-then> -->`,
    `<em>kept`,
  ];
  for (const markup of trusted) {
    function Article({ inside }: { inside: boolean }) {
      const body = <div role="note" dangerouslySetInnerHTML={{ __html: markup }} />;
      return inside ? <section>{body}</section> : body;
    }
    function Shown() {
      const [shown, show] = useState(0);
      return (
        <main>
          {shown > 0 && <Article inside={shown > 1} />}
          <p>after</p>
          <button type="button" onClick={() => show(shown + 1)}>
            Show
          </button>
        </main>
      );
    }
    const visitor = new Visitor(stage({ "/": Shown }).runtime);
    const copy = await visitor.open("/");
    const expectTrusted = (section: boolean): void => {
      expectClean(copy);
      const note = byRole(copy, "note");
      const tags = [...within(copy.body)].map((e) => e.tagName).filter((tag) => tag !== "em");
      expect([markup, tags]).toEqual([markup, ["main", ...(section ? ["section"] : []), "div", "p", "button"]]);
      expect([markup, serialize(note)]).toEqual([markup, serialize(parseFragment(note, markup, {}))]);
    };
    const show = copy.address(byRole(copy, "button", "Show"));
    for (let n = 1; n <= 2; n++) {
      await visitor.act("/", copy, [["click", show]], n);
      expectTrusted(n > 1);
    }
    for (const [version, patches] of frames((await visitor.post("/", { p: copy.token, n: 3, v: -1, e: [] })).html)) {
      copy.apply(patches);
      copy.version = version;
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
    await visitor.act("/", copy, [], 3);
    expectTrusted(true);
  }
});

// Reason: the address bar's URL comes back in links, forms and redirects.
test("what stands in the URL stays in it", async () => {
  function Where() {
    const { path, query, hash, href } = useLocation();
    return (
      <main>
        <p role="status">
          {path} {query.get("q")} {hash}
        </p>
        <a href={href(`?q=${query.get("q")}`)}>again</a>
      </main>
    );
  }
  for (const payload of PAYLOADS) {
    const on = stage({ "/": { component: Where, routes: true } });
    const copy = await new Visitor(on.runtime).open(`/x?q=${encodeURIComponent(payload)}`);
    expectSame(on, copy);
    expectClean(copy);
  }
});

// Reason: what stands for the page's token while a document is written must not be something a user can write.
test("no text of the app's turns into the page's token", async () => {
  const on = stage({ "/": () => <p role="status">~sessile-token~ {" ~sessile-token~"}</p> });
  const { html } = await new Visitor(on.runtime).visit("/");
  const { token } = new Copy(html, true);
  expect(html.split(token.split(".")[0] as string).length - 1).toBeLessThanOrEqual(4);
  expect(html).toContain(`~sessile-token~  ~sessile-token~`);
});
