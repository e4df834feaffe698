/** C1, C2: which session and which page a request gets is a policy; what a browser brings is never taken for an id. */
import { useState } from "preact/hooks";
import type { MapperOptions } from "sessile";
import { useShared } from "sessile/ui";
import { expect, test } from "vitest";
import { attr, Copy, within } from "../../support/copy.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { servedStage, stage } from "../../support/stage.tsx";
import { applyFrames, frames, pageField, Visitor } from "../../support/visitor.ts";

/** A count of the session's and one of the page's. */
function Counts() {
  const [shared, setShared] = useShared("count", 0);
  const [own, setOwn] = useState(0);
  const add = () => {
    setShared((n) => n + 1);
    setOwn(own + 1);
  };
  return (
    <main>
      <p role="status">
        {shared} {own}
      </p>
      <button type="button" onClick={add}>
        Add
      </button>
      <label>
        Note <input name="note" />
      </label>
      <a href="?page=2">More</a>
    </main>
  );
}

const path = "/app/";
const put = (mapper: MapperOptions) => stage({ [path]: Counts }, { mapper });
const status = (copy: Copy) => textByRole(copy, "status");
const press = (visitor: Visitor, copy: Copy, n = 1, at = path) =>
  visitor.act(at, copy, [["click", copy.address(byRole(copy, "button", "Add"))]], n);

/** Follows redirects; where it ends. */
async function follow(visitor: Visitor, to: string): Promise<{ url: string; copy: Copy; hops: number }> {
  let url = to;
  for (let hops = 0; hops < 5; hops++) {
    const { status: code, headers, html } = await visitor.visit(url);
    if (code === 200) return { url, copy: new Copy(html, true), hops };
    expect(code).toBe(303);
    url = headers.get("location") ?? "";
  }
  throw new Error(`no end of redirects: ${url}`);
}

// ── session keys ──────────────────────────────────────────────────────────────

test("C1: by cookie, without saying so", async () => {
  const { runtime } = put({});
  const visitor = new Visitor(runtime);
  await press(visitor, await visitor.open(path));
  expect(status(await visitor.open(path))).toBe("1 0");
  expect(status(await new Visitor(runtime).open(path))).toBe("0 0");
  expect(runtime.sessions).toBe(2);
});

test("C1: by the path, where cookies are not to be had", async () => {
  const { runtime, lines } = put({ session: "path" });
  const visitor = new Visitor(runtime);
  const { url, copy, hops } = await follow(visitor, `${path}?q=1`);
  expect([hops, url]).toEqual([1, expect.stringMatching(/^\/~[\w-]{21}\/app\/\?q=1$/)]);
  expect(visitor.cookies.size).toBe(0);
  await press(visitor, copy, 1, url);
  const again = await follow(visitor, url);
  expect([again.url, status(again.copy)]).toEqual([url, "1 0"]);
  expect(status((await follow(new Visitor(runtime), path)).copy)).toBe("0 0");
  // A key nobody was given, or somebody had once, leads to one of one's own.
  const stray = await follow(visitor, "/~a-key-of-ones-own/app/");
  expect([stray.hops, status(stray.copy), stray.url.includes("a-key-of-ones-own")]).toEqual([1, "0 0", false]);
  // The key is the session: it is in no line of the log.
  await visitor.visit(url.replace("app", "nothing"));
  const key = url.slice(2, 23);
  expect(lines.length).toBeGreaterThan(0);
  expect(JSON.stringify(lines)).not.toContain(key);
});

test("C1: by the path without script: the form goes back to the same session", async () => {
  const { runtime } = put({ session: "path" });
  const visitor = new Visitor(runtime);
  const { url } = await follow(visitor, path);
  const copy = await visitor.open(url, { script: false });
  const button = byRole(copy, "button", "Add");
  const answer = await visitor.form(url, [
    ["_p", pageField(copy)],
    ["_e", attr(button, "value") ?? ""],
  ]);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, url]);
  expect(status(await visitor.open(url, { script: false }))).toBe("1 1");
});

test("C1: by the query", async () => {
  const { runtime } = put({ session: "query" });
  const visitor = new Visitor(runtime);
  const { url, copy } = await follow(visitor, `${path}?q=%20`);
  expect(new URLSearchParams(url.split("?")[1]).get("q")).toBe(" ");
  expect(url).toMatch(/[?&]sid=[\w-]{21}$/);
  await press(visitor, copy, 1, url);
  expect(status((await follow(visitor, url)).copy)).toBe("1 0");
  expect(status((await follow(visitor, `${path}?sid=somebody-elses-key`)).copy)).toBe("0 0");
  expect(visitor.cookies.size).toBe(0);
});

