/** What becomes of a program whose page goes: `finally` cleans up in the session, while all it owns still stands. */
import { useState } from "preact/hooks";
import { Flow, type FlowHandle, useFlow, useResource, useSession, useShared } from "sessile/ui";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { attr, textOf } from "../../support/copy.ts";
import { byRole, clean } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";
import { pageField, Visitor } from "../../support/visitor.ts";

let told: string[] = [];
const tell = (what: string) => void told.push(what);
const tick = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(() => {
  told = [];
});
afterEach(() => void vi.useRealTimers());

class Connection {
  open = true;
  async query(text: string): Promise<void> {
    await tick(1);
    tell(`${text}${this.open ? "" : " TOO LATE"}`);
  }
  close(): void {
    this.open = false;
    tell("close");
  }
}

const code = (error: unknown) => (error as { code?: string }).code ?? String(error);

function Order() {
  const connection = useResource(() => new Connection());
  const { values } = useSession();
  const run = async ({ confirm, ask, signal }: FlowHandle) => {
    signal.addEventListener("abort", () => tell(`abort ${code(signal.reason)}`));
    await connection.query("begin");
    try {
      await confirm("Commit?");
      await connection.query("commit");
    } catch (error) {
      tell(code(error));
      throw error;
    } finally {
      // Nothing is asked any more, and what the session shares is there.
      await ask("Why?").catch((error) => tell(code(error)));
      values.set("last", "rolled back");
      await connection.query("rollback");
      tell(String(values.get("last")));
    }
  };
  return <Flow run={run} />;
}

const EXPECTED = [
  "begin",
  "abort SES_FLOW_ENDED",
  "SES_FLOW_ENDED",
  "SES_FLOW_ENDED",
  "rollback",
  "rolled back",
  "close",
];

test("C6: a session that expires: finally runs in it, and what it owns is closed behind that", async () => {
  vi.useFakeTimers();
  const { runtime, lines } = stage({ "/": Order });
  await new Visitor(runtime).open("/");
  await vi.advanceTimersByTimeAsync(10);
  expect(told).toEqual(["begin"]);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect([runtime.sessions, told.filter((each) => !each.startsWith("abort"))]).toEqual([
    0,
    EXPECTED.filter((each) => !each.startsWith("abort")),
  ]);
  expect(lines.map(({ message }) => message)).toEqual(["session ended"]);
});

test("a component that goes: the same, and the page goes on", async () => {
  function App() {
    const [there, setThere] = useState(true);
    const [last] = useShared("last", "");
    return (
      <>
        <button onClick={() => setThere(false)}>Close</button>
        {there ? <Order /> : <p role="status">gone</p>}
        {last}
      </>
    );
  }
  const { runtime, lines } = stage({ "/": App });
  const visitor = new Visitor(runtime);
  const copy = await visitor.open("/");
  await tick();
  await visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", "Close"))]], 1);
  await tick(20);
  await visitor.act("/", copy, [], 2);
  expect(clean(textOf(copy.body))).toBe("Closegonerolled back");
  expect(told).toEqual(EXPECTED);
  expect(lines).toEqual([]);
});

test("closing the server waits for finally, and for what is closed behind it", async () => {
  const { runtime } = stage({ "/": Order });
  await new Visitor(runtime).open("/");
  await vi.waitFor(() => expect(told).toEqual(["begin"]));
  await runtime.close();
  expect(told).toEqual(EXPECTED);
});

