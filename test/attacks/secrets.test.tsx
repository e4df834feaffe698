/** What is said in confidence (cookies, tokens, passwords, queries) stands in no log line and on no error page. */
import { useState } from "preact/hooks";
import { useRequest, useSession } from "sessile/ui";
import { expect, test } from "vitest";
import { attr, type Copy } from "../support/copy.ts";
import { byLabel, byRole } from "../support/roles.ts";
import { type Line, servedStage, stage } from "../support/stage.tsx";
import { pageField, Visitor } from "../support/visitor.ts";

const SECRET = "s3cret-hunter2";

/** All a logger could write of its lines: errors with their causes and own fields, as pino's serializer does. */
function everything(lines: readonly Line[]): string {
  const seen = new Set<unknown>();
  const text = (value: unknown): string => {
    if (typeof value !== "object" || value === null) return String(value);
    if (seen.has(value)) return "";
    seen.add(value);
    const own = Object.getOwnPropertyNames(value).map(
      (name) => `${name}: ${text((value as Record<string, unknown>)[name])}`,
    );
    return `{${own.join(", ")}}`;
  };
  return lines.map((line) => text(line)).join("\n");
}

function App() {
  const session = useSession();
  const request = useRequest();
  const [password, setPassword] = useState("");
  const [broken, setBroken] = useState(false);
  if (broken) throw new Error("the render failed");
  return (
    <main>
      <p role="status">{request.cookie("plain") ? "known" : "unknown"}</p>
      <label>
        Password{" "}
        <input type="password" name="password" value={password} onInput={(e) => setPassword(e.currentTarget.value)} />
      </label>
      <button type="button" onClick={() => session.login("ada")}>
        In
      </button>
      <button type="button" onClick={() => session.setCookie("bad name", SECRET)}>
        Cookie
      </button>
      <button
        type="button"
        onClick={() => {
          throw new Error("the handler failed");
        }}
      >
        Throw
      </button>
      <button type="button" onClick={() => Promise.reject(new Error("the handler rejected"))}>
        Reject
      </button>
      <button type="button" onClick={() => setBroken(true)}>
        Break
      </button>
    </main>
  );
}

/** Requests that go wrong in every way there is, each with secrets in it. */
async function wrong(visitor: Visitor, copy: Copy): Promise<string> {
  const url = `/?token=${SECRET}`;
  const { token } = copy;
  const headers = {
    authorization: `Bearer ${SECRET}`,
    cookie: `sessile=${SECRET}0000000; plain=${SECRET}; ${SECRET}=x`,
  };
  const click = (name: string, n: number) =>
    visitor.post(url, {
      p: token,
      n,
      v: 0,
      e: [
        ["", copy.address(byLabel(copy, "Password")), { v: SECRET, r: n }],
        ["click", copy.address(byRole(copy, "button", name))],
      ],
    });
  const plain = await visitor.open(url, { script: false });
  const answers = [
    await visitor.post(url, `{"p":"${token}","password":${SECRET}}`),
    await visitor.post(url, `{"p":"${token}","n":1,"v":0,"e":[["input",1,{"v":"${SECRET}"}]]]`),
    await visitor.post(url, `${SECRET}`),
    await visitor.post(url, { p: `${SECRET}.1`, n: 1, v: 0, e: [] }),
    await visitor.post(url, { p: token, n: 1, v: 0, e: [["input", SECRET]] }),
    await visitor.post(url, { p: token, n: 1, v: 0, e: [] }, headers),
    await visitor.form(
      url,
      [
        ["password", `${SECRET}%`],
        ["_p", token],
      ],
      { origin: `https://${SECRET}.example` },
    ),
    await visitor.visit(url, {
      method: "POST",
      body: `password=${SECRET}&a=%4`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    }),
    await visitor.visit(url, {
      method: "POST",
      body: SECRET,
      headers: { "content-type": "multipart/form-data; boundary=x" },
    }),
    await visitor.visit(url, { method: "POST", body: SECRET, headers: { "content-type": "text/plain" } }),
    await visitor.visit(`/nowhere${url}`, { headers }),
    await visitor.visit(`/nowhere${url}`, { method: "POST", body: SECRET, headers }),
    await visitor.visit(url, { method: "PUT", body: SECRET, headers }),
    await visitor.visit(url, { headers: { "sessile-page": `${SECRET}.1`, "last-event-id": SECRET } }),
    await visitor.post(url, { p: token, n: 1, v: 0, e: [["navigate", 0, { d: `http://[${SECRET}` }]] }),
    await visitor.form(url, [
      ["_p", `${SECRET}.1 1`],
      ["password", SECRET],
    ]),
    await click("Cookie", 10),
    await click("Throw", 20),
    await click("Reject", 30),
    await click("In", 40),
    await visitor.form(url, [
      ["_p", pageField(plain)],
      ["_e", attr(byRole(plain, "button", "Break"), "value") ?? ""],
    ]),
  ];
  await new Promise((resolve) => setTimeout(resolve, 5));
  answers.push(await visitor.visit("/"), await visitor.post("/", { p: token, n: 50, v: -1, e: [] }));
  return answers.map(({ html }) => html).join("\n");
}

