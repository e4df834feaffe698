/** What stays in memory: a session whose user has gone for coffee, and an element of a large page. */
import { cellsOf } from "./cells.tsx";
import { Counter } from "./counter.tsx";
import { aside, figure, heap } from "./harness.ts";
import { newPage } from "./pages.ts";
import { quietRuntime, Tab } from "./tab.ts";

const SESSIONS = 3000;
const ROWS = 1000;
const PAGES = 20;

/** Heap that `make` leaves behind, a piece. What it makes first fills caches, and does not count. */
async function weigh(pieces: number, make: () => unknown): Promise<number> {
  const kept: unknown[] = [await make()];
  const before = heap();
  for (let i = 0; i < pieces; i++) kept.push(await make());
  const after = heap();
  if (kept.length !== pieces + 1) throw new Error("lost some");
  return (after - before) / pieces;
}

const runtime = quietRuntime(Counter);
const session = await weigh(SESSIONS, async () => {
  const tab = await Tab.open(runtime);
  await tab.click(tab.buttons[0] as number);
});
if (runtime.sessions !== SESSIONS + 1) throw new Error(`${runtime.sessions} sessions`);
figure("heap-session", session);
runtime.close();

const Cells = cellsOf(ROWS);
const elements = ROWS * 5 + 9;
const page = await weigh(PAGES, () => {
  const opened = newPage(Cells);
  opened.open();
  return opened;
});
figure("heap-element", page / elements);
aside("heap-page-of-elements", elements, "elements");
