import Draggable from "../../../apps/showcase/stories/drag/draggable.tsx";
import DropTarget from "../../../apps/showcase/stories/drag/drop-target.tsx";
import SortableList from "../../../apps/showcase/stories/drag/sortable-list.tsx";
import { scenario } from "../../support/drivers/scenario.ts";
import { sees } from "../../support/drivers/user.ts";

scenario({
  name: "widgets-draggable",
  apps: { "/": Draggable },
  async play(user) {
    await user.click("button", "Move Ada");
    await sees(user, "status", "Ada: choose where to put it, or press Escape.");
    await user.click("button", "Put Ada into Dog watch");
    await sees(user, "status", "Ada is in Dog watch now.");
    await sees(user, "group", /^Dog watch ?Ada/);
    await user.click("button", "Move Grace");
    await user.click("button", "Move Grace");
    await sees(user, "status", "Grace stays where it was.");
  },
});

scenario({
  name: "widgets-drop-target",
  apps: { "/": DropTarget },
  async play(user) {
    await user.click("button", "Move Tuna");
    await sees(user, "status", /^Tuna: choose/);
    await user.click("button", "Move Cod");
    await user.click("button", "Put Cod into Scales");
    await sees(user, "status", "4 kg");
  },
});

scenario({
  name: "widgets-sortable-list",
  apps: { "/": SortableList },
  async play(user) {
    await user.click("button", "Move Genoa up");
    await sees(user, "status", "Genoa, 3 of 4");
    await user.click("button", "Move Bergen down");
    await sees(user, "paragraph", "Hamburg → Bergen → Genoa → Oporto");
  },
});
