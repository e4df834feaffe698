/** A browser can only do what it was shown: whatever else it says is dropped, and the tree stands as it was. */
import { useState } from "preact/hooks";
import { beforeEach, expect, test } from "vitest";
import { attr, type Copy, type Element, within } from "../support/copy.ts";
import { byLabel, byRole, textByRole } from "../support/roles.ts";
import { type Stage, stage } from "../support/stage.tsx";
import { pageField, Visitor } from "../support/visitor.ts";

/** What handlers were called with. */
let calls: unknown[] = [];
const tell = (event: { currentTarget: EventTarget; type: string }) => {
  const { value, checked } = event.currentTarget as HTMLInputElement;
  calls.push(`${event.type} ${value} ${checked}`);
};

/** Admin's part is shown to admins: the rest see what is theirs, some of it barred. */
function Form() {
  const [step, setStep] = useState(1);
  const [, setChoice] = useState("");
  return (
    <main onClick={() => calls.push("main")}>
      <p role="status">Step {step}</p>
      <button type="button" onClick={() => setStep(step + 1)}>
        Next
      </button>
      {step === 1 && (
        <button type="button" onClick={() => calls.push("delete")}>
          Delete
        </button>
      )}
      <form
        onSubmit={(event) => {
          calls.push(`submit ${new Set([...event.currentTarget.querySelectorAll("input")].map((e) => e.value)).size}`);
        }}
      >
        <input aria-label="Read-only" readOnly value="10.00" onInput={tell} onChange={tell} />
        <input aria-label="Off" disabled value="user" onInput={tell} onChange={tell} />
        <input aria-label="Price" type="hidden" name="price" value="99" onInput={tell} onChange={tell} />
        <input aria-label="Short" maxLength={3} onInput={tell} />
        <input aria-label="Date" type="date" onInput={tell} />
        <input aria-label="Agree" type="checkbox" disabled onChange={tell} />
        <select aria-label="Role" onChange={(event) => setChoice(event.currentTarget.value)} onInput={tell}>
          <option>reader</option>
          <option>writer</option>
          <option disabled>admin</option>
          <optgroup label="Others" disabled>
            <option>owner</option>
          </optgroup>
        </select>
        <select aria-label="Rights" multiple size={3} onInput={tell}>
          <option>read</option>
          <option>write</option>
        </select>
        <button disabled onClick={() => calls.push("pay")}>
          Pay
        </button>
        <button>Send</button>
      </form>
      <fieldset disabled>
        <label>
          Barred <input onInput={tell} />
        </label>
        <form onSubmit={() => calls.push("barred submit")}>
          <button>Barred send</button>
        </form>
      </fieldset>
      <dialog>
        <button type="button" onClick={() => calls.push("dialog")}>
          In dialog
        </button>
      </dialog>
    </main>
  );
}

let on: Stage;
let visitor: Visitor;
let copy: Copy;
let number = 0;

beforeEach(async () => {
  on = stage({ "/": Form, "/other/": Form });
  visitor = new Visitor(on.runtime);
  copy = await visitor.open("/");
  calls = [];
  number = 0;
});

const send = async (...events: (readonly unknown[])[]) => {
  const answer = await visitor.post("/", { p: copy.token, n: number + 1, v: copy.version, e: events });
  if (answer.status === 200) number += events.length;
  return answer;
};
const node = (label: string) => {
  const [element] = [...within(copy.document)].filter((e) => attr(e, "aria-label") === label);
  return copy.address(element as Element);
};
const errors = () => on.lines.filter(({ level }) => level === "error");

// Reason: node numbers are small and can be counted up; each is only worth what the tree permits.
test("every node there is, and every event: nothing is thrown, nothing barred is run", async () => {
  const types = [
    "click",
    "submit",
    "input",
    "change",
    "reset",
    "keydown",
    "toggle",
    "navigate",
    "",
    "focus",
    "error",
    "x-own",
  ];
  for (let id = 0; id < 60; id++) {
    const events = types.map((type) => [
      type,
      id,
      { v: ["x", true, ["x"], { open: true }][id % 4], r: 1, s: id, d: { id } },
    ]);
    expect((await send(...events)).status).toBe(200);
  }
  expect(calls).not.toContain("pay");
  expect(calls.filter((call) => String(call).includes("barred"))).toEqual([]);
  expect(errors()).toEqual([]);
  // It goes on as ever.
  await visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", "Next"))]], number + 1);
  expect(textByRole(copy, "status")).toMatch(/^Step \d+$/);
});

