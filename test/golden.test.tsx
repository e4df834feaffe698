/** What travels, as files a reader of PROTOCOL.md can look at; ids and tokens are masked. UPDATE_GOLDEN=1 writes them anew. */
import { useEffect, useState } from "preact/hooks";
import { Head, keys, prevent } from "sessile/ui";
import { expect, test } from "vitest";
import { attr, Copy, within } from "./support/copy.ts";
import { expectGolden } from "./support/golden.ts";
import { byLabel, byRole } from "./support/roles.ts";
import { stage } from "./support/stage.tsx";
import { pageField, Visitor } from "./support/visitor.ts";

/** A little of everything that has a form of its own on the wire. */
function Sample() {
  const [count, setCount] = useState(0);
  const [names, setNames] = useState(["ash", "beech", "cedar"]);
  const [draft, setDraft] = useState("");
  const [theme, setTheme] = useState("light");
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (late) dialog?.showModal();
  }, [late]);
  return (
    <main class={theme} style={{ "--count": count }}>
      <Head>
        <title>{`Sample (${count})`}</title>
      </Head>
      <p role="status">
        Count: <b>{count}</b> of {names.length}
      </p>
      <ul id="names">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <form
        onSubmit={prevent(() => {
          setNames([draft, ...names]);
          setDraft("");
        })}
      >
        <label>
          Name
          <input
            value={draft}
            maxLength={20}
            onInput={(e) => setDraft(e.currentTarget.value.toLowerCase())}
            onKeyDown={keys(
              "ArrowUp ArrowDown",
              prevent(() => setCount(count + 1)),
            )}
          />
        </label>
        <button>Add</button>
      </form>
      <select aria-label="Theme" onChange={(e) => setTheme(e.currentTarget.value)}>
        <option>light</option>
        <option>dark</option>
      </select>
      <button type="button" onClick={() => setCount(count + 1)}>
        Count
      </button>
      <button type="button" onClick={() => setNames([...names].reverse())}>
        Reverse
      </button>
      <button type="button" onClick={() => setNames([])}>
        Empty
      </button>
      <button type="button" onClick={() => setLate(true)}>
        Ask
      </button>
      <dialog ref={setDialog}>{late && <p>&lt;Really&gt; &amp; truly?</p>}</dialog>
    </main>
  );
}

/** What is different in each run. */
function masked(text: string, { token }: Copy): string {
  const [page = "", view] = token.split(".");
  return (
    text
      .replaceAll(page, "PAGE-ID-OF-21-LETTERS")
      .replaceAll(`PAGE-ID-OF-21-LETTERS.${view}`, "PAGE-ID-OF-21-LETTERS.1")
      .replace(/\/~\/sessile\.js\?v=[\w-]+/g, "/~/sessile.js?v=HASH")
      // The document's print depends on that hash.
      .replace(/(LETTERS\.1[ +]\d+[ +])[\w-]{27}/g, "$1PRINT")
  );
}

/** A long line at its tags, so that a difference can be seen. */
const lines = (html: string) => `${html.replace(/></g, ">\n<")}\n`;

const apps = { "/": { component: Sample, title: "Sample", lang: "en", styles: ["/theme.css"] } };

async function opened(script: boolean) {
  const visitor = new Visitor(stage(apps).runtime);
  const { html } = await visitor.visit("/");
  return { visitor, html, copy: new Copy(html, script) };
}

/** A request and its answer, as they stand on the wire but for what HTTP itself adds. */
function exchange(body: string, type: string, status: number, headers: Headers, answer: string): string {
  // A redirect has no body to be of a type; a runtime without a socket says one all the same.
  const named = status === 303 ? ["location"] : ["content-type"];
  const shown = [
    ...named.map((name) => `${name}: ${headers.get(name)}`),
    ...headers.getSetCookie().map((line) => `set-cookie: ${line}`),
  ];
  return `POST /\ncontent-type: ${type}\n\n${body}\n\n→ ${status}\n${shown.join("\n")}\n\n${answer}`;
}

test("a document", async () => {
  const { html, copy } = await opened(false);
  expectGolden("document.html", lines(masked(html, copy)));
});

test("a crawler's document", async () => {
  const { html } = await new Visitor(stage(apps).runtime).visit("/", { headers: { "user-agent": "Googlebot/2.1" } });
  expectGolden("crawler.html", lines(html.replace(/\?v=[\w-]+/g, "?v=HASH")));
});

test("what the script posts, and what it is answered", async () => {
  const { visitor, copy } = await opened(true);
  let n = 1;
  const samples: string[] = [];
  const post = async (title: string, ...events: (readonly [string, number, object?])[]) => {
    const body = JSON.stringify({ p: copy.token, n, v: copy.version, e: events });
    const { status, headers, html } = await visitor.post("/", body);
    n += events.length;
    copy.version = Number(/^id:(\d+)/m.exec(html)?.[1] ?? copy.version);
    samples.push(`# ${title}\n\n${exchange(body, "application/json", status, headers, html)}`);
  };
  const button = (name: string) => copy.address(byRole(copy, "button", name));
  const field = copy.address(byLabel(copy, "Name"));
  const form = copy.address([...within(copy.document)].find((e) => e.tagName === "form") as NonNullable<Copy["body"]>);
  const theme = copy.address(byLabel(copy, "Theme"));
  await post("A click, and the texts, the title and the style it changes", [
    "click",
    button("Count"),
    { p: [512, 252, 58, 19, 1] },
  ]);
  await post("A key with a modifier", ["keydown", field, { key: "ArrowUp", code: "ArrowUp", m: 1 }]);
  await post("A letter typed: the server makes it small, and echoes the revision", [
    "input",
    field,
    { inputType: "insertText", data: "E", v: "E", r: 1 },
  ]);
  await post(
    "Typed on, and submitted in the same POST",
    ["input", field, { v: "elm", r: 2 }],
    ["submit", form, { s: button("Add") }],
  );
  await post("An option chosen: an attribute", ["change", theme, { v: ["dark"], r: 1 }]);
  await post("An option there is not: refused, and the present one shown", ["change", theme, { v: ["plaid"], r: 2 }]);
  await post("Keyed rows reversed: moves", ["click", button("Reverse")]);
  await post("All rows gone", ["click", button("Empty")]);
  await post("An element inserted, and a command to it", ["click", button("Ask")]);
  await post("A node that is not there: nothing", ["click", 999]);
  expectGolden("posts.txt", masked(samples.join("\n"), copy));
});

test("a resync", async () => {
  const { visitor, copy } = await opened(true);
  await visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", "Count"))]], 1);
  const { html } = await visitor.post("/", { p: copy.token, n: 2, v: -1, e: [] });
  expectGolden("resync.txt", masked(html.replace(/></g, ">\n<"), copy));
});

test("a form without script", async () => {
  const { visitor, copy } = await opened(false);
  const button = byRole(copy, "button", "Count");
  const fields: [string, string][] = [
    ["_p", pageField(copy)],
    [attr(button, "name") ?? "", attr(button, "value") ?? ""],
  ];
  const { status, headers, html } = await visitor.form("/", fields);
  const body = new URLSearchParams(fields).toString();
  expectGolden("form.txt", masked(exchange(body, "application/x-www-form-urlencoded", status, headers, html), copy));
  expect(status).toBe(303);
});

test("a plain answer", async () => {
  const { html } = await new Visitor(stage(apps).runtime).visit("/nothing/");
  expectGolden("404.html", lines(html));
});
