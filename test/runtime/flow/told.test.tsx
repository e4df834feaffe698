/** What a flow tells the programmer, what it lets go of, and how often its program runs. */
import { getEventListeners } from "node:events";
import { visit } from "sessile/testing";
import { Flow, type Program, useFlow } from "sessile/ui";
import { expect, test } from "vitest";
import "sessile/testing/vitest";

const flow = (run: Program) => () => <Flow run={run} />;

test("a choice of nothing, which nobody could answer, is an error", async () => {
  const page = await visit(
    flow(({ choose }) => choose("Which?", [])),
    { mode: "development", failOnErrors: false },
  );
  await page.waitFor(() =>
    expect(page.text).toMatch(/SES_OPTION: choose\(\) was given no choices, expected one or more/),
  );
});

test.each([false, true])(
  "a question that is placed nowhere is warned of in development (placed: %s)",
  async (placed) => {
    const Asks = () => {
      const { confirm, view } = useFlow();
      return (
        <main>
          <button onClick={() => void confirm("Sure?")}>Ask</button>
          {placed && view}
        </main>
      );
    };
    const page = await visit(Asks, { mode: "development" });
    const warnings = () => page.server.log.filter(({ level }) => level === "warn").map(({ message }) => message);
    await page.getByRole("button", { name: "Ask" }).click();
    expect(warnings()).toEqual(
      placed ? [] : [expect.stringMatching(/a question waits that nobody sees: put the `view`/)],
    );
  },
);

test("a step that is over lets go of its signal", async () => {
  const { signal } = new AbortController();
  const page = await visit(
    flow(async ({ confirm }) => {
      await confirm("One?", { signal });
      await confirm("Two?", { signal });
      return <p>over</p>;
    }),
  );
  const listeners = () => getEventListeners(signal, "abort").length;
  expect(listeners()).toBe(1);
  await page.getByRole("button", { name: "Yes" }).click();
  expect(listeners()).toBe(1);
  await page.getByRole("button", { name: "Yes" }).click();
  expect([page.text, listeners()]).toEqual(["over", 0]);
});

test("without script each load is a page of its own until something is pressed; then the program stays", async () => {
  let runs = 0;
  const App = flow(async ({ tell }) => {
    runs++;
    await tell("One");
    await tell("Two");
  });
  const page = await visit(App, { script: false });
  await page.reload();
  expect(runs).toBe(2);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.reload();
  await page.reload();
  expect([runs, page.text]).toEqual([2, expect.stringContaining("Two")]);
  const scripted = await visit(App);
  await scripted.reload();
  await scripted.reload();
  expect(runs).toBe(3);
});