// Reason: what is not a number of a node must not be taken for one.
test.each([-1, 1.5, 1e21, "5", "__proto__", null, [5], { id: 5 }, true])("the node %j", async (id) => {
  expect((await send(["click", id])).status).toBe(400);
  expect(calls).toEqual([]);
});

test("nodes far beyond, and numbers that are used up", async () => {
  const gone = copy.address(byRole(copy, "button", "Delete"));
  await send(["click", copy.address(byRole(copy, "button", "Next"))]);
  calls = [];
  for (const id of [gone, 10_000, Number.MAX_SAFE_INTEGER]) expect((await send(["click", id])).status).toBe(200);
  // Node numbers are never used again: a stale page hits nothing else.
  expect(calls).toEqual([]);
});

// Reason: the page's own addresses are no secret to its own browser; another page's, or another app's, lead nowhere.
test("a page's token with another app's path, and another page's node", async () => {
  const other = await visitor.open("/other/");
  const button = other.address(byRole(other, "button", "Delete"));
  const answer = await visitor.post("/other/", { p: copy.token, n: 1, v: 0, e: [["click", button]] });
  expect([answer.status, calls]).toEqual([410, []]);
});

test("another session's page, by token, cookie, stream or form", async () => {
  const thief = new Visitor(on.runtime);
  await thief.open("/");
  const [value = ""] = copy.token.split(".");
  const message = { p: copy.token, n: 1, v: -1, e: [["click", copy.address(byRole(copy, "button", "Delete"))]] };
  expect((await thief.post("/", message)).status).toBe(410);
  expect((await thief.visit("/", { headers: { "sessile-page": copy.token } })).status).toBe(410);
  thief.cookies.set("sessile-page", { value, path: "/", expires: Number.POSITIVE_INFINITY });
  expect((await thief.open("/")).token.split(".")[0]).not.toBe(value);
  const form = await thief.form("/", [
    ["_p", `${copy.token} 1`],
    ["_e", `click.${copy.address(byRole(copy, "button", "Delete"))}`],
  ]);
  expect([form.status, calls]).toEqual([303, []]);
});

// Reason: what was recorded on the way can be sent again.
test("a POST replayed, by script and by form: applied once, however often", async () => {
  const button = copy.address(byRole(copy, "button", "Delete"));
  const message = { p: copy.token, n: 1, v: 0, e: [["click", button]] };
  for (let i = 0; i < 5; i++) expect((await visitor.post("/", message)).status).toBe(200);
  expect(calls).toEqual(["delete", "main"]);
  calls = [];
  const plain = await visitor.open("/", { script: false });
  const fields: [string, string][] = [
    ["_p", pageField(plain)],
    ["_e", attr(byRole(plain, "button", "Delete"), "value") ?? ""],
  ];
  for (let i = 0; i < 5; i++) expect((await visitor.form("/", fields)).status).toBe(303);
  expect(calls).toEqual(["delete", "main"]);
});

test("event numbers beyond all measure cost their own document, and no other", async () => {
  const button = copy.address(byRole(copy, "button", "Delete"));
  for (const n of [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1])
    expect((await visitor.post("/", { p: copy.token, n, v: 0, e: [["click", button]] })).status).toBe(200);
  for (const n of [2 ** 53, 1e308])
    expect((await visitor.post("/", { p: copy.token, n, v: 0, e: [] })).status).toBe(400);
  calls = [];
  for (const n of ["-1", "1e999", "Infinity", "9".repeat(400), "x", "1.5", ""]) {
    const plain = await visitor.open("/", { script: false });
    const [token] = pageField(plain).split(" ");
    expect((await visitor.form("/", [["_p", `${token} ${n}`]])).status).toBe(303);
  }
  const fresh = await visitor.open("/", { script: false });
  const at = attr(byRole(fresh, "button", "Delete"), "value") ?? "";
  await visitor.form("/", [
    ["_p", pageField(fresh)],
    ["_e", at],
  ]);
  expect(calls).toEqual(["delete", "main"]);
});

