/** C3, C5, C7: one turn at a time, each on its own; who is slow is named, who is many waits in line, who is too much is told. */
import { useEffect, useState } from "preact/hooks";
import { beforeEach, expect, test, vi } from "vitest";
import { soon } from "../../../runtime/page/schedule.ts";
import { Rate } from "../../../runtime/session/rate.ts";
import { attr, type Copy } from "../../support/copy.ts";
import { allByRole, byRole, textByRole } from "../../support/roles.ts";
import { type StageOptions, stage } from "../../support/stage.tsx";
import { applyFrames, pageField, Visitor, type Wire } from "../../support/visitor.ts";

const path = "/";
const tick = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));
const status = (copy: Copy) => textByRole(copy, "status");

/** What the button does; tests say. */
let act: (event: { id: string }, set: (count: number) => void) => unknown = () => {};
/** Whoever wants to hear of a broadcast. */
const listeners = new Set<(value: number) => void>();
/** Hears of each render. */
let rendered: (news: number) => void = () => {};
/** Ids of events, as handlers read them. */
let ids: string[] = [];

function Spinner() {
  const [count, setCount] = useState(0);
  const [news, setNews] = useState(0);
  rendered(news);
  useEffect(() => {
    listeners.add(setNews);
    return () => void listeners.delete(setNews);
  }, []);
  return (
    <main>
      <p role="status">
        {count} {news}
      </p>
      <button type="button" onClick={(event) => act(event as unknown as { id: string }, setCount)}>
        Act
      </button>
      <form
        onSubmit={(event) => {
          act(event as unknown as { id: string }, setCount);
        }}
      >
        <input name="note" onChange={(event) => ids.push(`change ${(event as unknown as { id: string }).id}`)} />
        <button>Send</button>
      </form>
    </main>
  );
}

beforeEach(() => {
  act = () => {};
  rendered = () => {};
  ids = [];
  listeners.clear();
  vi.useRealTimers();
});

async function opened(options: StageOptions = {}) {
  const on = stage({ "/": Spinner }, options);
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open(path);
  const click: Wire = ["click", copy.address(byRole(copy, "button", "Act"))];
  const send = (n: number, ...events: Wire[]) => visitor.act(path, copy, events, n);
  return { on, visitor, copy, click, send };
}

// ── turns ─────────────────────────────────────────────────────────────────────

test("C3: events of one session that arrive together are applied one after the other, each to its end", async () => {
  const { visitor, copy, click } = await opened();
  const other = await visitor.open(path);
  const order: string[] = [];
  let depth = 0;
  act = ({ id }, set) => {
    order.push(`${++depth} ${id.slice(-3)}`);
    set(order.length);
    depth--;
  };
  await Promise.all([
    visitor.act(path, copy, [click, click], 1),
    visitor.post(path, { p: other.token, n: 1, v: 0, e: [["click", other.address(byRole(other, "button", "Act"))]] }),
  ]);
  expect(order).toHaveLength(3);
  expect(order.every((each) => each.startsWith("1 "))).toBe(true);
});

