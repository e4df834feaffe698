import { expect } from "vitest";
import Clock from "../../apps/clock/app.tsx";
import { scenario } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";

scenario({
  name: "clock-ticks",
  apps: { "/clock/": Clock },
  path: "/clock/",
  mask: (tree) =>
    tree
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
      .replace(/\d\d:\d\d:\d\d/g, "hh:mm:ss")
      .replace(/", (\d+ (s|min|h|d) ?)+"/g, '", AGO"')
      .replace(/Ticks: \d+/, "Ticks: N")
      .replace(/"\d\d:\d\d\.\d"/g, '"mm:ss.t"')
      .replace(/^.*(Europe|Etc|UTC|America|Asia).*\n/gm, ""),
  async play(user) {
    await user.select("Interval", "0.1 second");
    await user.apply();
    await sees(user, "timer", /^Ticks: ([2-9]|\d\d)$/);
    await user.click("button", "Stop clock");
    await user.click("button", "Start stopwatch");
    await sees(user, "timer", /^00:0(?!0\.0)/);
    await user.click("button", "Lap");
    await user.click("button", "Stop stopwatch");
    await sees(user, "listitem", /^00:0\d\.\d$/);
    const [ticks] = await user.texts("timer");
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect((await user.texts("timer"))[0]).toBe(ticks);
  },
});
