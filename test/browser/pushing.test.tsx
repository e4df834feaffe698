/** What the server says by itself reaches the tab that is looked at, and the others when they are looked at again. */
import { useEffect, useState } from "preact/hooks";
import { expect, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { dropped, type Network, pause, tap } from "../support/drivers/network.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";
import { servedStage } from "../support/stage.tsx";

/** Sets the text of every open page. */
const setters = new Set<(text: string) => void>();
const say = (text: string) => {
  for (const set of setters) set(text);
};

/** Handlers wait until the test lets them go on. */
let release: (result: string) => void = () => {};

function App() {
  const [text, setText] = useState("nothing yet");
  const [state, setState] = useState("idle");
  useEffect(() => {
    setters.add(setText);
    return () => void setters.delete(setText);
  }, []);
  const work = async () => {
    setState("busy");
    setState(
      await new Promise<string>((resolve) => {
        release = resolve;
      }),
    );
  };
  return (
    <main>
      <p role="status">{text}</p>
      <p role="note">{state}</p>
      <button type="button" onClick={work}>
        Work
      </button>
      <button type="button" onClick={() => setText("pressed")}>
        Press
      </button>
    </main>
  );
}

async function open() {
  const on = await servedStage({ "/": App });
  let network!: Network;
  const user = await ChromiumUser.open(on, "/", true, async (tab) => {
    network = await tap(tab);
  });
  const streams = (count: number) => expect.poll(() => on.runtime.streams).toBe(count);
  return { on, user, network, streams };
}

/** What a tab's visibility is to its page; nothing in a headless browser is ever out of sight. */
async function look(user: ChromiumUser, visible: boolean): Promise<void> {
  await user.tab.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, !visible);
}

test("an open tab is told at once", async () => {
  const { user, streams } = await open();
  await streams(1);
  say("hello");
  await sees(user, "status", "hello");
  await expectSame(user);
});

test("a stream that breaks is opened again, and what was said meanwhile arrives", async () => {
  const { on, user, network, streams } = await open();
  await streams(1);
  say("word 0");
  await sees(user, "status", "word 0");
  network.onStream = dropped;
  on.service.server.closeAllConnections();
  await streams(0);
  for (let i = 1; i <= 5; i++) {
    say(`word ${i}`);
    await pause(2);
  }
  await expect.poll(() => network.streams.count).toBeGreaterThan(1);
  network.onStream = (route) => route.continue();
  await sees(user, "status", "word 5");
  await expectSame(user);
});

test("a server that ends its streams is asked again", async () => {
  const { on, user, network, streams } = await open();
  await streams(1);
  // Cut off before it has an answer, Chromium would ask again by itself, unseen.
  say("before the cut");
  await sees(user, "status", "before the cut");
  const before = network.streams.count;
  on.service.server.closeAllConnections();
  await expect.poll(() => network.streams.count).toBeGreaterThan(before);
  say("after the cut");
  await sees(user, "status", "after the cut");
  await expectSame(user);
});

test("a hidden tab closes its stream, and catches up when it is looked at again", async () => {
  const { user, streams } = await open();
  await streams(1);
  await look(user, false);
  await streams(0);
  say("missed one");
  await pause(5);
  say("missed two");
  await pause(50);
  expect(await user.texts("status")).toEqual(["nothing yet"]);
  await look(user, true);
  await streams(1);
  await sees(user, "status", "missed two");
  await expectSame(user);
});

test("a hidden tab that missed more than the log holds is sent the whole tree; focus and text stay", async () => {
  const on = await servedStage(
    {
      "/": () => (
        <>
          <App />
          <label>
            Draft <input />
          </label>
        </>
      ),
    },
    { limits: { outboxBytes: 300 } },
  );
  const user = await ChromiumUser.open(on, "/", true);
  await expect.poll(() => on.runtime.streams).toBe(1);
  await user.fill("Draft", "being written");
  await user.tab.keyboard.press("ArrowLeft");
  await look(user, false);
  for (let i = 0; i < 20; i++) {
    say(`word ${i}`);
    await pause(2);
  }
  await look(user, true);
  await sees(user, "status", "word 19");
  const field = await user.tab.evaluate(() => {
    const { localName, value, selectionStart } = document.activeElement as HTMLInputElement;
    return [localName, value, selectionStart];
  });
  expect(field).toEqual(["input", "being written", 12]);
  // Nobody listens to the field: the server learns of it with the next event.
  await user.click("button", "Press");
  await sees(user, "status", "pressed");
  await expectSame(user);
});

test.each(["with", "without"])("an async handler shows busy, then its result (%s a push stream)", async (stream) => {
  const { user, network, on, streams } = await open();
  await streams(1);
  if (stream === "without") {
    network.onStream = dropped;
    on.service.server.closeAllConnections();
    await streams(0);
  }
  await user.click("button", "Work");
  await sees(user, "note", "busy");
  // It does not hold up other events.
  await user.click("button", "Press");
  await sees(user, "status", "pressed");
  expect(await user.texts("note")).toEqual(["busy"]);
  release("result");
  await sees(user, "note", "result");
  await expectSame(user);
});

test("an entry that is lost on the way is asked for", async () => {
  const { on, user, network, streams } = await open();
  await streams(1);
  // The answer to a POST is dropped; what is pushed after it shows the browser that something is missing.
  network.onPost = async (route) => {
    await route.fetch();
    say("pushed");
    await pause(1500);
    await route.abort("connectionreset");
    network.onPost = (again) => again.continue();
  };
  await user.click("button", "Press");
  await sees(user, "status", "pushed");
  await expectSame(user);
  expect(on.runtime.streams).toBeLessThan(2);
});

test("eight tabs of one browser, seven of them out of sight", async () => {
  const { on, user } = await open();
  const tabs = [user];
  for (let i = 0; i < 7; i++) {
    await look(tabs.at(-1) as ChromiumUser, false);
    tabs.push(await user.newTab());
  }
  await expect.poll(() => on.runtime.streams).toBe(1);
  const last = tabs.at(-1) as ChromiumUser;
  await last.click("button", "Press");
  await sees(last, "status", "pressed");
  say("to all");
  await sees(last, "status", "to all");
  await look(last, false);
  await look(user, true);
  await sees(user, "status", "to all");
  for (const tab of [user, last]) await expectSame(tab);
});