test("C7: what is no request (a message, a timer) runs in a turn of the page's own, and is pushed", async () => {
  const { visitor, copy, on } = await opened();
  const headers = { "sessile-page": copy.token, "last-event-id": "0" };
  const reader = ((await visitor.fetch(path, { headers })).body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  for (const listener of listeners) listener(7);
  applyFrames(copy, new TextDecoder().decode((await reader.read()).value));
  expect([status(copy), on.lines]).toEqual(["0 7", []]);
  await reader.cancel();
});

test("C7: a session that sends to all, itself among them, waits for nobody, and nobody for it", async () => {
  const { on, visitor, copy, click } = await opened();
  const stranger = new Visitor(on.runtime);
  const strange = await stranger.open(path);
  act = () => {
    for (const listener of listeners) listener(3);
  };
  await visitor.act(path, copy, [click], 1);
  expect(status(copy)).toBe("0 3");
  await tick();
  applyFrames(strange, (await stranger.post(path, { p: strange.token, n: 1, v: 0, e: [] })).html);
  expect(status(strange)).toBe("0 3");
});

test("C7: a message to a page that is gone goes nowhere", async () => {
  const { on } = await opened();
  const late = [...listeners];
  on.runtime.close();
  for (const listener of late) listener(9);
  await tick();
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
});

test("C5: what a handler throws is logged with its session and shown; the next event, and everybody else, go on", async () => {
  const { on, visitor, copy, click, send } = await opened();
  const stranger = new Visitor(on.runtime);
  const strange = await stranger.open(path);
  act = () => {
    throw new Error("broken");
  };
  expect((await send(1, click)).status).toBe(200);
  expect(allByRole(copy, "alert")).toHaveLength(1);
  const [line] = on.lines.filter(({ level }) => level === "error");
  expect([String(line?.data.err), line?.data.app, line?.data.components]).toEqual([
    "Error: broken",
    "/",
    ["Spinner", "Watched"],
  ]);
  act = (_, set) => set(5);
  await send(2, click);
  expect(status(copy)).toBe("5 0");
  const answer = await stranger.post(path, { p: strange.token, n: 1, v: 0, e: [] });
  expect([answer.status, answer.html, visitor.cookies.size]).toEqual([200, ":", 1]);
});

test("work that throws leaves the rest of the queue as it was", async () => {
  const done: string[] = [];
  const caught: unknown[] = [];
  const stray = (error: unknown) => void caught.push(error);
  const before = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", stray);
  soon(() => {
    throw new Error("in between");
  });
  soon(() => void done.push("after"));
  await tick();
  process.off("uncaughtException", stray);
  for (const listener of before) process.on("uncaughtException", listener);
  soon(() => void done.push("later"));
  await tick();
  expect([done, caught.map(String)]).toEqual([["after", "later"], ["Error: in between"]]);
});

// ── the event's own name ──────────────────────────────────────────────────────

test("P11: an event has one id in the world: the same when it is sent again, another for each other event", async () => {
  const { visitor, copy, click } = await opened();
  act = ({ id }) => ids.push(id);
  await visitor.post(path, { p: copy.token, n: 1, v: 0, e: [click, click] });
  await visitor.post(path, { p: copy.token, n: 1, v: 0, e: [click, click] });
  await visitor.post(path, { p: copy.token, n: 3, v: 0, e: [click] });
  const other = await visitor.open(path);
  await visitor.post(path, {
    p: other.token,
    n: 1,
    v: 0,
    e: [["click", other.address(byRole(other, "button", "Act"))]],
  });
  expect(ids).toEqual([`${copy.token}:1`, `${copy.token}:2`, `${copy.token}:3`, `${other.token}:1`]);
});

test("P11: without script too: the click's and the submit's are those of the form's number", async () => {
  const { visitor } = await opened();
  act = ({ id }) => ids.push(id);
  const copy = await visitor.open(path, { script: false });
  const press = (name: string, page: Copy): [string, string][] => [
    ["_p", pageField(page)],
    ["_e", attr(byRole(page, "button", name), "value") ?? ""],
    ["note", "typed"],
  ];
  for (let i = 0; i < 3; i++) await visitor.form(path, press("Act", copy));
  const next = await visitor.open(path, { script: false });
  for (let i = 0; i < 2; i++) await visitor.form(path, press("Send", next));
  expect(ids).toEqual([`${copy.token}:1`, "change ", `${next.token}:1`]);
});

// ── too much ──────────────────────────────────────────────────────────────────

test("more events than the rate allows: 429, when to come again, and nothing is lost", async () => {
  vi.useFakeTimers();
  const { on, visitor, copy, click } = await opened({ limits: { eventsPerSecond: 10, eventsBurst: 20 } });
  let applied = 0;
  act = (_, set) => set(++applied);
  const send = (n: number, count: number) =>
    visitor.post(path, { p: copy.token, n, v: copy.version, e: Array(count).fill(click) });
  expect((await send(1, 20)).status).toBe(200);
  const refused = await send(21, 5);
  expect([refused.status, refused.headers.get("retry-after"), applied]).toEqual([429, "1", 20]);
  expect(on.lines.at(-1)).toMatchObject({ level: "warn", data: { status: 429, path: "/" } });
  // A sign of life is no event, and a form counts as one.
  expect((await send(21, 0)).status).toBe(200);
  expect((await visitor.form(path, [["_p", `${copy.token} 50`]])).status).toBe(429);
  await vi.advanceTimersByTimeAsync(1000);
  expect((await send(21, 5)).status).toBe(200);
  expect(applied).toBe(25);
  // Others have a rate of their own.
  expect((await new Visitor(on.runtime).visit(path)).status).toBe(200);
});

test("what is more than the bucket holds goes through when it is full, and is paid for afterwards", () => {
  const rate = new Rate(10);
  const take = (count: number, now: number) => rate.take(count, { perSecond: 10, burst: 10, now });
  expect([
    take(30, 1000),
    take(1, 1000),
    take(0, 1000),
    take(1, 3000),
    take(1, 3100),
    take(30, 3500),
    take(30, 4100),
  ]).toEqual([true, false, true, false, true, false, true]);
});

test("more push streams than a session may have: 429", async () => {
  const { on, visitor } = await opened({ limits: { streams: 2 } });
  const streams: Response[] = [];
  for (let i = 0; i < 3; i++) {
    const { token } = await visitor.open(path);
    streams.push(await visitor.fetch(path, { headers: { "sessile-page": token } }));
  }
  expect(streams.map((each) => [each.status, each.headers.get("retry-after")])).toEqual([
    [200, null],
    [200, null],
    [429, "1"],
  ]);
  expect(on.runtime.streams).toBe(2);
  await streams[0]?.body?.cancel();
  const { token } = await visitor.open(path);
  const again = await visitor.fetch(path, { headers: { "sessile-page": token } });
  expect(again.status).toBe(200);
  for (const stream of [streams[1], again]) await stream?.body?.cancel();
});

test("a page with more elements than the limit shows an error in their place; others and the next load are as before", async () => {
  function Growing() {
    const [rows, setRows] = useState(1);
    return (
      <main>
        <button type="button" onClick={() => setRows(rows * 50)}>
          More
        </button>
        <ul>
          {Array.from({ length: rows }, (_, i) => (
            <li key={i}>{i}</li>
          ))}
        </ul>
      </main>
    );
  }
  const on = stage({ "/": Growing }, { limits: { nodes: 100 } });
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open(path);
  const more = copy.address(byRole(copy, "button", "More"));
  await visitor.act(path, copy, [["click", more]], 1);
  expect(allByRole(copy, "listitem")).toHaveLength(50);
  await visitor.act(path, copy, [["click", more]], 2);
  await tick();
  applyFrames(copy, (await visitor.post(path, { p: copy.token, n: 3, v: copy.version, e: [] })).html);
  expect([allByRole(copy, "alert").length, allByRole(copy, "listitem").length]).toEqual([1, 0]);
  expect(on.lines.filter(({ level }) => level === "error").map(({ data }) => String(data.err))).toEqual([
    expect.stringContaining("SES_TOO_MANY_NODES: limit 100"),
  ]);
  expect(allByRole(await visitor.open(path), "listitem")).toHaveLength(1);
});

test("state changes that pile up outside of turns: past the limit they are dropped, and logged", async () => {
  const { on, visitor, copy } = await opened({ limits: { jobs: 50 } });
  for (let i = 1; i <= 60; i++) for (const listener of listeners) listener(i);
  await tick();
  applyFrames(copy, (await visitor.post(path, { p: copy.token, n: 1, v: 0, e: [] })).html);
  // What was set last is what the turn that was due anyway finds.
  expect(status(copy)).toBe("0 60");
  expect(on.lines.filter(({ level }) => level === "error").map(({ data }) => String(data.err).split(".")[0])).toEqual(
    Array(10).fill("SessileError: SES_TOO_MANY_JOBS: limit 50"),
  );
  for (const listener of listeners) listener(99);
  await tick();
  applyFrames(copy, (await visitor.post(path, { p: copy.token, n: 1, v: copy.version, e: [] })).html);
  expect(status(copy)).toBe("0 99");
});

// ── fairness ──────────────────────────────────────────────────────────────────

const spin = (ms: number) => {
  for (const end = performance.now() + ms; performance.now() < end; );
};

test("a handler that spins is named: app, component, event, and how long", async () => {
  const { on, send, click } = await opened({ limits: { slowTurnMs: 500 } });
  await send(1, click);
  expect(on.lines).toEqual([]);
  act = () => spin(550);
  await send(2, click);
  const [line] = on.lines;
  expect(line).toMatchObject({
    level: "warn",
    message: "a turn was slow",
    data: { app: "/", component: "Spinner", event: "click", session: expect.any(String) },
  });
  expect(line?.data.ms).toBeGreaterThanOrEqual(550);
});

test("a turn nobody's event caused is not put down to the last one's", async () => {
  const { on, send, click } = await opened({ limits: { slowTurnMs: 500 } });
  await send(1, click);
  rendered = () => spin(550);
  for (const listener of listeners) listener(1);
  await tick();
  expect(on.lines.map(({ message, data }) => [message, data.event])).toEqual([["a turn was slow", ""]]);
});

test("C3: a broadcast to ten thousand pages is sliced: others' events are answered in between", async () => {
  const pages = 10_000;
  function Crowd() {
    const [news, hear] = useState(0);
    rendered(news);
    useState(() => listeners.add(hear));
    return <p>{news}</p>;
  }
  const { runtime } = stage({ "/": Spinner, "/crowd/": Crowd });
  const request = () => new Request("http://localhost/crowd/");
  for (let i = 0; i < pages; i++) await runtime.fetch(request());
  const visitor = new Visitor(runtime);
  const copy = await visitor.open(path);
  const click: Wire = ["click", copy.address(byRole(copy, "button", "Act"))];
  expect([runtime.pages, listeners.size]).toEqual([pages + 1, pages + 1]);
  let told = 0;
  rendered = () => void told++;
  const between: number[] = [];
  act = () => void between.push(told);
  for (const listener of listeners) listener(1);
  for (let n = 1; n <= 3; n++) await visitor.act(path, copy, [click], n);
  // All three came to their turn long before the crowd had heard.
  expect(between.map((count) => count < pages)).toEqual([true, true, true]);
  await expect.poll(() => told, { timeout: 20_000 }).toBe(pages + 1);
}, 60_000);
