import { expect } from "vitest";
import DialogBox from "../../../apps/showcase/stories/popups/dialog-box.tsx";
import Dialogs from "../../../apps/showcase/stories/popups/dialogs.tsx";
import PopupPanel from "../../../apps/showcase/stories/popups/popup-panel.tsx";
import Toast from "../../../apps/showcase/stories/popups/toast.tsx";
import Tooltip from "../../../apps/showcase/stories/popups/tooltip.tsx";
import { scenario } from "../../support/drivers/scenario.ts";
import { sees, until } from "../../support/drivers/user.ts";

/** The page as it is meant to be, around what it is about. */
const within = (Story: () => preact.JSX.Element) => () => (
  <main>
    <Story />
  </main>
);

scenario({
  name: "widgets-dialog-box",
  apps: { "/": within(DialogBox) },
  async play(user) {
    await user.click("button", "Choose a berth");
    await sees(user, "dialog", /^Choose a berth/);
    await user.fill("Berth", "12");
    await user.click("button", "Take it");
    await sees(user, "status", "Berth 12");
    await user.click("button", "About");
    await sees(user, "dialog", /^About this harbour/);
    await user.click("button", "Close");
    await until(
      () => user.texts("dialog"),
      (texts) => texts.length === 0,
      "a dialog is open",
    );
    await user.click("button", "Tide");
    await sees(user, "dialog", /^Tide/);
  },
});

scenario({
  name: "widgets-dialogs",
  apps: { "/": within(Dialogs) },
  async play(user) {
    const add = async (name: string) => {
      await user.click("button", "Add");
      await user.fill("What have you caught?", name);
      await user.click("button", "OK");
    };
    await add(" ");
    await sees(user, "dialog", /It must have a name\./);
    await user.fill("What have you caught?", "Cod");
    await user.click("button", "OK");
    // One question follows from the answer to another.
    await sees(user, "alertdialog", /^Another Cod\?/);
    await user.click("button", "No");
    await add("Eel");
    await sees(user, "listitem", "Eel");
    await user.click("button", "Release");
    await sees(user, "alertdialog", /^Let all 3 go\?/);
    await user.click("button", "Cancel");
    await user.click("button", "Rules");
    await sees(user, "alertdialog", /Minimum size/);
    await user.click("button", "OK");
    await user.click("button", "Release");
    await user.click("button", "Let them go");
    await until(
      () => user.texts("listitem"),
      (texts) => texts.length === 0,
      "fish are left",
    );
  },
});

scenario({
  name: "widgets-popup-panel",
  apps: { "/": within(PopupPanel) },
  // Chromium without script shows the panel by the theme, which is not loaded here: see test/browser/widgets-popups.test.tsx.
  drivers: ["memory", "forms", "script"],
  async play(user) {
    await user.click("button", "Layers");
    await sees(user, "status", "Layers: open, anchorages hidden");
    await user.check("Anchorages");
    await user.click("button", "Done");
    await sees(user, "status", "Layers: closed, anchorages shown");
    await user.click("button", "Depth");
    await sees(user, "dialog", /^Depths are in metres/);
    await user.click("button", "Got it");
    await user.click("button", "Legend");
    await user.click("button", "Close the legend");
    await user.click("button", "Layers");
    await sees(user, "status", "Layers: open, anchorages shown");
  },
});

scenario({
  name: "widgets-toast",
  apps: { "/": within(Toast) },
  async play(user) {
    expect(await user.texts("status")).toEqual([""]);
    await user.click("button", "Send");
    await sees(user, "alert", /^No signal here\./);
    await user.click("button", "Dismiss");
    await user.click("button", "Remove the last");
    await sees(user, "status", /^The last entry is gone\./);
    await user.click("button", "Undo");
    await sees(user, "paragraph", "Entries: Left port, Hoisted the jib");
    await sees(user, "status", "");
  },
});

scenario({
  name: "widgets-tooltip",
  apps: { "/": within(Tooltip) },
  async play(user) {
    await user.click("button", "Save as draft");
    await sees(user, "status", "Drafts: 1");
    await sees(user, "tooltip", "Nobody else sees it yet");
  },
});
