/** L9, C6: what a session holds (sockets, transactions, closures) lives as long as it does, and is closed in good order. */
import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Runtime } from "sessile";
import { type SessionHandle, useExpire, useResource, useSession, useShared } from "sessile/ui";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { attr, type Copy } from "../../support/copy.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";
import { pageField, Visitor } from "../../support/visitor.ts";

/** What happened, in order. */
let told: string[] = [];
const tell = (what: string) => void told.push(what);
const tick = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(() => {
  told = [];
});
afterEach(() => void vi.useRealTimers());

/** A connection: it must be open for whatever is done with it. */
class Connection {
  open = true;
  constructor(readonly name: string) {}
  use(what: string): void {
    tell(`${what} ${this.name}${this.open ? "" : " TOO LATE"}`);
  }
  close(): void {
    tell(`close ${this.name}${this.open ? "" : " AGAIN"}`);
    this.open = false;
  }
}

const Pool = createContext<Connection | null>(null);

/** Holds a connection; what is inside borrows from it. */
function Holder({ name, children }: { name: string; children?: ComponentChildren }) {
  const pool = useContext(Pool);
  const connection = useResource(() => {
    pool?.use("borrow");
    return new Connection(name);
  });
  useExpire((reason) => connection.use(`expire (${reason})`));
  useEffect(() => () => connection.use("clean up"), []);
  return <Pool.Provider value={connection}>{children}</Pool.Provider>;
}

let handle: SessionHandle;
let end: () => void = () => {};

function App() {
  const session = useSession();
  handle = session;
  const [inner, setInner] = useState(true);
  const [count, setCount] = useState(0);
  const [shared] = useShared("name", "nobody");
  return (
    <main>
      <p role="status">
        {count} {shared}
      </p>
      <Holder name="pool">
        {inner && (
          <Holder name="client">
            <Holder name="transaction" />
          </Holder>
        )}
      </Holder>
      <button type="button" onClick={() => setInner(!inner)}>
        Inner
      </button>
      <button type="button" onClick={() => setCount(count + 1)}>
        Count
      </button>
      <button type="button" onClick={() => end()}>
        End
      </button>
    </main>
  );
}

const apps = { "/": App };
const press = (visitor: Visitor, copy: Copy, name: string, n: number) =>
  visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", name))]], n);

/** How a session is seen to end, whoever ends it: everybody is warned while all stands, then all goes, the latest first. */
const ENDING = (reason: string) => [
  `expire (${reason}) transaction`,
  `expire (${reason}) client`,
  `expire (${reason}) pool`,
  "clean up transaction",
  "clean up client",
  "clean up pool",
  "close transaction",
  "close client",
  "close pool",
];
const sorted = (list: readonly string[]) => [...list].sort();

/** The three acts in this order; within the first two the order is Preact's. */
function expectEnding(reason: string): void {
  const wanted = ENDING(reason);
  expect(sorted(told.slice(0, 3))).toEqual(sorted(wanted.slice(0, 3)));
  expect(sorted(told.slice(3, 6))).toEqual(sorted(wanted.slice(3, 6)));
  expect(told.slice(6)).toEqual(wanted.slice(6));
}

async function opened() {
  const on = stage(apps);
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open("/");
  expect(told).toEqual(["borrow pool", "borrow client"]);
  told = [];
  return { on, visitor, copy };
}

test("components that go close what they opened, the latest first", async () => {
  const { visitor, copy } = await opened();
  await press(visitor, copy, "Inner", 1);
  await tick();
  expect(sorted(told.slice(0, 2))).toEqual(["clean up client", "clean up transaction"]);
  expect(told.slice(2)).toEqual(["close transaction", "close client"]);
  await press(visitor, copy, "Inner", 2);
  await press(visitor, copy, "Inner", 3);
  await tick();
  expect(told.filter((each) => each.startsWith("close"))).toEqual([
    "close transaction",
    "close client",
    "close transaction",
    "close client",
  ]);
});

