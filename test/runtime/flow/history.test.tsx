/** The back button: what is over is over, and whoever goes there is led to the present step. */
import { Flow, type FlowHandle, isBack } from "sessile/ui";
import { expect, test } from "vitest";
import AddTwo from "../../../apps/addtwo/app.tsx";
import { attr, type Copy, textOf } from "../../support/copy.ts";
import { byRole, clean, textByRole } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";
import { pageField, Visitor, type Wire } from "../../support/visitor.ts";

let log: string[] = [];

async function wizard({ confirm, commit }: FlowHandle) {
  const ask = (name: string, back: boolean) => confirm(name, { yes: "Next", back });
  log = [];
  let at = 1;
  while (at <= 5) {
    try {
      await ask(`Step ${at}`, at !== 4);
      log.push(`${at}`);
      if (at === 2) commit();
      at++;
    } catch (error) {
      if (!isBack(error)) throw error;
      log.push("back");
      at--;
    }
  }
  return <p>over</p>;
}

const App = () => <Flow run={wizard} history="step" />;

async function scripted() {
  const on = stage({ "/": { component: App, routes: true } });
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open("/");
  let n = 1;
  const send = (event: Wire) => visitor.act("/", copy, [event], n++);
  return {
    copy,
    next: () => send(["click", copy.address(byRole(copy, "button", "Next"))]),
    goTo: (d: string) => send(["navigate", 0, { d }]),
    step: () => textByRole(copy, "group").slice(0, 6),
    bar: () =>
      copy.calls
        .splice(0)
        .filter(({ name }) => name === "navigate")
        .map(({ args }) => args),
  };
}

test("each step has an entry of its own; to a step that lets people go, back leads; behind a commit it does not", async () => {
  const { next, goTo, step, bar } = await scripted();
  expect([step(), bar()]).toEqual(["Step 1", []]);
  await next();
  expect([step(), bar()]).toEqual(["Step 2", [["/?step=2", false]]]);
  await goTo("/");
  // The question is asked anew, as another step: it has another entry.
  expect([step(), bar(), log]).toEqual(["Step 1", [["/?step=3", false]], ["1", "back"]]);
  await next();
  await next();
  expect([step(), bar()]).toEqual([
    "Step 3",
    [
      ["/?step=4", false],
      ["/?step=5", false],
    ],
  ]);
  await goTo("/?step=4");
  // Ignored, for what lies there is committed: the address bar is put right, in place.
  expect([step(), bar()]).toEqual(["Step 3", [["/?step=5", true]]]);
  await next();
  await goTo("/?step=5");
  // Ignored, for step 4 does not let go.
  expect([step(), bar()]).toEqual([
    "Step 4",
    [
      ["/?step=6", false],
      ["/?step=6", true],
    ],
  ]);
  await next();
  await goTo("/?step=6");
  expect([step(), log]).toEqual(["Step 4", ["1", "back", "1", "2", "3", "4", "back"]]);
  bar();
  // Nowhere: a step to come, none at all, no number.
  for (const place of ["/?step=99", "/?step=0", "/?step=x", "/?step=-1", "/"]) await goTo(place);
  expect([step(), bar()]).toEqual(["Step 4", Array(5).fill(["/?step=8", true])]);
});

test("without script back is a load: it is led to the present step by a redirect", async () => {
  const visitor = new Visitor(stage({ "/": { component: App, routes: true } }).runtime);
  const open = (path: string) => visitor.open(path, { script: false });
  const step = (copy: Copy) => textByRole(copy, "group").slice(0, 6);
  const next = async (copy: Copy, path: string) => {
    const { headers } = await visitor.form(path, [
      ["_p", pageField(copy)],
      ["_e", attr(byRole(copy, "button", "Next"), "value") ?? ""],
    ]);
    return headers.get("location") ?? "";
  };
  let copy = await open("/");
  const first = copy;
  expect(await next(copy, "/")).toBe("/?step=2");
  copy = await open("/?step=2");
  expect(step(copy)).toBe("Step 2");
  const back = await visitor.visit("/");
  // Where the present step is is known once the program has come to it.
  expect([back.status, back.headers.get("location")]).toEqual([303, "/?step=3"]);
  copy = await open("/?step=3");
  expect(step(copy)).toBe("Step 1");
  copy = await open(await next(copy, "/?step=3"));
  copy = await open(await next(copy, "/?step=4"));
  expect(step(copy)).toBe("Step 3");
  const ignored = await visitor.visit("/?step=4");
  expect([ignored.status, ignored.headers.get("location")]).toEqual([303, "/?step=5"]);
  // An old document's button is nothing's any more, and its answer leads to the present.
  expect(await next(first, "/")).toBe("/?step=5");
  expect(step(await open("/?step=5"))).toBe("Step 3");
});

test("add two: back corrects the first number, and is ignored at the sum", async () => {
  const visitor = new Visitor(stage({ "/": AddTwo }).runtime);
  const copy = await visitor.open("/");
  let n = 1;
  const send = async (...events: Wire[]) => {
    await visitor.act("/", copy, events, n);
    n += events.length;
  };
  const enter = (v: string) => {
    const all = [...copy.elements];
    const [input, form] = [all.find((e) => e.tagName === "input"), all.find((e) => e.tagName === "form")];
    return send(["input", copy.address(input as never), { v, r: 1 }], ["submit", copy.address(form as never)]);
  };
  await enter("1");
  await send(["navigate", 0, { d: "/" }]);
  await enter("2");
  await enter("3");
  expect(clean(textOf(byRole(copy, "status", "")))).toBe("2 + 3 = 5");
  await send(["navigate", 0, { d: "/?step=3" }]);
  expect(clean(textOf(byRole(copy, "status", "")))).toBe("2 + 3 = 5");
});
