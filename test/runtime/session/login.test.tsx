/** P10: login and logout give the session a new id; the tabs carry on, lost answers come again, the former id is worth nothing. */
import { beforeEach, expect, test, vi } from "vitest";
import { Login, SLOW_MS } from "../../support/apps/login.tsx";
import { attr, type Copy } from "../../support/copy.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { type StageOptions, stage } from "../../support/stage.tsx";
import { applyFrames, pageField, Visitor } from "../../support/visitor.ts";

const path = "/";
const ID = "sessile";
const status = (copy: Copy) => textByRole(copy, "status");
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function opened(options: StageOptions = {}) {
  const on = stage({ [path]: Login }, options);
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open(path);
  const id = () => visitor.cookies.get(ID)?.value ?? "";
  return { on, visitor, copy, id };
}

const numbers = new WeakMap<Copy, number>();
beforeEach(() => void vi.useRealTimers());

function click(visitor: Visitor, copy: Copy, name: string) {
  const n = (numbers.get(copy) ?? 0) + 1;
  numbers.set(copy, n);
  return visitor.act(path, copy, [["click", copy.address(byRole(copy, "button", name))]], n);
}

/** The same browser with the cookies it had a moment ago. */
function before(visitor: Visitor, runtime: ConstructorParameters<typeof Visitor>[0], id: string): Visitor {
  const other = new Visitor(runtime);
  for (const [name, cookie] of visitor.cookies) other.cookies.set(name, cookie);
  other.cookies.set(ID, { value: id, path, expires: Number.POSITIVE_INFINITY });
  return other;
}

