import { expect } from "vitest";
import KitchenSink from "../../apps/kitchensink/app.tsx";
import { SINKS } from "../../apps/kitchensink/sinks/index.ts";
import { scenario } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";

const apps = { "/sinks/": { component: () => <KitchenSink />, routes: true } };
const path = "/sinks/";

scenario({
  name: "kitchensink-sinks",
  apps,
  path,
  async play(user) {
    await user.click("link", "Buttons");
    await user.click("button", "Press");
    await user.click("button", "Primary");
    await sees(user, "status", "Pressed 2 times");
    // Whether a picture is loaded browsers alone say: those are looked at in one.
    for (const { title } of SINKS.filter((sink) => sink.title !== "Images")) {
      await user.click("link", title);
      await sees(user, "heading", title);
      expect(await user.title()).toBe(`${title} · Kitchen sink`);
    }
    // A sink one comes back to is as one left it.
    await user.click("link", "Text");
    await user.fill("Some lines", "to and fro");
    await user.apply();
    await user.click("link", "Buttons");
    await sees(user, "status", "Pressed 2 times");
    await user.click("link", "Text");
    await sees(user, "status", "3 words, and 7");
    expect(await user.value("Some lines")).toBe("to and fro");
  },
});

scenario({
  name: "kitchensink-lists",
  apps,
  path: "/sinks/lists",
  async play(user) {
    await user.select("Kind", "Fish");
    await user.apply();
    await sees(user, "status", "Fish: none. Birds: none.");
    await user.select("One of them", "Dab");
    await user.select("Several", "Gannet", "Tern");
    await user.apply();
    await sees(user, "status", "Fish: Dab. Birds: Gannet, Tern.");
  },
});

scenario({
  name: "kitchensink-asks",
  apps,
  path: "/sinks/popups",
  async play(user) {
    await user.click("button", "Ask me twice");
    await user.fill("What is your boat called?", "Dory");
    await user.click("button", "OK");
    await sees(user, "alertdialog", /Launch Dory\?/);
    await user.click("button", "Launch");
    await sees(user, "status", "Dory swims.");
    await user.click("button", "Tell me");
    await sees(user, "alertdialog", /water in the bilge/);
    await user.click("button", "OK");
    await sees(user, "status", "You were told.");
  },
});
