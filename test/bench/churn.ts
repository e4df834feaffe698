/** Many sessions: all at once, and one after the other. What they held must be free again when they have gone. */
import { createRuntime } from "sessile";
import { Counter } from "./counter.tsx";
import { aside, figure, heap, quantile } from "./harness.ts";
import { quietRuntime, Tab } from "./tab.ts";

const LIVE = 20_000;
const CHURNED = 200_000;
/** Sessions that fill caches and compile code, before the heap is weighed the first time. */
const WARMING = 10_000;
/** Sessions between two looks at whether the expired have gone. */
const BATCH = 1_000;

async function live(): Promise<void> {
  const runtime = quietRuntime(Counter);
  const before = heap();
  const tabs: Tab[] = [];
  for (let i = 0; i < LIVE; i++) tabs.push(await Tab.open(runtime));
  if (runtime.sessions !== LIVE) throw new Error(`${runtime.sessions} sessions`);
  const micros: number[] = [];
  for (const tab of tabs) {
    const start = process.hrtime.bigint();
    await tab.click(tab.buttons[0] as number);
    micros.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  figure("heap-live-session", (heap() - before) / LIVE);
  aside("event-p50-of-20000-sessions", quantile(micros, 0.5), "µs");
  aside("event-p95-of-20000-sessions", quantile(micros, 0.95), "µs");
  runtime.close();
}

async function churn(): Promise<void> {
  const log = { info() {}, warn() {}, error() {} };
  // They expire by themselves, as they would after minutes.
  const runtime = createRuntime({ apps: { "/": Counter }, log, limits: { idleMs: 400, provisionalMs: 400 } });
  const pass = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      const tab = await Tab.open(runtime);
      await tab.click(tab.buttons[0] as number);
      if (i % BATCH === 0) await gone(BATCH * 10);
    }
    await gone(0);
  };
  const gone = async (most: number): Promise<void> => {
    while (runtime.sessions > most) await new Promise((resolve) => setTimeout(resolve, 50));
    // The clock of expiry ticks on the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  };
  await pass(WARMING);
  const before = heap();
  const handles = process.getActiveResourcesInfo().length;
  await pass(CHURNED);
  figure("churn-heap", heap() / before);
  figure("churn-handles", process.getActiveResourcesInfo().length - handles);
  runtime.close();
}

await live();
await churn();
