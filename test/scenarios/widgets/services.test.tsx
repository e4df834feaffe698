import { expect } from "vitest";
import Clipboard from "../../../apps/showcase/stories/services/use-clipboard.tsx";
import Download from "../../../apps/showcase/stories/services/use-download.tsx";
import Location from "../../../apps/showcase/stories/services/use-location.tsx";
import Resource from "../../../apps/showcase/stories/services/use-resource.tsx";
import Timer from "../../../apps/showcase/stories/services/use-timer.tsx";
import Title from "../../../apps/showcase/stories/services/use-title.tsx";
import { scenario } from "../../support/drivers/scenario.ts";
import { sees, until } from "../../support/drivers/user.ts";

scenario({
  name: "widgets-use-clipboard",
  apps: { "/": Clipboard },
  async play(user) {
    await user.click("button", "Copy the code");
    await sees(user, "status", "Take it to the harbour master.");
    if (user.driver === "plain" || user.driver === "forms")
      expect(await user.value("Select this, and copy it")).toBe("LIMPET-4711");
  },
});

scenario({
  name: "widgets-use-download",
  apps: { "/": Download },
  // The address is another each time.
  mask: (tree) => tree.replace(/\/_file\/[\w-]{21}\//, "/_file/…/"),
  async play(user) {
    await user.click("button", "One more");
    await sees(user, "status", "Guests: Ada, Grace, Guest 3");
    const { name, text } = await user.download("Download the list");
    expect([name, text]).toEqual(["guests.csv", "name\r\nAda\r\nGrace\r\nGuest 3\r\n"]);
  },
});

scenario({
  name: "widgets-use-location",
  apps: { "/": { component: Location, routes: true } },
  async play(user) {
    await user.click("button", "Go below");
    await sees(user, "status", "You are on the gun deck.");
    await user.click("link", "orlop");
    await sees(user, "status", "You are on the orlop deck.");
    await user.reload();
    await sees(user, "status", "You are on the orlop deck.");
    await user.click("button", "Back");
    await sees(user, "status", "You are on the gun deck.");
    await user.click("button", "Back");
    await sees(user, "status", "You are on the upper deck.");
  },
});

scenario({
  name: "widgets-use-resource",
  apps: { "/": Resource },
  async play(user) {
    await user.click("button", "Connected");
    await user.click("button", "Connected");
    await user.click("button", "Connected");
  },
});

scenario({
  name: "widgets-use-timer",
  apps: { "/": Timer },
  async play(user) {
    await user.click("button", "Start");
    await sees(user, "status", "0:01");
    await user.click("button", "Pause");
    await user.click("button", "Back to zero");
    await sees(user, "status", "0:00");
  },
});

scenario({
  name: "widgets-use-title",
  apps: { "/": Title },
  async play(user) {
    await user.fill("Title", "Whelks");
    await user.apply();
    await until(
      () => user.title(),
      (title) => title === "Whelks",
      "the title is another",
    );
  },
});