test("C1: by the browser's address", async () => {
  const { url, runtime } = await servedStage({ [path]: Counts }, { mapper: { session: "ip" } });
  const visitor = new Visitor(url);
  await press(visitor, await visitor.open(path));
  const other = new Visitor(url);
  expect(status(await other.open(path))).toBe("1 0");
  expect([runtime.sessions, other.cookies.has("sessile")]).toEqual([1, false]);
  // Said by the client, not by the connection: worth nothing.
  const forged = await other.open(path, {
    headers: { "x-forwarded-for": "203.0.113.7", forwarded: "for=203.0.113.7" },
  });
  expect([status(forged), runtime.sessions]).toEqual(["1 0", 1]);
});

test("C1: by the address a front of one's own has found out", async () => {
  const { runtime, lines } = put({ session: "ip" });
  const from = (address: string) =>
    new Visitor({ ...runtime, fetch: (request) => runtime.fetch(request, { address }) });
  const [here, there] = [from("192.0.2.1"), from("192.0.2.2")];
  await press(here, await here.open(path));
  expect([status(await here.open(path)), status(await there.open(path))]).toEqual(["1 0", "0 0"]);
  // Without one all would be one session: nobody is.
  const { status: code } = await new Visitor(runtime).visit(path);
  expect([code, runtime.sessions, lines.at(-1)?.level]).toEqual([500, 2, "error"]);
});

test("C1: by a function; what it does not know goes by cookie", async () => {
  const { runtime } = put({ session: ({ header }) => header("x-user") ?? null });
  const visitor = new Visitor(runtime);
  const as = (user: string) => ({ headers: { "x-user": user } });
  const copy = await visitor.open(path, as("ada"));
  await visitor.post(
    path,
    { p: copy.token, n: 1, v: 0, e: [["click", copy.address(byRole(copy, "button", "Add"))]] },
    { "x-user": "ada" },
  );
  expect(status(await new Visitor(runtime).open(path, as("ada")))).toBe("1 0");
  expect(status(await new Visitor(runtime).open(path, as("bob")))).toBe("0 0");
  expect(visitor.cookies.has("sessile")).toBe(false);
  const [one, other] = [new Visitor(runtime), new Visitor(runtime)];
  await press(one, await one.open(path));
  expect([status(await one.open(path)), status(await other.open(path))]).toEqual(["1 0", "0 0"]);
  expect(one.cookies.has("sessile")).toBe(true);
});

test.each([undefined, null, ""])("C1: a function that answers %j says: by cookie", async (answer) => {
  const { runtime } = put({ session: () => answer as null });
  const [one, other] = [new Visitor(runtime), new Visitor(runtime)];
  await press(one, await one.open(path));
  expect([status(await one.open(path)), status(await other.open(path))]).toEqual(["1 0", "0 0"]);
});

test.each(["own:ada", "ip:192.0.2.1", "ip:", "own:", "x", "a b c d e f g h", "é".repeat(20)])(
  "C2: a cookie that reads %j is no key of another policy's, nor one to be kept",
  async (value) => {
    for (const session of [
      "cookie",
      ({ header }: { header(name: string): string | undefined }) => header("x-user") ?? null,
    ] as const) {
      const { runtime } = put({ session });
      const owner = new Visitor(runtime);
      const copy = await owner.open(path, { headers: { "x-user": "ada" } });
      await owner.post(
        path,
        { p: copy.token, n: 1, v: 0, e: [["click", copy.address(byRole(copy, "button", "Add"))]] },
        { "x-user": "ada" },
      );
      const thief = new Visitor(runtime);
      const cookie = `sessile=${encodeURI(value)}`;
      const stolen = await thief.open(path, { headers: { cookie } });
      expect(status(stolen)).toBe("0 0");
      expect(thief.cookies.get("sessile")?.value).toMatch(/^[\w-]{21}$/);
      expect(runtime.sessions).toBe(2);
    }
  },
);

// ── ids ───────────────────────────────────────────────────────────────────────

test("C1: ids by one's own generator", async () => {
  let n = 0;
  const { runtime } = put({ newId: () => `own-id-number-${String(++n).padStart(4, "0")}` });
  const visitor = new Visitor(runtime);
  const { token } = await visitor.open(path);
  expect(visitor.cookies.get("sessile")?.value).toMatch(/^own-id-number-\d{4}$/);
  expect(token).toMatch(/^own-id-number-\d{4}\.1$/);
});

test.each(["short", "has space in it", "semi;colon=here", "new\nline-in-the-id", "", "x".repeat(200)])(
  "C1: an id that could not travel (%j) is refused, not sent",
  async (id) => {
    const { runtime, lines } = put({ newId: () => id });
    const { status: code, headers } = await new Visitor(runtime).visit(path);
    expect([code, headers.getSetCookie(), runtime.sessions]).toEqual([500, [], 0]);
    expect(String(lines.at(-1)?.data.err)).toContain("SES_OPTION");
  },
);

