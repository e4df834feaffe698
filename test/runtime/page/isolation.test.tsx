/** Whatever an app does wrong stays in its page: that one says so, the log knows whose it is, and the others go on. */
import { Component, type ComponentType } from "preact";
import { useEffect, useLayoutEffect, useMemo, useReducer, useState } from "preact/hooks";
import { describe, expect, test } from "vitest";
import { MemoryUser } from "../../support/drivers/memory.ts";
import { expectSame } from "../../support/drivers/scenario.ts";
import { sees } from "../../support/drivers/user.ts";
import { type StageOptions, stage } from "../../support/stage.tsx";
import { Visitor } from "../../support/visitor.ts";

class Boom extends Error {}

/** Breaks at the press of a button, in the way its `Part` breaks. */
function broken(Part: ComponentType<{ on: boolean }>) {
  return function App() {
    const [on, setOn] = useState(false);
    const [count, setCount] = useState(0);
    return (
      <main>
        <p role="note">Count: {count}</p>
        <button type="button" onClick={() => setCount(count + 1)}>
          Increment
        </button>
        <button type="button" onClick={() => setOn(true)}>
          Break
        </button>
        <Part on={on} />
      </main>
    );
  };
}

function InHandler() {
  const fail = () => {
    throw new Boom("in a handler");
  };
  return (
    <button type="button" onClick={fail}>
      Fail
    </button>
  );
}

function InAsyncHandler() {
  const fail = async () => {
    await Promise.resolve();
    throw new Boom("in an async handler");
  };
  return (
    <button type="button" onClick={fail}>
      Fail
    </button>
  );
}

function InRender({ on }: { on: boolean }) {
  if (on) throw new Boom("in a render");
  return null;
}

function InMemo({ on }: { on: boolean }) {
  return <i>{useMemo(() => (on ? InRender({ on }) : "fine"), [on])}</i>;
}

function InReducer({ on }: { on: boolean }) {
  const [, dispatch] = useReducer((_state: number, _action: string): number => InRender({ on: true }) ?? 0, 0);
  useEffect(() => {
    if (on) dispatch("x");
  }, [on]);
  return null;
}

function InEffect({ on }: { on: boolean }) {
  useEffect(() => {
    if (on) throw new Boom("in an effect");
  }, [on]);
  return null;
}

function InLayoutEffect({ on }: { on: boolean }) {
  useLayoutEffect(() => {
    if (on) throw new Boom("in a layout effect");
  }, [on]);
  return null;
}

function Child() {
  useEffect(
    () => () => {
      throw new Boom("in a clean-up");
    },
    [],
  );
  return <i>child</i>;
}
function InCleanup({ on }: { on: boolean }) {
  return on ? null : <Child />;
}

class InClass extends Component<{ on: boolean }> {
  override componentDidUpdate() {
    if (this.props.on) throw new Boom("in a class component");
  }
  override render() {
    return <i>class</i>;
  }
}

function LoopInEffect({ on }: { on: boolean }) {
  const [n, setN] = useState(0);
  useEffect(() => {
    if (on) setN(n + 1);
  });
  return <i>{n}</i>;
}

function LoopInRender({ on }: { on: boolean }) {
  const [n, setN] = useState(0);
  if (on) setN(n + 1);
  return <i>{n}</i>;
}

/** What is not an error can be thrown too. */
function ThrowsText({ on }: { on: boolean }) {
  if (on) throw "a text";
  return null;
}

const WAYS: readonly [name: string, Part: ComponentType<{ on: boolean }>, message: RegExp][] = [
  ["a render", InRender, /in a render/],
  ["a memo", InMemo, /in a render/],
  ["a reducer", InReducer, /in a render/],
  ["an effect", InEffect, /in an effect/],
  ["a layout effect", InLayoutEffect, /in a layout effect/],
  ["a clean-up", InCleanup, /in a clean-up/],
  ["a class component", InClass, /in a class component/],
  ["an endless loop of effects", LoopInEffect, /SES_TURN_LOOP/],
  ["an endless loop of renders", LoopInRender, /SES_TURN_LOOP|Too many re-renders/i],
  ["something that is no error", ThrowsText, /a text/],
];

const limits = { turnRenders: 100 };

/** Two pages of one app, each of another visitor. */
async function two(App: ComponentType, options: StageOptions = {}) {
  const on = stage({ "/": App }, { limits, ...options });
  const one = await MemoryUser.open(on, "/");
  const { visitor } = one.page.user;
  const other = await MemoryUser.open(on, "/");
  const session = visitor.cookies.get("sessile")?.value.slice(0, 6);
  return { on, one, other, session };
}

async function expectUnmoved(other: MemoryUser): Promise<void> {
  await other.click("button", "Increment");
  await sees(other, "note", "Count: 1");
  expect(await other.texts("alert")).toEqual([]);
  await expectSame(other);
}

