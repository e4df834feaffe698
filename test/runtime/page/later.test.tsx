/** What happens when nobody has just pressed anything: timers, promises, other pages, handlers that take their time. */
import { useEffect, useState } from "preact/hooks";
import { afterEach, expect, test, vi } from "vitest";
import { FormsUser } from "../../support/drivers/forms.ts";
import { MemoryUser } from "../../support/drivers/memory.ts";
import { expectSame } from "../../support/drivers/scenario.ts";
import { sees } from "../../support/drivers/user.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";
import { applyFrames, frames, Visitor } from "../../support/visitor.ts";

afterEach(() => void vi.useRealTimers());

/** A promise and what settles it. */
function gate<T = void>() {
  let open!: (value: T) => void;
  let fail!: (error: unknown) => void;
  const passed = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { passed, open, fail };
}

test("a timer in an effect ticks in an open page, and stops when the page ends", async () => {
  let ticks = 0;
  function Clock() {
    const [n, setN] = useState(0);
    useEffect(() => {
      const timer = setInterval(() => {
        ticks++;
        setN((now) => now + 1);
      }, 5);
      return () => clearInterval(timer);
    }, []);
    return <p role="status">tick {n}</p>;
  }
  const on = stage({ "/": Clock });
  const user = await MemoryUser.open(on, "/");
  await sees(user, "status", /tick [3-9]/);
  await expectSame(user);
  on.runtime.close();
  const before = ticks;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(ticks).toBe(before);
});

test("state set outside any turn: several changes of one task are one entry", async () => {
  let set: (n: number) => void = () => {};
  function App() {
    const [n, setN] = useState(0);
    const [m, setM] = useState(0);
    set = (value) => {
      setN(value);
      setM(value);
      setN((now) => now + 1);
    };
    return (
      <p role="status">
        {n} {m}
      </p>
    );
  }
  const user = await MemoryUser.open(stage({ "/": App }), "/");
  set(5);
  await sees(user, "status", "6 5");
  expect(user.copy.version).toBe(1);
});

test("state of another page, set within a handler", async () => {
  const setters = new Map<string, (text: string) => void>();
  let born = 0;
  function Chat() {
    const [name] = useState(() => `page ${++born}`);
    const [heard, setHeard] = useState("nothing");
    setters.set(name, setHeard);
    const say = () => {
      for (const [other, set] of setters) if (other !== name) set(`hello from ${name}`);
    };
    return (
      <main>
        <p role="status">{heard}</p>
        <button type="button" onClick={say}>
          Say
        </button>
      </main>
    );
  }
  const on = stage({ "/": Chat });
  const [one, other] = [await MemoryUser.open(on, "/"), await MemoryUser.open(on, "/")];
  await one.click("button", "Say");
  await sees(other, "status", "hello from page 1");
  expect(await one.texts("status")).toEqual(["nothing"]);
  await other.click("button", "Say");
  await sees(one, "status", "hello from page 2");
  for (const user of [one, other]) await expectSame(user);
});

