/** Programs that ask: one step after the other, results with their types, ends of every kind. */
import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { type Answers, Flow, type FlowHandle, isBack, isCancelled, type Program, useAnswer, useFlow } from "sessile/ui";
import { expect, test } from "vitest";
import { attr, type Copy, closest, textOf } from "../../support/copy.ts";
import { allByRole, byLabel, byRole, clean, isDisabled } from "../../support/roles.ts";
import { type StageOptions, stage } from "../../support/stage.tsx";
import { applyFrames, pageField, Visitor } from "../../support/visitor.ts";

const tick = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

/** Somebody with script at an app. */
async function at(App: ComponentType, options: StageOptions = {}) {
  const on = stage({ "/": App }, options);
  const visitor = new Visitor(on.runtime);
  let copy = await visitor.open("/");
  let n = 1;
  const send = async (...events: [string, number, object?][]) => {
    const { html } = await visitor.post("/", { p: copy.token, n, v: copy.version, e: events });
    n += events.length;
    return html;
  };
  const act = async (...events: [string, number, object?][]) => applyFrames(copy, await send(...events));
  const address = (name: string) => copy.address(byRole(copy, "button", name));
  return {
    on,
    visitor,
    act,
    send,
    address,
    get copy() {
      return copy;
    },
    press: (name: string) => act(["click", address(name)]),
    enter: (label: string, v: string) => {
      const control = byLabel(copy, label);
      const form = closest(control, (e) => e.tagName === "form");
      const events: [string, number, object?][] = [["input", copy.address(control), { v, r: 1 }]];
      if (form) events.push(["submit", copy.address(form)]);
      return act(...events);
    },
    reload: async () => {
      const [value = ""] = copy.token.split(".");
      visitor.cookies.set("sessile-page", { value, path: "/", expires: Number.POSITIVE_INFINITY });
      copy = await visitor.open("/");
      n = 1;
    },
    /** What was pushed since. */
    sync: () => act(),
    main: () => clean(textOf(copy.body)).replace(/^Continue$/, ""),
  };
}

const flow =
  (run: Program): ComponentType =>
  () => <Flow run={run} />;

test("C4: a program asks one thing after the other; each answer is answered by the next step", async () => {
  const told: unknown[] = [];
  const user = await at(
    flow(async ({ ask, confirm, choose, tell }) => {
      const town = await ask("Town");
      const name = await ask("Name", { check: (name) => name === "x" && "Not x." });
      const age = await ask("Age", { type: "number", initial: 30 });
      const colour = await choose("Colour", ["red", "green"]);
      const size = await choose("Size", [1, 2], { label: (size) => `size ${size}` });
      const sure = await confirm(`Sure, ${name}?`, { yes: "Aye", no: "Nay" });
      told.push(town.length, name.toUpperCase(), age + 1, colour satisfies "red" | "green", size satisfies 1 | 2, sure);
      await tell("Thanks");
      return <p role="status">over</p>;
    }),
  );
  await user.enter("Town", "  ");
  expect(user.main()).toBe("TownPlease fill this in.Continue");
  await user.enter("Town", "Oslo");
  await user.enter("Name", "x");
  expect(user.main()).toBe("NameNot x.Continue");
  await user.enter("Name", " Ada ");
  expect(user.main()).toBe("AgeContinue");
  await user.enter("Age", "36.5");
  await user.press("green");
  await user.press("size 2");
  expect(user.main()).toBe("Sure, Ada?Aye Nay");
  await user.press("Aye");
  expect(user.main()).toBe("ThanksContinue");
  await user.press("Continue");
  expect(user.main()).toBe("over");
  expect(told).toEqual([4, "ADA", 37.5, "green", 2, true]);
});

test("the answer of a press is the next step, however long the program works on it; meanwhile nothing can be pressed", async () => {
  let answers = 0;
  const user = await at(
    flow(async ({ confirm, tell }) => {
      await confirm("Go?");
      answers++;
      await tick(30);
      await tell("Done");
    }),
  );
  const yes = user.address("Yes");
  const html = await user.send(["click", yes], ["click", yes]);
  // Both in one answer, which stayed open: the step out of reach, then its successor.
  expect(html.split("\n\n").slice(0, -1)).toHaveLength(2);
  expect(html).toContain("inert");
  applyFrames(user.copy, html);
  expect([user.main(), answers]).toEqual(["DoneContinue", 1]);
});

