/**
 * Random walks through a flow: answers, cancels, back, reload, old presses, requests sent again, several at once, with
 * script and without. A model says after each step which question stands there and what was answered so far.
 */
import { Flow, type FlowHandle, isBack, isCancelled } from "sessile/ui";
import { describe, expect, test } from "vitest";
import { attr, type Copy } from "../../support/copy.ts";
import { type Random, seeds, withSeed } from "../../support/random.ts";
import { byRole, textByRole } from "../../support/roles.ts";
import { type Stage, stage } from "../../support/stage.tsx";
import { applyFrames, pageField, Visitor, type Wire } from "../../support/visitor.ts";

const ACTIONS = ["a", "b", "Cancel"] as const;
type Action = (typeof ACTIONS)[number];

/** What the program does, written down a second time, without a program. */
class Model {
  /** The number of the step that is shown, and what was said so far. */
  step = 1;
  said = "";
  barrier = 1;
  readonly #runs: number[];

  constructor(runs: number[]) {
    this.#runs = runs;
  }

  /** Whether the present step lets people go back, and whether its answer is a commit. */
  get back(): boolean {
    return this.said.length % 3 !== 1;
  }

  press(action: Action): void {
    this.said += action === "Cancel" ? "-" : action;
    this.step++;
    if (this.said.length % 5 === 0) this.barrier = this.step;
  }

  goTo(step: number): void {
    if (!this.back || step < this.barrier || step >= this.step) return;
    this.said += "<";
    this.step++;
    if (this.said.length % 5 === 0) this.barrier = this.step;
  }

  get shown(): string {
    return `${this.step}: [${this.said}] runs ${this.#runs.length}`;
  }
}

/** An endless program, that counts how often it is begun. */
function program(runs: number[]) {
  return async ({ call, commit }: FlowHandle) => {
    runs.push(1);
    let said = "";
    for (let step = 1; ; step++) {
      const text = `${step}: [${said}] runs ${runs.length}`;
      const Buttons = ({ answer, cancel }: { answer: (value: string) => void; cancel: () => void }) => (
        <>
          <p role="status">{text}</p>
          {["a", "b"].map((each) => (
            <button key={each} type="button" onClick={() => answer(each)}>
              {each}
            </button>
          ))}
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        </>
      );
      try {
        said += await call<string, object>(Buttons, {}, { back: said.length % 3 !== 1 });
      } catch (error) {
        if (isCancelled(error)) said += "-";
        else if (isBack(error)) said += "<";
        else throw error;
      }
      if (said.length % 5 === 0) commit();
      // At times the next step is long in coming.
      if (said.length % 4 === 3) await new Promise((resolve) => setImmediate(resolve));
    }
  };
}

/** One way to look at the page. */
interface Tab {
  press(action: Action): Promise<void>;
  /** A press in a document, or on elements, of long ago. */
  pressOld(action: Action): Promise<void>;
  goTo(step: number): Promise<void>;
  reload(): Promise<void>;
  /** The last request comes once more. */
  resend(): Promise<void>;
  readonly copy: Copy;
}

const address = (step: number): string => (step === 1 ? "/" : `/?step=${step}`);

async function scripted(on: Stage, random: Random): Promise<Tab> {
  const visitor = new Visitor(on.runtime);
  let copy = await visitor.open("/");
  let n = 1;
  let url = "/";
  let last: string | null = null;
  const old: number[] = [];
  const post = async (body: string): Promise<void> => {
    const answer = await visitor.post("/", body);
    expect(answer.status).toBe(200);
    // The answer may be lost: the next one brings it all.
    if (random.chance(0.1)) return;
    const calls = copy.calls.length;
    applyFrames(copy, answer.html);
    for (const { name, args } of copy.calls.slice(calls)) if (name === "navigate") url = String(args[0]);
  };
  const send = async (...events: Wire[]): Promise<void> => {
    last = JSON.stringify({ p: copy.token, n, v: copy.version, e: events });
    n += events.length;
    await post(last);
  };
  const button = (name: Action) => copy.address(byRole(copy, "button", name));
  const catchUp = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    const { html } = await visitor.post("/", { p: copy.token, n, v: copy.version, e: [] });
    const calls = copy.calls.length;
    applyFrames(copy, html);
    for (const { name, args } of copy.calls.slice(calls)) if (name === "navigate") url = String(args[0]);
  };
  return {
    get copy() {
      return copy;
    },
    async press(action) {
      old.push(...ACTIONS.map(button));
      // An impatient hand: what comes second finds nothing to press.
      const events: Wire[] = [["click", button(action)]];
      if (random.chance(0.3)) events.push(["click", button(random.pick(ACTIONS))]);
      await send(...events);
      await catchUp();
    },
    async pressOld() {
      if (old.length > 0) await send(["click", random.pick(old)]);
      await catchUp();
    },
    async goTo(step) {
      url = address(step);
      await send(["navigate", 0, { d: url }]);
      await catchUp();
      expect(url).toBe(address(Number(textByRole(copy, "status").split(":")[0])));
    },
    async reload() {
      const [value = ""] = copy.token.split(".");
      visitor.cookies.set("sessile-page", { value, path: "/", expires: Number.POSITIVE_INFINITY });
      copy = await visitor.open(url);
      [n, last] = [1, null];
    },
    async resend() {
      if (last !== null) await visitor.post("/", last);
      await catchUp();
    },
  };
}

