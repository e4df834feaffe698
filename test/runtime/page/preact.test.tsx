/** What Preact can do, it can do on the server's tree; after each step the browser's copy is the same. */
import { Component, type ComponentType, createContext, createRef, Fragment, type RefObject, type VNode } from "preact";
import { createPortal, forwardRef, lazy, memo, Suspense } from "preact/compat";
import {
  useCallback,
  useContext,
  useEffect,
  useErrorBoundary,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from "preact/hooks";
import { afterEach, expect, test } from "vitest";
import { attr } from "../../support/copy.ts";
import { MemoryUser } from "../../support/drivers/memory.ts";
import { expectSame } from "../../support/drivers/scenario.ts";
import { sees } from "../../support/drivers/user.ts";
import { byRole } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";

let done: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const check of done) await check();
  done = [];
});

/** Opens an app; at the test's end copy and tree are held against each other, and nothing may have gone wrong. */
async function open(App: ComponentType) {
  const on = stage({ "/": App });
  const user = await MemoryUser.open(on, "/");
  const press = (name: string) => user.click("button", name);
  done.push(async () => {
    await expectSame(user);
    expect(on.lines.filter(({ level }) => level !== "info")).toEqual([]);
    await user.close();
  });
  return { on, user, press };
}

const Button = ({ name, onClick }: { name: string; onClick: () => unknown }) => (
  <button type="button" onClick={onClick}>
    {name}
  </button>
);

test("hooks: state, reducer, memo, callback, id", async () => {
  let computed = 0;
  function App() {
    const [n, setN] = useState(() => 1);
    const [list, push] = useReducer((all: readonly number[], next: number) => [...all, next], []);
    const square = useMemo(() => {
      computed++;
      return n * n;
    }, [n]);
    const add = useCallback(() => push(n), [n]);
    const id = useId();
    return (
      <main id={id}>
        <p role="status">
          {n} squared is {square}; {list.join(" ")}
        </p>
        <Button name="More" onClick={() => setN((now) => now + 1)} />
        <Button name="Keep" onClick={add} />
      </main>
    );
  }
  const { user, press } = await open(App);
  await press("More");
  await press("Keep");
  await press("More");
  await press("Keep");
  await sees(user, "status", "3 squared is 9; 2 3");
  expect(computed).toBe(3);
});

test("effects run within the turn, layout effects first, and clean up", async () => {
  const log: string[] = [];
  function Part({ n }: { n: number }) {
    useLayoutEffect(() => {
      log.push(`layout ${n}`);
      return () => void log.push(`layout ${n} ends`);
    }, [n]);
    useEffect(() => {
      log.push(`effect ${n}`);
      return () => void log.push(`effect ${n} ends`);
    }, [n]);
    return <i>{n}</i>;
  }
  function App() {
    const [n, setN] = useState(1);
    const [double, setDouble] = useState(0);
    useEffect(() => setDouble(2 * n), [n]);
    return (
      <main>
        <p role="status">twice is {double}</p>
        {n < 3 && <Part n={n} />}
        <Button name="More" onClick={() => setN(n + 1)} />
      </main>
    );
  }
  const { user, press, on } = await open(App);
  // What effects set on mount is in the first document: there is no entry for it.
  expect([user.copy.version, await user.texts("status")]).toEqual([0, ["twice is 2"]]);
  expect(log.splice(0)).toEqual(["layout 1", "effect 1"]);
  await press("More");
  expect(await user.texts("status")).toEqual(["twice is 4"]);
  expect(user.copy.version).toBe(1);
  expect(log.splice(0)).toEqual(["layout 1 ends", "layout 2", "effect 1 ends", "effect 2"]);
  await press("More");
  expect(log.splice(0).sort()).toEqual(["effect 2 ends", "layout 2 ends"]);
  await expectSame(user);
  done = [];
  on.runtime.close();
});

