/** One change that ten thousand pages show: how long others wait for their own events meanwhile. */
import { useEffect, useState } from "preact/hooks";
import { aside, figure, quantile } from "./harness.ts";
import { quietRuntime, Tab } from "./tab.ts";

const PAGES = 10_000;
const ROUNDS = 5;

const listeners = new Set<(news: number) => void>();
let rendered = 0;

function Listener() {
  const [news, setNews] = useState(0);
  const [count, setCount] = useState(0);
  useEffect(() => {
    listeners.add(setNews);
    return () => void listeners.delete(setNews);
  }, []);
  if (news > 0) rendered++;
  return (
    <main>
      <p role="status">
        News {news}, count {count}
      </p>
      <button type="button" onClick={() => setCount(count + 1)}>
        Increment
      </button>
    </main>
  );
}

const runtime = quietRuntime(Listener);
const tabs: Tab[] = [];
for (let i = 0; i < PAGES; i++) tabs.push(await Tab.open(runtime));

const waits: number[] = [];
const whole: number[] = [];
for (let round = 1; round <= ROUNDS; round++) {
  rendered = 0;
  const start = performance.now();
  for (const listener of listeners) listener(round);
  // Somebody clicks all the time, until everybody has the news.
  for (let i = 0; rendered < PAGES; i++) {
    const tab = tabs[(i * 7) % PAGES] as Tab;
    const pressed = performance.now();
    await tab.click(tab.buttons[0] as number);
    waits.push(performance.now() - pressed);
    await new Promise((resolve) => setImmediate(resolve));
  }
  whole.push(performance.now() - start);
}
figure("broadcast-event-p95", quantile(waits, 0.95));
aside("broadcast-event-p50", quantile(waits, 0.5), "ms");
aside("broadcast-to-10000-pages", quantile(whole, 0.5), "ms");
aside("broadcast-events-meanwhile", waits.length, "events");
runtime.close();
