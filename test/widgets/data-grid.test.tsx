import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { expect, test } from "vitest";
import Story from "../../apps/showcase/stories/collections/data-grid.tsx";

test("x", async () => {
  const page = await visit(Story);
  console.log(page.html.length, page.html.slice(0, 6000));
  await page.getByRole("button", { name: "Species" }).click();
  await page.settled();
  console.log(page.getByRole("row").nth(2).text);
});