test("C6: a session that expires", async () => {
  vi.useFakeTimers();
  const { on } = await opened();
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  expectEnding("never came back");
  expect([on.runtime.sessions, on.runtime.pages]).toEqual([0, 0]);
});

test("C6: a server that closes", async () => {
  const { on } = await opened();
  on.runtime.close();
  expectEnding("closed");
});

test("C6: a session that ends itself, in a handler: once the turn is over", async () => {
  const { on, visitor, copy } = await opened();
  end = () => {
    handle.end();
    tell("handler goes on");
  };
  expect((await press(visitor, copy, "End", 1)).status).toBe(200);
  expect(told.shift()).toBe("handler goes on");
  expectEnding("ended");
  expect(on.runtime.sessions).toBe(0);
});

test("C6: ended from its other tab, and from another session", async () => {
  for (const foreign of [false, true]) {
    told = [];
    const { on, visitor } = await opened();
    const victim = handle;
    end = () => victim.end();
    // The last one to be mounted is where the handler runs.
    const other = foreign ? new Visitor(on.runtime) : visitor;
    const copy = await other.open("/");
    told = [];
    await press(other, copy, "End", 1);
    await tick();
    if (foreign) expectEnding("ended");
    else
      expect(told.map((each) => each.split(" ")[0])).toEqual(
        [["expire"], ["clean"], ["close"]].flatMap(([act]) => Array(6).fill(act)),
      );
    expect(told.join()).not.toMatch(/TOO LATE|AGAIN/);
    expect(on.runtime.sessions).toBe(foreign ? 1 : 0);
  }
});

test("C6: the callbacks run in the session's context: state, values and user are there", async () => {
  function Saver() {
    const session = useSession();
    const [draft, setDraft] = useState("");
    const [name] = useShared("name", "nobody");
    useExpire(() => {
      setDraft(`${draft}!`);
      tell(`${draft} by ${name}, ${session.user}, ${session.values.get("name")}`);
    });
    return (
      <button
        type="button"
        onClick={() => {
          setDraft("half a thought");
          session.values.set("name", "Ada");
          session.login("ada");
        }}
      >
        Write
      </button>
    );
  }
  const { runtime, lines } = stage({ "/": Saver });
  const visitor = new Visitor(runtime);
  await press(visitor, await visitor.open("/"), "Write", 1);
  runtime.close();
  expect(told).toEqual(["half a thought by Ada, ada, Ada"]);
  expect(lines.filter(({ level }) => level === "error")).toEqual([]);
});

/** Mounts an app that does something with its session once. */
function once(work: (session: SessionHandle) => void): { runtime: Runtime; lines: readonly { data: object }[] } {
  function Once() {
    const session = useSession();
    useState(() => work(session));
    return <p>there</p>;
  }
  return stage({ "/": Once });
}

test("owned resources close once, in reverse, by whichever method they have", async () => {
  const { runtime } = once((session) => {
    const twice = { close: () => tell("close") };
    session.own(twice);
    session.own({ end: () => tell("end") });
    session.own({ [Symbol.dispose]: () => tell("dispose") } as Disposable);
    session.own({ [Symbol.asyncDispose]: async () => tell("async dispose") } as AsyncDisposable);
    session.own(twice);
  });
  await new Visitor(runtime).open("/");
  runtime.close();
  expect(told).toEqual(["async dispose", "dispose", "end", "close"]);
});

test("an owned resource can be released before the end, and is not closed again", async () => {
  const { runtime } = once((session) => {
    const [one, other] = [new Connection("one"), new Connection("other")];
    session.own(one);
    session.own(other);
    session.release(one);
    session.release(one);
    session.release(new Connection("nobody's"));
  });
  await new Visitor(runtime).open("/");
  await tick();
  expect(told).toEqual(["close one"]);
  runtime.close();
  expect(told).toEqual(["close one", "close other"]);
});

test("what comes too late to be owned is closed at once", async () => {
  let late: (() => void) | undefined;
  const { runtime } = once((session) => {
    late = () => session.own(new Connection("late"));
  });
  await new Visitor(runtime).open("/");
  runtime.close();
  late?.();
  expect(told).toEqual(["close late"]);
});

