import Negative from "../../apps/negative/app.tsx";
import { scenario } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";

scenario({
  name: "negative-asks",
  apps: { "/negative/": () => <Negative /> },
  path: "/negative/",
  async play(user) {
    await sees(user, "status", "Count: 0");
    await user.click("button", "Decrement");
    await sees(user, "group", /GO NEGATIVE\?/);
    // The handler waits in the server: a reload shows the same question.
    await user.reload();
    await sees(user, "group", /GO NEGATIVE\?/);
    await user.click("button", "No");
    await sees(user, "status", "Count: 0");
    await user.click("button", "Increment");
    await sees(user, "status", "Count: 1");
    await user.click("button", "Decrement");
    await sees(user, "status", "Count: 0");
    await user.click("button", "Decrement");
    await user.click("button", "Yes");
    await sees(user, "status", "Count: -1");
    await user.click("button", "Decrement");
    await sees(user, "status", "Count: -2");
  },
});
