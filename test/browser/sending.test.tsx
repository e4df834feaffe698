/** Every event arrives, in order, once: fast or slow, and through a network that loses things. */
import { useState } from "preact/hooks";
import { expect, onTestFinished, test } from "vitest";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { delayed, dropped, eventsOf, type Network, pause, tap, unanswered } from "../support/drivers/network.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";
import { type StageOptions, servedStage } from "../support/stage.tsx";

function App() {
  const [log, setLog] = useState<readonly string[]>([]);
  const [name, setName] = useState("");
  const add = (entry: string) => setLog((now) => [...now, entry]);
  return (
    <main>
      <p role="status">Count: {log.length}</p>
      <p role="note">{log.join(" ")}</p>
      <button type="button" onClick={() => add("a")}>
        A
      </button>
      <button type="button" onClick={() => add("b")}>
        B
      </button>
      <label>
        Name <input value={name} onInput={(e) => setName(e.currentTarget.value)} />
      </label>
      <label>
        Free <input />
      </label>
      <form
        onSubmit={(e) => {
          add(`submit:${name}`);
          e.currentTarget.reset();
        }}
      >
        <label>
          Inside <input onChange={(e) => add(`change:${e.currentTarget.value}`)} />
        </label>
        <button onClick={() => add("click")}>Send</button>
      </form>
      <a href="/other/" onClick={() => add("left")}>
        Other
      </a>
    </main>
  );
}

function Other() {
  return <h1>Other</h1>;
}

async function open(options: StageOptions = {}) {
  const on = await servedStage({ "/": App, "/other/": Other }, options);
  let network!: Network;
  const user = await ChromiumUser.open(on, "/", true, async (tab) => {
    network = await tap(tab);
  });
  onTestFinished(() => expect(on.lines.filter(({ level }) => level === "error")).toEqual([]));
  /** Presses within the page, as fast as it can. */
  const burst = (...names: string[]) =>
    user.tab.evaluate((list) => {
      for (const text of list)
        [...document.querySelectorAll("button")].find((button) => button.textContent === text)?.click();
    }, names);
  const notice = () =>
    user.tab
      .locator("#sessile-status")
      .textContent({ timeout: 100 })
      .catch(() => "");
  return { on, user, network, burst, notice };
}

test("ten fast clicks are ten events, in order", async () => {
  const { user, network, burst } = await open();
  network.onPost = delayed(() => 50);
  await burst(..."ABABBABAAB");
  await sees(user, "note", "a b a b b a b a a b");
  await expectSame(user);
  // The first is sent at once, and what comes until it is answered goes together.
  expect(network.posts.map((post) => eventsOf(post).length)).toEqual([1, 9]);
});

test("what happens during a round trip travels together in the next", async () => {
  const { user, network, burst } = await open();
  let answer = (): void => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  network.onPost = async (route) => {
    await held;
    await route.continue();
  };
  await burst("A");
  await expect.poll(() => network.posts.length).toBe(1);
  await burst("B");
  await burst("A", "B");
  answer();
  await sees(user, "note", "a b a b");
  expect(network.posts.map((post) => eventsOf(post).length)).toEqual([1, 3]);
  expect(network.posts.map((post) => JSON.parse(post).n)).toEqual([1, 2]);
  await expectSame(user);
});

test("a click and the submit it causes are one POST; a changed field is told before them", async () => {
  const { user, network } = await open();
  await user.fill("Free", "nobody listens");
  await user.fill("Inside", "typed");
  await user.click("button", "Send");
  await sees(user, "note", "change:typed click submit:");
  const sent = network.posts.map((post) => eventsOf(post).map(([type, , data]) => [type, data?.v]));
  // Leaving the field is a change, by the mouse's press; the click comes with its release.
  expect(sent.flat()).toEqual([
    ["", "nobody listens"],
    ["change", "typed"],
    ["click", undefined],
    ["submit", undefined],
  ]);
  expect(network.posts.length).toBeLessThan(3);
  await expect.poll(() => user.value("Inside")).toBe("");
  await expectSame(user);
});

test("Enter in a field presses the form's button", async () => {
  const { user } = await open();
  await user.fill("Inside", "typed");
  await user.press("Inside", "Enter");
  await sees(user, "note", "change:typed click submit:");
  await expectSame(user);
});

test("a link is followed once its click is on the way", async () => {
  const { user, on } = await open();
  const document = user.document;
  await user.click("link", "Other");
  await sees(user, "heading", "Other");
  await expect.poll(() => document.body?.textContent).toContain("left");
  expect(on.runtime.pages).toBe(2);
});

test("nor is anything lost that was still on its way when a link led on", async () => {
  const { user, network, burst } = await open();
  const { document } = user;
  network.onPost = delayed(() => 400);
  await burst("A", "B");
  await expect.poll(() => network.posts.length).toBe(1);
  await burst("A");
  await user.click("link", "Other");
  await sees(user, "heading", "Other");
  await expect.poll(() => document.body?.textContent).toContain("a b a left");
});

