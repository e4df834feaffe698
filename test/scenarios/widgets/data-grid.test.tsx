import { expect } from "vitest";
import DataGrid from "../../../apps/showcase/stories/collections/data-grid.tsx";
import { scenario } from "../../support/drivers/scenario.ts";
import { sees } from "../../support/drivers/user.ts";

scenario({
  name: "widgets-data-grid",
  apps: { "/": DataGrid },
  mask: (tree) => tree.replace(/_file\/[\w-]+/g, "_file/…"),
  async play(user) {
    await sees(user, "status", "1,000,000 rows");
    await user.fill("Filter Year", "1999");
    await user.apply();
    await sees(user, "status", /^1\d,\d{3} rows$/);
    await user.click("button", "No.");
    await sees(user, "columnheader", "No. ▲");
    await user.click("button", "No.");
    await sees(user, "row", /^\s*99\d{4}/);
    await user.check("Select 2");
    await user.apply();
    await sees(user, "status", /^1\d,\d{3} rows, 1 selected$/);
    await user.click("button", "Edit 1");
    await user.fill("Size, mm", "500");
    await user.click("button", "Save");
    await sees(user, "alert", "A size from 1 to 200 mm.");
    await user.fill("Size, mm", "55.5");
    await user.click("button", "Save");
    await sees(user, "row", /^\s*99\d{4}.*55\.5/);
    expect(await user.value("Filter Year")).toBe("1999");
  },
});
