/**
 * Apps that do everything wrong an app can do: each is answered, the pages beside it go on, and when all sessions have
 * expired nothing of them is left.
 */
import { Component, type ComponentChildren, type ComponentType, createElement, type VNode } from "preact";
import { createPortal } from "preact/compat";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useSession } from "sessile/ui";
import { afterAll, expect, test } from "vitest";
import { Copy } from "../support/copy.ts";
import { ofServer, print } from "../support/outline.ts";
import { byRole, textByRole } from "../support/roles.ts";
import { type Stage, standingStage } from "../support/stage.tsx";
import { applyFrames, Visitor } from "../support/visitor.ts";

const EXPIRY_MS = 1500;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const any = (value: unknown) => value as ComponentChildren;

// ── handlers ──────────────────────────────────────────────────────────────────

type Handler = (event: { currentTarget: HTMLButtonElement }) => unknown;

const unspeakable = {
  get message(): string {
    throw new Error("not even this can be read");
  },
  get stack(): string {
    throw new Error("nor this");
  },
  toString() {
    throw new Error("nor said");
  },
};
const endless = (): number => 1 + endless();
const lie = new Error("a lie");
Object.defineProperty(lie, "message", { get: endless });

/** A button whose handler goes wrong. */
function pressing(handler: Handler): ComponentType {
  return () => (
    <button type="button" onClick={handler as never}>
      Wreck
    </button>
  );
}

const fail = (what: unknown): never => {
  throw what;
};

const HANDLERS: { readonly [name: string]: ComponentType } = {
  "throws an error": pressing(() => fail(new Error("thrown"))),
  "throws nothing": pressing(() => fail(undefined)),
  "throws what cannot be read": pressing(() => fail(unspeakable)),
  "throws an error whose message recurses": pressing(() => fail(lie)),
  "throws a proxy": pressing(() => fail(new Proxy({}, { get: () => fail(new Error("trap")) }))),
  rejects: pressing(() => Promise.reject(new Error("rejected"))),
  "rejects with what cannot be read": pressing(() => Promise.reject(unspeakable)),
  "throws after the reply": pressing(async () => {
    await pause(30);
    throw new Error("late");
  }),
  "never settles": pressing(() => new Promise(() => {})),
  // biome-ignore-start lint/suspicious/noThenProperty: this is what goes wrong
  "returns what is almost a promise": pressing(() => ({ then: () => fail(new Error("no promise")) })),
  "returns a promise that settles twice": pressing(() => ({
    then(done: () => void, failed: (error: unknown) => void) {
      done();
      done();
      failed(new Error("both"));
    },
  })),
  // biome-ignore-end lint/suspicious/noThenProperty: this is what goes wrong
  "recurses without end": pressing(endless),
  "dispatches its own event without end": pressing((event) =>
    event.currentTarget.dispatchEvent(event as unknown as Event),
  ),
  "takes its own element away": pressing(({ currentTarget }) => currentTarget.remove()),
  "takes the body away": pressing(({ currentTarget }) => currentTarget.ownerDocument.body.remove()),
  "puts its parent into itself": pressing(({ currentTarget }) =>
    currentTarget.append(currentTarget.parentNode as Node),
  ),
  "empties the document": pressing(({ currentTarget }) => {
    currentTarget.ownerDocument.documentElement.textContent = "";
  }),
  "ends its session": () => {
    const session = useSession();
    const [, set] = useState(0);
    return (
      <button
        type="button"
        onClick={() => {
          session.end();
          set(1);
        }}
      >
        Wreck
      </button>
    );
  },
};

// ── trees ─────────────────────────────────────────────────────────────────────

const element = (type: unknown, props: unknown = null, ...children: unknown[]) =>
  createElement(type as string, props as never, ...(children as ComponentChildren[]));

const ring: unknown[] = [];
ring.push(ring);

const deep = (levels: number): VNode => {
  let tree = <i>core</i>;
  for (let i = 0; i < levels; i++) tree = <div>{tree}</div>;
  return tree;
};

function Endless(): VNode {
  return <Endless />;
}

class SetsStateAsItGoes extends Component<object, { n: number }> {
  override state = { n: 0 };
  override componentWillUnmount() {
    this.setState({ n: 1 });
    this.forceUpdate();
  }
  override render() {
    return <i>{this.state.n}</i>;
  }
}