test("the answer to a login brings a new id; the page goes on by it", async () => {
  const { on, visitor, copy, id } = await opened();
  const old = id();
  const { headers } = await click(visitor, copy, "Log in");
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(/^sessile=[\w-]{21}; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
  expect(id()).not.toBe(old);
  expect(status(copy)).toBe("Secrets of Ada, 0");
  const next = await click(visitor, copy, "Count");
  expect([next.status, next.headers.getSetCookie(), status(copy)]).toEqual([200, [], "Secrets of Ada, 1"]);
  expect(on.runtime.sessions).toBe(1);
});

test("so does a logout: who has seen the id before is out", async () => {
  const { visitor, copy, id } = await opened();
  await click(visitor, copy, "Log in");
  const inside = id();
  await click(visitor, copy, "Log out");
  expect([id() === inside, status(copy)]).toEqual([false, "nobody, 0"]);
});

test("an async login: the browser is asked to fetch its id, and the former one serves that page alone", async () => {
  const { on, visitor, copy, id } = await opened();
  const other = await visitor.open(path);
  const old = id();
  await click(visitor, copy, "Log in slowly");
  expect(copy.calls.map(({ name }) => name)).toEqual(["sync"]);
  expect(id()).toBe(old);
  // The other tab is not there yet.
  expect((await click(visitor, other, "Count")).status).toBe(409);
  const sync = await visitor.post(path, { p: copy.token, n: 2, v: copy.version, e: [] });
  expect([sync.status, sync.headers.getSetCookie().length, id() === old]).toEqual([200, 1, false]);
  numbers.set(other, 0);
  expect((await click(visitor, other, "Count")).status).toBe(200);
  expect(status(other)).toBe("Secrets of Ada, 1");
  expect(on.runtime.sessions).toBe(1);
});

test("another tab's request that is under way gets 409, says so as a document, and carries on with the new id", async () => {
  const { on, visitor, copy, id } = await opened();
  const other = await visitor.open(path);
  const old = before(visitor, on.runtime, id());
  await click(visitor, copy, "Log in");
  const message = { p: other.token, n: 1, v: 0, e: [["click", other.address(byRole(other, "button", "Count"))]] };
  expect((await old.post(path, message)).status).toBe(409);
  expect((await old.visit(path, { headers: { "sessile-page": other.token } })).status).toBe(409);
  const document = await old.visit(path);
  expect([document.status, document.headers.get("refresh")]).toEqual([409, "1"]);
  const form = await old.form(path, [["_p", `${other.token} 1`]]);
  expect([form.status, form.headers.get("refresh")]).toEqual([409, "1"]);
  for (const { headers } of [document, form]) expect(headers.getSetCookie()).toEqual([]);
  // The browser's cookie is there by now.
  const again = await visitor.post(path, message);
  applyFrames(other, again.html);
  expect([again.status, status(other), on.runtime.sessions]).toEqual([200, "Secrets of Ada, 1", 1]);
});

test("the login's POST resent, for its answer was lost: it counts once, and brings the id again", async () => {
  const { on, visitor, copy, id } = await opened();
  const lost = before(visitor, on.runtime, id());
  const message = { p: copy.token, n: 1, v: 0, e: [["click", copy.address(byRole(copy, "button", "Log in"))]] };
  const first = await lost.post(path, message);
  // Its cookie never arrived: the browser still has the former one.
  const again = await visitor.post(path, message);
  expect([again.status, again.html]).toEqual([200, first.html]);
  expect(again.headers.getSetCookie()).toEqual(first.headers.getSetCookie());
  applyFrames(copy, again.html);
  numbers.set(copy, 1);
  await click(visitor, copy, "Count");
  expect([status(copy), on.runtime.sessions]).toEqual(["Secrets of Ada, 1", 1]);
});

test("P11: the login's form resent: once, and with the id", async () => {
  const { on, visitor, id } = await opened();
  const copy = await visitor.open(path, { script: false });
  const old = before(visitor, on.runtime, id());
  const fields = form(copy, "Log in");
  const first = await old.form(path, fields);
  const again = await visitor.form(path, fields);
  expect([first.status, again.status]).toEqual([303, 303]);
  expect(again.headers.getSetCookie()).toEqual(first.headers.getSetCookie());
  expect(status(await visitor.open(path, { script: false }))).toBe("Secrets of Ada, 0");
});

test("a reload whose page the login's answer never reached finds the page, and brings the id", async () => {
  const { on, visitor, copy, id } = await opened();
  const lost = before(visitor, on.runtime, id());
  await click(lost, copy, "Log in");
  const [value = ""] = copy.token.split(".");
  visitor.cookies.set("sessile-page", { value, path, expires: Number.POSITIVE_INFINITY });
  expect(status(await visitor.open(path))).toBe("Secrets of Ada, 0");
  expect(id()).toBe(lost.cookies.get(ID)?.value);
});

test("the former id is worth nothing once the new one has come back", async () => {
  const { on, visitor, copy, id } = await opened();
  const old = before(visitor, on.runtime, id());
  await click(visitor, copy, "Log in");
  await click(visitor, copy, "Count");
  expect((await old.post(path, { p: copy.token, n: 3, v: 0, e: [] })).status).toBe(410);
  const fresh = await old.open(path);
  expect([status(fresh), on.runtime.sessions]).toEqual(["nobody, 0", 2]);
  expect(old.cookies.get(ID)?.value).not.toBe(id());
});

test("nor after a minute, if it never does: nobody is locked out by an answer that was lost", async () => {
  vi.useFakeTimers();
  const { on, visitor, copy, id } = await opened();
  const lost = before(visitor, on.runtime, id());
  await click(lost, copy, "Log in");
  expect((await visitor.visit(path)).status).toBe(409);
  await vi.advanceTimersByTimeAsync(61_000);
  const fresh = await visitor.open(path);
  expect(status(fresh)).toBe("nobody, 0");
  expect((await visitor.post(path, { p: copy.token, n: 2, v: 0, e: [] })).status).toBe(410);
});

test("logging in twice in one go is one new id; in two answers each former one leads on", async () => {
  const { on, visitor, copy, id } = await opened();
  const first = before(visitor, on.runtime, id());
  const button = copy.address(byRole(copy, "button", "Log in"));
  const answer = await visitor.post(path, {
    p: copy.token,
    n: 1,
    v: 0,
    e: [
      ["click", button],
      ["click", button],
    ],
  });
  expect(answer.headers.getSetCookie()).toHaveLength(1);
  const second = before(visitor, on.runtime, id());
  // Logged out by the same page, before the browser came back by the id it has been told.
  await first.post(path, {
    p: copy.token,
    n: 3,
    v: 0,
    e: [["click", copy.address(byRole(copy, "button", "Log out"))]],
  });
  for (const tab of [second, first]) {
    const { status: code, html } = await tab.post(path, { p: copy.token, n: 4, v: 0, e: [] });
    expect([code, html.includes("nobody")]).toEqual([200, true]);
  }
  expect(first.cookies.get(ID)).toEqual(second.cookies.get(ID));
  expect(on.runtime.sessions).toBe(1);
});

test("a session that is ended as somebody logs out stays ended", async () => {
  const { on, visitor, copy, id } = await opened();
  await click(visitor, copy, "Log in");
  const inside = id();
  const { headers } = await click(visitor, copy, "Leave for good");
  expect([headers.getSetCookie(), on.runtime.sessions]).toEqual([[], 0]);
  expect((await visitor.post(path, { p: copy.token, n: 3, v: 0, e: [] })).status).toBe(410);
  expect(status(await visitor.open(path))).toBe("nobody, 0");
  expect(id()).not.toBe(inside);
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
});

test("whose login it is: every tab of the session sees it, no other session does", async () => {
  const { on, visitor, copy } = await opened();
  const tab = await visitor.open(path);
  const stranger = new Visitor(on.runtime);
  const strange = await stranger.open(path);
  await click(visitor, copy, "Log in");
  applyFrames(tab, (await visitor.post(path, { p: tab.token, n: 1, v: 0, e: [] })).html);
  expect([status(tab), status(strange)]).toEqual(["Secrets of Ada, 0", "nobody, 0"]);
  expect((await stranger.post(path, { p: strange.token, n: 1, v: 0, e: [] })).html).toBe(":");
});

// ── without script ────────────────────────────────────────────────────────────

const form = (copy: Copy, name: string): [string, string][] => [
  ["_p", pageField(copy)],
  ["_e", attr(byRole(copy, "button", name), "value") ?? ""],
];

test("L10: without script the redirect brings the id, at once or when the handler is done", async () => {
  for (const name of ["Log in", "Log in slowly"]) {
    const { on, visitor, id } = await opened();
    const copy = await visitor.open(path, { script: false });
    const old = id();
    expect((await visitor.form(path, form(copy, name))).status).toBe(303);
    expect(id()).not.toBe(old);
    expect(status(await visitor.open(path, { script: false }))).toBe("Secrets of Ada, 0");
    expect(on.runtime.sessions).toBe(1);
  }
});

test("L10: a login slower than a browser without script can wait: the page that loads itself again brings the id", async () => {
  const { visitor, id } = await opened({ limits: { settleMs: SLOW_MS / 2 } });
  const copy = await visitor.open(path, { script: false });
  const old = id();
  await visitor.form(path, form(copy, "Log in slowly"));
  for (let load = 0; load < 2; load++) {
    expect(status(await visitor.open(path, { script: false }))).toBe("nobody, 0");
    expect(id()).toBe(old);
  }
  await pause(SLOW_MS * 2);
  expect(status(await visitor.open(path, { script: false }))).toBe("Secrets of Ada, 0");
  expect(id()).not.toBe(old);
});