test("whatever fails on the way is logged, and keeps nothing else from being cleaned up", async () => {
  const { runtime, lines } = once((session) => {
    const fail = (what: string) => () => {
      throw new Error(what);
    };
    session.onExpire(() => tell("first"));
    session.onExpire(fail("callback throws"));
    session.onExpire(async () => fail("callback rejects")());
    session.onExpire(() => tell("last"));
    session.own({ close: () => tell("close first") });
    session.own({ close: fail("close throws") });
    session.own({ close: async () => fail("close rejects")() });
    session.own({ close: () => tell("close last") });
  });
  await new Visitor(runtime).open("/");
  runtime.close();
  await tick();
  expect(told).toEqual(["first", "last", "close last", "close first"]);
  const errors = lines.filter(({ data }) => "err" in data).map(({ data }) => String((data as { err: unknown }).err));
  expect(sorted(errors)).toEqual(
    ["callback rejects", "callback throws", "close rejects", "close throws"].map((each) => `Error: ${each}`),
  );
});

test("a component's resource that fails to close ends neither page nor process", async () => {
  function Fragile({ close }: { close: () => unknown }) {
    useResource(() => ({ close }));
    return null;
  }
  function Shop() {
    const [open, setOpen] = useState(true);
    return (
      <main>
        {open && (
          <>
            <Fragile close={() => Promise.reject(new Error("rejects"))} />
            <Fragile
              close={() => {
                throw new Error("throws");
              }}
            />
          </>
        )}
        <button type="button" onClick={() => setOpen(!open)}>
          Close
        </button>
      </main>
    );
  }
  const strays: unknown[] = [];
  const stray = (error: unknown) => void strays.push(error);
  process.on("unhandledRejection", stray);
  const { runtime, lines } = stage({ "/": Shop });
  const visitor = new Visitor(runtime);
  const copy = await visitor.open("/");
  expect((await press(visitor, copy, "Close", 1)).status).toBe(200);
  await tick();
  process.off("unhandledRejection", stray);
  expect([strays, lines.map(({ data }) => String(data.err)).sort()]).toEqual([[], ["Error: rejects", "Error: throws"]]);
  expect((await press(visitor, copy, "Close", 2)).status).toBe(200);
});

test("a callback can be taken back", async () => {
  const { runtime } = once((session) => {
    const back = session.onExpire(() => tell("never"));
    session.onExpire(() => tell("once"));
    back();
    back();
  });
  await new Visitor(runtime).open("/");
  runtime.close();
  expect(told).toEqual(["once"]);
});

test("L9: what cannot be written down survives events and reloads, with script and without", async () => {
  function Tally() {
    const [secret] = useState(() => {
      let count = 0;
      return { add: () => ++count, symbol: Symbol("mine"), map: new WeakMap() };
    });
    const [, update] = useState(0);
    const [symbol] = useState(() => secret.symbol);
    return (
      <main>
        <button type="button" onClick={() => update(secret.add())}>
          Count
        </button>
        <p role="status">
          {secret.add() - 1 > 0 ? "kept" : "fresh"} {String(symbol === secret.symbol)}
        </p>
      </main>
    );
  }
  const visitor = new Visitor(stage({ "/": Tally }).runtime);
  const copy = await visitor.open("/");
  expect(textByRole(copy, "status")).toBe("fresh true");
  await press(visitor, copy, "Count", 1);
  visitor.cookies.set("sessile-page", { value: copy.token.split(".")[0] ?? "", path: "/", expires: Infinity });
  expect(textByRole(await visitor.open("/"), "status")).toBe("kept true");
  const plain = await visitor.open("/", { script: false });
  await visitor.form("/", [
    ["_p", pageField(plain)],
    ["_e", attr(byRole(plain, "button", "Count"), "value") ?? ""],
  ]);
  expect(textByRole(await visitor.open("/", { script: false }), "status")).toBe("kept true");
});
