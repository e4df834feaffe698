/** Several people and tabs, a bad network, time, an address as state, and a reload. */
import { useEffect, useState } from "preact/hooks";
import { cleanup, stopClock, testServer, visit } from "sessile/testing";
import { useLocation, useTitle } from "sessile/ui";
import { describe, expect, test } from "vitest";
import "sessile/testing/vitest";
import Clock from "../../../apps/clock/app.tsx";
import Tabs from "../../../apps/tabs/app.tsx";
import { Counter } from "../../support/apps/counter.tsx";

const increment = { name: "Increment" };

/** A room: what one says all hear. */
function room() {
  const listeners = new Set<(lines: readonly string[]) => void>();
  let said: readonly string[] = [];
  return function Room() {
    const [lines, setLines] = useState(said);
    useEffect(() => {
      listeners.add(setLines);
      return () => void listeners.delete(setLines);
    }, []);
    const say = () => {
      said = [...said, `line ${said.length + 1}`];
      for (const tell of listeners) tell(said);
    };
    return (
      <main>
        <button onClick={say}>Say</button>
        <ol>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </main>
    );
  };
}

test("two people see each other's pushes", async () => {
  const server = testServer(room());
  const ada = await server.visit();
  const bob = await server.newUser().visit();
  await ada.getByRole("button").click();
  await bob.getByRole("button").click();
  for (const page of [ada, bob]) expect(page.getByRole("listitem")).toHaveText(["line 1", "line 2"]);
  await bob.close();
  await ada.getByRole("button").click();
  expect(ada.getByRole("listitem")).toHaveCount(3);
});

test("somebody without script sees it with the next load", async () => {
  const server = testServer(room());
  const ada = await server.visit("/");
  const bob = await server.visit("/", { script: false });
  await ada.getByRole("button").click();
  expect(bob.getByRole("listitem")).toHaveCount(0);
  await bob.reload();
  expect(bob.getByRole("listitem")).toHaveText(["line 1"]);
});

test("tabs share a session, not a page", async () => {
  const one = await visit(Tabs);
  const two = await one.newTab();
  const other = await one.server.visit("/");
  await one.getByRole("button", { name: "Add to all tabs" }).click();
  await two.getByRole("button", { name: "Add to this tab" }).click();
  expect(one.getByRole("status")).toHaveText("Shared: 1, own: 0");
  expect(two.getByRole("status")).toHaveText("Shared: 1, own: 1");
  expect(other.getByRole("status")).toHaveText("Shared: 0, own: 0");
  await one.getByLabel("User").fill("ada");
  await one.getByRole("button", { name: "Log in" }).click();
  expect(two.getByText("Logged in as ada")).toBeVisible();
});

test("a reload finds the page again, a new tab does not take it", async () => {
  const page = await visit(Counter);
  await page.getByRole("button", increment).click();
  await page.reload();
  expect(page.getByRole("status")).toHaveText("Count: 1");
  const tab = await page.newTab();
  expect(tab.getByRole("status")).toHaveText("Count: 0");
  await page.reload();
  expect(page.getByRole("status")).toHaveText("Count: 1");
});

describe("the network", () => {
  test.each(["request", "answer"] as const)("a lost %s is sent again, and counts once", async (what) => {
    const page = await visit(Counter);
    page.network.drop(what, 2);
    await page.getByRole("button", increment).click();
    expect(page.getByRole("status")).toHaveText("Count: 1");
    expect(page.network.requests.filter(({ kind }) => kind === "post").map(({ outcome }) => outcome)).toEqual([
      "lost",
      "lost",
      200,
    ]);
  });

  test.each([true, false])("a repeated request counts once (script: %s)", async (script) => {
    const page = await visit(Counter, { script });
    page.network.repeat(2);
    await page.getByRole("button", increment).click();
    await page.getByRole("button", increment).click();
    expect(page.getByRole("status")).toHaveText("Count: 2");
  });

  test("what is done offline waits", async () => {
    const server = testServer(room());
    const [ada, bob] = [await server.visit(), await server.visit()];
    bob.network.goOffline();
    await bob.getByRole("button").click();
    await ada.getByRole("button").click();
    expect(bob.getByRole("listitem")).toHaveCount(0);
    await bob.network.goOnline();
    await bob.waitFor(() => expect(bob.getByRole("listitem")).toHaveCount(2));
    expect(ada.getByRole("listitem")).toHaveText(["line 1", "line 2"]);
  });

  test("a push stream that is cut is opened again", async () => {
    const server = testServer(room());
    const [ada, bob] = [await server.visit(), await server.visit()];
    bob.network.cut();
    await ada.getByRole("button").click();
    expect(bob.getByRole("listitem")).toHaveText(["line 1"]);
  });

  test("clicks that do not wait for each other, on a slow line", async () => {
    const page = await visit(Counter);
    page.network.delay(20);
    const button = page.getByRole("button", increment);
    await Promise.all([button.click(), button.click(), button.click()]);
    expect(page.getByRole("status")).toHaveText("Count: 3");
  });
});

