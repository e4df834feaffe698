/** Nodes nobody touched stay as the user left them, whatever happens around them. */
import type { Page as Tab } from "playwright-core";
import { useState } from "preact/hooks";
import { describe, expect, test } from "vitest";
import { newPage } from "../support/chromium.ts";
import { type StageOptions, servedStage } from "../support/stage.tsx";

/** A second of silence that plays for ever. */
const silence = (() => {
  const wav = Buffer.alloc(44 + 8000, 128);
  wav.write("RIFF", 0).toString();
  wav.writeUInt32LE(36 + 8000, 4);
  wav.write("WAVEfmt ", 8);
  for (const [at, value] of [[16, 16], [24, 8000], [28, 8000], [40, 8000]] as const) wav.writeUInt32LE(value, at); // biome-ignore format: a table
  for (const [at, value] of [[20, 1], [22, 1], [32, 1], [34, 8]] as const) wav.writeUInt16LE(value, at); // biome-ignore format: a table
  wav.write("data", 36);
  return `data:audio/wav;base64,${wav.toString("base64")}`;
})();

const KEPT = ["field", "area", "box", "frame", "sound", "more", "words"] as const;

/** Elements with something to lose, among others; the order is the test's to change. */
function stage() {
  let change = (_order: readonly string[]): void => {};
  const parts: { [key in (typeof KEPT)[number]]: preact.JSX.Element } = {
    field: <input key="field" class="field" />,
    area: <textarea key="area" class="area" defaultValue={"one\ntwo"} />,
    box: (
      <div key="box" class="box" style="height:50px;overflow:auto">
        <div style="height:500px" />
      </div>
    ),
    frame: <iframe key="frame" class="frame" srcdoc="<p>framed</p>" title="framed" />,
    sound: <audio key="sound" class="sound" src={silence} muted loop autoplay />,
    more: (
      <details key="more" class="more">
        <summary>More</summary>of it
      </details>
    ),
    words: (
      <p key="words" class="words">
        some words to select
      </p>
    ),
  };
  function App() {
    const [order, setOrder] = useState<readonly string[]>(KEPT);
    change = setOrder;
    return (
      <main data-order={order.join(" ")}>
        {order.length} parts <button autofocus>begin here</button>
        {order.map((key) => parts[key as "field"] ?? (key.startsWith("text") ? key : <p key={key}>{key}</p>))}
      </main>
    );
  }
  return { App, change: (order: readonly string[]) => change(order) };
}

/** Runs in the browser: a user does something to each of them. */
async function touch(): Promise<void> {
  const find = <T extends Element>(name: string): T => document.querySelector(`.${name}`) as T;
  for (const element of document.querySelectorAll("main > [class]"))
    (element as unknown as { mine: string }).mine = element.className;
  find<HTMLElement>("box").scrollTop = 123;
  find<HTMLDetailsElement>("more").open = true;
  const frame = find<HTMLIFrameElement>("frame");
  if (frame.contentDocument?.readyState !== "complete" || !frame.contentDocument.body.textContent)
    await new Promise((loaded) => frame.addEventListener("load", loaded, { once: true }));
  (frame.contentWindow as unknown as { mine: string }).mine = "frame";
  const sound = find<HTMLAudioElement>("sound");
  await sound.play();
  if (!sound.currentTime) await new Promise((moves) => sound.addEventListener("timeupdate", moves, { once: true }));
  const type = (control: HTMLInputElement | HTMLTextAreaElement, value: string, start: number, end: number): void => {
    control.focus();
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.setSelectionRange(start, end);
  };
  type(find("area"), "typed", 1, 3);
  type(find("field"), "half a word", 2, 5);
}

/** Runs in the browser: what would be lost. */
function look() {
  const find = <T extends Element>(name: string): T => document.querySelector(`.${name}`) as T;
  const sound = find<HTMLAudioElement>("sound");
  const caret = ({ value, selectionStart, selectionEnd }: HTMLInputElement | HTMLTextAreaElement) =>
    [value, selectionStart, selectionEnd].join();
  return {
    focus: document.activeElement?.className,
    field: caret(find("field")),
    area: caret(find("area")),
    scroll: find("box").scrollTop,
    open: find<HTMLDetailsElement>("more").open,
    frame: (find<HTMLIFrameElement>("frame").contentWindow as unknown as { mine?: string }).mine,
    playing: !sound.paused && sound.currentTime > 0,
    same: [...document.querySelectorAll("main > [class]")].map((e) => (e as unknown as { mine?: string }).mine).sort(),
  };
}

