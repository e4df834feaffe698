/** Whatever the server changes around a field, or in it: focus, selection, caret, scroll and compositions are the user's. */
import { useEffect, useState } from "preact/hooks";
import { expect, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { type Network, pause, tap } from "../support/drivers/network.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";
import { servedStage } from "../support/stage.tsx";

/** Changes by itself, forty times a second, all around the field: texts, attributes, neighbours, its place in a list. */
function Restless() {
  const [tick, setTick] = useState(0);
  const [name, setName] = useState("");
  useEffect(() => {
    const timer = setInterval(() => setTick((before) => before + 1), 25);
    return () => clearInterval(timer);
  }, []);
  const rows = ["a", "b", "c", "field", "d", "e"];
  const turned = [...rows.slice(tick % 6), ...rows.slice(0, tick % 6)];
  return (
    <main>
      <p role="note">{tick}</p>
      {tick % 2 === 0 && <p>now and then</p>}
      <div id="scroll" style="height:80px;overflow:auto">
        {rows.map((row) => (
          <p key={row} style="height:60px" title={String(tick)}>
            {row} {tick}
          </p>
        ))}
      </div>
      <div>
        <ul>
          {turned.map((row) => (
            <li key={row} data-tick={tick}>
              {tick % 3 === 0 && <b>{tick}</b>}
              {row === "field" ? (
                <label>
                  Name{" "}
                  <input
                    value={name}
                    title={`tick ${tick}`}
                    class={tick % 2 ? "odd" : undefined}
                    aria-invalid={tick % 4 === 0}
                    onInput={(e) => setName(e.currentTarget.value.toUpperCase())}
                  />
                </label>
              ) : (
                row
              )}
            </li>
          ))}
        </ul>
      </div>
      <p role="status">{name}</p>
    </main>
  );
}

async function open(App: () => preact.VNode) {
  const on = await servedStage({ "/": App });
  let network!: Network;
  const user = await ChromiumUser.open(on, "/", true, async (tab) => {
    network = await tap(tab);
  });
  const field = user.tab.getByLabel("Name");
  const shows = () =>
    field.evaluate((element) => {
      const { value, selectionStart, selectionEnd, selectionDirection } = element as HTMLInputElement;
      const focused = document.activeElement === element;
      const side = selectionStart === selectionEnd ? "" : selectionDirection;
      return { value, selection: [selectionStart, selectionEnd, side], focused };
    });
  /** Counts what a user would notice. */
  const watch = () =>
    user.tab.evaluate(() => {
      const noticed: { [type: string]: number } = {};
      Object.assign(globalThis, { noticed });
      for (const type of ["blur", "focus", "select", "scroll", "compositionstart", "compositionend"])
        document.addEventListener(
          type,
          () => {
            noticed[type] = (noticed[type] ?? 0) + 1;
          },
          true,
        );
    });
  const noticed = () =>
    user.tab.evaluate(() => (globalThis as unknown as { noticed: { [type: string]: number } }).noticed);
  const ticks = async () => Number((await user.texts("note"))[0]);
  const after = async (count: number) => {
    const before = await ticks();
    await expect.poll(ticks, { timeout: 10_000 }).toBeGreaterThan(before + count);
  };
  const ime = await user.tab.context().newCDPSession(user.tab);
  const compose = (text: string) =>
    ime.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  const commit = (text: string) => ime.send("Input.insertText", { text });
  return { on, user, field, network, shows, watch, noticed, after, compose, commit };
}

test("a selection outlasts a hundred patches around it, and so do focus and scroll", async () => {
  const { user, field, shows, watch, noticed, after } = await open(Restless);
  await field.focus();
  await user.tab.keyboard.type("some text");
  await sees(user, "status", "SOME TEXT");
  await user.tab.evaluate(() => {
    const scroll = document.getElementById("scroll");
    if (scroll) scroll.scrollTop = 40;
  });
  await field.evaluate((element) => (element as HTMLInputElement).setSelectionRange(2, 6, "backward"));
  await pause(50);
  await watch();
  await after(100);
  expect(await shows()).toEqual({ value: "SOME TEXT", selection: [2, 6, "backward"], focused: true });
  expect(await noticed()).toEqual({});
  expect(await user.tab.evaluate(() => document.getElementById("scroll")?.scrollTop)).toBe(40);
});

test("a composition goes on while everything around it changes, and is sent when it is done", async () => {
  const { user, field, shows, watch, noticed, after, compose, commit } = await open(Restless);
  await field.focus();
  await user.tab.keyboard.type("ab");
  await watch();
  // The answers to what was typed before it arrive meanwhile.
  for (const text of ["k", "か", "かn", "かん", "かんj", "かんじ"]) {
    await compose(text);
    await after(8);
    expect((await shows()).value.toUpperCase()).toBe(`AB${text.toUpperCase()}`);
  }
  expect(await noticed()).toEqual({ compositionstart: 1 });
  expect((await shows()).focused).toBe(true);
  await commit("漢字");
  await sees(user, "status", "AB漢字");
  await expect.poll(shows).toEqual({ value: "AB漢字", selection: [4, 4, ""], focused: true });
  await user.tab.keyboard.type("cd");
  await sees(user, "status", "AB漢字CD");
  expect(await noticed()).toEqual({ compositionstart: 1, compositionend: 1 });
});

test("the whole tree comes in the middle of a composition, and of a text that was not sent yet", async () => {
  const { user, field, network, shows, watch, noticed, after, compose, commit } = await open(Restless);
  await field.focus();
  await user.tab.keyboard.type("ab");
  await sees(user, "status", "AB");
  await watch();
  await compose("かん");
  // Something takes an element away: the next patch misses it, and the tab asks for the whole tree.
  await user.tab.evaluate(() => document.querySelector("[role=note]")?.remove());
  await expect.poll(() => user.texts("note")).toHaveLength(1);
  await after(10);
  expect(network.streams.count).toBeGreaterThan(1);
  expect(await shows()).toEqual({ value: "ABかん", selection: [4, 4, ""], focused: true });
  expect(await noticed()).toEqual({ compositionstart: 1 });
  await commit("漢");
  await sees(user, "status", "AB漢");
  await expect.poll(async () => (await shows()).value).toBe("AB漢");
});

/** Writes what is typed in its own way: longer, shorter, grouped. */
function Formatting() {
  const [name, setName] = useState("");
  const format = (text: string) =>
    /^[\d,]*$/.test(text) ? text.replace(/,/g, "").replace(/\B(?=(\d{3})+$)/g, ",") : text.toUpperCase();
  return (
    <main>
      <label>
        Name <input value={name} onInput={(e) => setName(format(e.currentTarget.value))} />
      </label>
      <p role="status">{name}</p>
    </main>
  );
}

test("a caret at the end stays at the end, whatever becomes of the text before it", async () => {
  const { user, field, shows } = await open(Formatting);
  await field.focus();
  for (const [key, text] of [
    ["a", "A"],
    ["ß", "ASS"],
    ["e", "ASSE"],
  ] as const) {
    await user.tab.keyboard.insertText(key);
    await expect.poll(shows).toEqual({ value: text, selection: [text.length, text.length, ""], focused: true });
  }
});

test("digits are grouped while they are typed, at the end and in the middle", async () => {
  const { user, field, shows } = await open(Formatting);
  await field.focus();
  await user.tab.keyboard.type("1234567", { delay: 60 });
  await expect.poll(shows).toEqual({ value: "1,234,567", selection: [9, 9, ""], focused: true });
  await field.evaluate((element) => (element as HTMLInputElement).setSelectionRange(3, 3));
  await user.tab.keyboard.type("89", { delay: 60 });
  await expect.poll(shows).toEqual({ value: "128,934,567", selection: [5, 5, ""], focused: true });
  await user.tab.keyboard.press("Backspace");
  await expect.poll(shows).toEqual({ value: "12,834,567", selection: [4, 4, ""], focused: true });
});

test("a selection that is being widened keeps the side it grows on when an answer rewrites the field", async () => {
  const { user, field, network, shows } = await open(Formatting);
  network.onPost = async (route) => {
    await pause(300);
    await route.continue();
  };
  await field.focus();
  await user.tab.keyboard.type("abcdef");
  await user.tab.keyboard.press("Shift+ArrowLeft");
  await user.tab.keyboard.press("Shift+ArrowLeft");
  expect(await shows()).toEqual({ value: "abcdef", selection: [4, 6, "backward"], focused: true });
  await sees(user, "status", "ABCDEF");
  await expect.poll(shows).toEqual({ value: "ABCDEF", selection: [4, 6, "backward"], focused: true });
  await user.tab.keyboard.press("Shift+ArrowLeft");
  expect((await shows()).selection).toEqual([3, 6, "backward"]);
  await user.tab.keyboard.type("x");
  await sees(user, "status", "ABCX");
  await expectSame(user);
});
