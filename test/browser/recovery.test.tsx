/** Chromium comes through each fault of a network by itself: nothing is lost, and it shows what the server holds. */
import { useState } from "preact/hooks";
import { expect, onTestFinished, test } from "vitest";
import { ChaosProxy, type Rates } from "../support/chaos-proxy.ts";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { tap } from "../support/drivers/network.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";
import { type StageOptions, servedStage } from "../support/stage.tsx";

function App() {
  const [log, setLog] = useState<readonly string[]>([]);
  const [text, setText] = useState("");
  return (
    <main>
      <p role="status">Count: {log.length}</p>
      <p role="note">{log.join(" ")}</p>
      <button
        type="button"
        onClick={(e) => setLog((now) => [...now, String((e as { id?: string }).id?.split(":")[1])])}
      >
        Add
      </button>
      <button type="button" onClick={() => setText(`${"long ".repeat(50_000)}end`)}>
        Fill
      </button>
      <p role="log">{text.slice(-3)}</p>
      <p>{text}</p>
    </main>
  );
}

const isPost = (head: string) => head.startsWith("POST");

/** @param rates the fault of the first POST that comes by */
async function open(rates: Rates, options: StageOptions = {}) {
  const on = await servedStage({ "/": App }, options);
  let posts = 0;
  const proxy = await ChaosProxy.open({
    target: on.url,
    seed: 1,
    rates,
    spares: (head) => !isPost(head) || ++posts > 1,
  });
  const user = await ChromiumUser.open({ ...on, url: proxy.url }, "/", true);
  onTestFinished(() => proxy.close());
  onTestFinished(() => expect(on.lines.filter(({ level }) => level === "error")).toEqual([]));
  const press = (name: string, times: number) =>
    user.tab.evaluate(
      ([text, n]) => {
        const button = [...document.querySelectorAll("button")].find((each) => each.textContent === text);
        for (let i = 0; i < n; i++) button?.click();
      },
      [name, times] as const,
    );
  return { on, user, press, proxy };
}

test("an answer is cut short when its first part has arrived: the rest is asked for", async () => {
  const { user, press, proxy } = await open({ "during-answer": 1 });
  await press("Fill", 1);
  await sees(user, "log", "end");
  await expectSame(user);
  expect(proxy.counts["during-answer"]).toBe(1);
});

test("a request is cut short, and the way back is open: it is sent again", async () => {
  const { user, press, proxy } = await open({ "half-request": 1 });
  await press("Add", 3);
  await sees(user, "note", "1 2 3");
  await press("Add", 1);
  await sees(user, "note", "1 2 3 4");
  await expectSame(user);
  expect(proxy.counts["half-request"]).toBe(1);
});

test("more events than one request may carry travel in several", async () => {
  const { user, press } = await open({}, { limits: { events: 10 } });
  await press("Add", 55);
  await sees(user, "note", Array.from({ length: 55 }, (_, i) => i + 1).join(" "));
  await expectSame(user);
});

test("more events than the rate permits wait their turn", async () => {
  const { user, press } = await open({}, { limits: { eventsBurst: 20, eventsPerSecond: 40 } });
  await press("Add", 55);
  await expect.poll(() => user.texts("status"), { timeout: 10_000 }).toEqual(["Count: 55"]);
  await sees(user, "note", Array.from({ length: 55 }, (_, i) => i + 1).join(" "));
  await expectSame(user);
});

test.each([408, 409, 425, 429, 503])("an answer that says %i for a while", async (status) => {
  const on = await servedStage({ "/": App });
  const user = await ChromiumUser.open(on, "/", true, async (tab) => {
    const network = await tap(tab);
    let refusals = 1;
    network.onPost = (route) => (refusals-- > 0 ? route.fulfill({ status, body: "not now" }) : route.continue());
  });
  await user.click("button", "Add");
  await sees(user, "note", "1");
  await expectSame(user);
});

/** A whole tree that was overtaken is older than what the tab shows. */
test("an old whole tree that comes late does not undo what came since", async () => {
  const on = await servedStage({ "/": App });
  let old = "";
  const user = await ChromiumUser.open(on, "/", true, async (tab) => {
    const network = await tap(tab);
    network.onPost = async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      if (old) return route.fulfill({ response, body: body + old });
      const post = JSON.parse(route.request().postData() ?? "");
      const whole = await route.fetch({ postData: JSON.stringify({ ...post, v: -1, e: [] }) });
      old = await whole.text();
      return route.fulfill({ response, body });
    };
  });
  await user.click("button", "Add");
  await sees(user, "note", "1");
  expect(old).toMatch(/^event:whole\n/);
  await user.click("button", "Add");
  await sees(user, "note", "1 2");
  await expectSame(user);
});
