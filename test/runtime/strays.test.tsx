/** What fails outside every turn: logged, and the server lives. */
import { useEffect, useState } from "preact/hooks";
import { serve } from "sessile";
import { useSession } from "sessile/ui";
import { expect, test, vi } from "vitest";
import { stage } from "../support/stage.tsx";

function Stray() {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    setReady(true);
    void Promise.resolve().then(() => {
      throw new Error("a stray rejection");
    });
    const timer = setTimeout(() => {
      throw new Error("a stray timer");
    });
    return () => clearTimeout(timer);
  }, []);
  return <p role="status">{ready ? "ready" : "not yet"}</p>;
}

test("a stray rejection and a timer that throws are logged, and the server answers on", async () => {
  const strays: unknown[] = [];
  // vitest's own handlers would call this a failure of the test.
  const theirs = {
    unhandledRejection: process.rawListeners("unhandledRejection"),
    uncaughtException: process.rawListeners("uncaughtException"),
  };
  for (const name of ["unhandledRejection", "uncaughtException"] as const) process.removeAllListeners(name);
  const log = { info() {}, warn() {}, error: (data: Record<string, unknown>) => void strays.push(data.err) };
  const service = await serve(Stray, { port: 0, log });
  try {
    await (await fetch(service.url)).text();
    await expect.poll(() => strays.map(String)).toEqual(["Error: a stray rejection", "Error: a stray timer"]);
    expect(await (await fetch(service.url)).text()).toContain("ready");
  } finally {
    await service.close();
    for (const [name, listeners] of Object.entries(theirs)) {
      for (const listener of listeners) process.on(name, listener as () => void);
    }
  }
});

test("a crawler reads an app that asks for its session, and leaves none behind", async () => {
  const closed = vi.fn();
  function App() {
    const session = useSession();
    useEffect(() => session.onExpire(closed), [session]);
    return <p>{session.user ? "somebody" : "nobody"}</p>;
  }
  const { runtime } = stage({ "/": App });
  const request = new Request("http://localhost/", { headers: { "user-agent": "Googlebot/2.1" } });
  expect(await (await runtime.fetch(request)).text()).toContain("<p>nobody</p>");
  expect([runtime.sessions, runtime.pages, closed.mock.calls]).toEqual([0, 0, [["crawler"]]]);
});
