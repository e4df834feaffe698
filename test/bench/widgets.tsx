/**
 * What feels immediate, in headless Chromium: a menu that opens, a tab that is switched, a tree's node of a thousand that is expanded.
 * The clock starts at the event's own `timeStamp`, and stops in the first task after the frame that shows what was asked for. Bytes are
 * those of the answers to what was sent meanwhile; what the browser does by itself sends nothing.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Page, Request } from "playwright-core";
import { Menu, MenuBar, MenuItem, Tab, TabPanel, Tree, type TreeNode } from "sessile/widgets";
import { SILENT } from "../../runtime/core/log.ts";
import { serve } from "../../runtime/serve.ts";
import { closeChromium, newPage } from "../support/chromium.ts";
import { aside, figure, median, quantile } from "./harness.ts";

const THOUSAND = 1000;
const ROUNDS = 20;
const WARMING = 5;

const nodes: readonly TreeNode[] = Array.from({ length: ROUNDS + WARMING }, (_, at) => ({
  value: `${at}`,
  label: `Node ${at}`,
  children: () =>
    Array.from({ length: THOUSAND }, (_, leaf) => ({ value: `${at}.${leaf}`, label: `Leaf ${at}.${leaf}` })),
}));

const Widgets = () => (
  <main>
    <MenuBar label="Main">
      <Menu label="File">
        <MenuItem>Open</MenuItem>
        <MenuItem>Save</MenuItem>
      </Menu>
    </MenuBar>
    <TabPanel label="Tabs">
      <Tab value="a" label="Alpha">
        <p>First</p>
      </Tab>
      <Tab value="b" label="Beta">
        <p>Second</p>
      </Tab>
    </TabPanel>
    <Tree label="Tree" nodes={nodes} />
  </main>
);

declare global {
  var shown: ((milliseconds: number) => void) | undefined;
  /** Whether what was asked for can be seen. */
  var isShown: (() => boolean) | undefined;
}

/** Runs in the browser: from each press on, looks frame by frame. */
function watch(): void {
  const { port1, port2 } = new MessageChannel();
  let pressed = 0;
  port1.onmessage = () => {
    const { shown } = globalThis;
    globalThis.shown = undefined;
    shown?.(performance.now() - pressed);
  };
  const look = (): void => {
    if (globalThis.isShown?.()) port2.postMessage(0);
    else requestAnimationFrame(look);
  };
  const press = (event: Event): void => {
    pressed = event.timeStamp;
    if (globalThis.shown) requestAnimationFrame(look);
  };
  for (const type of ["click", "keydown"]) document.addEventListener(type, press, { capture: true });
}

interface Measured {
  readonly times: readonly number[];
  readonly bytes: readonly number[];
}

interface Step {
  /** Evaluated in the browser: is it seen? */
  readonly sees: string;
  readonly act: () => Promise<void>;
  /** Puts it back, unmeasured. */
  readonly undo: () => Promise<void>;
}

async function measure(page: Page, step: (round: number) => Step): Promise<Measured> {
  const times: number[] = [];
  const bytes: number[] = [];
  for (let round = 0; round < WARMING + ROUNDS; round++) {
    const { sees, act, undo } = step(round);
    const answers: Promise<number>[] = [];
    const heard = (request: Request) => {
      if (request.method() === "POST") answers.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    };
    page.on("requestfinished", heard);
    await page.evaluate(`globalThis.isShown = () => ${sees}`);
    const shown = page.evaluate(() => new Promise<number>((resolve) => (globalThis.shown = resolve)));
    // Presses must not fall in step with the frames.
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 50));
    await act();
    const time = await shown;
    // What it leads to has come back by then.
    await page.waitForTimeout(100);
    page.off("requestfinished", heard);
    const sizes = await Promise.all(answers);
    if (round >= WARMING) {
      times.push(time);
      bytes.push(sizes.reduce((sum, size) => sum + size, 0));
    }
    await undo();
  }
  return { times, bytes };
}

const statics = [{ prefix: "/assets/", dir: fileURLToPath(new URL("../../../public", import.meta.url)) }];
const app = { component: Widgets, styles: ["/assets/theme.css"] };
const service = await serve({ "/": app }, { port: 0, host: "127.0.0.1", mode: "production", log: SILENT, statics });
const page = await newPage({ reducedMotion: "reduce" });
try {
  await page.goto(service.url);
  await page.evaluate(watch);

  const menu = await measure(page, () => ({
    sees: "[...document.querySelectorAll('[role=menuitem]')].find((e) => e.textContent === 'Save').checkVisibility()",
    act: () => page.getByRole("menuitem", { name: "File" }).click(),
    undo: () => page.keyboard.press("Escape"),
  }));
  const tab = await measure(page, () => ({
    sees: "[...document.querySelectorAll('p')].find((e) => e.textContent === 'Second')?.checkVisibility()",
    act: () => page.getByRole("tab", { name: "Beta" }).click(),
    undo: async () => {
      await page.getByRole("tab", { name: "Alpha" }).click();
      await page.getByText("First").waitFor();
    },
  }));
  const tree = await measure(page, (round) => {
    const node = page.getByRole("treeitem", { name: `Node ${round}`, exact: true });
    return {
      sees: `document.querySelector('[data-value="${round}.0"]')?.checkVisibility()`,
      act: async () => {
        await node.focus();
        await page.keyboard.press("ArrowRight");
      },
      undo: async () => {
        await page.keyboard.press("ArrowLeft");
        await page.getByText(`Leaf ${round}.0`, { exact: true }).waitFor({ state: "hidden" });
      },
    };
  });
  figure("menu-open-p95", quantile(menu.times, 0.95));
  figure("menu-open-bytes", Math.max(...menu.bytes));
  figure("tab-switch-p95", quantile(tab.times, 0.95));
  figure("tab-switch-bytes", Math.max(...tab.bytes));
  figure("tree-expand-1000-p95", quantile(tree.times, 0.95));
  figure("tree-expand-1000-bytes", median(tree.bytes) / THOUSAND);
  for (const [name, { times }] of Object.entries({ menu, tab, tree })) aside(`${name}-p50`, median(times), "ms");
} finally {
  await page.close();
  await closeChromium();
  await service.close();
}

const theme = readFileSync(fileURLToPath(new URL("../../../public/theme.css", import.meta.url)));
figure("theme-gzip", gzipSync(theme, { level: 9 }).length);
