/** L11, P10: how long a session lives: idle, logged in, with a tab open, with the last one closed, never heard of again. */
import { useEffect, useState } from "preact/hooks";
import { useSession, useShared } from "sessile/ui";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { attr, type Copy } from "../../support/copy.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { type StageOptions, stage } from "../../support/stage.tsx";
import { applyFrames, frames, pageField, Visitor } from "../../support/visitor.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const path = "/";

let cleaned = 0;

function App() {
  const session = useSession();
  const [shared, setShared] = useShared("count", 0);
  const [own, setOwn] = useState(0);
  useEffect(() => () => void cleaned++, []);
  return (
    <main>
      <p role="status">
        {shared} {own} {session.user ? "in" : "out"}
      </p>
      <button type="button" onClick={() => setShared((n) => n + 1)}>
        All
      </button>
      <button type="button" onClick={() => setOwn((n) => n + 1)}>
        Own
      </button>
      <button type="button" onClick={() => session.login("ada")}>
        In
      </button>
      <button type="button" onClick={() => session.logout()}>
        Out
      </button>
    </main>
  );
}

beforeEach(() => {
  cleaned = 0;
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const status = (copy: Copy) => textByRole(copy, "status");

/** A visitor who came back once: no longer provisional. */
async function opened(limits: StageOptions["limits"] = {}) {
  const on = stage({ [path]: App }, { limits });
  const visitor = new Visitor(on.runtime);
  await visitor.open(path);
  const copy = await visitor.open(path);
  let n = 0;
  const click = (name: string) => visitor.act(path, copy, [["click", copy.address(byRole(copy, "button", name))]], ++n);
  const reasons = () => on.lines.filter(({ message }) => message === "session ended").map(({ data }) => data.reason);
  return { on, visitor, copy, click, reasons };
}

/** As a closing tab says it, by beacon. */
const bye = (visitor: Visitor, copy: Copy) => visitor.post(path, { p: copy.token, n: 0, v: copy.version, bye: true });
/** As a hidden tab does it once a minute. */
const ping = (visitor: Visitor, copy: Copy, n = 1) => visitor.post(path, { p: copy.token, n, v: copy.version, e: [] });

test("P10: anonymous five minutes, logged in an hour, logged out five minutes again", async () => {
  const { on, click, reasons } = await opened();
  await click("Own");
  await pass(4 * MINUTE + 50 * SECOND);
  expect(on.runtime.sessions).toBe(1);
  await click("In");
  await pass(59 * MINUTE);
  expect(on.runtime.sessions).toBe(1);
  await click("Own");
  await pass(59 * MINUTE);
  await click("Out");
  await pass(4 * MINUTE + 50 * SECOND);
  expect(on.runtime.sessions).toBe(1);
  await pass(21 * SECOND);
  expect([on.runtime.sessions, on.runtime.pages, cleaned, reasons()]).toEqual([0, 0, 2, ["idle"]]);
});

test("P10: logged in and forgotten ends after its hour", async () => {
  const { on, click, reasons } = await opened();
  await click("In");
  await click("Own");
  await pass(HOUR + 11 * SECOND);
  expect([on.runtime.sessions, reasons()]).toEqual([0, ["idle"]]);
});

test("lifetimes are settings", async () => {
  const { on, click } = await opened({ idleMs: 10 * SECOND, loggedInIdleMs: 30 * SECOND });
  await pass(9 * SECOND);
  await click("In");
  await click("Own");
  await pass(29 * SECOND);
  expect(on.runtime.sessions).toBe(1);
  await pass(4 * SECOND);
  expect(on.runtime.sessions).toBe(0);
});

test("P10: a hidden tab's pings keep the session; without them it ends", async () => {
  const { on, visitor, copy } = await opened();
  for (let minute = 0; minute < 30; minute++) {
    await pass(MINUTE);
    expect((await ping(visitor, copy)).status).toBe(200);
  }
  expect(on.runtime.sessions).toBe(1);
  await pass(6 * MINUTE);
  expect(on.runtime.sessions).toBe(0);
});

test("P10: when the last tab closes, the session waits for a reload, and ends", async () => {
  const { on, visitor, copy, reasons } = await opened();
  const other = await visitor.open(path);
  await pass(10 * SECOND);
  await bye(visitor, copy);
  await pass(2 * MINUTE);
  // Two tabs are there still, as far as one can tell: one loaded at first, one just now.
  expect(on.runtime.sessions).toBe(1);
  await ping(visitor, other);
  await pass(2 * MINUTE);
  await bye(visitor, other);
  expect(on.runtime.sessions).toBe(1);
  await pass(20 * SECOND);
  expect(on.runtime.sessions).toBe(1);
  await pass(21 * SECOND);
  expect([on.runtime.sessions, reasons()]).toEqual([0, ["idle"]]);
});

test("a reload within the grace carries on, and the session lives as before", async () => {
  const { on, visitor, copy, click } = await opened();
  await click("Own");
  await pass(3 * MINUTE);
  await bye(visitor, copy);
  await pass(5 * SECOND);
  visitor.cookies.set("sessile-page", { value: copy.token.split(".")[0] ?? "", path, expires: Infinity });
  const again = await visitor.open(path);
  expect(status(again)).toBe("0 1 out");
  await pass(4 * MINUTE + 50 * SECOND);
  expect(on.runtime.sessions).toBe(1);
  await pass(21 * SECOND);
  expect(on.runtime.sessions).toBe(0);
});

test("a good-bye that is overtaken by the reload ends nothing", async () => {
  const { on, visitor, copy } = await opened();
  await pass(3 * MINUTE);
  visitor.cookies.set("sessile-page", { value: copy.token.split(".")[0] ?? "", path, expires: Infinity });
  const again = await visitor.open(path);
  await bye(visitor, copy);
  await pass(2 * MINUTE);
  expect([on.runtime.sessions, (await ping(visitor, again)).status]).toEqual([1, 200]);
});

test("a good-bye that comes twice, or of a page that is gone, is no error", async () => {
  const { on, visitor, copy } = await opened();
  expect([(await bye(visitor, copy)).status, (await bye(visitor, copy)).status]).toEqual([200, 200]);
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
});

test("an open stream of another tab outweighs the good-bye", async () => {
  const { on, visitor, copy } = await opened();
  const other = await visitor.open(path);
  const stream = await visitor.fetch(path, { headers: { "sessile-page": other.token } });
  await pass(5 * MINUTE);
  await bye(visitor, copy);
  await pass(20 * MINUTE);
  expect(on.runtime.sessions).toBe(1);
  await stream.body?.cancel();
});

test("a visitor who comes back in time is a session like any other", async () => {
  const { runtime } = stage({ [path]: App }, { limits: { provisionalMs: 10 * SECOND } });
  const visitor = new Visitor(runtime);
  const copy = await visitor.open(path);
  await pass(9 * SECOND);
  await ping(visitor, copy);
  await pass(4 * MINUTE);
  expect((await ping(visitor, copy)).status).toBe(200);
  await new Visitor(runtime).open(path);
  await pass(13 * SECOND);
  expect(runtime.sessions).toBe(1);
});

// ── tabs of one session ───────────────────────────────────────────────────────

test("tabs share what is shared and keep what is their own; a change in one is pushed to the other", async () => {
  const { visitor, copy, click } = await opened();
  const other = await visitor.open(path);
  const stream = await visitor.fetch(path, { headers: { "sessile-page": other.token, "last-event-id": "0" } });
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await click("Own");
  await click("All");
  expect(status(copy)).toBe("1 1 out");
  applyFrames(other, new TextDecoder().decode((await reader.read()).value));
  expect(status(other)).toBe("1 0 out");
  await reader.cancel();
});

test("a shared value goes to all tabs of its session, to no other's, and ends with it", async () => {
  const { on, visitor, click } = await opened();
  await click("All");
  expect(status(await visitor.open(path))).toBe("1 0 out");
  expect(status(await new Visitor(on.runtime).open(path))).toBe("0 0 out");
  await pass(6 * MINUTE);
  expect(status(await visitor.open(path))).toBe("0 0 out");
});

test("twenty tabs: each hears once of each change", async () => {
  const { visitor, copy } = await opened({ pages: 30 });
  const tabs: Copy[] = [];
  for (let i = 0; i < 20; i++) tabs.push(await visitor.open(path));
  await visitor.act(path, copy, [["click", copy.address(byRole(copy, "button", "All"))]], 1);
  await pass(10);
  for (const tab of tabs) {
    const answer = await visitor.post(path, { p: tab.token, n: 1, v: 0, e: [] });
    expect(frames(answer.html)).toHaveLength(1);
    applyFrames(tab, answer.html);
    expect(status(tab)).toBe("1 0 out");
  }
});

test("a new tab has a tree of its own, a reloaded one its own again; a duplicate is a new one", async () => {
  const { on, visitor, copy, click } = await opened();
  await click("Own");
  const pages = on.runtime.pages;
  expect(status(await visitor.open(path))).toBe("0 0 out");
  expect(on.runtime.pages).toBe(pages + 1);
  visitor.cookies.set("sessile-page", { value: copy.token.split(".")[0] ?? "", path, expires: Infinity });
  expect(status(await visitor.open(path))).toBe("0 1 out");
  // The cookie was for one load: the duplicate that follows has none.
  expect(status(await visitor.open(path))).toBe("0 0 out");
  expect(on.runtime.pages).toBe(pages + 2);
});

test("L10: without script F5 names no page: the one worked on last is shown", async () => {
  const { on, visitor } = await opened();
  const plain = await visitor.open(path, { script: false });
  await visitor.form(path, [
    ["_p", pageField(plain)],
    ["_e", attr(byRole(plain, "button", "Own"), "value") ?? ""],
  ]);
  const pages = on.runtime.pages;
  await pass(MINUTE);
  expect(status(await visitor.open(path, { script: false }))).toBe("0 1 out");
  await pass(MINUTE);
  expect(status(await visitor.open(path, { script: false }))).toBe("0 1 out");
  expect(on.runtime.pages).toBe(pages);
});