test("class components: state, life cycle, snapshot, error boundary", async () => {
  const log: string[] = [];
  class Inner extends Component<{ n: number }> {
    override componentDidMount() {
      log.push("mounted");
    }
    override componentWillUnmount() {
      log.push("unmounted");
    }
    override shouldComponentUpdate({ n }: { n: number }) {
      return n !== 2;
    }
    override getSnapshotBeforeUpdate({ n }: { n: number }) {
      return n;
    }
    override componentDidUpdate(_props: unknown, _state: unknown, snapshot: unknown) {
      log.push(`from ${snapshot}`);
    }
    override render({ n }: { n: number }) {
      if (n === 4) throw new Error("four");
      return <p role="note">inner {n}</p>;
    }
  }
  class Outer extends Component<object, { n: number; failed: string }> {
    override state = { n: 1, failed: "" };
    static override getDerivedStateFromError(error: Error) {
      return { failed: error.message };
    }
    override render(_props: object, { n, failed }: { n: number; failed: string }) {
      return (
        <main>
          <p role="status">outer {failed || n}</p>
          {!failed && <Inner n={n} />}
          <Button name="More" onClick={() => this.setState({ n: n + 1 })} />
          <Button name="Heal" onClick={() => this.setState({ n: 1, failed: "" }, () => log.push("healed"))} />
        </main>
      );
    }
  }
  const { user, press } = await open(Outer);
  await press("More");
  expect(await user.texts("note")).toEqual(["inner 1"]);
  await press("More");
  expect(await user.texts("note")).toEqual(["inner 3"]);
  await press("More");
  await sees(user, "status", "outer four");
  await press("Heal");
  await sees(user, "note", "inner 1");
  expect(log).toEqual(["mounted", "from 2", "unmounted", "mounted", "healed"]);
});

test("a boundary by hook catches what its children throw, and no more", async () => {
  function Risky() {
    const [n, setN] = useState(0);
    if (n === 1) throw new Error("burnt");
    return <Button name="Light" onClick={() => setN(n + 1)} />;
  }
  function Boundary() {
    const [error, reset] = useErrorBoundary();
    return error ? <Button name={`${error.message}, again`} onClick={reset} /> : <Risky />;
  }
  function App() {
    return (
      <main>
        <Boundary />
        <p role="status">unharmed</p>
      </main>
    );
  }
  const { user, press } = await open(App);
  await press("Light");
  await press("burnt, again");
  await press("Light");
  expect(await user.texts("button")).toEqual(["burnt, again"]);
  await sees(user, "status", "unharmed");
});

test("context reaches through memo; memo renders what changed alone", async () => {
  const Colour = createContext("none");
  let renders = 0;
  const Still = memo(({ n }: { n: number }) => {
    renders++;
    return (
      <p role="note">
        {n} <Reader />
      </p>
    );
  });
  const Reader = () => <b>{useContext(Colour)}</b>;
  function App() {
    const [colour, setColour] = useState("red");
    const [n, setN] = useState(0);
    return (
      <Colour.Provider value={colour}>
        <Still n={n} />
        <Button name="Green" onClick={() => setColour("green")} />
        <Button name="More" onClick={() => setN(n + 1)} />
      </Colour.Provider>
    );
  }
  const { user, press } = await open(App);
  await press("Green");
  await sees(user, "note", "0 green");
  expect(renders).toBe(1);
  await press("More");
  await sees(user, "note", "1 green");
  expect(renders).toBe(2);
});

test("keyed children move, and keep their state", async () => {
  function Row({ name }: { name: string }) {
    const [n, setN] = useState(0);
    return (
      <li>
        {name} {n} <Button name={name} onClick={() => setN(n + 1)} />
      </li>
    );
  }
  function App() {
    const [names, setNames] = useState(["a", "b", "c", "d"]);
    return (
      <main>
        <ul>
          {names.map((name) => (
            <Row key={name} name={name} />
          ))}
        </ul>
        <Button name="Reverse" onClick={() => setNames([...names].reverse())} />
        <Button name="Middle" onClick={() => setNames(["e", ...names.slice(1, -1), "f"])} />
      </main>
    );
  }
  const { user, press } = await open(App);
  for (const name of ["a", "b", "b"]) await press(name);
  await press("Reverse");
  expect(await user.texts("listitem")).toEqual(["d 0 d", "c 0 c", "b 2 b", "a 1 a"]);
  await press("Middle");
  expect(await user.texts("listitem")).toEqual(["e 0 e", "c 0 c", "b 2 b", "f 0 f"]);
});

test("fragments, null, numbers and booleans between texts", async () => {
  const STEPS: readonly (readonly (VNode | string | number | boolean | null)[])[] = [
    ["a", "b"],
    [null, "b", 0],
    [<b key="x">x</b>, "b", false, "c"],
    ["a", <b key="x">x</b>, "c"],
    [],
    ["", <Fragment key="f">f{1}g</Fragment>, ""],
  ];
  function App() {
    const [step, setStep] = useState(0);
    return (
      <main>
        <p role="status">
          [{STEPS[step]}] {step > 2 && <i>late</i>}
        </p>
        <Button name="Next" onClick={() => setStep(step + 1)} />
      </main>
    );
  }
  const { user, press } = await open(App);
  const seen = [];
  for (let i = 0; i < STEPS.length; i++) {
    seen.push(...(await user.texts("status")));
    await expectSame(user);
    if (i < STEPS.length - 1) await press("Next");
  }
  expect(seen).toEqual(["[ab]", "[b0]", "[xbc]", "[axc] late", "[] late", "[f1g] late"]);
});

