/** Who counts as a session, what ends one, and what is left of it. */
import { useEffect, useState } from "preact/hooks";
import { useSession } from "sessile/ui";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Counter } from "../../support/apps/counter.tsx";
import { attr, type Copy, within } from "../../support/copy.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { type StageOptions, stage } from "../../support/stage.tsx";
import { pageField, Visitor } from "../../support/visitor.ts";

const MINUTE = 60_000;
let ended: string[] = [];

/** Tells when its effects have cleaned up. */
function Mortal() {
  const [name] = useState(() => `page ${Mortal.born++}`);
  useEffect(() => () => void ended.push(name), []);
  return <p role="status">{name}</p>;
}
Mortal.born = 1;

beforeEach(() => {
  ended = [];
  Mortal.born = 1;
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

const apps = { "/": Counter, "/mortal/": Mortal };
const put = (limits: StageOptions["limits"] = {}) => stage(apps, { limits });

test("a session lives while it is used, and ends some minutes after its last sign of life", async () => {
  const { runtime, lines } = put({ idleMs: 5 * MINUTE, provisionalMs: 5 * MINUTE });
  const visitor = new Visitor(runtime);
  const copy = await visitor.open("/mortal/");
  for (let n = 1; n <= 4; n++) {
    await vi.advanceTimersByTimeAsync(4 * MINUTE);
    expect((await visitor.post("/mortal/", { p: copy.token, n, v: 0, e: [] })).status).toBe(200);
  }
  expect([runtime.sessions, runtime.pages, ended]).toEqual([1, 1, []]);
  await vi.advanceTimersByTimeAsync(6 * MINUTE);
  expect([runtime.sessions, runtime.pages, ended]).toEqual([0, 0, ["page 1"]]);
  expect(lines.map(({ message, data }) => [message, data.reason])).toEqual([["session ended", "idle"]]);
  expect((await visitor.post("/mortal/", { p: copy.token, n: 5, v: 0, e: [] })).status).toBe(410);
});

test("an open stream is a sign of life", async () => {
  const { runtime } = put({ idleMs: 5 * MINUTE });
  const visitor = new Visitor(runtime);
  const { token } = await visitor.open("/mortal/");
  const response = await visitor.fetch("/mortal/", { headers: { "sessile-page": token } });
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect([runtime.sessions, runtime.streams, ended]).toEqual([1, 1, []]);
  await response.body?.cancel();
  expect(runtime.streams).toBe(0);
  await vi.advanceTimersByTimeAsync(6 * MINUTE);
  expect([runtime.sessions, ended]).toEqual([0, ["page 1"]]);
});

test("the least recently used session makes room", async () => {
  const { runtime, lines } = put({ sessions: 3 });
  const visitors: { visitor: Visitor; copy: Copy }[] = [];
  const use = async (i: number) => {
    const { visitor, copy } = visitors[i] as { visitor: Visitor; copy: Copy };
    return (await visitor.post("/mortal/", { p: copy.token, n: 1, v: 0, e: [] })).status;
  };
  const come = async () => {
    const visitor = new Visitor(runtime);
    const copy = await visitor.open("/mortal/");
    await vi.advanceTimersByTimeAsync(2000);
    return use(visitors.push({ visitor, copy }) - 1);
  };
  expect([await come(), await come(), await come(), await use(0)]).toEqual([200, 200, 200, 200]);
  await come();
  expect([runtime.sessions, ended]).toEqual([3, ["page 2"]]);
  expect(lines.map(({ data }) => data.reason)).toEqual(["evicted"]);
  expect([await use(0), await use(1), await use(2)]).toEqual([200, 410, 200]);
});

test("who looks on, or has logged in, makes room last", async () => {
  function Door() {
    const { user, login } = useSession();
    return (
      <button type="button" onClick={() => login("ada")}>
        {String(user)}
      </button>
    );
  }
  const { runtime } = stage({ "/": Door }, { limits: { sessions: 3 } });
  const come = async () => {
    const visitor = new Visitor(runtime);
    const copy = await visitor.open("/");
    const send = async (n: number, ...e: readonly unknown[]) => {
      const { status } = await visitor.post("/", { p: copy.token, n, v: copy.version, e });
      await vi.advanceTimersByTimeAsync(2000);
      return status;
    };
    await send(1);
    return { visitor, copy, send };
  };
  const [looking, user] = [await come(), await come()];
  await looking.visitor.fetch("/", { headers: { "sessile-page": looking.copy.token, "last-event-id": "0" } });
  await user.send(1, ["click", user.copy.address(byRole(user.copy, "button", "null"))]);
  const others = [await come(), await come(), await come()];
  expect([runtime.sessions, await looking.send(2), await user.send(2)]).toEqual([3, 200, 200]);
  expect([await others[0]?.send(2), await others[1]?.send(2), await others[2]?.send(2)]).toEqual([410, 410, 200]);
});

test("visitors who never come back are dropped soon, and make room among themselves", async () => {
  const { runtime, lines } = put({ provisional: 2 });
  for (let i = 0; i < 3; i++) await new Visitor(runtime).open("/mortal/");
  expect([runtime.sessions, ended]).toEqual([2, ["page 1"]]);
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect([runtime.sessions, ended]).toEqual([0, ["page 1", "page 2", "page 3"]]);
  expect(lines.map(({ data }) => data.reason)).toEqual(["evicted", "never came back", "never came back"]);
});

test("a press on a page that was dropped meanwhile counts, where a fresh page is the same", async () => {
  const { runtime } = put();
  const visitor = new Visitor(runtime);
  const copy = await visitor.open("/", { script: false });
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect(runtime.sessions).toBe(0);
  const button = byRole(copy, "button", "Increment");
  await visitor.form("/", [
    ["_p", pageField(copy)],
    ["_e", attr(button, "value") ?? ""],
  ]);
  const again = await visitor.open("/", { script: false });
  expect(textByRole(again, "status")).toBe("Count: 1");
});

test("the least recently used page makes room in a session with too many", async () => {
  const { runtime } = put({ pages: 3 });
  const visitor = new Visitor(runtime);
  const tokens = [];
  for (let i = 0; i < 3; i++) tokens.push((await visitor.open("/mortal/")).token);
  const use = async (token: string | undefined) =>
    (await visitor.post("/mortal/", { p: token, n: 1, v: 0, e: [] })).status;
  await use(tokens[0]);
  for (let i = 0; i < 2; i++) tokens.push((await visitor.open("/mortal/")).token);
  expect([runtime.sessions, runtime.pages, ended]).toEqual([1, 3, ["page 2", "page 3"]]);
  const statuses = [];
  for (const token of tokens) statuses.push(await use(token));
  expect(statuses).toEqual([200, 410, 410, 200, 200]);
});

test("a tab that is open never makes room for another: that one is told to wait", async () => {
  const { runtime, lines } = put({ pages: 2 });
  const visitor = new Visitor(runtime);
  const open = [await visitor.open("/mortal/"), await visitor.open("/mortal/")];
  const stream = await visitor.fetch("/mortal/", { headers: { "sessile-page": open[0]?.token ?? "" } });
  const use = async ({ token }: Copy) => (await visitor.post("/mortal/", { p: token, n: 1, v: 0, e: [] })).status;
  expect(await use(open[1] as Copy)).toBe(200);
  const { status, html } = await visitor.visit("/mortal/");
  expect([status, html, ended]).toEqual([429, expect.stringContaining("Close one, and load"), []]);
  expect(lines.map(({ data }) => String(data.err))).toEqual([expect.stringContaining("SES_TOO_MANY_PAGES")]);
  // A hidden tab's signs of life stay out: it has crashed, or its machine sleeps.
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect([(await visitor.visit("/mortal/")).status, ended]).toEqual([200, ["page 2"]]);
  await stream.body?.cancel();
});

test("closing the runtime ends every session: effects clean up, streams close", async () => {
  const { runtime } = put();
  const visitor = new Visitor(runtime);
  const { token } = await visitor.open("/mortal/");
  const response = await visitor.fetch("/mortal/", { headers: { "sessile-page": token } });
  const text = response.text();
  await new Visitor(runtime).open("/mortal/");
  runtime.close();
  expect(await text).toBe(":\n\n");
  expect([runtime.sessions, runtime.streams, ended]).toEqual([0, 0, ["page 1", "page 2"]]);
});

// ── who gets none ─────────────────────────────────────────────────────────────

const CRAWLERS = [
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "facebookexternalhit/1.1",
  "kube-probe/1.31",
  "curl/8.5.0",
];

test.each(CRAWLERS)("%s gets HTML without a session", async (agent) => {
  const { runtime } = put();
  const { status, headers, html } = await new Visitor(runtime).visit("/mortal/", { headers: { "user-agent": agent } });
  expect([status, headers.get("set-cookie")]).toEqual([200, null]);
  expect(html).toContain('<p role="status">page 1</p>');
  expect(html).not.toMatch(/s-page|id="?_\d/);
  expect([runtime.sessions, runtime.pages, ended]).toEqual([0, 0, ["page 1"]]);
});

test.each([
  "w3m/0.5.3+git20230121",
  "ELinks/0.16",
  "Lynx/2.9.0",
  "Links (2.29)",
  "Dillo/3.1",
  "Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36",
])("%s is a person's", async (agent) => {
  const { runtime } = put();
  await new Visitor(runtime).visit("/", { headers: { "user-agent": agent } });
  expect(runtime.sessions).toBe(1);
});

// ── the cookie ────────────────────────────────────────────────────────────────

test("the session's cookie cannot be guessed, read by script, or sent along by other sites", async () => {
  const { runtime } = put();
  const { headers } = await new Visitor(runtime).visit("/");
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(/^sessile=[\w-]{21,}; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
  const secure = await new Visitor(runtime, "https://example.org").visit("/");
  expect(secure.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-sessile=[\w-]{21,}; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
  ]);
});

test("an id the server did not issue counts as none: a fresh one is issued", async () => {
  const { runtime } = put();
  const visitor = new Visitor(runtime);
  const headers = { cookie: "sessile=chosen-by-someone-else" };
  const { headers: answer } = await visitor.visit("/", { headers });
  expect(visitor.cookies.get("sessile")?.value).not.toBe("chosen-by-someone-else");
  expect(answer.getSetCookie()).toHaveLength(1);
  const form = await new Visitor(runtime).form("/", [["_p", "x.1 1"]], headers);
  expect(form.headers.getSetCookie().find((line) => line.startsWith("sessile="))).not.toContain("chosen-by");
  expect(runtime.sessions).toBe(2);
});

test("an id that was valid once is not taken up again", async () => {
  const { runtime } = put({ sessions: 1, provisional: 1 });
  const visitor = new Visitor(runtime);
  await visitor.open("/");
  const old = visitor.cookies.get("sessile")?.value;
  await new Visitor(runtime).open("/");
  await visitor.open("/");
  expect(visitor.cookies.get("sessile")?.value).not.toBe(old);
});

test("a page belongs to its session: another one's cookie finds nothing, whatever token it has learnt", async () => {
  const { runtime } = put();
  const [owner, thief] = [new Visitor(runtime), new Visitor(runtime)];
  const copy = await owner.open("/");
  await thief.open("/");
  const message = { p: copy.token, n: 1, v: 0, e: [["click", copy.address(byRole(copy, "button", "Increment"))]] };
  expect((await thief.post("/", message)).status).toBe(410);
  expect((await thief.visit("/", { headers: { "sessile-page": copy.token } })).status).toBe(410);
  const page = await owner.open("/", { script: false });
  const [field, button] = [pageField(page), byRole(page, "button", "Increment")];
  await thief.form("/", [
    ["_p", field],
    [attr(button, "name") ?? "", attr(button, "value") ?? ""],
  ]);
  const again = await owner.post("/", { ...message, e: [] });
  expect([again.status, again.html]).toEqual([200, ":"]);
});

test("a token is no good at another app's address", async () => {
  const { runtime } = put();
  const visitor = new Visitor(runtime);
  const { token } = await visitor.open("/");
  expect((await visitor.post("/mortal/", { p: token, n: 1, v: 0, e: [] })).status).toBe(410);
});

// ── reload and tabs ───────────────────────────────────────────────────────────

test("a page named by the reload's cookie is found again; the cookie is taken back", async () => {
  const { runtime } = put();
  const visitor = new Visitor(runtime);
  const copy = await visitor.open("/");
  await visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", "Increment"))]], 1);
  const [value = ""] = copy.token.split(".");
  visitor.cookies.set("sessile-page", { value, path: "/", expires: Number.POSITIVE_INFINITY });
  const reloaded = await visitor.open("/");
  expect(textByRole(reloaded, "status")).toBe("Count: 1");
  expect(reloaded.token.split(".")[0]).toBe(value);
  expect((visitor.cookies.get("sessile-page")?.expires ?? 0) > Date.now()).toBe(false);
  expect(textByRole(await visitor.open("/"), "status")).toBe("Count: 0");
  expect(runtime.pages).toBe(2);
});

test("another session's page is not found by that cookie", async () => {
  const { runtime } = put();
  const [owner, thief] = [new Visitor(runtime), new Visitor(runtime)];
  const [value = ""] = (await owner.open("/mortal/")).token.split(".");
  await thief.open("/");
  thief.cookies.set("sessile-page", { value, path: "/", expires: Number.POSITIVE_INFINITY });
  const stolen = await thief.open("/mortal/");
  expect(textByRole(stolen, "status")).toBe("page 2");
  expect([...within(stolen.document)].length).toBeGreaterThan(0);
});
