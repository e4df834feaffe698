import { expect } from "vitest";
import AbsolutePanel from "../../../apps/showcase/stories/panels/absolute-panel.tsx";
import CaptionPanel from "../../../apps/showcase/stories/panels/caption-panel.tsx";
import DeckPanel from "../../../apps/showcase/stories/panels/deck-panel.tsx";
import DockPanel from "../../../apps/showcase/stories/panels/dock-panel.tsx";
import FlowPanel from "../../../apps/showcase/stories/panels/flow-panel.tsx";
import FocusPanel from "../../../apps/showcase/stories/panels/focus-panel.tsx";
import HorizontalPanel from "../../../apps/showcase/stories/panels/horizontal-panel.tsx";
import ScrollPanel from "../../../apps/showcase/stories/panels/scroll-panel.tsx";
import SimplePanel from "../../../apps/showcase/stories/panels/simple-panel.tsx";
import SplitPanel from "../../../apps/showcase/stories/panels/split-panel.tsx";
import TabPanel from "../../../apps/showcase/stories/panels/tab-panel.tsx";
import VerticalPanel from "../../../apps/showcase/stories/panels/vertical-panel.tsx";
import { scenario } from "../../support/drivers/scenario.ts";
import { sees } from "../../support/drivers/user.ts";

scenario({
  name: "widgets-absolute-panel",
  apps: { "/": AbsolutePanel },
  async play(user) {
    await user.click("button", "Move");
    await sees(user, "status", "86 pixels in, 120 down");
    await user.click("button", "Move");
    await sees(user, "status", "156 pixels in, 64 down");
  },
});

scenario({
  name: "widgets-caption-panel",
  apps: { "/": CaptionPanel },
  async play(user) {
    await sees(user, "group", /^Delivery/);
    await user.check("Wrap it as a gift");
    await user.click("button", "Locked");
    await sees(user, "button", "Locked");
  },
});

scenario({
  name: "widgets-deck-panel",
  apps: { "/": DeckPanel },
  async play(user) {
    await user.fill("Your name", "Ada");
    await user.click("button", "Next");
    await user.fill("Your town", "London");
    await user.click("button", "Back");
    expect(await user.value("Your name")).toBe("Ada");
    await user.click("button", "Next");
    expect(await user.value("Your town")).toBe("London");
    await user.click("button", "Next");
  },
});

scenario({
  name: "widgets-dock-panel",
  apps: { "/": DockPanel },
  async play() {},
});

scenario({
  name: "widgets-flow-panel",
  apps: { "/": FlowPanel },
  async play(user) {
    await user.click("button", "Lovage");
  },
});

scenario({
  name: "widgets-focus-panel",
  apps: { "/": FocusPanel },
  async play(user) {
    await user.click("button", "Report: mark as read");
    await user.click("button", "Warmer");
    await user.click("button", "Warmer");
    await sees(user, "status", "22 °C");
  },
});

scenario({
  name: "widgets-horizontal-panel",
  apps: { "/": HorizontalPanel },
  async play(user) {
    await user.click("button", "Next");
    await user.click("button", "Next");
    await sees(user, "status", "Page 3 of 3");
    await user.click("button", "Back");
    await sees(user, "status", "Page 2 of 3");
  },
});

scenario({
  name: "widgets-scroll-panel",
  apps: { "/": ScrollPanel },
  // With script the browser tells how far it was scrolled, which hangs on its fonts.
  drivers: ["memory", "forms", "plain"],
  async play(user) {
    await user.click("button", "Last");
    await sees(user, "region", /Line 40$/);
  },
});

scenario({
  name: "widgets-simple-panel",
  apps: { "/": SimplePanel },
  async play() {},
});

scenario({
  name: "widgets-split-panel",
  apps: { "/": SplitPanel },
  async play(user) {
    await sees(user, "status", "The list has 40 %.");
    await user.fill("Width of the list", "55");
    await user.apply();
    await sees(user, "status", "The list has 55 %.");
    await user.click("button", "Wide");
    await sees(user, "status", "The list has 70 %.");
    expect(await user.value("Width of the list")).toBe("70");
  },
});

scenario({
  name: "widgets-tab-panel",
  apps: { "/": TabPanel },
  async play(user) {
    await user.fill("A note that is kept", "wet");
    await user.click("tab", "River");
    await sees(user, "tabpanel", "River limpets are small, and breathe air.");
    await user.click("button", "Stay on this tab");
    await user.click("tab", "Deep sea");
    await sees(user, "tabpanel", "River limpets are small, and breathe air.");
    await user.click("button", "Stay on this tab");
    await user.click("tab", "Sea");
    expect(await user.value("A note that is kept")).toBe("wet");
  },
});

scenario({
  name: "widgets-vertical-panel",
  apps: { "/": VerticalPanel },
  async play(user) {
    await user.click("button", "Pour");
    await sees(user, "status", "Cups poured: 1");
  },
});
