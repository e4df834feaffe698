/** Names that mean something to JavaScript itself, wherever a name can come from, are names like any other. */
import { afterEach, expect, test } from "vitest";
import { attr, type Copy } from "../support/copy.ts";
import { byRole, textByRole } from "../support/roles.ts";
import { type Stage, stage } from "../support/stage.tsx";
import { pageField, Visitor } from "../support/visitor.ts";

const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "__defineGetter__",
  "__lookupGetter__",
  "constructor.prototype",
  "__proto__.polluted",
  "constructor[prototype][polluted]",
];

/** A merge as careless as those that libraries had. */
function merge(into: Record<string, unknown>, from: Record<string, unknown>): Record<string, unknown> {
  for (const key in from) {
    const value = from[key];
    if (typeof value === "object" && value !== null && typeof into[key] === "object" && into[key] !== null)
      merge(into[key] as Record<string, unknown>, value as Record<string, unknown>);
    else if (typeof value === "object" && value !== null && typeof into[key] === "function")
      merge(into[key] as unknown as Record<string, unknown>, value as Record<string, unknown>);
    else into[key] = value;
  }
  return into;
}

let heard: unknown[] = [];

function App() {
  return (
    <main>
      <p role="status">there</p>
      <button
        type="button"
        onClick={(event) => {
          const { detail } = event as unknown as { detail: Record<string, unknown> };
          heard.push(detail, (event as unknown as { polluted: unknown }).polluted, merge({}, detail ?? {}));
        }}
      >
        Hear
      </button>
      <form onSubmit={() => heard.push("submit")}>
        {NAMES.map((name) => (
          <input
            key={name}
            aria-label={name}
            name={name}
            onInput={(e) => heard.push(`${name}=${e.currentTarget.value}`)}
          />
        ))}
        <button>Send</button>
      </form>
    </main>
  );
}

afterEach(() => {
  const plain: Record<string, unknown> = {};
  expect([plain.polluted, Object.hasOwn(Object.prototype, "polluted")]).toEqual([undefined, false]);
  expect((() => {}) as unknown as { polluted: unknown }).not.toHaveProperty("polluted");
  heard = [];
});

let on: Stage;
async function opened(): Promise<{ visitor: Visitor; copy: Copy }> {
  on = stage({ "/": App });
  const visitor = new Visitor(on.runtime);
  return { visitor, copy: await visitor.open("/") };
}

// Reason: what handlers are given is merged into options and records all over the world.
test.each([
  `{"__proto__":{"polluted":1}}`,
  `{"\\u005f_proto__":{"polluted":1}}`,
  `{"__proto\\u005F\\u005f":{"polluted":1}}`,
  `{"constructor":{"prototype":{"polluted":1}}}`,
  `{"c\\u006fnstructor":{"prototype":{"polluted":1}}}`,
  `{"a":[{"__proto__":{"polluted":1}}]}`,
])("event detail %s", async (detail) => {
  const { visitor, copy } = await opened();
  const node = copy.address(byRole(copy, "button", "Hear"));
  const message = `{"p":"${copy.token}","n":1,"v":0,"e":[["click",${node},{"d":${detail}}]]}`;
  expect((await visitor.post("/", message)).status).toBe(200);
  expect(heard).toHaveLength(3);
  expect(JSON.stringify(heard[0])).not.toContain("polluted");
  expect(heard[1]).toBeUndefined();
});

// Reason: the same where names of the message itself, or of the event's data, are read.
test.each(NAMES)("data and message fields named %j", async (name) => {
  const { visitor, copy } = await opened();
  const node = copy.address(byRole(copy, "button", "Hear"));
  const key = JSON.stringify(name);
  const data = `{${key}:{"polluted":1},"key":"a","d":{"fine":1}}`;
  const message = `{${key}:{"polluted":1},"p":"${copy.token}","n":1,"v":0,"e":[["click",${node},${data}]]}`;
  expect((await visitor.post("/", message)).status).toBe(200);
  expect(heard).toEqual([{ fine: 1 }, undefined, { fine: 1 }]);
  expect((await visitor.post("/", `{"p":"${copy.token}","n":2,"v":0,"e":[[${key},${node}]]}`)).status).toBeLessThan(
    500,
  );
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
});

// Reason: fields are put into maps by their names.
test("form fields by such names are filled like others, by form and by multipart", async () => {
  const { visitor } = await opened();
  for (const multipart of [false, true]) {
    heard = [];
    const copy = await visitor.open("/", { script: false });
    const fields = new Map<string, string>([["_p", pageField(copy)]]);
    for (const name of NAMES) fields.set(name, `typed ${multipart}`);
    const send = byRole(copy, "button", "Send");
    fields.set(attr(send, "name") ?? "", attr(send, "value") ?? "");
    const body = multipart ? new FormData() : new URLSearchParams();
    for (const [name, value] of fields) body.append(name, value);
    expect((await visitor.visit("/", { method: "POST", body })).status).toBe(303);
    expect(heard).toEqual([...NAMES.map((name) => `${name}=typed ${multipart}`), "submit"]);
  }
});

// Reason: paths, cookies and headers are looked up as well.
test("paths, cookies and tokens by such names find nothing", async () => {
  const { visitor, copy } = await opened();
  for (const name of NAMES) {
    expect((await visitor.visit(`/${name}/`)).status).toBe(404);
    expect((await visitor.post("/", { p: `${name}.1`, n: 1, v: 0, e: [] })).status).toBe(410);
    expect((await visitor.post("/", { p: `${copy.token.split(".")[0]}.${name}`, n: 1, v: 0, e: [] })).status).toBe(410);
    const stranger = await new Visitor(on.runtime).visit("/", {
      headers: { cookie: `sessile=${name}; sessile-page=${name}; ${name}=x` },
    });
    expect([stranger.status, stranger.headers.getSetCookie()[0]]).toEqual([
      200,
      expect.stringMatching(/^sessile=[\w-]{21};/),
    ]);
  }
  expect(textByRole(copy, "status")).toBe("there");
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
});
