/** Timers, the clipboard, and what widgets pass on from the runtime. */
import { useState } from "preact/hooks";
import { cleanup, stopClock, visit } from "sessile/testing";
import "sessile/testing/vitest";
import * as ui from "sessile/ui";
import {
  Button,
  type TimerOptions,
  useClipboard,
  useDownload,
  useLocation,
  useResource,
  useTimer,
  useTitle,
} from "sessile/widgets";
import { describe, expect, onTestFinished, test } from "vitest";

describe("useTimer", () => {
  /** Time that passes when the test says so; the servers end before it goes on. */
  function clock() {
    const stopped = stopClock("2026-01-01T12:00:00Z");
    onTestFinished(async () => {
      await cleanup();
      stopped.release();
    });
    return stopped;
  }

  function Ticks({ tick, options }: { tick?: () => unknown; options?: TimerOptions }) {
    const [count, setCount] = useState(0);
    const timer = useTimer(
      () => {
        setCount(count + 1);
        return tick?.();
      },
      1000,
      options,
    );
    return (
      <main>
        <p role="status">
          {count} {timer.isRunning ? "running" : "paused"}
        </p>
        <Button onClick={timer.pause}>Pause</Button>
        <Button onClick={timer.start}>Start</Button>
        <Button onClick={timer.restart}>Restart</Button>
      </main>
    );
  }

  const press = (page: Awaited<ReturnType<typeof visit>>, name: string) => page.getByRole("button", { name }).click();

  test("ticks again and again, with what the component knows; paused it keeps what is left", async () => {
    const time = clock();
    const page = await visit(() => <Ticks />);
    const says = (text: string) => expect(page.getByRole("status")).toHaveText(text);
    says("0 running");
    await time.advance(3000);
    says("3 running");
    await time.advance(400);
    await press(page, "Pause");
    await time.advance(5000);
    says("3 paused");
    await press(page, "Start");
    await time.advance(599);
    says("3 running");
    await time.advance(1);
    says("4 running");
    await time.advance(900);
    await press(page, "Restart");
    await time.advance(999);
    says("4 running");
    await time.advance(1);
    says("5 running");
  });

  test("once, and when it is told to", async () => {
    const time = clock();
    const page = await visit(() => <Ticks options={{ once: true, autoStart: false }} />);
    await time.advance(5000);
    expect(page.getByRole("status")).toHaveText("0 paused");
    await press(page, "Start");
    await time.advance(5000);
    expect(page.getByRole("status")).toHaveText("1 paused");
    await press(page, "Restart");
    await time.advance(1000);
    expect(page.getByRole("status")).toHaveText("2 paused");
  });

  test("it ends with its component", async () => {
    const time = clock();
    let ticks = 0;
    function App() {
      const [isShown, setShown] = useState(true);
      return (
        <main>
          {isShown && <Ticks tick={() => ticks++} />}
          <Button onClick={() => setShown(false)}>Away</Button>
        </main>
      );
    }
    const page = await visit(App);
    await time.advance(2000);
    expect(ticks).toBe(2);
    await press(page, "Away");
    await time.advance(5000);
    expect(ticks).toBe(2);
  });

  test("one call at a time", async () => {
    const time = clock();
    let calls = 0;
    let done = (): void => {};
    const tick = () => {
      calls++;
      return new Promise<void>((resolve) => {
        done = resolve;
      });
    };
    await visit(() => <Ticks tick={tick} />);
    await time.advance(3000);
    expect(calls).toBe(1);
    done();
    await time.advance(1000);
    expect(calls).toBe(2);
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("No weather.");
      },
    ],
    [
      "rejects with",
      async () => {
        throw new Error("No weather.");
      },
    ],
  ])("what a tick %s is shown as a handler's failure, and the timer goes on", async (_, tick) => {
    const time = clock();
    let ticks = 0;
    const page = await visit(() => <Ticks tick={() => (ticks++ === 0 ? tick() : undefined)} />);
    await expect(time.advance(1000).then(() => page.settled())).rejects.toThrow("No weather.");
    await time.advance(1000);
    expect(ticks).toBe(2);
  });

  test("without script the page loads itself anew while it runs", async () => {
    const time = clock();
    const page = await visit(() => <Ticks />, { script: false });
    expect(page.html).toMatch(/http-equiv="?refresh"? content="?1"?/);
    await press(page, "Pause");
    expect(page.html).not.toContain("refresh");
    await press(page, "Start");
    await time.advance(1000);
    await page.reload();
    expect(page.getByRole("status")).toHaveText("1 running");
  });

  test.each([0, -1, Number.NaN, 2 ** 31])("%s milliseconds are an error that says so", async (ms) => {
    const App = () => {
      useTimer(() => {}, ms);
      return null;
    };
    await expect(visit(App)).rejects.toThrow(/milliseconds; expected 1 to 2147483647/);
  });
});

describe("useClipboard", () => {
  function Code({ text = "4711" }: { text?: string }) {
    const { copy, copied, byHand } = useClipboard("Copy this");
    return (
      <main>
        <Button onClick={() => copy(text)}>Copy</Button>
        {byHand}
        <p role="status">{copied}</p>
      </main>
    );
  }

  test("with script the browser is told", async () => {
    const page = await visit(() => <Code />);
    const sent: string[] = [];
    page.network.alter((text) => {
      sent.push(text);
      return text;
    });
    await page.getByRole("button", { name: "Copy" }).click();
    expect(sent.join("")).toContain('hx-swap="call">["copy","4711"]');
    expect(page.getByRole("status")).toHaveText("4711");
  });

  test.each(["4711", "two\nlines"])("without script the text is shown: %j", async (text) => {
    const page = await visit(() => <Code text={text} />, { script: false });
    await page.getByRole("button", { name: "Copy" }).click();
    expect(page.getByLabel("Copy this")).toHaveValue(text);
    expect(page.getByLabel("Copy this")).toHaveAttribute("readonly");
  });
});

test("what the runtime has is the same by either name", () => {
  expect([useDownload, useLocation, useResource, useTitle]).toEqual([
    ui.useDownload,
    ui.useLocation,
    ui.useResource,
    ui.useTitle,
  ]);
});

test.each([true, false])(
  "back leads to where the page was; what was replaced leaves no trace (script: %s)",
  async (script) => {
    function App() {
      const { path, navigate, back } = useLocation();
      return (
        <main>
          <p role="status">{path}</p>
          <Button onClick={() => navigate("/a")}>A</Button>
          <Button onClick={() => navigate("/b", { replace: true })}>B</Button>
          <Button onClick={() => navigate("/c")}>C</Button>
          <Button onClick={back}>Back</Button>
        </main>
      );
    }
    const page = await visit({ component: App, routes: true }, { script });
    const press = (name: string) => page.getByRole("button", { name }).click();
    for (const name of ["A", "B", "C"]) await press(name);
    expect(page.getByRole("status")).toHaveText("/c");
    await press("Back");
    expect(page.getByRole("status")).toHaveText("/b");
    await press("Back");
    expect(page.getByRole("status")).toHaveText("/");
    expect(new URL(page.url, "http://localhost").pathname).toBe("/");
  },
);
