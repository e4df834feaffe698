/** Whatever an app does to its tree, a browser shows the tree the server holds: random edits, compared after each. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { describe, differenceFrom } from "../support/browser-tree.ts";
import { newPage } from "../support/chromium.ts";
import { type Random, seeds, withSeed } from "../support/random.ts";
import { randomEdit } from "../support/random-edits.ts";
import { randomTree, toVNode } from "../support/random-tree.ts";
import { type StageOptions, servedStage } from "../support/stage.tsx";

const STEPS = Number(process.env.STEPS ?? 40);

/** What an app shows, and how it changes. */
interface Subject {
  view(): ComponentChildren;
  /** @returns what was done */
  edit(): string;
}

/** An app that shows it, and changes it at a click or when told. */
function appOf(subject: Subject) {
  let step = 0;
  let redraw = (_: number): void => {};
  let done = "";
  const advance = (): void => {
    done = subject.edit();
    redraw(++step);
  };
  function App() {
    redraw = useState(0)[1];
    return (
      <>
        <main data-step={step}>{subject.view()}</main>
        <button id="go" onClick={advance}>
          Go
        </button>
      </>
    );
  }
  return { App, advance, steps: () => step, done: () => done };
}

function randomSubject(random: Random): Subject {
  const tree = randomTree(random, { size: 30 });
  const edits = () => Array.from({ length: 1 + random.int(3) }, () => randomEdit(random, tree));
  return { view: () => toVNode(tree), edit: () => edits().join("; ") };
}

/** Groups of radio buttons, in a form and outside, some set by the app and some left to the user; buttons come and go. */
function radioSubject(random: Random): Subject {
  const groups = ["left", "set", "form"].map((name) => ({ name, values: ["a", "b", "c"], chosen: "a" }));
  const edit = (): string => {
    const group = random.pick(groups);
    const before = [...group.values];
    if (random.chance(0.3)) group.values = random.shuffled(group.values);
    else if (random.chance(0.4)) group.values.push(`v${random.int(1e9)}`);
    else if (group.values.length > 1) group.values.splice(random.int(group.values.length), 1);
    group.chosen = random.chance(0.8) ? random.pick(group.values) : "";
    return `${group.name}: ${before} to ${group.values}, chosen ${group.chosen}`;
  };
  const buttons = ({ name, values, chosen }: (typeof groups)[number]) =>
    values.map((value) => (
      <label key={value}>
        <input
          type="radio"
          name={name === "left" ? name : "same"}
          value={value}
          {...(name !== "left" && { checked: value === chosen })}
        />
        {value}
      </label>
    ));
  const [left, set, form] = groups as [(typeof groups)[0], (typeof groups)[0], (typeof groups)[0]];
  const view = () => (
    <>
      {buttons(left)}
      {buttons(set)}
      <form>{buttons(form)}</form>
    </>
  );
  return { view, edit };
}

/** Runs in the browser: resolves once it shows this step. */
function shows(step: number): Promise<void> {
  const main = document.querySelector("main") as HTMLElement;
  const reached = (): boolean => main.dataset.step === String(step);
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!reached()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(main, { attributes: true });
    if (reached()) resolve();
  });
}

/** Runs in the browser: a user changes some controls. What they may hold is the server's to say. */
function changeControls(choices: readonly number[]): void {
  const controls = [...document.querySelectorAll("main :is(input, textarea, select)")].filter(
    (control) => !control.closest("template"),
  );
  for (const choice of choices) {
    const control = controls[choice % controls.length];
    if (control instanceof HTMLSelectElement) {
      // Which of several options of the same value it is does not travel.
      const option = control.options[choice % control.options.length];
      if ([...control.options].filter(({ value }) => value === option?.value).length !== 1) continue;
      control.selectedIndex = choice % control.options.length;
    } else if (control instanceof HTMLTextAreaElement) control.value = `typed ${choice}`;
    else if (!(control instanceof HTMLInputElement) || control.type === "file") continue;
    else if (control.type === "radio") control.checked = true;
    else if (control.type === "checkbox") control.checked = !control.checked;
    else if (/^(hidden|submit|button|reset|image)$/.test(control.type)) continue;
    else control.value = /^(number|range)$/.test(control.type) ? String(choice % 100) : `typed ${choice}`;
    control?.dispatchEvent(new Event("input", { bubbles: true }));
    control?.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

async function converge(random: Random, subject: Subject, { driver, ...options }: Drive): Promise<void> {
  const { App, advance, steps, done } = appOf(subject);
  const stage = await servedStage({ "/": App }, options);
  const tab = await newPage();
  const problems: string[] = [];
  tab.on("pageerror", (error) => problems.push(String(error)));
  tab.on("console", (message) => /^(htmx|sessile)/.test(message.text()) && problems.push(message.text()));
  const difference = (): Promise<string | null> => {
    const main = stage.documents[0]?.body?.children.find(({ localName }) => localName === "main");
    const expected = describe(main as never, true);
    return tab.evaluate(differenceFrom, { expected, selector: "main" });
  };
  await tab.goto(stage.url);
  // What HTML has no words for follows by the stream.
  await expect.poll(difference).toBeNull();
  for (let step = 1; step <= STEPS; step++) {
    if (driver === "push") advance();
    else {
      const choices = Array.from({ length: random.int(4) }, () => random.int(1e6));
      await tab.evaluate(changeControls, choices);
      await tab.evaluate(() => document.getElementById("go")?.click());
      await expect.poll(steps, { interval: 2 }).toBe(step);
    }
    await tab.evaluate(shows, step);
    expect([await difference(), ...problems], `step ${step}: ${done()}`).toEqual([null]);
  }
  await tab.close();
}

interface Drive extends StageOptions {
  readonly driver: "click" | "push";
}

const WAYS: readonly (readonly [what: string, drive: Drive])[] = [
  ["what a click changes arrives in its answer", { driver: "click" }],
  ["what changes by itself is pushed", { driver: "push" }],
  ["a browser that missed too much gets the whole tree", { driver: "click", limits: { outboxBytes: 0 } }],
];

for (const [what, drive] of WAYS) {
  test.each(seeds(3))(`${what} (seed %i)`, (seed) =>
    withSeed(seed, (random) => converge(random, randomSubject(random), drive)),
  );
  test.each(seeds(1))(`${what}: radio buttons (seed %i)`, (seed) =>
    withSeed(seed, (random) => converge(random, radioSubject(random), drive)),
  );
}
