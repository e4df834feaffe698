import { expect } from "vitest";
import Heading from "../../../apps/showcase/stories/text/heading.tsx";
import Html from "../../../apps/showcase/stories/text/html.tsx";
import Label from "../../../apps/showcase/stories/text/label.tsx";
import { scenario } from "../../support/drivers/scenario.ts";
import { sees } from "../../support/drivers/user.ts";

scenario({
  name: "widgets-heading",
  apps: { "/": Heading },
  async play(user) {
    await sees(user, "heading", "Provisions");
    await sees(user, "heading", "On board");
  },
});

scenario({
  name: "widgets-html",
  apps: { "/": Html },
  async play(user) {
    expect(await user.texts("link")).toEqual([]);
    await user.click("button", "Say more");
    await sees(user, "link", "La Paz");
  },
});

scenario({
  name: "widgets-label",
  apps: { "/": Label },
  async play(user) {
    expect(await user.value("Berth")).toBe("");
  },
});
