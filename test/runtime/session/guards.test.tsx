/** What the tree does not permit is dropped, nothing is thrown, and the browser is shown the present state. */
import { useState } from "preact/hooks";
import { beforeEach, expect, test } from "vitest";
import { attr, type Copy, within } from "../../support/copy.ts";
import { byLabel, byRole } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";
import { frames, pageField, Visitor, type Wire } from "../../support/visitor.ts";

/** What handlers were called with. */
let calls: string[] = [];
const tell = (what: string) => (e: { currentTarget: EventTarget }) => {
  const { value, checked } = e.currentTarget as HTMLInputElement;
  calls.push(`${what} ${typeof value === "string" && value ? value : checked}`);
};

function Controls() {
  const [shown, setShown] = useState(true);
  return (
    <main>
      {shown && (
        <button type="button" onClick={() => setShown(calls.push("go") === 0)}>
          Go
        </button>
      )}
      <button type="button" disabled onClick={() => calls.push("disabled")}>
        Disabled <b>button</b>
      </button>
      <fieldset disabled>
        <legend>
          <button type="button" onClick={() => calls.push("legend")}>
            In legend
          </button>
        </legend>
        <button type="button" onClick={() => calls.push("fieldset")}>
          In fieldset
        </button>
        <input aria-label="In fieldset" onInput={tell("fieldset")} />
      </fieldset>
      <section inert>
        <button type="button" onClick={() => calls.push("inert")}>
          Inert
        </button>
      </section>
      <input aria-label="Read-only" readOnly value="fixed" onInput={tell("readonly")} />
      <input aria-label="Off" disabled value="off" onInput={tell("off")} />
      <input aria-label="Short" maxLength={5} onInput={tell("short")} />
      <textarea aria-label="Short text" maxLength={5} onInput={tell("short text")} />
      <select aria-label="Fruit" onChange={tell("fruit")}>
        <option>Apple</option>
        <option disabled>Pear</option>
        <option>Plum</option>
      </select>
      <input aria-label="Number" type="number" onInput={tell("number")} />
      <input aria-label="Colour" type="color" value="#ff0000" onInput={tell("colour")} />
      <input aria-label="Amount" type="range" min="1" max="9" value="5" onInput={tell("amount")} />
      <input aria-label="Tick" type="checkbox" onChange={tell("tick")} />
      <input name="secret" type="hidden" value="42" onInput={tell("hidden")} />
      <p class="quiet">nobody listens here</p>
    </main>
  );
}

const path = "/";
let visitor: Visitor;
let copy: Copy;
let lines: readonly { level: string }[];

beforeEach(async () => {
  calls = [];
  const on = stage({ "/": Controls });
  lines = on.lines;
  visitor = new Visitor(on.runtime);
  copy = await visitor.open(path);
});

const button = (name: string) => copy.address(byRole(copy, "button", name));
const control = (label: string) => copy.address(byLabel(copy, label));
let number = 1;
beforeEach(() => {
  number = 1;
});

/** Sends events; returns the patches that came back. */
async function send(...events: Wire[]): Promise<string> {
  const { status, html } = await visitor.act(path, copy, events, number);
  number += events.length;
  expect([status, lines.filter(({ level }) => level === "error")]).toEqual([200, []]);
  return frames(html)
    .map(([, patches]) => patches)
    .join("");
}

const shows = (label: string, state: object) =>
  `<hx-partial hx-target="#_${control(label)}" hx-swap="prop">${JSON.stringify(state)}</hx-partial>`;

test("a node that never was, is not there any more, or does not listen", async () => {
  const go = button("Go");
  const quiet = [...within(copy.document)].find((e) => attr(e, "class") === "quiet");
  expect(await send(["click", 999_999])).toBe("");
  expect(await send(["keydown", go, { key: "Enter" }])).toBe("");
  expect(await send(["click", copy.address(quiet as NonNullable<typeof quiet>)])).toBe("");
  await send(["click", go], ["click", go]);
  expect(await send(["click", go])).toBe("");
  expect(calls).toEqual(["go"]);
});

test.each([["Disabled button"], ["In fieldset"], ["Inert"]])("a click on the button %j", async (name) => {
  expect(await send(["click", button(name)])).toBe("");
  expect(calls).toEqual([]);
});

test("a click on what stands in a disabled button", async () => {
  const inside = [...within(copy.document)].find((e) => e.tagName === "b");
  expect(await send(["click", copy.address(inside as NonNullable<typeof inside>)])).toBe("");
  expect(calls).toEqual([]);
});

