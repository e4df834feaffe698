/** Too much of anything: an answer that says so, at once, and nobody else notices. */
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { attr, type Copy } from "../support/copy.ts";
import { byRole, textByRole } from "../support/roles.ts";
import { type Stage, stage } from "../support/stage.tsx";
import { pageField, Visitor } from "../support/visitor.ts";

function App() {
  const [count, setCount] = useState(0);
  const [text, setText] = useState("");
  return (
    <main>
      <p role="status">
        {count} {text.length}
      </p>
      <button
        type="button"
        onClick={(event) => {
          const detail = (event as unknown as { detail: unknown }).detail;
          setCount(count + 1);
          setText(typeof detail === "object" ? JSON.stringify(detail) : text);
        }}
      >
        Count
      </button>
      <form onSubmit={() => setCount(count + 1)}>
        <input name="text" aria-label="Text" value={text} onInput={(e) => setText(e.currentTarget.value)} />
        <input name="file" aria-label="File" type="file" multiple />
        <button>Send</button>
      </form>
    </main>
  );
}

const KB = 1024;
const MB = 1024 * KB;

interface Attacked {
  on: Stage;
  visitor: Visitor;
  copy: Copy;
  node: number;
  /** The page goes on as before. */
  goesOn(): Promise<void>;
}

async function opened(): Promise<Attacked> {
  const on = stage({ "/": App });
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open("/");
  const node = copy.address(byRole(copy, "button", "Count"));
  let n = 1_000_000;
  const goesOn = async (): Promise<void> => {
    const before = Number(textByRole(copy, "status").split(" ")[0]);
    expect((await visitor.act("/", copy, [["click", node]], ++n)).status).toBe(200);
    expect(Number(textByRole(copy, "status").split(" ")[0])).toBeGreaterThan(before);
    expect(on.runtime.sessions).toBe(1);
  };
  return { on, visitor, copy, node, goesOn };
}

const nested = (depth: number, open: string, inner: string, close: string) =>
  open.repeat(depth) + inner + close.repeat(depth);

// Reason: a parser or a walk that recurses runs out of stack, and would take the process with it.
test("JSON nested without end, as message, event, data, state and detail", async () => {
  const { visitor, copy, node, goesOn } = await opened();
  const deep = [
    nested(200_000, "[", "1", "]"),
    nested(50_000, `{"a":`, "1", "}"),
    nested(50_000, `{"__proto__":`, "1", "}"),
  ];
  for (const json of deep) {
    const around = `{"p":"${copy.token}","n":1,"v":0,"e":`;
    for (const body of [
      json,
      `${around}${json}}`,
      `${around}[${json}]}`,
      `${around}[["click",${node},${json}]]}`,
      `${around}[["input",${node},{"v":${json}}]]}`,
      `${around}[["click",${node},{"d":${json}}]]}`,
      `${around}[["click",${node},{"p":${json}}]]}`,
    ]) {
      const { status } = await visitor.post("/", body);
      expect([200, 400, 413]).toContain(status);
    }
  }
  await goesOn();
});

test("JSON that is long, wide or odd", async () => {
  const { visitor, copy, node, goesOn } = await opened();
  const odd = [
    `{"p":"${copy.token}","n":1,"v":0,"e":[${Array(1001).fill(`["click",${node}]`).join()}]}`,
    `{"p":"${copy.token}","n":1,"v":0,"e":[["input",${node},{"v":"${"x".repeat(2 * MB)}"}]]}`,
    `{"p":"${"x".repeat(2 * MB)}","n":1,"v":0,"e":[]}`,
    `{"p":"${copy.token}","n":1,"v":0,"e":[],${Array.from({ length: 100_000 }, (_, i) => `"k${i}":1`).join()}}`,
    `{"p":"${copy.token}","n":1,"v":0,"e":[["click",${node},{${Array.from({ length: 100_000 }, (_, i) => `"k${i}":1`).join()}}]]}`,
    `{"p":"${copy.token}","n":1,"v":0,"e":[["${"x".repeat(100_000)}",${node}]]}`,
    `${" ".repeat(MB)}{}`,
    "\ufeff{}",
    "1e999",
    `"${"\\u0000".repeat(10_000)}"`,
    Buffer.from([0xff, 0xfe, 0x7b]).toString("latin1"),
    "",
  ];
  for (const body of odd) {
    const { status } = await visitor.post("/", body);
    expect([body.slice(0, 60), [200, 400, 413].includes(status)]).toEqual([body.slice(0, 60), true]);
  }
  await goesOn();
});

