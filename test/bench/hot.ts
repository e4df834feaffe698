/**
 * Hot reload: from a save to the changed DOM of a tab in Chromium, and a thousand sessions swapped while events are
 * answered.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SILENT } from "../../runtime/core/log.ts";
import { type Swap, startDev } from "../../runtime/hot/index.ts";
import { closeChromium, newPage } from "../support/chromium.ts";
import { aside, figure, median, quantile } from "./harness.ts";
import { Tab } from "./tab.ts";

const WARMING = 5;
const SAVES = 40;
const SESSIONS = 1000;
const ROUNDS = 9;

/** An app with some rows, so that a swap has something to do. */
const app = (version: number): string => `import { useState } from "preact/hooks";
function Row({ n }: { n: number }) {
  const [open, setOpen] = useState(false);
  return <li><button onClick={() => setOpen(!open)}>{open ? "Close" : "Open"} {n}</button></li>;
}
export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <button onClick={() => setCount(count + 1)}>Increment</button>
      <p role="status">${version}: {count}</p>
      <ul>{Array.from({ length: 10 }, (_, n) => <Row key={n} n={n} />)}</ul>
    </main>
  );
}
`;

// Below the folder where the project's packages are found.
const folder = mkdtempSync(join(import.meta.dirname, "hot-"));
const file = join(folder, "app.tsx");
let version = 0;
const save = (): void => writeFileSync(file, app(++version));
save();

let swapped: (swap: Swap) => void = () => {};
const service = await startDev({
  root: folder,
  entry: "app.tsx",
  port: 0,
  host: "127.0.0.1",
  log: SILENT,
  limits: { provisional: 2 * SESSIONS },
  onSwap: (swap) => swapped(swap),
});
try {
  const page = await newPage();
  await page.goto(service.url);
  // The browser looks at its DOM; the clocks of both processes are the machine's.
  await page.evaluate(() => {
    const status = document.querySelector("[role=status]") as Element;
    const seen: { [version: string]: number } = {};
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      seen[(status.textContent as string).split(":")[0] as string] = Date.now();
    }).observe(status, { childList: true, characterData: true, subtree: true });
  });
  const times: number[] = [];
  for (let i = 0; i < WARMING + SAVES; i++) {
    await new Promise((resolve) => setTimeout(resolve, 70 + Math.random() * 30));
    const began = Date.now();
    save();
    const shown = await page.waitForFunction(
      (of) => (globalThis as unknown as { seen: { [version: string]: number } }).seen[of],
      String(version),
    );
    if (i >= WARMING) times.push(((await shown.jsonValue()) as number) - began);
  }
  figure("hot-save-to-dom", median(times));
  aside("hot-save-to-dom-p95", quantile(times, 0.95), "ms");
  await page.close();
  await closeChromium();

  const tabs: Tab[] = [];
  for (let i = 0; i < SESSIONS; i++) {
    const tab = await Tab.open(service.runtime);
    await tab.click(tab.buttons[0] as number);
    tabs.push(tab);
  }
  const swaps: number[] = [];
  const answers: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    let swap: Swap | undefined;
    swapped = (of) => {
      swap = of;
    };
    const began = performance.now();
    save();
    for (let i = round; !swap; i++) {
      const tab = tabs[(i * 7) % SESSIONS] as Tab;
      const asked = performance.now();
      await tab.click(tab.buttons[0] as number);
      answers.push(performance.now() - asked);
      await new Promise((resolve) => setImmediate(resolve));
    }
    swaps.push(performance.now() - began);
    if (swap.pages < SESSIONS || swap.problem !== null || swap.failed > 0) throw new Error(JSON.stringify(swap));
  }
  figure("hot-1000-sessions", median(swaps));
  figure("hot-event-p95", quantile(answers, 0.95));
  aside("hot-events-meanwhile", answers.length / ROUNDS, "events");
  aside("hot-event-longest", Math.max(...answers), "ms");
} finally {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
}
