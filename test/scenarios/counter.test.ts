import { expect } from "vitest";
import Counter from "../../apps/counter/app.tsx";
import { scenario } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";

const apps = { "/counter/": Counter };
const path = "/counter/";

scenario({
  name: "counter-counts",
  apps,
  path,
  async play(user) {
    await sees(user, "status", "Count: 0");
    await user.click("button", "Increment");
    await user.click("button", "Increment");
    await user.click("button", "Increment");
    await sees(user, "status", "Count: 3");
    await user.click("button", "Decrement");
    await sees(user, "status", "Count: 2");
    expect(await user.title()).toBe("Count: 2");
  },
});

scenario({
  name: "counter-reload",
  apps,
  path,
  async play(user, { documents }) {
    await user.click("button", "Increment");
    await sees(user, "status", "Count: 1");
    await user.reload();
    await sees(user, "status", "Count: 1");
    await user.click("button", "Increment");
    await sees(user, "status", "Count: 2");
    expect(documents).toHaveLength(1);
  },
});

scenario({
  name: "counter-tabs",
  apps,
  path,
  drivers: ["memory", "script"],
  async play(user, { documents }) {
    await user.click("button", "Increment");
    await sees(user, "status", "Count: 1");
    const other = await user.newTab();
    await sees(other, "status", "Count: 0");
    await other.click("button", "Decrement");
    await sees(other, "status", "Count: -1");
    await sees(user, "status", "Count: 1");
    expect(documents).toHaveLength(2);
    await other.close();
  },
});
