/**
 * Fifty people type ten keys a second into a field that the server rewrites, 300 ms ± 200 ms away: every text is exact,
 * no caret ever jumps, and "Save" saves what was there when it was pressed.
 */
import { expect, test } from "vitest";
import Typing from "../../apps/typing/app.tsx";
import type { Rates } from "../support/chaos-proxy.ts";
import { type ChaosStage, chaosStage } from "../support/chaos-stage.tsx";
import { launchChromium } from "../support/chromium.ts";
import { outlineIn } from "../support/drivers/chromium.ts";
import { quietly } from "../support/drivers/scenario.ts";
import { type Random, seeds, withSeed } from "../support/random.ts";
import { Typist } from "../support/typist.ts";

const RUNS = Number(process.env.RUNS ?? 50);
/** Tabs at a time: each has a process of its own. */
const TABS = 17;
const [SEED = 1] = seeds(1);
/** What was lost is sent again after a half, one, two, four, eight seconds. */
const PATIENCE_MS = 30_000;

async function run(on: ChaosStage, random: Random): Promise<void> {
  const context = await (await launchChromium()).newContext();
  const tab = await context.newPage();
  await tab.goto(`${on.url}/`);
  const mark = Number(await tab.locator("[data-tree]").getAttribute("data-tree"));
  const field = tab.getByLabel("Name");
  const typist = new Typist(field, random);
  const save = await tab.getByRole("button", { name: "Save" }).boundingBox();
  await typist.begin();

  await typist.type(8);
  await typist.left(1 + random.int(4));
  await typist.type(4);
  await typist.backspace(1 + random.int(2));
  await typist.delete(1 + random.int(2));
  await typist.select(1 + random.int(3));
  await typist.type(3);
  const saved = typist.text.toUpperCase();
  await typist.enter();
  await typist.home();
  await typist.type(3);
  await typist.end();
  await typist.type(2);
  const text = typist.text.toUpperCase();

  await quietly(async () => {
    expect(await tab.getByText(/^Saved:/).textContent()).toBe(`Saved: ${saved}`);
    expect(await tab.locator("p[role=status]").textContent()).toBe(text);
    expect(await field.inputValue()).toBe(text);
    expect(await outlineIn(tab)).toBe(on.outlineOf(mark));
  }, PATIENCE_MS);
  expect(await typist.jumps()).toEqual([]);

  // Once more by mouse, with no time to think.
  await typist.type(2);
  await tab.mouse.click(save?.x ?? 0, (save?.y ?? 0) + 5);
  await quietly(async () => {
    expect(await tab.getByText(/^Saved:/).textContent()).toBe(`Saved: ${typist.text.toUpperCase()}`);
  }, PATIENCE_MS);
  await context.close();
}

async function many(runs: number, rates: Rates | number): Promise<ChaosStage> {
  const on = await chaosStage(
    { "/": Typing },
    {
      pulses: 150,
      chaos: {
        seed: SEED,
        rates,
        holdMs: 100,
        // Each way a half: 300 ± 200 there and back.
        latency: [50, 250],
        spares: (head) => head.startsWith("GET") && !/^sessile-page:/im.test(head),
      },
    },
  );
  const began = performance.now();
  let next = SEED * 1000;
  const end = next + runs;
  const worker = async () => {
    while (next < end) await withSeed(next++, (random) => run(on, random));
  };
  await Promise.all(Array.from({ length: Math.min(TABS, runs) }, worker)).catch((error) => {
    error.message = `${on.proxy}\n${error.message}`;
    throw error;
  });
  console.log(`${on.proxy}\n${runs} runs in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  expect(on.lines.filter(({ level, data }) => level === "error" || data.status === 410)).toEqual([]);
  return on;
}

test(`${RUNS} runs at 300 ± 200 ms, answers and pushes overtaking each other`, { timeout: 400_000 }, async () => {
  const on = await many(RUNS, { reorder: 0.3 });
  expect(on.proxy.counts.reorder).toBeGreaterThan(0);
});

test("and where requests and answers are lost as well", { timeout: 300_000 }, async () => {
  const on = await many(Math.ceil(RUNS / 5), 0.25);
  expect(on.proxy.faults).toBeGreaterThan(RUNS / 5);
});