test("a setter used after its page's end does nothing, and says nothing", async () => {
  let set: (n: number) => void = () => {};
  function App() {
    const [n, setN] = useState(0);
    set = setN;
    return <p role="status">{n}</p>;
  }
  const on = stage({ "/": App });
  await new Visitor(on.runtime).open("/");
  on.runtime.close();
  on.lines.length = 0;
  set(1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(on.lines).toEqual([]);
});

// ── handlers that return a promise ────────────────────────────────────────────

/** Says busy, waits, says done. */
function slowApp() {
  const work = gate<string>();
  function Slow() {
    const [state, setState] = useState("idle");
    const [other, setOther] = useState(0);
    const start = async () => {
      setState("busy");
      setState(await work.passed);
    };
    return (
      <main>
        <p role="status">{state}</p>
        <p role="note">{other}</p>
        <button type="button" onClick={start}>
          Start
        </button>
        <button type="button" onClick={() => setOther(other + 1)}>
          Other
        </button>
      </main>
    );
  }
  return { Slow, ...work };
}

test("the answer says busy at once and stays open until the handler has settled", async () => {
  const { Slow, open } = slowApp();
  const visitor = new Visitor(stage({ "/": Slow }).runtime);
  const copy = await visitor.open("/");
  const message = { p: copy.token, n: 1, v: 0, e: [["click", copy.address(byRole(copy, "button", "Start"))]] };
  const response = await visitor.fetch("/", {
    method: "POST",
    body: JSON.stringify(message),
    headers: { "content-type": "application/json" },
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const next = async () => new TextDecoder().decode((await reader.read()).value);
  applyFrames(copy, await next());
  expect(textByRole(copy, "status")).toBe("busy");
  // Meanwhile the page answers other events.
  const answer = await visitor.fetch("/", {
    method: "POST",
    body: JSON.stringify({ p: copy.token, n: 2, v: 1, e: [["click", copy.address(byRole(copy, "button", "Other"))]] }),
    headers: { "content-type": "application/json" },
  });
  const second = (answer.body as ReadableStream<Uint8Array>).getReader();
  applyFrames(copy, new TextDecoder().decode((await second.read()).value));
  expect(textByRole(copy, "note")).toBe("1");
  open("done");
  applyFrames(copy, new TextDecoder().decode((await second.read()).value));
  expect(textByRole(copy, "status")).toBe("done");
  for (const each of [second, reader]) {
    expect(new TextDecoder().decode((await each.read()).value)).toBe(":");
    expect((await each.read()).done).toBe(true);
  }
});

test("with a push stream the answer ends at once, and the stream brings the rest", async () => {
  const { Slow, open } = slowApp();
  const user = await MemoryUser.open(stage({ "/": Slow }), "/");
  await user.click("button", "Start");
  await sees(user, "status", "busy");
  open("done");
  await sees(user, "status", "done");
  await expectSame(user);
});

test("an answer that stays open too long ends; the next POST brings what was missed", async () => {
  const { Slow, open } = slowApp();
  const visitor = new Visitor(stage({ "/": Slow }, { limits: { streamMs: 20 } }).runtime);
  const copy = await visitor.open("/");
  await visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", "Start"))]], 1);
  expect(textByRole(copy, "status")).toBe("busy");
  open("done");
  await new Promise((resolve) => setTimeout(resolve, 5));
  await visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", "Other"))]], 2);
  expect([textByRole(copy, "status"), textByRole(copy, "note")]).toEqual(["done", "1"]);
});

test("without script the page comes when the handler has settled", async () => {
  const { Slow, open } = slowApp();
  const user = await FormsUser.open(stage({ "/": Slow }), "/");
  const clicked = user.click("button", "Start");
  setTimeout(() => open("done"), 10);
  await clicked;
  expect(await user.texts("status")).toEqual(["done"]);
});

test("without script, after a while, the page comes busy and refreshes itself until it is done", async () => {
  const { Slow, open } = slowApp();
  const user = await FormsUser.open(stage({ "/": Slow }, { limits: { settleMs: 20 } }), "/");
  await user.click("button", "Start");
  expect(await user.texts("status")).toEqual(["busy"]);
  open("done");
  await sees(user, "status", "done");
});

test("a page that ends under a pending handler answers all the same", async () => {
  const { Slow, open } = slowApp();
  const on = stage({ "/": Slow });
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open("/");
  const answer = visitor.post("/", {
    p: copy.token,
    n: 1,
    v: 0,
    e: [["click", copy.address(byRole(copy, "button", "Start"))]],
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  on.runtime.close();
  expect(frames((await answer).html)).toHaveLength(1);
  open("done");
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
});

test("a handler that ends after its page did, and badly, is in the log", async () => {
  const { Slow, fail } = slowApp();
  const on = stage({ "/": Slow });
  const user = await MemoryUser.open(on, "/");
  await user.click("button", "Start");
  on.runtime.close();
  fail(new Error("too late"));
  await new Promise((resolve) => setTimeout(resolve, 5));
  const errors = on.lines.filter(({ level }) => level === "error");
  expect(errors.map(({ data }) => String(data.err))).toEqual(["Error: too late"]);
});

test("a broadcast to many pages is many turns, and events are answered in between", async () => {
  const setters: ((n: number) => void)[] = [];
  function App() {
    const [n, setN] = useState(0);
    setters.push(setN);
    if (n > 0) for (const end = performance.now() + 2; performance.now() < end; ) n.toFixed();
    return (
      <main>
        <p role="status">{n}</p>
        <button type="button" onClick={() => {}}>
          Still here
        </button>
      </main>
    );
  }
  const on = stage({ "/": App }, { limits: { pages: 200 } });
  const visitor = new Visitor(on.runtime);
  for (let i = 0; i < 100; i++) await visitor.open("/");
  const copy = await visitor.open("/");
  for (const set of setters.slice(0, 100)) set(1);
  const { status } = await visitor.post("/", { p: copy.token, n: 1, v: 0, e: [] });
  expect(status).toBe(200);
  expect(on.documents.filter((document) => document.body?.textContent.startsWith("1")).length).toBeLessThan(60);
  await expect
    .poll(() => on.documents.filter((document) => document.body?.textContent.startsWith("1")).length, {
      timeout: 30_000,
    })
    .toBe(100);
});
