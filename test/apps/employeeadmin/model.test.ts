import { expect, test } from "vitest";
import { find, PAGE_SIZE, pageOf, pageWith, remove, save } from "../../../apps/employeeadmin/model.ts";
import { secretOf } from "../../../apps/employeeadmin/password.ts";
import { SAMPLE } from "../../../apps/employeeadmin/sample.ts";

const ana = SAMPLE[0] as (typeof SAMPLE)[number];

test("who is saved stands in order, once", () => {
  const moved = save(SAMPLE, { ...ana, last: "Zenith" });
  expect(moved).toHaveLength(SAMPLE.length);
  expect(moved.at(-1)).toMatchObject({ login: "ana", last: "Zenith" });
  expect(find(SAMPLE, "ana")?.last).toBe("Baltic");
  expect(pageWith(moved, "ana")).toBe(3);
});

test("who is removed is gone, and nobody else", () => {
  expect(remove(SAMPLE, "ana")).toEqual(SAMPLE.slice(1));
  expect(remove(SAMPLE, "nobody")).toEqual(SAMPLE);
});

test.each([
  [1, 1, PAGE_SIZE],
  [3, 3, SAMPLE.length - 2 * PAGE_SIZE],
  [99, 3, 3],
  [0, 1, PAGE_SIZE],
  [-1, 1, PAGE_SIZE],
  [Number.NaN, 1, PAGE_SIZE],
  [1.5, 1, PAGE_SIZE],
  [Number.POSITIVE_INFINITY, 3, 3],
])("page %d is page %d with %d rows", (wanted, page, rows) => {
  const part = pageOf(SAMPLE, wanted);
  expect([part.page, part.rows.length, part.pages]).toEqual([page, rows, 3]);
});

test("an empty list has a page", () => {
  expect(pageOf([], 1)).toEqual({ rows: [], page: 1, pages: 1 });
});

test("what is kept of a password does not tell it, nor that two are the same", async () => {
  const [one, two] = await Promise.all([secretOf("correct horse"), secretOf("correct horse")]);
  expect(one).not.toContain("horse");
  expect(one).not.toBe(two);
});
