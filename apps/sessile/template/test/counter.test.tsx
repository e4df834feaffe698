import { visit } from "sessile/testing";
import { expect, test } from "vitest";
import Counter from "../app/counter.tsx";

test("counts", async () => {
  const page = await visit(Counter);
  await page.getByRole("button", { name: "Increment" }).click();
  await page.getByRole("button", { name: "Increment" }).click();
  expect(page.getByRole("status").text).toBe("Count: 2");
});
