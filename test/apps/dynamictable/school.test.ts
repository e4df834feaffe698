import { expect, test } from "vitest";
import { DAYS, PEOPLE, people, week } from "../../../apps/dynamictable/school.ts";

test("a week says the hours of the days that are wanted, and no others", () => {
  const lessons = [
    { day: "Monday", hour: 9 },
    { day: "Thursday", hour: 14 },
  ] as const;
  expect(week(lessons, new Set(DAYS))).toBe("Mon 9–10, Thu 14–15");
  expect(week(lessons, new Set(["Thursday"]))).toBe("Thu 14–15");
  expect(week(lessons, new Set())).toBe("");
});

test("everybody has a number of their own, and is in one class at a time", () => {
  expect(new Set(people.map(({ id }) => id)).size).toBe(PEOPLE);
  for (const { lessons } of people)
    expect(new Set(lessons.map(({ day, hour }) => `${day} ${hour}`)).size).toBe(lessons.length);
});
