/** Signals (@preact/signals) on the server's tree: of a component, bound to a text, shared by pages. */
import { computed, effect, type Signal, signal, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { expect, test } from "vitest";
import { MemoryUser } from "../../support/drivers/memory.ts";
import { expectSame } from "../../support/drivers/scenario.ts";
import { sees } from "../../support/drivers/user.ts";
import { stage } from "../../support/stage.tsx";

test("a component's own signals: value, computed, effect", async () => {
  const log: number[] = [];
  let renders = 0;
  function App() {
    renders++;
    const count = useSignal(0);
    const square = useComputed(() => count.value ** 2);
    useSignalEffect(() => {
      log.push(count.value);
      return () => log.push(-1);
    });
    return (
      <main>
        <p role="status">
          {count} squared is {square}
        </p>
        <button type="button" onClick={() => count.value++}>
          More
        </button>
      </main>
    );
  }
  const on = stage({ "/": App });
  const user = await MemoryUser.open(on, "/");
  await user.click("button", "More");
  await user.click("button", "More");
  await user.click("button", "More");
  await sees(user, "status", "3 squared is 9");
  // Bound to texts: the component itself is not rendered again.
  expect(renders).toBe(1);
  expect(log).toEqual([0, -1, 1, -1, 2, -1, 3]);
  await expectSame(user);
  on.runtime.close();
  expect(log.at(-1)).toBe(-1);
});

test("a text bound to a signal is one small patch, sent to whoever waits", async () => {
  const now = signal("early");
  function App() {
    return (
      <main>
        <p role="status">It is {now}.</p>
      </main>
    );
  }
  const user = await MemoryUser.open(stage({ "/": App }), "/");
  now.value = "late";
  await sees(user, "status", "It is late.");
  expect(user.copy.version).toBe(1);
  await expectSame(user);
});

test("a signal as an attribute", async () => {
  const busy = signal(false);
  const App = () => (
    <main>
      <button type="button" disabled={busy} class={computed(() => (busy.value ? "busy" : "idle"))}>
        Go
      </button>
    </main>
  );
  const user = await MemoryUser.open(stage({ "/": App }), "/");
  busy.value = true;
  await expect.poll(() => user.outline()).toContain('<button class="busy" disabled');
  busy.value = false;
  await expect.poll(() => user.outline()).toContain('<button class="idle" id');
  await expectSame(user);
});

/** Two visitors before one signal. */
async function two(shared: Signal<number>, App: () => preact.JSX.Element) {
  const on = stage({ "/": App });
  const [one, other] = [await MemoryUser.open(on, "/"), await MemoryUser.open(on, "/")];
  const both = async (text: string) => {
    for (const user of [one, other]) {
      await sees(user, "status", text);
      await expectSame(user);
    }
  };
  return { on, one, other, both, shared };
}

test("a signal shared by two pages: each is rendered in its own turn", async () => {
  const shared = signal(0);
  function App() {
    return (
      <main>
        <p role="status">Shared: {shared.value}</p>
        <button type="button" onClick={() => shared.value++}>
          More
        </button>
      </main>
    );
  }
  const { one, other, both } = await two(shared, App);
  await one.click("button", "More");
  await both("Shared: 1");
  await other.click("button", "More");
  await one.click("button", "More");
  await both("Shared: 3");
  shared.value = 10;
  await both("Shared: 10");
});

test("a shared signal bound to texts", async () => {
  const shared = signal(0);
  const App = () => (
    <main>
      <p role="status">Shared: {shared}</p>
      <button type="button" onClick={() => shared.value++}>
        More
      </button>
    </main>
  );
  const { one, other, both } = await two(shared, App);
  await one.click("button", "More");
  await other.click("button", "More");
  await both("Shared: 2");
});

test("one page fails at a shared value, the other goes on; a page that ended hears no more", async () => {
  const shared = signal(0);
  let renders = 0;
  function App() {
    renders++;
    const fails = useSignal(false);
    if (fails.value && shared.value === 1) throw new Error("one");
    return (
      <main>
        <p role="status">Shared: {shared.value}</p>
        <button type="button" onClick={() => (fails.value = true)}>
          Fail
        </button>
      </main>
    );
  }
  const { on, one, other } = await two(shared, App);
  await one.click("button", "Fail");
  shared.value = 1;
  await sees(other, "status", "Shared: 1");
  await sees(one, "alert", /^Something went wrong/);
  on.runtime.close();
  const before = renders;
  shared.value = 2;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(renders).toBe(before);
});

test("an effect that fails when a signal is set outside all pages: logged, and the process lives", async () => {
  const shared = signal(0);
  function App() {
    useSignalEffect(() => {
      if (shared.value === 1) throw new Error("stray");
    });
    return <p role="status">Shared: {shared}</p>;
  }
  const on = stage({ "/": App });
  const [one, other] = [await MemoryUser.open(on, "/"), await MemoryUser.open(on, "/")];
  shared.value = 1;
  for (const user of [one, other]) await sees(user, "status", "Shared: 1");
  shared.value = 2;
  for (const user of [one, other]) await sees(user, "status", "Shared: 2");
  const errors = on.lines.filter(({ level }) => level === "error").map(({ data }) => String(data.err));
  expect(new Set(errors)).toEqual(new Set(["Error: stray"]));
});

test("an effect outside any page sees what pages do", async () => {
  const shared = signal(0);
  const seen: number[] = [];
  const stop = effect(() => void seen.push(shared.value));
  const App = () => (
    <button type="button" onClick={() => shared.value++}>
      More
    </button>
  );
  const user = await MemoryUser.open(stage({ "/": App }), "/");
  await user.click("button", "More");
  stop();
  expect(seen).toEqual([0, 1]);
});