function SetsItsParent({ tell }: { tell: (n: number) => void }) {
  useLayoutEffect(() => () => tell(Math.random()), [tell]);
  useEffect(() => () => tell(Math.random()), [tell]);
  return <i>child</i>;
}

/** Takes its child away again at once: what the child sets as it goes concerns nobody any more. */
function Unmounting({ child }: { child: (tell: (n: number) => void) => VNode }) {
  const [there, setThere] = useState(true);
  const [, tell] = useState(0);
  useEffect(() => setThere(false), []);
  return <p>{there && child(tell)}</p>;
}

/** Stays until its page ends, and sets state then. */
function Lasting() {
  const [n, tell] = useState(0);
  return (
    <p>
      {n} <SetsItsParent tell={tell} /> <SetsStateAsItGoes />
    </p>
  );
}

function ThrowsLater() {
  const [n, set] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => set(1), 10);
    return () => clearTimeout(timer);
  }, []);
  if (n > 0) throw new Error("rendered late");
  return <i>{n}</i>;
}

function SetsAnother({ set }: { set: (n: number) => void }) {
  set(Math.random());
  return null;
}

function InRender() {
  const [n, set] = useState(0);
  return (
    <p>
      {n < 1 ? "less" : "more"}
      <SetsAnother set={set} />
    </p>
  );
}

function BadRef() {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => ref.current?.getBoundingClientRect() as never);
  return <i ref={ref}>measured</i>;
}

const TREES: { readonly [name: string]: () => unknown } = {
  "an object": () => ({ a: 1 }),
  "a function": () => () => 1,
  "a symbol": () => Symbol("child"),
  "a date": () => new Date(),
  "a big number": () => 10n,
  "an error": () => new Error("child"),
  "a promise": () => Promise.resolve(1),
  "a list that holds itself": () => ring,
  "an element that was not made by Preact": () => ({ type: "div", props: { children: ["x"] } }),
  "a tree of 500 levels": () => deep(500),
  "a tree of 1,500 levels": () => deep(1500),
  "a tree of 5,000 levels": () => deep(5000),
  "a tree of 20,000 levels": () => deep(20_000),
  "a component that renders itself": () => <Endless />,
  "a type that is undefined": () => element(undefined),
  "a type that is null": () => element(null),
  "a type that is an object": () => element({}),
  "a name without a letter": () => element("1<>"),
  "an empty name": () => element(""),
  "a name with a space": () => element("di v"),
  "an attribute's name that ends the tag": () => element("i", { "><script>": "x" }),
  "a handler's name with a space": () => element("i", { "on click": () => {} }),
  "a handler that is a text": () => element("i", { onClick: "alert(1)" }),
  "a value that cannot be said": () => element("i", { title: unspeakable }),
  "a value that is a symbol": () => element("i", { title: Symbol("title") }),
  "a text that cannot be said": () => element("i", null, Object.create(null)),
  "markup that is a number": () => element("i", { dangerouslySetInnerHTML: { __html: 5 } }),
  "markup that is missing": () => element("i", { dangerouslySetInnerHTML: {} }),
  "markup that is a text": () => element("i", { dangerouslySetInnerHTML: "<b>" }),
  "markup that is not closed": () => element("i", { dangerouslySetInnerHTML: { __html: "<b><table><tr></body>" } }),
  "a style that is a number": () => element("i", { style: 5 }),
  "a style of objects": () => element("i", { style: { color: {}, "</style>": "x", "--x": unspeakable } }),
  "a reserved id": () => element("i", { id: "_5" }),
  "a key twice": () => [element("i", { key: 1 }), element("b", { key: 1 })],
  "a select whose value is an object": () => element("select", { value: {} }, element("option", null, "a")),
  "children in a void element": () => element("br", null, "text", element("i")),
  "elements in a textarea": () => element("textarea", null, element("i", null, "x")),
  "elements in a title": () => element("title", null, element("i", null, "x")),
  "a ref that throws": () => element("i", { ref: () => fail(new Error("ref")) }),
  "a ref that is a text": () => element("i", { ref: "name" }),
  "a layout read": () => <BadRef />,
  "a portal into nothing": () => createPortal(<i>x</i>, null as never),
  "a portal into a text": () => createPortal(<i>x</i>, "body" as never),
  "a promise thrown": () => element(() => fail(new Promise(() => {}))),
  "state set during another's render": () => <InRender />,
  "state set while unmounting": () => <Unmounting child={() => <SetsStateAsItGoes />} />,
  "a parent's state set while unmounting": () => <Unmounting child={(tell) => <SetsItsParent tell={tell} />} />,
  "state set as the page ends": () => <Lasting />,
  "a render that fails after the reply": () => <ThrowsLater />,
  "more elements than a page may have": () => Array.from({ length: 3000 }, () => <i>x</i>),
  "a text longer than the log": () => "long ".repeat(100_000),
};