// Reason: forms are taken apart before anybody asks what for; names that repeat are gathered in lists.
test("thousands of fields, by form and by multipart: 413, and none of it is applied", async () => {
  const { on, visitor, goesOn } = await opened();
  const plain = await visitor.open("/", { script: false });
  const send = [
    attr(byRole(plain, "button", "Send"), "name") ?? "",
    attr(byRole(plain, "button", "Send"), "value") ?? "",
  ];
  const fields = (count: number, name: (i: number) => string): [string, string][] => [
    ["_p", pageField(plain)],
    [send[0] as string, send[1] as string],
    ...Array.from({ length: count }, (_, i): [string, string] => [name(i), "x"]),
  ];
  for (const name of [() => "text", (i: number) => `f${i}`, () => "_p", () => "_e", () => "", (i: number) => `_${i}`]) {
    for (const count of [1001, 20_000]) {
      expect((await visitor.form("/", fields(count, name))).status).toBe(413);
    }
    const body = new FormData();
    for (const [key, value] of fields(1001, name)) body.append(key || " ", value);
    expect((await visitor.visit("/", { method: "POST", body })).status).toBe(413);
  }
  expect(on.documents.some((document) => /^[1-9]/.test(document.documentElement.textContent.trim()))).toBe(false);
  await goesOn();
});

test("as many fields as there may be are no burden", async () => {
  const { visitor } = await opened();
  const plain = await visitor.open("/", { script: false });
  const fields: [string, string][] = [["_p", pageField(plain)]];
  for (let i = 0; i < 998; i++) fields.push(["text", "x".repeat(100)]);
  expect((await visitor.form("/", fields)).status).toBe(303);
});

// Reason: parts are read one after the other; sizes, names and headers of each are the sender's choice.
test("huge and strange multipart parts", async () => {
  const { visitor, goesOn } = await opened();
  const part = (headers: string, body: string) => `--x\r\n${headers}\r\n\r\n${body}\r\n`;
  const field = (name: string, more = "") => `Content-Disposition: form-data; name="${name}"${more}`;
  const bodies: [string, number[]][] = [
    [part(field("text"), "x".repeat(2 * MB)), [413]],
    [part(field("file", `; filename="a"`), "x".repeat(11 * MB)), [413]],
    [part(field("n".repeat(1000)), "x"), [303, 413]],
    [part(field("file", `; filename="${"../".repeat(5000)}etc/passwd"`), "x"), [303, 400, 413]],
    [part(`${field("text")}\r\nX-Junk: ${"y".repeat(100_000)}`, "x"), [303, 400, 413]],
    [part(field("text") + "\r\nA: b".repeat(5000), "x"), [303, 400, 413]],
    [Array.from({ length: 101 }, (_, i) => part(field("file", `; filename="f${i}"`), "")).join(""), [413]],
    [part(field("text"), "\r\n--x".repeat(50_000)), [303, 400, 413]],
    ["--x\r\n".repeat(100_000), [303, 400, 413]],
    [part("Content-Disposition: attachment", "x"), [303, 400]],
    [part(`${field("text")}\r\nContent-Transfer-Encoding: base64`, "%%%"), [303, 400]],
    [part(`${field("text")}\r\nContent-Type: text/plain; charset=utf-7`, "+ADw-script+AD4-"), [303, 400]],
  ];
  for (const [body, statuses] of bodies) {
    const { status } = await visitor.visit("/", {
      method: "POST",
      body: `${body}--x--\r\n`,
      headers: { "content-type": "multipart/form-data; boundary=x" },
    });
    expect([body.slice(0, 70), statuses.includes(status) ? statuses : status]).toEqual([body.slice(0, 70), statuses]);
  }
  for (const boundary of ["", `"`, "x".repeat(10_000), "\u00e9", "x; boundary=y"]) {
    const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
    const { status } = await visitor.visit("/", { method: "POST", body: part(field("text"), "x"), headers });
    expect([boundary.slice(0, 9), [303, 400, 413].includes(status)]).toEqual([boundary.slice(0, 9), true]);
  }
  await goesOn();
});