const untouched: ReturnType<typeof look> = {
  focus: "field",
  field: "half a word,2,5",
  area: "typed,1,3",
  scroll: 123,
  open: true,
  frame: "frame",
  playing: true,
  same: [...KEPT].sort(),
};

async function open(options: StageOptions = {}) {
  const { App, change } = stage();
  const { url, service } = await servedStage({ "/": App }, { csp: { "media-src": ["data:"] }, ...options });
  const tab = await newPage();
  await tab.goto(url);
  await tab.evaluate(touch);
  return { tab, change, service };
}

/** Waits until the browser shows this order. */
async function shows(tab: Tab, order: readonly string[]): Promise<void> {
  await tab.waitForSelector(`main[data-order="${order.join(" ")}"]`);
}

const AROUND: readonly { readonly what: string; readonly orders: readonly (readonly string[])[] }[] = [
  {
    what: "others are inserted before, between and after",
    orders: [["first", ...KEPT.flatMap((key) => [key, `after ${key}`])]],
  },
  { what: "texts come and go between", orders: [KEPT.flatMap((key) => [`text ${key}`, key]), KEPT] },
  { what: "others are removed around", orders: [KEPT.flatMap((key) => [`before ${key}`, key]), KEPT] },
  {
    what: "others change places around",
    orders: [
      ["a", ...KEPT, "b", "c"],
      ["c", "b", ...KEPT, "a"],
    ],
  },
  { what: "they change places themselves", orders: [[...KEPT].reverse()] },
];

describe("in an open tab, when", () => {
  test.each(AROUND)("$what", async ({ orders }) => {
    const { tab, change } = await open();
    for (const order of orders) {
      change(order);
      await shows(tab, order);
      expect(await tab.evaluate(look)).toEqual(untouched);
    }
  });
});

describe("in a tab that was offline and gets the whole tree, when", () => {
  test.each(AROUND)("$what", async ({ orders }) => {
    const { tab, change, service } = await open({ limits: { outboxBytes: 10 } });
    await tab.context().setOffline(true);
    service.server.closeAllConnections();
    await tab.waitForSelector("#sessile-status[data-state=offline]");
    const before = await tab.getAttribute("main", "data-order");
    for (const order of orders) {
      change(order);
      await new Promise((done) => setImmediate(done));
    }
    expect(await tab.getAttribute("main", "data-order")).toBe(before);
    await tab.context().setOffline(false);
    await shows(tab, orders.at(-1) as readonly string[]);
    expect(await tab.evaluate(look)).toEqual(untouched);
  });
});

test("what the app itself has opened, closed, filled or ticked meanwhile comes with the whole tree", async () => {
  let change = (_n: number): void => {};
  function App() {
    const [n, setN] = useState(0);
    change = setN;
    return (
      <main data-order={n}>
        <details id="opened" open={n > 0}>
          <summary>Opened by the app</summary>
        </details>
        <details id="closed" open={n === 0}>
          <summary>Closed by the app</summary>
        </details>
        <details id="users">
          <summary>The user's</summary>
        </details>
        <input value={n ? "filled" : ""} onInput={() => {}} />
        <input type="checkbox" checked={n > 0} onChange={() => {}} />
        <select value={n ? "b" : "a"} onChange={() => {}}>
          <option>a</option>
          <option>b</option>
        </select>
      </main>
    );
  }
  const { url, service } = await servedStage({ "/": App }, { limits: { outboxBytes: 10 } });
  const tab = await newPage();
  await tab.goto(url);
  await tab.click("#users summary");
  await tab.context().setOffline(true);
  service.server.closeAllConnections();
  await tab.waitForSelector("#sessile-status[data-state=offline]");
  change(1);
  await tab.context().setOffline(false);
  await shows(tab, ["1"]);
  const state = await tab.evaluate(() => {
    const [opened, closed, users] = [...document.querySelectorAll("details")].map(({ open }) => open);
    const [field, box] = document.querySelectorAll("input");
    return {
      opened,
      closed,
      users,
      field: field?.value,
      box: box?.checked,
      chosen: document.querySelector("select")?.value,
    };
  });
  expect(state).toEqual({ opened: true, closed: false, users: true, field: "filled", box: true, chosen: "b" });
});
