/** Two thousand presses in Chromium, with the real script, through a network that breaks: each is applied once. */
import { expect, onTestFinished, test } from "vitest";
import Ledger from "../../apps/ledger/app.tsx";
import { Board, EMPTY, MOVES, type Move, play } from "../support/apps/board.tsx";
import { chaosStage } from "../support/chaos-stage.tsx";
import { launchChromium } from "../support/chromium.ts";
import { outlineIn } from "../support/drivers/chromium.ts";
import { quietly } from "../support/drivers/scenario.ts";
import { Random, seeds } from "../support/random.ts";

const TABS = 8;
const PRESSES = 250;
/** A browser waits half a second and more before it sends again: what goes wrong then takes its time to be put right. */
const PATIENCE_MS = 30_000;

const [SEED = 1] = seeds(1);

test(`${TABS * PRESSES} presses in ${TABS} tabs`, { timeout: 180_000 }, async () => {
  const on = await chaosStage(
    { "/ledger/": Ledger, "/board/": Board },
    {
      chaos: {
        seed: SEED,
        // Every third request: there are some hundred, and each fault is to be among them.
        rates: 0.33,
        holdMs: 50,
        latency: [0, 20],
        // The document has to be there, with its script, before anything can be put right.
        spares: (head) => head.startsWith("GET") && !/^sessile-page:/im.test(head),
      },
      // Pushes come all the time, so that there is something for answers to overtake.
      pulses: 150,
      limits: { outboxBytes: 8 * 1024 },
    },
  );
  const began = performance.now();

  async function user(_: unknown, i: number): Promise<void> {
    const random = new Random(SEED * 1000 + i);
    const context = await (await launchChromium()).newContext();
    onTestFinished(() => context.close());
    const tab = await context.newPage();
    const errors: string[] = [];
    tab.on("pageerror", (error) => errors.push(String(error)));
    tab.on("console", (line) => {
      // Failed loads are what this is about.
      if (line.type() === "error" && !/^Failed to load resource/.test(line.text())) errors.push(line.text());
    });
    const board = i % 4 === 3;
    await tab.goto(`${on.url}${board ? "/board/" : "/ledger/"}`);
    const mark = Number(await tab.locator("[data-tree]").getAttribute("data-tree"));
    const token = (await tab.locator("html").getAttribute("s-page"))?.split(" ")[0];
    const moves = Array.from({ length: PRESSES }, (): string =>
      board ? (random.chance(0.3) ? "add" : random.pick(MOVES)) : "Append",
    );
    const steps = moves.map((name): [string, number] => [name, random.chance(0.3) ? 0 : random.int(60)]);
    await tab.evaluate(async (list) => {
      const buttons = new Map([...document.querySelectorAll("button")].map((each) => [each.textContent, each]));
      for (const [name, ms] of list) {
        if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
        buttons.get(name)?.click();
      }
    }, steps);
    const [, view] = token?.split(".") ?? [];
    const all = Array.from({ length: PRESSES }, (_, n) => `${view}:${n + 1}`);
    const same = async () => {
      expect(on.trees.get(mark)?.heard).toEqual(all);
      expect(await outlineIn(tab)).toBe(on.outlineOf(mark));
    };
    await quietly(same, PATIENCE_MS);
    const rows = await tab.locator("li").allTextContents();
    if (board) {
      const { rows: left } = (moves as Move[]).reduce(play, EMPTY);
      expect(rows.map((text) => text.replace(/^\**|Pick$/g, "").trim())).toEqual(left.map(({ id }) => `Row ${id}`));
    } else expect(rows).toEqual(all.map((_, n) => String(n + 1)));
    // The same document as at first: nothing was put right by loading it anew.
    expect((await tab.locator("html").getAttribute("s-page"))?.split(" ")[0]).toBe(token);
    expect(errors).toEqual([]);
  }

  await Promise.all(Array.from({ length: TABS }, user)).catch((error) => {
    error.message = `${on.proxy}\n${error.message}`;
    throw error;
  });
  console.log(`${on.proxy}\n${TABS * PRESSES} presses in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  expect(on.proxy.missing).toEqual([]);
  expect(on.lines.filter(({ level, data }) => level === "error" || data.status === 410)).toEqual([]);
});
