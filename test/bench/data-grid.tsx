/**
 * A grid of a million rows. What a session keeps of it in memory; and in headless Chromium, from a scroll to the frame in which the rows
 * of that place stand: the clock starts where the scroll bar is set, and stops in the first task after the frame in which the whole
 * room shows rows.
 */
import { fileURLToPath } from "node:url";
import { arraySource, DataGrid, type GridColumn } from "sessile/widgets";
import { SILENT } from "../../runtime/core/log.ts";
import { receive } from "../../runtime/page/inbox.ts";
import type { View } from "../../runtime/page/view.ts";
import { serve } from "../../runtime/serve.ts";
import { closeChromium, newPage as newTab } from "../support/chromium.ts";
import { aside, figure, heap, quantile } from "./harness.ts";
import { newPage } from "./pages.ts";
import { readDocument } from "./tab.ts";

interface Row {
  readonly id: number;
  readonly name: string;
  readonly town: string;
  readonly born: number;
  readonly paid: number;
}

const source = arraySource<Row>({
  length: 1_000_000,
  at: (n) => ({ id: n, name: `Person ${n}`, town: `Town ${n % 977}`, born: 1930 + (n % 80), paid: (n * 37) % 10_000 }),
});
const COLUMNS: readonly GridColumn<Row>[] = [
  { id: "id", label: "No." },
  { id: "name", label: "Name", filter: true, editor: "text" },
  { id: "town", label: "Town", filter: true },
  { id: "born", label: "Born", align: "end" },
  { id: "paid", label: "Paid", align: "end", editor: "number" },
];
const noSave = (): void => {};
const People = () => (
  <DataGrid label="People" columns={COLUMNS} source={source} selectable onEdit={noSave} download="people.csv" />
);

const SESSIONS = 20;
const JUMPS = 20;
const LONGEST = 16_000_000;

/** A session that has scrolled about. */
function scrolledPage() {
  const page = newPage(People);
  const html = page.open();
  let { version } = readDocument(html);
  const node = Number(
    /<div id=_(\d+) class=viewport|<div id=_(\d+) class="viewport"/.exec(html)?.slice(1).find(Boolean),
  );
  const view = page.views.at(-1) as View;
  for (let i = 0; i < JUMPS; i++) {
    const data = { scrollTop: Math.round((LONGEST / JUMPS) * i), scrollLeft: 0 };
    const event = { type: "scroll", node, data, state: null, revision: 0, submitter: null, upload: null };
    view.held = true;
    receive(page, view, { first: view.nextEvent, version, events: [event] });
    view.held = false;
    page.answer(view, version);
    version = page.outbox.version;
  }
  const last = /aria-rowindex="?(\d+)"?[^>]*>(?!.*aria-rowindex)/s.exec(page.html)?.[1];
  if (Number(last) < 940_000) throw new Error(`scrolled to row ${last}`);
  return page;
}

const kept: unknown[] = [scrolledPage()];
const before = heap();
for (let i = 0; i < SESSIONS; i++) kept.push(scrolledPage());
figure("data-grid-heap-session", (heap() - before) / SESSIONS);
if (kept.length !== SESSIONS + 1) throw new Error("lost some");

const WARMING = 20;
const SCROLLS = 200;

/** Runs in the browser: scrolls there, and resolves with the milliseconds until rows are seen from top to bottom. */
function scrollThere(share: number): Promise<number> {
  const box = document.querySelector(".viewport") as HTMLElement;
  const head = box.querySelector("thead") as HTMLElement;
  const { left, bottom } = box.getBoundingClientRect();
  const top = head.getBoundingClientRect().bottom;
  const rowAt = (y: number) => document.elementFromPoint(left + 200, y)?.closest("tbody[role] > tr");
  const isThere = () => !!rowAt(top + 3) && !!rowAt((top + bottom) / 2) && !!rowAt(bottom - 30);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const start = performance.now();
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      requestAnimationFrame(() => port2.postMessage(0));
    });
    observer.observe(box, { childList: true, subtree: true });
    port1.onmessage = () => resolve(performance.now() - start);
    box.scrollTop = (box.scrollHeight - box.clientHeight) * share;
  });
}

const statics = [{ prefix: "/assets/", dir: fileURLToPath(new URL("../../../public", import.meta.url)) }];
const app = { component: People, styles: ["/assets/theme.css"] };
const service = await serve({ "/": app }, { port: 0, host: "127.0.0.1", mode: "production", log: SILENT, statics });
const tab = await newTab();
const times: number[] = [];
try {
  await tab.goto(service.url);
  for (let i = 0; i < WARMING + SCROLLS; i++) {
    // Scrolls must not fall in step with the frames, nor follow each other nearer than a hand could.
    await new Promise((resolve) => setTimeout(resolve, 30 + Math.random() * 40));
    const time = await tab.evaluate(scrollThere, ((i * 0.618_033_988) % 1) * 0.99 + 0.005);
    if (i >= WARMING) times.push(time);
  }
} finally {
  await tab.close();
  await closeChromium();
  await service.close();
}
figure("data-grid-scroll-p95", quantile(times, 0.95));
aside("data-grid-scroll-p50", quantile(times, 0.5), "ms");
aside("data-grid-scrolls", times.length, "scrolls");