test("a disabled fieldset's legend is not disabled", async () => {
  await send(["click", button("In legend")]);
  expect(calls).toEqual(["legend"]);
});

test.each([
  ["Read-only", "changed", { value: "fixed", r: ["1", 1] }],
  ["Off", "changed", { value: "off", r: ["1", 1] }],
  ["In fieldset", "changed", { value: "", r: ["1", 1] }],
  ["Short", "too long", { value: "", r: ["1", 1] }],
  ["Short text", "too long", { value: "", r: ["1", 1] }],
])("a forged value in %j", async (label, v, present) => {
  const patches = await send(["input", control(label), { v, r: 1 }]);
  expect(patches).toBe(shows(label, present));
  expect(calls).toEqual([]);
});

test("a value as long as maxlength allows", async () => {
  await send(["input", control("Short"), { v: "fives", r: 1 }], ["input", control("Short text"), { v: "a\nb", r: 1 }]);
  expect(calls).toEqual(["short fives", "short text a\nb"]);
});

test.each([[["Cherry"]], [["Pear"]], [["Apple", "Plum"]], [["Plum", "Cherry"]]])(
  "an option that cannot be chosen: %j",
  async (v) => {
    const patches = await send(["change", control("Fruit"), { v, r: 1 }]);
    expect(patches).toBe(shows("Fruit", { selected: [0], r: ["1", 1] }));
    expect(calls).toEqual([]);
    await send(["change", control("Fruit"), { v: ["Plum"], r: 2 }]);
    expect(calls).toEqual(["fruit Plum"]);
  },
);

test("what a browser's control could not hold is made what it would hold", async () => {
  await send(["input", control("Number"), { v: "12abc", r: 1 }], ["input", control("Number"), { v: "12", r: 2 }]);
  await send(["input", control("Colour"), { v: "red", r: 1 }], ["input", control("Amount"), { v: "1000", r: 1 }]);
  expect(calls).toEqual(["number false", "number 12", "colour #000000", "amount 9"]);
});

test("state of another kind than the control's changes nothing", async () => {
  await send(["change", control("Tick"), { v: "yes", r: 1 }], ["input", control("Number"), { v: true, r: 1 }]);
  await send(["change", control("Fruit"), { v: "Plum", r: 1 }], ["click", button("Go"), { v: "value" }]);
  expect(calls).toEqual(["tick on", "number false", "fruit Apple"]);
});

test("a hidden field is not the user's to change", async () => {
  const hidden = [...within(copy.document)].find((e) => attr(e, "type") === "hidden");
  await send(["input", copy.address(hidden as NonNullable<typeof hidden>), { v: "43" }]);
  expect(calls).toEqual(["hidden 42"]);
});

test("event data that handlers never asked for do not arrive", async () => {
  const data = { key: 7, button: "x", constructor: "x", __proto__: { key: "y" }, target: "x", defaultPrevented: true };
  await send(["click", button("Go"), data]);
  expect(calls).toEqual(["go"]);
});

// ── without script ────────────────────────────────────────────────────────────

async function form(...fields: [string, string][]): Promise<void> {
  const page = await visitor.open(path, { script: false });
  const { status } = await visitor.form(path, [["_p", pageField(page)], ...fields]);
  expect([status, lines.filter(({ level }) => level === "error")]).toEqual([303, []]);
  copy = page;
}

test("forged form fields without script", async () => {
  const event = (name: string): [string, string] => ["_e", `click.${button(name)}`];
  await form(["_e", "click.999999"]);
  await form(["_e", "click.x"], ["_e:click.1.x", "1"]);
  await form(["_e", "boom.1"]);
  await form(event("Disabled button"));
  await form(event("In fieldset"));
  await form(event("Inert"));
  expect(calls).toEqual([]);
  const page = await visitor.open(path, { script: false });
  const name = (label: string) => attr(byLabel(page, label), "name") as string;
  await form(
    [name("Read-only"), "changed"],
    [name("Off"), "changed"],
    [name("Short"), "too long"],
    [name("Fruit"), "Cherry"],
    ["secret", "43"],
    ["_e", "apply"],
  );
  expect(calls).toEqual([]);
  await form([name("Short"), "fits"], [name("Fruit"), "Plum"], event("Go"));
  expect(calls).toEqual(["short fits", "fruit Plum", "go"]);
});
