import MenuBar from "../../../apps/showcase/stories/collections/menu-bar.tsx";
import ContextMenu from "../../../apps/showcase/stories/popups/context-menu.tsx";
import { scenario } from "../../support/drivers/scenario.ts";
import { sees } from "../../support/drivers/user.ts";

scenario({
  name: "widgets-menu-bar",
  apps: { "/": MenuBar },
  async play(user) {
    await user.click("menuitem", "File");
    await user.click("menuitem", "Open recent");
    await user.click("menuitem", "crew.csv");
    await sees(user, "status", /^Opened crew.csv. The text is medium, and wrapped/);
    await user.click("menuitem", "View");
    await user.click("menuitemcheckbox", "Wrap lines");
    await sees(user, "status", /not wrapped/);
    await user.click("menuitem", "View");
    await user.click("menuitemradio", "Large");
    await sees(user, "status", /is large/);
    await user.click("menuitem", "About");
    await sees(user, "status", /^Made by limpets/);
  },
});

scenario({
  name: "widgets-context-menu",
  apps: { "/": ContextMenu },
  async play(user) {
    await user.click("button", "Actions: tides.csv");
    await user.click("menuitemcheckbox", "Starred");
    await user.click("button", "Actions: tides.csv");
    await user.click("menuitem", "Send");
    await sees(user, "status", "It is on its way.");
    await user.click("button", "Actions: tides.csv");
    await user.click("menuitem", "Delete");
    await sees(user, "status", "It was deleted.");
    await user.click("button", "Put it back");
  },
});