// Reason: attributes that bar a control are set in the browser, where anybody can take them away.
test.each([
  ["Read-only", "0.01"],
  ["Off", "admin"],
  ["Short", "longer than three"],
  ["Agree", true],
  ["Role", ["admin"]],
  ["Role", ["owner"]],
  ["Role", ["root"]],
  ["Role", []],
  ["Role", ["reader", "writer"]],
  ["Rights", ["read", "root"]],
])("what %j does not permit: %j", async (label, v) => {
  const { html } = await send(["input", node(label), { v, r: 1 }], ["change", node(label), { v, r: 2 }]);
  expect([calls, errors()]).toEqual([[], []]);
  // The browser is shown what holds.
  expect(html).toContain(`hx-target="#_${node(label)}" hx-swap="prop"`);
});

test("a hidden field, and a barred button, are not the user's", async () => {
  await send(["input", node("Price"), { v: "1", r: 1 }], ["change", node("Price"), { v: "1", r: 2 }]);
  expect(calls).toEqual(["input 99 false", "change 99 false"].filter((call) => calls.includes(call)));
  calls = [];
  const form = [...within(copy.document)].find((e) => e.tagName === "form") as Element;
  const pay = copy.address(byRole(copy, "button", "Pay"));
  await send(["click", pay], ["submit", copy.address(form), { s: pay }]);
  expect(calls).toEqual([]);
});

test("a value that no date can have is none, as in a browser", async () => {
  await send(["input", node("Date"), { v: "soon", r: 1 }], ["input", node("Date"), { v: "2024-02-29", r: 2 }]);
  expect(calls).toEqual(["input  false", "input 2024-02-29 false"].filter((call) => calls.includes(call)));
});

test("the same by form, without script", async () => {
  const plain = await visitor.open("/", { script: false });
  const name = (label: string) =>
    attr([...within(plain.document)].find((e) => attr(e, "aria-label") === label) as Element, "name") ?? "";
  const button = (label: string) => plain.address(byRole(plain, "button", label));
  const forged: [string, string][] = [
    [name("Read-only"), "0.01"],
    [name("Off"), "admin"],
    [name("Price"), "1"],
    [name("Short"), "longer than three"],
    [name("Agree"), "on"],
    [name("Role"), "admin"],
    [name("Rights"), "root"],
  ];
  let field = pageField(plain);
  for (const event of [
    "apply",
    `submit.${button("Pay")}`,
    `click.${button("Barred send")}`,
    `submit.${button("Barred send")}`,
  ]) {
    expect((await visitor.form("/", [["_p", field], ...forged, ["_e", event]])).status).toBe(303);
    field = pageField(await visitor.open("/", { script: false }));
  }
  expect([calls, errors()]).toEqual([[], []]);
  expect(byLabel(await visitor.open("/", { script: false }), "Barred")).toBeDefined();
});

// Reason: a version or a revision that was never given must not make the server forget what others still need.
test("versions, revisions and views that were never given", async () => {
  const next = ["click", copy.address(byRole(copy, "button", "Next"))] as const;
  await visitor.post("/", { p: copy.token, n: 1, v: 1_000_000, e: [next] });
  const other = await visitor.post("/", { p: copy.token, n: 2, v: 0, e: [] });
  expect(other.html).toContain("Step 2");
  for (const r of [-1, 1.5, "x", 2 ** 60, null])
    expect(
      (await visitor.post("/", { p: copy.token, n: 9, v: 0, e: [["", node("Short"), { v: "a", r }]] })).status,
    ).toBe(200);
  for (const view of ["0", "-1", "1.5", "999", "x", "", "1e0", " 1", "__proto__"]) {
    const { status } = await visitor.post("/", { p: `${copy.token.split(".")[0]}.${view}`, n: 1, v: 0, e: [] });
    expect([view, [200, 410].includes(status)]).toEqual([view, true]);
  }
  expect(errors()).toEqual([]);
});
