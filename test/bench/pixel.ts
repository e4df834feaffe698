/**
 * From a real click to the changed pixel, in headless Chromium. The clock starts at the event's own `timeStamp`, when
 * the browser got the input; it stops in the first task after the frame that shows the new text: the mutation is seen,
 * the next animation frame is awaited, and a message posted from within it runs when the frame has been handed over.
 */

import { SILENT } from "../../runtime/core/log.ts";
import { serve } from "../../runtime/serve.ts";
import { closeChromium, newPage } from "../support/chromium.ts";
import { Counter } from "./counter.tsx";
import { aside, figure, quantile } from "./harness.ts";

const WARMING = 20;
const CLICKS = 200;

declare global {
  var changed: ((milliseconds: number) => void) | undefined;
}

/** Runs in the browser. */
function watch(): void {
  let clicked = 0;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => globalThis.changed?.(performance.now() - clicked);
  document.addEventListener("click", (event) => (clicked = event.timeStamp), { capture: true });
  const status = document.querySelector("[role=status]") as Element;
  new MutationObserver(() => requestAnimationFrame(() => port2.postMessage(0))).observe(status, {
    childList: true,
    characterData: true,
    subtree: true,
  });
}

const service = await serve(Counter, { port: 0, host: "127.0.0.1", mode: "production", log: SILENT });
const page = await newPage();
const times: number[] = [];
try {
  await page.goto(service.url);
  await page.evaluate(watch);
  const box = await page.locator("button").boundingBox();
  if (!box) throw new Error("no button");
  for (let i = 0; i < WARMING + CLICKS; i++) {
    const change = page.evaluate(() => new Promise<number>((resolve) => (globalThis.changed = resolve)));
    // Clicks must not fall in step with the frames.
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 30));
    // A person holds a button for a while. One that is let go at once is heard as a frame begins, and waits for the next.
    const delay = 60 + Math.random() * 40;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { delay });
    const time = await change;
    if (i >= WARMING) times.push(time);
  }
  const text = await page.locator("main [role=status]").textContent();
  if (text !== `Count: ${WARMING + CLICKS}`) throw new Error(`the page says ${text}`);
} finally {
  await page.close();
  await closeChromium();
  await service.close();
}
figure("pixel-p50", quantile(times, 0.5));
figure("pixel-p95", quantile(times, 0.95));
aside("pixel-clicks", times.length, "clicks");