// Reason: file names lead out of directories, or into headers, of whoever saves them.
test("a file's name is a name, no path", async () => {
  let names: string[] = [];
  const on = stage({
    "/": () => (
      <input
        type="file"
        name="file"
        multiple
        onChange={(e) => (names = Array.from(e.currentTarget.files ?? [], (f) => f.name))}
      />
    ),
  });
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open("/", { script: false });
  const body = new FormData();
  body.append("_p", pageField(copy));
  for (const name of [
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "a\r\nX: y.txt",
    "\0.txt",
    "/",
    "..",
    "é/ü.txt",
    "x".repeat(1000),
  ])
    body.append("file", new Blob(["x"]), name);
  expect((await visitor.visit("/", { method: "POST", body })).status).toBe(303);
  expect(names).toHaveLength(8);
  for (const name of names) {
    expect(name).not.toMatch(/[/\\\0\r\n]/);
    expect(name.length).toBeLessThanOrEqual(255);
  }
});

// Reason: cookies of other paths, subdomains and apps pile up; looking for one's own must not take long, or the wrong one.
test("a flood of cookies: the session is found among them, and nothing else is", async () => {
  const { on, visitor, copy } = await opened();
  const id = visitor.cookies.get("sessile")?.value;
  const junk = Array.from({ length: 2000 }, (_, i) => `c${i}=${"v".repeat(20)}`);
  const decoys = [
    "xsessile=decoy",
    "sessile.x=decoy",
    "sessilee=decoy",
    "Sessile=decoy",
    `q=" sessile=decoy0000000000"`,
    "a=b sessile=decoy0000000000",
  ];
  for (const cookie of [
    [...junk, `sessile=${id}`],
    [...decoys, `sessile=${id}`],
    [`sessile=${id}`, ...decoys, ...junk],
    [";;; ;", `sessile=${id}`, ";"],
  ]) {
    const answer = await new Visitor(on.runtime).post(
      "/",
      { p: copy.token, n: 1, v: 0, e: [] },
      { cookie: cookie.join("; ") },
    );
    expect(answer.status).toBe(200);
  }
  for (const cookie of [decoys, junk, ["sessile"], ["sessile="], ["="], [`"sessile"=${id}`]]) {
    const answer = await new Visitor(on.runtime).post(
      "/",
      { p: copy.token, n: 1, v: 0, e: [] },
      { cookie: cookie.join("; ") },
    );
    expect(answer.status).toBe(410);
  }
  expect(on.runtime.sessions).toBe(1);
});

// Reason: a session costs memory; who never brings a cookie back must not fill it, or push out those who do.
test("visitors without end who keep no cookie leave the others' sessions alone", async () => {
  const on = stage({ "/": App }, { limits: { provisional: 50, sessions: 10 } });
  const faithful: { visitor: Visitor; copy: Copy }[] = [];
  for (let i = 0; i < 10; i++) {
    const visitor = new Visitor(on.runtime);
    await visitor.open("/");
    faithful.push({ visitor, copy: await visitor.open("/") });
  }
  for (let i = 0; i < 300; i++) await on.runtime.fetch(new Request("http://localhost/"));
  expect(on.runtime.sessions).toBe(60);
  for (const { visitor, copy } of faithful)
    expect((await visitor.post("/", { p: copy.token, n: 1, v: 0, e: [] })).status).toBe(200);
});

test("one browser that loads without end has no more pages than it may have", async () => {
  const { on, visitor } = await opened();
  for (let i = 0; i < 100; i++) await visitor.fetch("/");
  expect([on.runtime.sessions, on.runtime.pages]).toEqual([1, 20]);
});