describe.each(WAYS)("an exception in %s", (_name, Part, message) => {
  test("shows an error view in that page alone", async () => {
    const { on, one, other, session } = await two(broken(Part));
    await one.click("button", "Increment");
    await one.click("button", "Break");
    await sees(
      one,
      "alert",
      /^Something went wrong ?This page could not be shown\. It has been reported\. ?Try again$/,
    );
    expect(await one.texts("note")).toEqual([]);
    await expectSame(one);
    const errors = on.lines.filter(({ level }) => level === "error");
    expect(errors.map(({ data }) => data.session)).toEqual([session]);
    expect(String(errors[0]?.data.err)).toMatch(message);
    await expectUnmoved(other);
    // From the start: the state that broke it is gone.
    await one.click("button", "Try again");
    await sees(one, "note", "Count: 0");
    await one.click("button", "Increment");
    await sees(one, "note", "Count: 1");
    expect(await one.texts("alert")).toEqual([]);
  });

  test("is told in full in development", async () => {
    const { one, other } = await two(broken(Part), { mode: "development" });
    await one.click("button", "Break");
    await sees(one, "alert", message);
    const [text = ""] = await one.texts("alert");
    // A text has no stack.
    if (Part !== ThrowsText) {
      expect(text).toContain(`in ${Part.name} ‹ App ‹ Watched/`);
      expect(text).toMatch(/isolation\.test\.tsx:\d+/);
    }
    await expectUnmoved(other);
  });
});

describe.each([
  ["a handler", InHandler, "in a handler"],
  ["an async handler", InAsyncHandler, "in an async handler"],
])("an exception in %s", (_name, Part, message) => {
  test("is shown above the app, which stays as it was", async () => {
    const { on, one, other, session } = await two(broken(Part));
    await one.click("button", "Increment");
    await one.click("button", "Fail");
    await sees(one, "alert", /^Something went wrong ?What you just did could not be carried out\..*Continue$/);
    expect(await one.texts("note")).toEqual(["Count: 1"]);
    await expectSame(one);
    const errors = on.lines.filter(({ level }) => level === "error");
    expect(errors.map(({ data }) => [data.session, String(data.err)])).toEqual([[session, `Error: ${message}`]]);
    await expectUnmoved(other);
    await one.click("button", "Increment");
    await sees(one, "note", "Count: 2");
    await one.click("button", "Continue");
    await sees(one, "note", "Count: 2");
    expect(await one.texts("alert")).toEqual([]);
    await expectSame(one);
  });

  test("is told in full in development", async () => {
    const { one, other } = await two(broken(Part), { mode: "development" });
    await one.click("button", "Fail");
    await sees(one, "alert", new RegExp(message));
    const [text = ""] = await one.texts("alert");
    expect(text).toMatch(/> +\d+ \| +throw new Boom/);
    expect(text).toMatch(/isolation\.test\.tsx:\d+/);
    expect(text).toContain(`in ${Part.name} ‹ App ‹ Watched/`);
    await expectUnmoved(other);
  });
});

test("a page that fails from the start is answered with the error view", async () => {
  const Never = () => <InRender on />;
  const on = stage({ "/": Never, "/other/": broken(InRender) }, { limits });
  const one = await MemoryUser.open(on, "/");
  await sees(one, "alert", /^Something went wrong/);
  await one.click("button", "Try again");
  await sees(one, "alert", /^Something went wrong/);
  await expectUnmoved(await MemoryUser.open(on, "/other/"));
});

test("in production nothing of the error travels", async () => {
  const { one } = await two(broken(InRender));
  await one.click("button", "Break");
  await sees(one, "alert", /^Something went wrong/);
  expect(await one.outline()).not.toMatch(/in a render|Boom|isolation|InRender/);
});

test("a failed clean-up at a page's end keeps no other page from ending", async () => {
  let ended = 0;
  function Careful() {
    useEffect(() => () => void ended++, []);
    return (
      <main>
        <Child />
      </main>
    );
  }
  const on = stage({ "/": Careful });
  await new Visitor(on.runtime).open("/");
  await new Visitor(on.runtime).open("/");
  on.runtime.close();
  expect([ended, on.runtime.pages, on.runtime.sessions]).toEqual([2, 0, 0]);
  expect(on.lines.filter(({ level }) => level === "error")).toHaveLength(2);
});

test("two pages that fail in one broadcast", async () => {
  const listeners = new Set<() => void>();
  function Listener({ on }: { on: boolean }) {
    const [told, setTold] = useState(false);
    useEffect(() => {
      const listen = () => setTold(true);
      listeners.add(listen);
      return () => void listeners.delete(listen);
    }, []);
    if (told && on) throw new Boom("told");
    return <p role="status">{told ? "told" : "waiting"}</p>;
  }
  const on = stage({ "/": broken(Listener) }, { limits });
  const users = [];
  for (let i = 0; i < 4; i++) users.push(await MemoryUser.open(on, "/"));
  for (const i of [0, 2]) await users[i]?.click("button", "Break");
  for (const listener of listeners) listener();
  for (const i of [0, 2]) await sees(users[i] as MemoryUser, "alert", /^Something went wrong/);
  for (const i of [1, 3]) await sees(users[i] as MemoryUser, "status", "told");
  expect(listeners.size).toBe(2);
});