test("clean-up that does not come to an end is not waited for without end", async () => {
  vi.useFakeTimers();
  function App() {
    useResource(() => new Connection());
    return (
      <Flow
        run={async ({ confirm }) => {
          try {
            await confirm("Sure?");
          } finally {
            await new Promise(() => {});
          }
        }}
      />
    );
  }
  const { runtime } = stage({ "/": App });
  await new Visitor(runtime).open("/");
  let closed = false;
  void runtime.close().then(() => {
    closed = true;
  });
  await vi.advanceTimersByTimeAsync(4_000);
  expect([told, closed]).toEqual([[], false]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([told, closed]).toEqual([["close"], true]);
});

test("what clean-up throws is logged", async () => {
  function App() {
    const run = async ({ confirm }: FlowHandle) => {
      try {
        await confirm("Sure?");
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: that is what is tested
        throw new Error("clean-up");
      }
    };
    return <Flow run={run} />;
  }
  const { runtime, lines } = stage({ "/": App });
  await new Visitor(runtime).open("/");
  runtime.close();
  await tick();
  expect(lines.map(({ message, data }) => [message, String(data.err ?? "")])).toEqual([
    ["session ended", ""],
    ["a component failed", "Error: clean-up"],
  ]);
});

// ── steps asked by handlers ───────────────────────────────────────────────────

function Asking() {
  const { confirm, view } = useFlow();
  const [said, setSaid] = useState("nothing");
  const connection = useResource(() => new Connection());
  const ask = async () => {
    try {
      setSaid(String(await confirm("Sure?")));
      await tick(30);
      setSaid((before) => `${before}, late`);
    } finally {
      await connection.query("finally");
    }
  };
  return (
    <main>
      <p role="status">{said}</p>
      {view}
      <button onClick={ask}>Ask</button>
    </main>
  );
}

test("a handler that waits for a person holds up no answer; one that works on does", async () => {
  const visitor = new Visitor(stage({ "/": Asking }).runtime);
  const open = () => visitor.open("/", { script: false });
  const press = async (name: string) => {
    const copy = await open();
    const began = performance.now();
    await visitor.form("/", [
      ["_p", pageField(copy)],
      ["_e", attr(byRole(copy, "button", name), "value") ?? ""],
    ]);
    return performance.now() - began;
  };
  expect(await press("Ask")).toBeLessThan(1000);
  const asked = await open();
  // Nor does the page load itself anew while somebody thinks.
  expect([...asked.elements].some((e) => attr(e, "http-equiv") === "refresh")).toBe(false);
  expect(clean(textOf(byRole(asked, "group", "Sure?")))).toBe("Sure?Yes No");
  expect(await press("Yes")).toBeGreaterThan(25);
  expect(clean(textOf(byRole(await open(), "status", "")))).toBe("true, late");
});

test("a handler whose page goes cleans up too, and is no error", async () => {
  const { runtime, lines } = stage({ "/": Asking });
  const visitor = new Visitor(runtime);
  const copy = await visitor.open("/");
  await visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", "Ask"))]], 1);
  runtime.close();
  await tick(20);
  expect(told).toEqual(["finally", "close"]);
  expect(lines.map(({ message }) => message)).toEqual(["session ended"]);
});

test("a press on a step that is over changes nothing elsewhere: boxes it does not name stay ticked", async () => {
  function App() {
    const [on, setOn] = useState(true);
    return (
      <>
        <label>
          Loud
          <input type="checkbox" name="loud" checked={on} onChange={(event) => setOn(event.currentTarget.checked)} />
        </label>
        <p role="status">{on ? "loud" : "quiet"}</p>
        <Flow
          run={async ({ ask }) => {
            for (;;) await ask("Word");
          }}
        />
      </>
    );
  }
  const visitor = new Visitor(stage({ "/": App }).runtime);
  const old = await visitor.open("/", { script: false });
  const form = [...old.elements].find((e) => e.tagName === "form" && attr(e, "id") !== "_f");
  const submit = [...old.elements].find((e) => e.tagName === "button" && clean(textOf(e)) === "Continue");
  const send = (word: string) =>
    visitor.form("/", [
      ["_p", pageField(old)],
      ["answer: Word", word],
      ["_e", (submit && attr(submit, "value")) || `submit.${form && old.address(form)}`],
    ]);
  await send("one");
  await send("two");
  expect(clean(textOf(byRole(await visitor.open("/", { script: false }), "status", "")))).toBe("loud");
});