test("portals: into another part of the page, and back out", async () => {
  function App() {
    const [host, setHost] = useState<Element | null>(null);
    const [shown, setShown] = useState(true);
    const [n, setN] = useState(0);
    return (
      <main onClick={() => setN(n + 1)}>
        <aside ref={setHost} />
        <section>{host && shown && createPortal(<Button name={`Portal ${n}`} onClick={() => {}} />, host)}</section>
        <Button name="Toggle" onClick={() => setShown(!shown)} />
      </main>
    );
  }
  const { user, press } = await open(App);
  const button = byRole(user.copy, "button", "Portal 0");
  expect(button.parentNode?.nodeName).toBe("aside");
  await press("Portal 0");
  await press("Portal 1");
  await press("Toggle");
  expect(await user.texts("button")).toEqual(["Toggle"]);
  await press("Toggle");
  expect(await user.texts("button")).toEqual(["Portal 4", "Toggle"]);
});

test("Suspense and lazy: the fallback first, then what was waited for; state within is kept", async () => {
  const arrivals: ((module: { default: ComponentType }) => void)[] = [];
  const Late = lazy(() => new Promise<{ default: ComponentType }>((resolve) => arrivals.push(resolve)));
  function Kept() {
    const [n, setN] = useState(0);
    return <Button name={`Kept ${n}`} onClick={() => setN(n + 1)} />;
  }
  function App() {
    const [shown, setShown] = useState(false);
    return (
      <main>
        <Suspense fallback={<p role="status">waiting</p>}>
          <Kept />
          {shown && <Late />}
        </Suspense>
        <Button name="Show" onClick={() => setShown(true)} />
      </main>
    );
  }
  const { user, press } = await open(App);
  await press("Kept 0");
  await press("Show");
  await sees(user, "status", "waiting");
  expect(await user.texts("button")).toEqual(["Show"]);
  await expectSame(user);
  arrivals[0]?.({ default: () => <p role="status">here</p> });
  await sees(user, "status", "here");
  await press("Kept 1");
  expect(await user.texts("button")).toEqual(["Kept 2", "Show"]);
});

test("refs: elements, callbacks, handles, and commands that travel", async () => {
  interface Handle {
    clear(): void;
  }
  const Field = forwardRef<Handle, { label: string }>(({ label }, ref) => {
    const input = useRef<HTMLInputElement>(null);
    useImperativeHandle(ref, () => ({
      clear() {
        if (input.current) input.current.value = "";
        input.current?.focus();
      },
    }));
    return <input ref={input} aria-label={label} />;
  });
  const seen: (string | null)[] = [];
  const object: RefObject<HTMLElement | null> = createRef();
  function App() {
    const field = useRef<Handle>(null);
    const [shown, setShown] = useState(true);
    return (
      <main ref={object}>
        <Field ref={field} label="Word" />
        {shown && <i ref={(element) => void seen.push(element?.localName ?? null)}>i</i>}
        <Button name="Clear" onClick={() => field.current?.clear()} />
        <Button name="Hide" onClick={() => setShown(false)} />
      </main>
    );
  }
  const { user, press } = await open(App);
  await user.fill("Word", "typed");
  await press("Clear");
  expect(await user.value("Word")).toBe("");
  expect(user.copy.calls.map(({ element, name }) => [attr(element, "aria-label"), name])).toEqual([["Word", "focus"]]);
  await press("Hide");
  expect([seen, object.current?.localName]).toEqual([["i", null], "main"]);
});

test("trusted markup replaces children, and gives way to them", async () => {
  function App() {
    const [html, setHtml] = useState("<b>bold</b> & <i>more</i>");
    return (
      <main>
        <p role="status" dangerouslySetInnerHTML={{ __html: html }} />
        <Button name="Other" onClick={() => setHtml("<u>x</u>")} />
        <Button name="Empty" onClick={() => setHtml("")} />
      </main>
    );
  }
  const { user, press } = await open(App);
  await sees(user, "status", "bold & more");
  await press("Other");
  await sees(user, "status", "x");
  await press("Empty");
  await sees(user, "status", "");
});