describe("time", () => {
  test("the clock app ticks, and its page opened at the time that was set", async () => {
    const clock = stopClock("2026-01-01T12:00:00Z");
    try {
      const page = await visit(Clock);
      const timer = page.getByRole("timer").first();
      await clock.advance(999);
      expect(timer).toHaveText("Ticks: 0");
      await clock.advance(1);
      expect(timer).toHaveText("Ticks: 1");
      await page.getByLabel("Interval").select("0.1 second");
      await clock.advance(60_000);
      expect(timer).toHaveText("Ticks: 601");
      await page.getByRole("button", { name: "Stop clock" }).click();
      await clock.advance(60_000);
      expect(timer).toHaveText("Ticks: 601");
      expect(page.getByRole("time").first()).toHaveAttribute("datetime", "2026-01-01T12:01:01.000Z");
      expect(new Date(clock.now).toISOString()).toBe("2026-01-01T12:02:01.000Z");
    } finally {
      await cleanup();
      clock.release();
    }
    expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(60_000);
  });

  test("a timer that sets the next one goes off in its time", async () => {
    function Countdown() {
      const [left, setLeft] = useState(10);
      useEffect(() => {
        const timer = setTimeout(() => setLeft(left - 1), 1000);
        return () => clearTimeout(timer);
      }, [left]);
      return <p role="status">{left}</p>;
    }
    const clock = stopClock();
    try {
      const page = await visit(Countdown);
      await clock.advance(4_500);
      expect(page.getByRole("status")).toHaveText("6");
    } finally {
      await cleanup();
      clock.release();
    }
  });

  test("sessions end in their time", async () => {
    const clock = stopClock();
    try {
      const page = await visit(Counter, { limits: { idleMs: 60_000 } });
      await page.getByRole("button", increment).click();
      await page.close();
      await clock.advance(180_000);
      const again = await page.user.visit("/");
      expect(again.getByRole("status")).toHaveText("Count: 0");
    } finally {
      await cleanup();
      clock.release();
    }
  });
});

test("async handlers: what is set at once is there, the rest is waited for", async () => {
  function Slow() {
    const [state, setState] = useState("idle");
    const work = async () => {
      setState("busy");
      await new Promise((done) => setTimeout(done, 30));
      setState("done");
    };
    return (
      <main>
        <button onClick={work}>Work</button>
        <button onClick={() => new Promise(() => {})}>Hang</button>
        <p role="status">{state}</p>
      </main>
    );
  }
  const page = await visit(Slow);
  await page.getByRole("button", { name: "Work" }).click();
  expect(page.getByRole("status")).toHaveText("busy");
  await page.settled();
  expect(page.getByRole("status")).toHaveText("done");
  await page.getByRole("button", { name: "Work" }).click();
  await page.getByText("done").waitFor();
  await page.getByRole("button", { name: "Hang" }).click();
  await expect(page.settled({ timeout: 30 })).rejects.toThrow("SES_TEST_TIMEOUT: after 30 ms 1 async handlers");
  const plain = await visit(Slow, { script: false, limits: { settleMs: 1 } });
  await plain.getByRole("button", { name: "Work" }).click();
  expect(plain.getByRole("status")).toHaveText("busy");
  await plain.settled();
  expect(plain.getByRole("status")).toHaveText("done");
});

test("an address that is state: links, back and forward load nothing", async () => {
  function Shop() {
    const { path, navigate } = useLocation();
    useTitle(`Shop ${path}`);
    return (
      <main>
        <a href="/items/7">Seven</a>
        <button onClick={() => navigate("/items/8")}>Eight</button>
        <p role="status">{path}</p>
      </main>
    );
  }
  const page = await visit({ "/": { component: Shop, routes: true } });
  await page.getByRole("link").click();
  expect(page).toHaveURL("/items/7");
  expect(page).toHaveTitle("Shop /items/7");
  await page.getByRole("button").click();
  expect(page).toHaveURL("/items/8");
  await page.back();
  expect(page.getByRole("status")).toHaveText("/items/7");
  await page.forward();
  expect(page.getByRole("status")).toHaveText("/items/8");
  expect(page.network.requests.filter(({ kind }) => kind === "document")).toHaveLength(1);
  await page.reload();
  expect(page.getByRole("status")).toHaveText("/items/8");
});
