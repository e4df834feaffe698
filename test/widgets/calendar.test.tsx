/** Calendar: by pointer, by keys, by the field; and what days are. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { Button, Calendar, type CalendarHandle } from "sessile/widgets";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, isDay, startOfWeek, today, weeksOf } from "../../widgets/fields/days.ts";

function Arrival({ dir }: { readonly dir?: "rtl" | undefined }) {
  const [day, setDay] = useState("2026-05-14");
  return (
    <>
      <Calendar
        label="Arrival"
        locale="en-GB"
        dir={dir}
        min="2026-05-04"
        isDisabled={(each) => each === "2026-05-20"}
        value={day}
        onChange={setDay}
      />
      <p role="status">{day}</p>
    </>
  );
}

const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });
const day = (page: Awaited<ReturnType<typeof visit>>, date: string) =>
  page.getByRole("button", { name: words.format(new Date(date)) });

test.each([true, false])("a day is chosen; months go by (script: %s)", async (script) => {
  const page = await visit(() => <Arrival />, { script });
  expect(page.getByRole("grid", { name: "May 2026" }).getByRole("row").count).toBe(7);
  expect(page.getByRole("cell").filter({ hasText: "14" }).first()).toHaveAttribute("aria-selected", "true");
  await day(page, "2026-05-22").click();
  expect(page.getByRole("status")).toHaveText("2026-05-22");
  await page.getByRole("button", { name: "Next month" }).click();
  expect(page.getByRole("grid", { name: "June 2026" }).count).toBe(1);
  await page.getByRole("button", { name: "Previous month" }).click();
  await page.getByRole("button", { name: "Previous month" }).click();
  expect(page.getByRole("grid", { name: "April 2026" }).count).toBe(1);
  expect(page.getByRole("status")).toHaveText("2026-05-22");
});

test("days out of bounds are shown and not chosen", async () => {
  const page = await visit(() => <Arrival />);
  expect(day(page, "2026-05-01")).toHaveAttribute("aria-disabled", "true");
  await day(page, "2026-05-20").focus();
  await page.press("Enter");
  expect(page.getByRole("status")).toHaveText("2026-05-14");
});

test.each([
  ["ArrowRight", "2026-05-15"],
  ["ArrowLeft", "2026-05-13"],
  ["ArrowDown", "2026-05-21"],
  ["ArrowUp", "2026-05-07"],
  ["Home", "2026-05-11"],
  ["End", "2026-05-17"],
  ["PageDown", "2026-06-14"],
  ["PageUp", "2026-04-14"],
])("%s moves the focus, and chooses nothing", async (key, date) => {
  const page = await visit(() => <Arrival />);
  await day(page, "2026-05-14").focus();
  await page.press(key);
  expect(day(page, date)).toBeFocused();
  expect(day(page, date)).toHaveAttribute("tabindex", "0");
  expect(page.getByRole("status")).toHaveText("2026-05-14");
});

test("right to left the arrow keys go where they point", async () => {
  const page = await visit(() => <Arrival dir="rtl" />);
  await day(page, "2026-05-14").focus();
  await page.press("ArrowLeft");
  expect(day(page, "2026-05-15")).toBeFocused();
});

test("the field goes anywhere, by keyboard without script too", async () => {
  const page = await visit(() => <Arrival />, { script: false });
  await page.getByLabel("Go to").fill("2027-01-05");
  await page.getByRole("button", { name: "Apply" }).click();
  expect(page.getByRole("grid", { name: "January 2027" }).count).toBe(1);
  expect(page.getByRole("status")).toHaveText("2027-01-05");
});

test("holds its own day; a ref shows a month, and has the focus", async () => {
  const page = await visit(() => {
    const ref = useRef<CalendarHandle>(null);
    return (
      <>
        <Calendar ref={ref} label="Own" locale="en-GB" weekStart={0} defaultValue="2026-02-28" id="own" class="wide" />
        <Button onClick={() => ref.current?.show("2024-02-29")}>Leap</Button>
        <Button onClick={() => ref.current?.focus()}>Focus</Button>
      </>
    );
  });
  expect(page.getByRole("group", { name: "Own" })).toHaveAttribute("class", "calendar wide");
  expect(page.getByRole("columnheader").texts[0]).toBe("Sun");
  await page.getByRole("button", { name: "Leap" }).click();
  await page.getByRole("button", { name: "Focus" }).click();
  expect(day(page, "2024-02-29")).toBeFocused();
});

describe("days", () => {
  test.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2026-01-15", -1, "2025-12-15"],
  ])("%s and %i months: %s", (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  test("no clock change moves them", () => {
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(addDays("2026-10-24", 2)).toBe("2026-10-26");
    expect(startOfWeek("2026-11-22", 1)).toBe("2026-11-16");
    expect(startOfWeek("2026-11-22", 0)).toBe("2026-11-22");
    expect(today(new Date(2026, 10, 21, 23, 59))).toBe("2026-11-21");
    expect(weeksOf("2026-02", 1)[0]?.[0]).toBe("2026-01-26");
  });

  test.each(["2026-02-29", "2026-13-01", "", "tomorrow", "2026-1-1"])("%j is none", (text) => {
    expect(isDay(text)).toBe(false);
  });
});
