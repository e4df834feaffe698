import Anchor from "../../../apps/showcase/stories/buttons/anchor.tsx";
import Button from "../../../apps/showcase/stories/buttons/button.tsx";
import CheckBox from "../../../apps/showcase/stories/buttons/check-box.tsx";
import Hyperlink from "../../../apps/showcase/stories/buttons/hyperlink.tsx";
import RadioButton from "../../../apps/showcase/stories/buttons/radio-button.tsx";
import ToggleButton from "../../../apps/showcase/stories/buttons/toggle-button.tsx";
import { scenario } from "../../support/drivers/scenario.ts";
import { sees, until } from "../../support/drivers/user.ts";

scenario({
  name: "widgets-anchor",
  apps: { "/": Anchor },
  async play(user) {
    await user.fill("Your link", "https://example.org/winds");
    await user.apply();
    await sees(user, "link", "https://example.org/winds");
    await user.fill("Your link", "javascript:alert(1)");
    await user.apply();
    await until(
      () => user.texts("link"),
      (links) => links.length === 1,
      "what would run is a link still",
    );
  },
});

scenario({
  name: "widgets-button",
  apps: { "/": Button },
  async play(user) {
    await user.click("button", "Add a page");
    await user.click("button", "Copy all");
    await sees(user, "status", "Pages: 4");
    await user.click("button", "Delete all");
    await sees(user, "status", "Pages: 0");
  },
});

scenario({
  name: "widgets-check-box",
  apps: { "/": CheckBox },
  async play(user) {
    await user.check("Dinner");
    await user.apply();
    await sees(user, "status", "Meals: Lunch, Dinner");
    await user.check("Full board");
    await user.apply();
    await sees(user, "status", "Meals: Breakfast, Lunch, Dinner");
  },
});

scenario({
  name: "widgets-hyperlink",
  apps: { "/": { component: Hyperlink, routes: true } },
  async play(user) {
    await user.click("link", "Oslo");
    await sees(user, "status", "The harbour of Oslo.");
    await user.reload();
    await sees(user, "status", "The harbour of Oslo.");
  },
});

scenario({
  name: "widgets-radio-button",
  apps: { "/": RadioButton },
  async play(user) {
    await user.check("Stern to");
    await user.apply();
    await sees(user, "status", "Mooring: stern");
    await user.check("Bow to");
    await user.apply();
    await sees(user, "status", "Mooring: bow");
  },
});

scenario({
  name: "widgets-toggle-button",
  apps: { "/": ToggleButton },
  async play(user) {
    await sees(user, "status", "Music.");
    await user.click("button", "Mute");
    await sees(user, "status", "Silence.");
  },
});