/** Its button shows the tree. */
function showing(tree: () => unknown): ComponentType {
  return function Shower() {
    const [on, setOn] = useState(false);
    return (
      <section>
        <button type="button" onClick={() => setOn(true)}>
          Wreck
        </button>
        {on && <Shown tree={tree} />}
      </section>
    );
  };
}

function Shown({ tree }: { tree: () => unknown }) {
  return <div>{any(tree())}</div>;
}

const WRECKS: { readonly [name: string]: ComponentType } = {
  ...HANDLERS,
  ...Object.fromEntries(Object.entries(TREES).map(([name, tree]) => [name, showing(tree)])),
};

/** What a browser makes of these is not what the server holds: parsers repair it. */
const REPAIRED = /markup that is not closed|elements in a|children in a void|the document|the body/;

/** The page beside it, in the same session and in another. */
function App({ Wreck }: { Wreck: ComponentType }) {
  const [count, setCount] = useState(0);
  return (
    <main>
      <p role="status">{count}</p>
      <button type="button" onClick={() => setCount((before) => before + 1)}>
        Increment
      </button>
      <Wreck />
    </main>
  );
}

function put(Wreck: ComponentType): Stage {
  const Outside = () => <App Wreck={Wreck} />;
  const limits = {
    provisionalMs: EXPIRY_MS,
    idleMs: EXPIRY_MS,
    nodes: 2000,
    streamMs: 100,
    turnRenders: 100,
    outboxBytes: 64 * 1024,
  };
  return standingStage({ "/": Outside }, { limits });
}

async function opened(visitor: Visitor) {
  const copy = await visitor.open("/");
  let next = 1;
  const press = async (name: string) => {
    const event = ["click", copy.address(byRole(copy, "button", name))] as const;
    return visitor.act("/", copy, [event], next++);
  };
  return { copy, press };
}

const stages: Stage[] = [];
afterAll(() => {
  for (const { runtime } of stages) runtime.close();
});

test.each(Object.entries(WRECKS))("%s", async (name, Wreck) => {
  const on = put(Wreck);
  stages.push(on);
  await wreck(on, name);
});

test("when their sessions have expired nothing is left of them", async () => {
  expect(stages.length).toBeGreaterThan(50);
  const left = () => stages.map(({ runtime }) => [runtime.sessions, runtime.pages, runtime.streams]);
  await expect.poll(left, { timeout: 10_000 }).toEqual(stages.map(() => [0, 0, 0]));
});

async function wreck(on: Stage, name: string): Promise<void> {
  const [visitor, stranger] = [new Visitor(on.runtime), new Visitor(on.runtime)];
  const one = await opened(visitor);
  const document = on.documentOf(one.copy.token);
  const [sister, other] = [await opened(visitor), await opened(stranger)];

  const answer = await one.press("Wreck");
  expect([200, 410]).toContain(answer.status);
  await pause(50);
  // It can still be spoken to, unless its session is over.
  const ping = await visitor.post("/", { p: one.copy.token, n: 2, v: one.copy.version, e: [] });
  const over = name === "ends its session";
  expect(ping.status).toBe(over ? 410 : 200);
  if (!over) {
    applyFrames(one.copy, ping.html);
    if (!REPAIRED.test(name)) expect(print(one.copy.outline())).toBe(print(ofServer(document.documentElement)));
    // A load of the wreck is answered as well.
    const [value = ""] = one.copy.token.split(".");
    visitor.cookies.set("sessile-page", { value, path: "/", expires: Date.now() + 10_000 });
    const { status, html } = await visitor.visit("/");
    expect([status, html.slice(0, 15)]).toEqual([200, "<!DOCTYPE html>"]);
    if (!REPAIRED.test(name)) new Copy(html, true);
  }
  for (const page of over ? [other] : [sister, other]) {
    expect((await page.press("Increment")).status).toBe(200);
    expect(textByRole(page.copy, "status")).toBe("1");
  }
}