async function fronts(front: string) {
  if (front === "fetch") {
    const on = stage({ "/": App });
    return { on, visitor: new Visitor(on.runtime) };
  }
  const on = await servedStage({ "/": App });
  return { on, visitor: new Visitor(on.url) };
}

// Reason: logs go further than anybody thinks, and are kept.
test.each(["fetch", "node:http"])("nothing of it is logged, nor shown in production (%s)", async (front) => {
  const { on, visitor } = await fronts(front);
  const copy = await visitor.open(`/?token=${SECRET}`);
  const id = visitor.cookies.get("sessile")?.value ?? "";
  const shown = await wrong(visitor, copy);
  const later = visitor.cookies.get("sessile")?.value ?? "";
  on.runtime.close();
  const logged = everything(on.lines);
  expect(on.lines.length).toBeGreaterThan(15);
  const [page = ""] = copy.token.split(".");
  for (const secret of [SECRET, id, later, page]) expect(logged).not.toContain(secret);
  expect(later).not.toBe(id);
  // A password is not shown again, nor what went wrong and where.
  expect(shown).toContain("Something went wrong");
  expect(shown).not.toContain(SECRET);
  expect(shown).not.toMatch(/the (handler|render) (failed|rejected)|at App|\.tsx|node_modules|SessileError/);
});

// Reason: in development the cause is shown to who develops; the rest is still nobody's business.
test("development shows the failure, and keeps the rest to itself", async () => {
  const on = stage({ "/": App }, { mode: "development" });
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open(`/?token=${SECRET}`);
  const shown = await wrong(visitor, copy);
  expect(shown).toMatch(/the handler rejected|the render failed/);
  for (const secret of [SECRET, visitor.cookies.get("sessile")?.value ?? ""])
    expect(everything(on.lines)).not.toContain(secret);
});

// Reason: where the key is in the URL, a 404 would tell it, a Referer would too.
test("keys in paths and queries", async () => {
  for (const session of ["path", "query"] as const) {
    const on = stage({ "/app/": App }, { mapper: { session } });
    const visitor = new Visitor(on.runtime);
    const { headers } = await visitor.visit("/app/");
    const url = headers.get("location") ?? "";
    const key = /[~=]([\w-]{21})/.exec(url)?.[1] ?? "";
    expect(key).toMatch(/^[\w-]{21}$/);
    for (const path of [
      url.replace("app", "nowhere"),
      url.replace("/app/", "/app"),
      url.replace("/app/", "//app/"),
      `${url.replace("/app/", "/")}`,
    ]) {
      await visitor.visit(path);
      await visitor.visit(path, { method: "DELETE" });
    }
    await visitor.post(url, "{");
    expect(on.lines.length).toBeGreaterThan(3);
    expect(everything(on.lines)).not.toContain(key);
    const page = await visitor.visit(url);
    expect(page.headers.get("referrer-policy")).toBe("same-origin");
  }
});

// Reason: a prefix tells sessions apart in the log; with a whole id one could be taken over.
test("session ids are cut short in the log", async () => {
  for (const newId of [undefined, () => `${Math.random().toString(36).slice(2, 10)}`.padEnd(8, "x")]) {
    const on = stage({ "/": App }, newId ? { mapper: { newId } } : {});
    const visitor = new Visitor(on.runtime);
    await visitor.open("/");
    const id = visitor.cookies.get("sessile")?.value ?? "";
    on.runtime.close();
    const [line] = on.lines;
    expect(id.startsWith(String(line?.data.session))).toBe(true);
    expect(String(line?.data.session).length).toBeLessThanOrEqual(id.length / 3);
  }
});
