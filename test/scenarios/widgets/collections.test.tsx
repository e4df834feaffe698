import FlexTable from "../../../apps/showcase/stories/collections/flex-table.tsx";
import Grid from "../../../apps/showcase/stories/collections/grid.tsx";
import Tree from "../../../apps/showcase/stories/collections/tree.tsx";
import { ChromiumUser } from "../../support/drivers/chromium.ts";
import { MemoryUser } from "../../support/drivers/memory.ts";
import { scenario } from "../../support/drivers/scenario.ts";
import { sees, type User } from "../../support/drivers/user.ts";

scenario({
  name: "widgets-flex-table",
  apps: { "/": FlexTable },
  async play(user) {
    await user.click("button", "One more watch");
    await user.click("button", "One more watch");
    await user.click("button", "One less");
  },
});

scenario({
  name: "widgets-grid",
  apps: { "/": Grid },
  async play(user) {
    await user.click("button", "Row 2, column 2: free");
    await user.click("button", "Row 1, column 2: free");
    await user.click("button", "Row 1, column 1: free");
    await user.click("button", "Row 1, column 3: free");
    await user.click("button", "Row 3, column 3: free");
    await sees(user, "status", "✕ has won.");
  },
});

/** By the arrow key where there is script, else by the button. */
async function open(user: User, node: string): Promise<void> {
  if (user instanceof ChromiumUser && user.driver === "script") {
    await user.tab.getByRole("treeitem", { name: node }).focus();
    await user.tab.keyboard.press("ArrowRight");
  } else if (user instanceof MemoryUser) {
    await user.page.getByRole("treeitem", { name: node }).focus();
    await user.page.press("ArrowRight");
  } else await user.click("button", `Open ${node}`);
}

scenario({
  name: "widgets-tree",
  apps: { "/": Tree },
  async play(user) {
    await user.click("treeitem", "Limpets");
    await sees(user, "status", "Selected: limpets");
    await open(user, "Whelks");
    await user.click("treeitem", "Dog whelk");
    await sees(user, "status", "Selected: dog whelk");
    await open(user, "Soundings (a thousand)");
    await sees(user, "treeitem", "Sounding 1000");
    await user.click("treeitem", "Sounding 1000");
    await sees(user, "status", "Selected: sounding 1000");
  },
});