test("two presses that travel together answer one step", async () => {
  const user = await at(
    flow(async ({ confirm, tell }) => {
      const first = await confirm("First?");
      // The same elements, for all Preact can see.
      await tell(`${first} ${await confirm("Second?")}`);
    }),
  );
  const [yes, no] = [user.address("Yes"), user.address("No")];
  await user.act(["click", no], ["click", yes]);
  expect(user.main()).toBe("Second?Yes No");
  // An old press, sent when the next step was long there: neither its number nor its place is anything's.
  await user.act(["click", yes]);
  expect(user.main()).toBe("Second?Yes No");
  await user.press("Yes");
  expect(user.main()).toBe("false trueContinue");
});

test("a reload shows the same step, with what its component holds, and runs nothing again", async () => {
  let runs = 0;
  function Clicks() {
    const [n, setN] = useState(0);
    const { answer } = useAnswer<number>();
    return (
      <>
        <button onClick={() => setN(n + 1)}>{`Add to ${n}`}</button>
        <button onClick={() => answer(n)}>Done</button>
      </>
    );
  }
  const user = await at(
    flow(async ({ ask, tell }) => {
      runs++;
      await tell(`counted ${await ask<number>(<Clicks />)}`);
    }),
  );
  await user.press("Add to 0");
  await user.reload();
  await user.press("Add to 1");
  await user.reload();
  await user.press("Done");
  await user.reload();
  expect([user.main(), runs]).toEqual(["counted 2Continue", 1]);
});

test("C4: a program that returns ends; the next load is the first of a new one", async () => {
  let runs = 0;
  const signals: AbortSignal[] = [];
  const user = await at(
    flow(async ({ tell, signal }) => {
      signals.push(signal);
      await tell(`run ${++runs}`);
      return <p role="status">over {runs}</p>;
    }),
  );
  await user.reload();
  expect([user.main(), signals[0]?.aborted]).toEqual(["run 1Continue", false]);
  await user.press("Continue");
  expect([user.main(), signals[0]?.aborted]).toEqual(["over 1", true]);
  await user.reload();
  expect([user.main(), signals[1]?.aborted]).toEqual(["run 2Continue", false]);
});

test("C4: without script the redirect shows what was returned; the load after that begins anew", async () => {
  let runs = 0;
  const App = flow(async ({ confirm }) => {
    runs++;
    const sure = await confirm("Sure?");
    return <p role="status">{String(sure)}</p>;
  });
  const visitor = new Visitor(stage({ "/": App }).runtime);
  const open = () => visitor.open("/", { script: false });
  const old = await open();
  const press = (copy: Copy, name: string) =>
    visitor.form("/", [
      ["_p", pageField(copy)],
      ["_e", attr(byRole(copy, "button", name), "value") ?? ""],
    ]);
  await press(old, "Yes");
  expect(clean(textOf((await open()).body))).toContain("true");
  const again = await open();
  expect(clean(textOf(again.body))).toContain("Sure?");
  // A stale document's press answers nothing of the new run.
  await press(old, "No");
  expect([clean(textOf((await open()).body)).includes("Sure?"), runs]).toEqual([true, 2]);
});

test("call shows a component that answers or cancels by its props, or by the hook; calls stack", async () => {
  const told: unknown[] = [];
  function Pick({ answer, cancel, from }: Answers<string> & { from: string[] }) {
    return (
      <>
        {from.map((each) => (
          <button key={each} onClick={() => answer(each)}>
            {each}
          </button>
        ))}
        <button onClick={cancel}>Never mind</button>
      </>
    );
  }
  function Order({ answer }: Answers<{ dish: string; notes: number }>) {
    const [notes, setNotes] = useState(0);
    const { call, view } = useFlow();
    const order = async () => answer({ dish: await call(Pick, { from: ["soup", "salad"] }), notes });
    return (
      view ?? (
        <>
          <button onClick={() => setNotes(notes + 1)}>Note</button>
          <button onClick={order}>Order</button>
        </>
      )
    );
  }
  const user = await at(
    flow(async ({ call, tell }) => {
      const { dish, notes } = await call(Order);
      told.push(dish.length, notes + 1);
      const second = await call(Pick, { from: ["cake"] }).catch((error) => isCancelled(error) && "nothing");
      await tell(`${dish} and ${second}`);
    }),
  );
  await user.press("Note");
  await user.press("Order");
  await user.press("Never mind");
  // What was called is over, cancelled: the component stands there as it was, and no error is shown.
  expect(user.main()).toBe("NoteOrder");
  await user.press("Order");
  await user.press("salad");
  await user.press("Never mind");
  expect([user.main(), told]).toEqual(["salad and nothingContinue", [5, 2]]);
  expect(user.on.lines).toEqual([]);
});

