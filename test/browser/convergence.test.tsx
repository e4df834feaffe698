/** Whatever an app does to its tree, a browser shows the tree the server holds: random edits, compared after each. */
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { describe, differenceFrom } from "../support/browser-tree.ts";
import { newPage } from "../support/chromium.ts";
import { type Random, seeds, withSeed } from "../support/random.ts";
import { randomEdit } from "../support/random-edits.ts";
import { type Elem, randomTree, toVNode } from "../support/random-tree.ts";
import { type StageOptions, servedStage } from "../support/stage.tsx";

const STEPS = Number(process.env.STEPS ?? 40);

/** An app that shows a tree; `edit` changes it, in the app's own turn or from outside. */
function treeApp(tree: Elem, edit: () => void) {
  let step = 0;
  let redraw = (_: number): void => {};
  const advance = (): void => {
    edit();
    redraw(++step);
  };
  function TreeApp() {
    redraw = useState(0)[1];
    return (
      <>
        <main data-step={step}>{toVNode(tree)}</main>
        <button id="go" onClick={advance}>
          Go
        </button>
      </>
    );
  }
  return { TreeApp, advance, steps: () => step };
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
    else if (/^(checkbox|radio)$/.test(control.type)) control.checked = !control.checked;
    else if (/^(hidden|submit|button|reset|image)$/.test(control.type)) continue;
    else control.value = /^(number|range)$/.test(control.type) ? String(choice % 100) : `typed ${choice}`;
    control?.dispatchEvent(new Event("input", { bubbles: true }));
    control?.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

async function converge(random: Random, options: StageOptions, driver: "click" | "push"): Promise<void> {
  const tree = randomTree(random, { size: 30 });
  let done: string[] = [];
  const { TreeApp, advance, steps } = treeApp(tree, () => {
    done = Array.from({ length: 1 + random.int(3) }, () => randomEdit(random, tree));
  });
  const stage = await servedStage({ "/": TreeApp }, options);
  const tab = await newPage();
  const problems: string[] = [];
  tab.on("pageerror", (error) => problems.push(String(error)));
  tab.on("console", (message) => /^(htmx|sessile)/.test(message.text()) && problems.push(message.text()));
  await tab.goto(stage.url);
  for (let step = 0; step <= STEPS; step++) {
    if (step > 0 && driver === "push") advance();
    else if (step > 0) {
      const choices = Array.from({ length: random.int(4) }, () => random.int(1e6));
      await tab.evaluate(changeControls, choices);
      await tab.evaluate(() => document.getElementById("go")?.click());
      await expect.poll(steps, { interval: 2 }).toBe(step);
    }
    await tab.evaluate(shows, step);
    const main = stage.documents[0]?.body?.children.find(({ localName }) => localName === "main");
    const expected = describe(main as never, true);
    const difference = await tab.evaluate(differenceFrom, { expected, selector: "main" });
    expect([difference, ...problems], `step ${step}: ${done.join("; ")}`).toEqual([null]);
  }
  await tab.close();
}

test.each(seeds(3))("what a click changes arrives in its answer (seed %i)", (seed) =>
  withSeed(seed, (random) => converge(random, {}, "click")),
);

test.each(seeds(3))("what changes by itself is pushed (seed %i)", (seed) =>
  withSeed(seed, (random) => converge(random, {}, "push")),
);

test.each(seeds(3))("a browser that missed too much gets the whole tree (seed %i)", (seed) =>
  withSeed(seed, (random) => converge(random, { limits: { outboxBytes: 0 } }, "click")),
);