async function plain(on: Stage, random: Random): Promise<Tab> {
  const visitor = new Visitor(on.runtime);
  let copy = await visitor.open("/", { script: false });
  let url = "/";
  let last: [string, string][] | null = null;
  const documents: Copy[] = [copy];
  const load = async (to: string): Promise<void> => {
    url = to;
    const { status, headers } = await visitor.visit(url);
    if (status === 303) url = headers.get("location") ?? "";
    copy = await visitor.open(url, { script: false });
    expect(url).toBe(address(Number(textByRole(copy, "status").split(":")[0])));
    documents.push(copy);
  };
  const post = async (fields: [string, string][]): Promise<void> => {
    last = fields;
    const { status, headers } = await visitor.form(url, fields);
    expect(status).toBe(303);
    // The redirect may be lost: then the browser sends the form again.
    if (random.chance(0.1)) await post(fields);
    else await load(headers.get("location") ?? "");
  };
  const fields = (on: Copy, action: Action): [string, string][] => [
    ["_p", pageField(on)],
    ["_e", attr(byRole(on, "button", action), "value") ?? ""],
  ];
  return {
    get copy() {
      return copy;
    },
    press: (action) => post(fields(copy, action)),
    pressOld: async (action) => {
      const present = textByRole(copy, "status");
      const old = documents.filter((each) => textByRole(each, "status") !== present);
      if (old.length > 0) await post(fields(random.pick(old), action));
    },
    goTo: (step) => load(address(step)),
    reload: () => load(url),
    resend: async () => {
      if (last) await post(last);
    },
  };
}

async function walk(random: Random, open: typeof scripted): Promise<void> {
  const runs: number[] = [];
  const run = program(runs);
  const on = stage({ "/": { component: () => <Flow run={run} history="step" />, routes: true } });
  const tab = await open(on, random);
  const model = new Model(runs);
  const trail: string[] = [];
  for (let i = 0; i < 40; i++) {
    const action = random.pick(ACTIONS);
    const step = 1 + random.int(model.step + 1);
    const moves: { [name: string]: () => Promise<void> } = {
      press: async () => {
        await tab.press(action);
        model.press(action);
      },
      pressOld: () => tab.pressOld(action),
      [`goTo ${step}`]: async () => {
        await tab.goTo(step);
        model.goTo(step);
      },
      reload: () => tab.reload(),
      resend: () => tab.resend(),
    };
    // Without script a page is somebody's once something was pressed on it: before, each load is another.
    const name = i === 0 || random.chance(0.5) ? "press" : random.pick(Object.keys(moves));
    trail.push(name === "press" ? `press ${action}` : name);
    await moves[name]?.();
    expect(textByRole(tab.copy, "status"), trail.join(", ")).toBe(model.shown);
  }
  expect(runs).toHaveLength(1);
  expect(on.lines.filter(({ level }) => level === "error")).toEqual([]);
  on.runtime.close();
}

describe.each([
  ["with script", scripted],
  ["without script", plain],
])("%s", (_name, open) => {
  const all = seeds(25);
  test(`walks end where the model says (SEED=${all[0]} to ${all.at(-1)})`, { timeout: 60_000 }, async () => {
    for (const seed of all) await withSeed(seed, (random) => walk(random, open));
  });
});
