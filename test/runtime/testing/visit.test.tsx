/** The kit from its door: open, find, press, see. */
import { cleanup, expect as expectOf, stopClock, visit } from "sessile/testing";
import { expect, test } from "vitest";
import "sessile/testing/vitest";
import Clock from "../../../apps/clock/app.tsx";
import { Counter } from "../../support/apps/counter.tsx";

test.each([true, false])("the three lines (script: %s)", async (script) => {
  const page = await visit(Counter, { script });
  await page.getByRole("button", { name: "Increment" }).click();
  expect(page.getByRole("status")).toHaveText("Count: 1");
});

test("the kit's own expect says the same", async () => {
  const page = await visit(Counter);
  await page.getByRole("button", { name: "Increment" }).click();
  expectOf(page.getByRole("status")).toHaveText("Count: 1");
  expectOf(page.getByRole("status")).not.toHaveText("Count: 2");
  expect(() => expectOf(page.getByRole("status")).toHaveText("Count: 2")).toThrow(
    'SES_TEST_EXPECTED: text of status: expected "Count: 2", got "Count: 1"',
  );
});

test("time", async () => {
  const clock = stopClock("2026-01-01T12:00:00Z");
  try {
    const page = await visit(Clock);
    await clock.advance(3_000);
    expect(page.getByRole("timer").first()).toHaveText("Ticks: 3");
    await clock.advance(60_000);
    expect(page.getByRole("timer").first()).toHaveText("Ticks: 63");
  } finally {
    await cleanup();
    clock.release();
  }
});