test("C1: a generator that repeats itself mixes nobody's sessions up", async () => {
  const { runtime, lines } = put({ newId: () => "always-the-same-id" });
  const owner = new Visitor(runtime);
  const copy = await owner.open(path);
  await press(owner, copy);
  const { status: code, headers } = await new Visitor(runtime).visit(path);
  expect([code, headers.getSetCookie()]).toEqual([500, []]);
  expect(String(lines.at(-1)?.data.err)).toContain("SES_OPTION");
  expect((await press(owner, copy, 2)).status).toBe(200);
});

test("a policy nobody knows is an error at the start", () => {
  expect(() => put({ session: "header" as "cookie" })).toThrow(/SES_OPTION.*mapper\.session/);
  expect(() => put({ page: "window" as "tab" })).toThrow(/SES_OPTION.*mapper\.page/);
});

// ── pages ─────────────────────────────────────────────────────────────────────

test("a page per tab: each load is a tree of its own", async () => {
  const { runtime } = put({ page: "tab" });
  const visitor = new Visitor(runtime);
  const [one, other] = [await visitor.open(path), await visitor.open(path)];
  await press(visitor, one);
  expect(status(one)).toBe("1 1");
  applyFrames(other, (await visitor.post(path, { p: other.token, n: 1, v: other.version, e: [] })).html);
  expect([status(other), runtime.pages]).toEqual(["1 0", 2]);
});

test("a page per session: tabs are live views of one tree, each with its own cursor and its own typing", async () => {
  const { runtime } = put({ page: "session" });
  const visitor = new Visitor(runtime);
  const [one, other] = [await visitor.open(path), await visitor.open(path)];
  expect([runtime.sessions, runtime.pages]).toEqual([1, 1]);
  expect(one.token.split(".")[0]).toBe(other.token.split(".")[0]);
  // Both count their events from one.
  await press(visitor, one);
  expect(status(one)).toBe("1 1");
  const answer = await press(visitor, other);
  expect(frames(answer.html).map(([version]) => version)).toEqual([1, 2]);
  expect(status(other)).toBe("2 2");
  applyFrames(one, (await visitor.post(path, { p: one.token, n: 2, v: one.version, e: [] })).html);
  expect([status(one), one.version, other.version]).toEqual(["2 2", 2, 2]);
  // What one tab types the others show, unless they are being typed into: the echo names the tab it answers.
  const note = one.address([...within(one.document)].find((e) => attr(e, "name") === "note") as never);
  const typed = await visitor.post(path, { p: one.token, n: 2, v: 2, e: [["", note, { v: "draft", r: 1 }]] });
  const [tab] = one.token.split(".").slice(-1);
  const echo = `hx-swap="prop">{"value":"draft","r":["${tab}",1]}</hx-partial>`;
  expect(typed.html).toContain(echo);
  const heard = await visitor.post(path, { p: other.token, n: 2, v: 2, e: [] });
  expect(heard.html).toContain(echo);
  // A third tab, later, is shown what is there.
  const third = await visitor.open(path);
  expect([status(third), third.version]).toEqual(["2 2", 3]);
  expect(status(await new Visitor(runtime).open(path))).toBe("0 0");
});

test("what one tab has, another that listens may lack: it is kept for it", async () => {
  const { runtime } = put({ page: "session" });
  const visitor = new Visitor(runtime);
  const [one, other] = [await visitor.open(path), await visitor.open(path)];
  const stream = await visitor.fetch(path, { headers: { "sessile-page": other.token, "last-event-id": "0" } });
  await press(visitor, one);
  // It says that it has the entry; what went down the other's stream was lost.
  await visitor.post(path, { p: one.token, n: 2, v: one.version, e: [] });
  const again = await visitor.post(path, { p: other.token, n: 1, v: 0, e: [] });
  expect(frames(again.html).map(([version, , whole]) => [version, whole])).toEqual([[1, false]]);
  await stream.body?.cancel();
});

test("a page per session without script: all tabs show the same tree", async () => {
  const { runtime } = put({ page: "session" });
  const visitor = new Visitor(runtime);
  const [one, other] = [await visitor.open(path, { script: false }), await visitor.open(path, { script: false })];
  for (const copy of [one, other]) {
    await visitor.form(path, [
      ["_p", pageField(copy)],
      ["_e", attr(byRole(copy, "button", "Add"), "value") ?? ""],
    ]);
  }
  expect(status(await visitor.open(path, { script: false }))).toBe("2 2");
  expect(runtime.pages).toBe(1);
});