test("a busy notice after 300 ms, and none for what is quicker", async () => {
  const { user, network, burst, notice } = await open();
  network.onPost = delayed(() => 150);
  await burst("A");
  for (const end = Date.now() + 250; Date.now() < end; await pause(20)) expect(await notice()).toBe("");
  await sees(user, "status", "Count: 1");
  network.onPost = delayed(() => 900);
  await burst("A");
  await pause(150);
  expect(await notice()).toBe("");
  await expect.poll(notice).toBe("Working…");
  await sees(user, "status", "Count: 2");
  await expect.poll(notice).toBe("");
});

test("offline: a notice, nothing is lost, and all of it arrives once", async () => {
  const { user, burst, notice } = await open();
  await burst("A");
  await sees(user, "status", "Count: 1");
  await user.tab.context().setOffline(true);
  await burst("B", "A");
  await expect.poll(notice).toMatch(/^No connection/);
  await burst("B");
  await user.fill("Name", "typed offline");
  await user.tab.context().setOffline(false);
  await sees(user, "note", "a b a b");
  await expect.poll(notice).toBe("");
  await expectSame(user);
  expect(await user.value("Name")).toBe("typed offline");
});

test("a request that was lost is sent again", async () => {
  const { user, network, burst } = await open();
  network.onPost = (route) => {
    network.onPost = (again) => again.continue();
    return dropped(route);
  };
  await burst("A");
  await sees(user, "note", "a");
  expect(network.posts).toHaveLength(2);
  expect(network.posts[0]).toBe(network.posts[1]);
});

test("an answer that was lost is asked for again, and nothing is applied twice", async () => {
  const { user, network, burst } = await open();
  network.onPost = (route) => {
    network.onPost = (again) => again.continue();
    return unanswered(route);
  };
  network.onStream = dropped;
  await burst("A", "B");
  await sees(user, "note", "a b");
  await burst("A");
  await sees(user, "note", "a b a");
  await expectSame(user);
});

test("a gateway that says 503 for a while", async () => {
  const { user, network, burst } = await open();
  let refusals = 2;
  network.onPost = (route) => (refusals-- > 0 ? route.fulfill({ status: 503, body: "no" }) : route.continue());
  await burst("A", "B");
  await sees(user, "note", "a b");
  await expectSame(user);
});

test.each([
  ["the page of a hotel's network", { status: 200, contentType: "text/html", body: "<h1>Welcome! Please log in</h1>" }],
  ["a proxy whose login has expired", { status: 302, headers: { location: "/other/" } }],
  ["a proxy that wants a login", { status: 401, contentType: "text/html", body: "Who are you?" }],
  ["a proxy that knows nobody behind it", { status: 404, body: "no backend" }],
])("%s answers in the server's place: said, and the click arrives once", async (_, answer) => {
  const { user, network, notice, burst } = await open();
  network.onPost = (route) => route.fulfill(answer);
  await burst("A");
  await expect.poll(notice).toMatch(/^No connection/);
  expect(await user.texts("status")).toContain("Count: 0");
  network.onPost = (route) => route.continue();
  await burst("B");
  await sees(user, "note", "a b");
  await expect.poll(notice).toBe("");
  await expectSame(user);
});

test.each([
  ["within an entry", (text: string) => text.slice(0, -20)],
  ["between two", (text: string) => text.slice(0, -1)],
  ["within its head, after the type", () => ""],
])("an answer that ends %s is made up for", async (_, cut) => {
  const { user, network, burst } = await open();
  network.onPost = async (route) => {
    network.onPost = (next) => next.continue();
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: cut(await answer.text()) });
  };
  await burst("A");
  await sees(user, "note", "a");
  await expectSame(user);
});

test("a server that refuses an event does not hold up the next", async () => {
  const { user, network, burst } = await open();
  network.onPost = (route) => {
    network.onPost = (again) => again.continue();
    return route.fulfill({ status: 413, body: "too large" });
  };
  await burst("A");
  await expect.poll(() => network.posts.length).toBe(1);
  await burst("B");
  await sees(user, "note", "b");
  await expectSame(user);
});

test("a server that was stopped and started again: a fresh page, with what was typed", async () => {
  const { on, user } = await open();
  const port = Number(new URL(on.url).port);
  await user.fill("Name", "half a name");
  await user.fill("Free", "half a thought");
  await on.service.close();
  const { serve } = await import("sessile");
  const again = await serve(App, { port, host: "127.0.0.1", log: { info() {}, warn() {}, error() {} } });
  onTestFinished(() => again.close());
  await sees(user, "status", /^The page you had open was no longer on the server/);
  expect([await user.value("Name"), await user.value("Free")]).toEqual(["half a name", "half a thought"]);
});