test("a plain form answers with its fields", async () => {
  let fields: unknown;
  const user = await at(
    flow(async ({ ask, tell }) => {
      fields = await ask(
        <form>
          <input name="name" aria-label="Name" />
          <input name="constructor" value="c" />
          <input type="checkbox" name="single" />
          <input type="checkbox" name="several" value="a" checked />
          <input type="checkbox" name="several" value="b" />
          <input type="radio" name="one" value="1" />
          <input type="radio" name="one" value="2" checked />
          <select name="many" multiple>
            <option>x</option>
          </select>
          <select name="colour">
            <option>red</option>
          </select>
          <textarea name="text">long</textarea>
          <fieldset disabled>
            <input name="off" value="off" />
          </fieldset>
          <button name="way" value="fast">
            Fast
          </button>
          <button name="way" value="slow">
            Slow
          </button>
        </form>,
      );
      await tell("Thanks");
    }),
  );
  const { copy } = user;
  const form = byLabel(copy, "Name").parentNode as never;
  await user.act(
    ["input", copy.address(byLabel(copy, "Name")), { v: "Ada", r: 1 }],
    ["submit", copy.address(form), { s: user.address("Slow") }],
  );
  expect(fields).toEqual({
    name: "Ada",
    constructor: "c",
    several: ["a"],
    one: "2",
    many: [],
    colour: "red",
    text: "long",
    way: "slow",
  });
});

test("parallel flows in one page do not disturb each other; one program may ask several things at once", async () => {
  const both = async ({ ask, tell }: FlowHandle) => {
    const [a, b] = await Promise.all([ask("Left"), ask("Right")]);
    await tell(`${a} ${b}`);
  };
  const user = await at(() => (
    <>
      <Flow run={both} />
      <Flow run={async ({ confirm, tell }) => tell(`sure: ${await confirm("Sure?")}`)} />
      <Flow
        run={async () => {
          throw new Error("third");
        }}
      />
    </>
  ));
  await user.enter("Right", "r");
  await user.press("Yes");
  expect(isDisabled(byLabel(user.copy, "Right"))).toBe(true);
  await user.enter("Left", "l");
  expect(user.main()).toContain("l rContinuesure: trueContinue");
  expect(allByRole(user.copy, "alert").map((e) => clean(textOf(e)))).toEqual([
    expect.stringMatching(/^Something went wrong/),
  ]);
  expect(user.on.lines.map(({ message }) => message)).toEqual(["a component failed"]);
});

test("a program that throws shows the page's error view; the page stands, and a load begins anew", async () => {
  let runs = 0;
  const user = await at(() => {
    const [n, setN] = useState(0);
    return (
      <>
        <button onClick={() => setN(n + 1)}>{`Count ${n}`}</button>
        <Flow
          run={async ({ confirm }) => {
            runs++;
            await confirm("Sure?");
            throw new Error("no");
          }}
        >
          Nothing
        </Flow>
      </>
    );
  });
  await user.press("Yes");
  expect(user.main()).toMatch(/^Something went wrong.*Count 0Nothing$/);
  await user.press("Continue");
  await user.press("Count 0");
  await user.reload();
  expect([user.main(), runs]).toEqual(["Count 1Sure?Yes No", 2]);
});

test("a signal takes a step away; a cancelled step nobody catches ends the program, and is no error", async () => {
  const controller = new AbortController();
  const user = await at(
    flow(async ({ ask, confirm }) => {
      await confirm("Quick?", { signal: controller.signal }).catch((error) => expect(error).toBe("too late"));
      await ask(<Cancel />);
      return <p>never</p>;
    }),
  );
  controller.abort("too late");
  await tick();
  await user.sync();
  await user.press("Cancel");
  expect([user.main(), user.on.lines]).toEqual(["", []]);
});

function Cancel() {
  const { cancel } = useAnswer<void>();
  return <button onClick={cancel}>Cancel</button>;
}

test("useAnswer outside a step says so", async () => {
  const user = await at(Cancel, { mode: "development" });
  expect(user.main()).toContain("SES_FLOW_NO_STEP");
});

test("going back is told apart from cancelling", () => {
  expect([isBack(new Error("x")), isCancelled(null)]).toEqual([false, false]);
});
