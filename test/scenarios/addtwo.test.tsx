import AddTwo from "../../apps/addtwo/app.tsx";
import { quietly, scenario } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";

scenario({
  name: "addtwo-adds",
  apps: { "/addtwo/": () => <AddTwo /> },
  path: "/addtwo/",
  async play(user) {
    const enter = (label: string, text: string) => quietly(() => user.fill(label, text));
    await user.fill("First number", "");
    await user.click("button", "Continue");
    await sees(user, "alert", "A number, please.");
    await enter("First number", "17.5");
    await user.click("button", "Continue");
    await enter("Second number", "-5");
    await user.reload();
    await enter("Second number", "24.5");
    await user.press("Second number", "Enter");
    await sees(user, "status", "17.5 + 24.5 = 42");
    await user.reload();
    await sees(user, "status", "17.5 + 24.5 = 42");
    await user.click("button", "Again");
    await enter("First number", "1");
    await user.click("button", "Continue");
    await enter("Second number", "2");
    await user.click("button", "Continue");
    await sees(user, "status", "1 + 2 = 3");
  },
});
