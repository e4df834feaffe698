import { expect } from "vitest";
import Slow from "../../apps/slow/app.tsx";
import { scenario } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";

const apps = { "/slow/": Slow };
const path = "/slow/";
const mask = (tree: string) => tree.replace(/Done in \d+\.\d s/g, "Done in N s");

scenario({
  name: "slow-works",
  apps,
  path,
  mask,
  async play(user) {
    await user.fill("Duration in milliseconds", "100");
    await user.click("button", "Start three");
    await sees(user, "status", "Idle: 3 done");
    await user.click("button", "Fail");
    await sees(user, "alert", "Failed: the disk is full");
    await sees(user, "status", "Idle: 3 done, 1 failed");
    expect(await user.texts("listitem")).toHaveLength(4);
  },
});

scenario({
  name: "slow-busy-first",
  apps,
  path,
  mask,
  // Without script the page comes when the work is done.
  drivers: ["memory", "script"],
  async play(user) {
    await user.fill("Duration in milliseconds", "20000");
    await user.click("button", "Start");
    await sees(user, "status", "Busy: 1 running");
    await user.click("button", "Start");
    await sees(user, "status", "Busy: 2 running");
    await user.click("button", "Cancel job 1");
    await sees(user, "status", "Busy: 1 running, 1 cancelled");
    await user.click("button", "Cancel all");
    await sees(user, "status", "Idle: 2 cancelled");
    await user.click("button", "Clear finished");
    await sees(user, "status", "Idle");
  },
});
