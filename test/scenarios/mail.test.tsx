import { expect } from "vitest";
import Mail from "../../apps/mail/app.tsx";
import { scenario } from "../support/drivers/scenario.ts";
import { sees, type User, until } from "../support/drivers/user.ts";

const apps = { "/mail/": { component: () => <Mail now={() => Date.UTC(2026, 6, 1)} />, routes: true } };
const path = "/mail/";

const subjects = (user: User) => user.texts("rowheader");

scenario({
  name: "mail-read",
  apps,
  path,
  async play(user) {
    await sees(user, "navigation", /1–10 of 37/);
    expect(await subjects(user)).toHaveLength(10);
    await user.click("link", "Older");
    await sees(user, "navigation", /11–20 of 37/);
    await user.click("link", "Newer");
    await sees(user, "navigation", /1–10 of 37/);
    await user.click("link", "Berth for the weekend");
    await sees(user, "article", /eleven metres/);
    await until(
      () => subjects(user),
      ([first]) => first === "Berth for the weekend",
      "it is still unread",
    );
    expect(await user.title()).toBe("Berth for the weekend · Mail");
    await user.click("button", "Delete");
    await sees(user, "status", "Moved to the bin.");
    await sees(user, "navigation", /1–10 of 36/);
    await user.click("treeitem", "Bin");
    await sees(user, "navigation", /1–1 of 1/);
    await user.click("link", "Berth for the weekend");
    await user.click("button", "Put back");
    await sees(user, "status", "Put back into Inbox.");
    await user.click("treeitem", "Inbox (3)");
    await user.click("link", "Berth for the weekend");
    await user.click("button", "Delete");
    await user.click("treeitem", "Bin");
    await user.click("link", "Berth for the weekend");
    await user.click("button", "Delete…");
    await sees(user, "alertdialog", /for good\?/);
    await user.click("button", "Delete");
    await sees(user, "navigation", /0–0 of 0/);
  },
});

scenario({
  name: "mail-write",
  apps,
  path,
  async play(user) {
    await user.click("link", "Write");
    await user.fill("Subject", "Tide");
    await user.fill("Text", "It comes.\n\nIt goes.");
    await user.click("button", "Send");
    await sees(user, "alert", /To whom\?/);
    await user.click("button", "Save draft");
    await sees(user, "status", "Saved in Drafts.");
    await user.click("link", "Tide");
    await sees(user, "heading", "Draft");
    expect(await user.value("Text")).toBe("It comes.\n\nIt goes.");
    await user.fill("To", "ada@example.com");
    await user.click("button", "Send");
    await sees(user, "status", "Sent to ada@example.com.");
    expect(await subjects(user)).toEqual(["Tide"]);
    await user.click("link", "Tide");
    await sees(user, "article", /It goes\./);
  },
});

scenario({
  name: "mail-about",
  apps,
  path,
  async play(user) {
    await user.click("button", "About…");
    await sees(user, "alertdialog", /mail program on a server/);
    await user.click("button", "OK");
    await until(
      () => user.texts("alertdialog"),
      (all) => all.length === 0,
      "it is still open",
    );
  },
});

scenario({
  name: "mail-reply",
  apps,
  // Written down when it stood on another page.
  path: "/mail/inbox?page=3&letter=2",
  async play(user) {
    await sees(user, "article", /main and both jibs are mended/);
    await sees(user, "navigation", /1–10 of 37/);
    await user.click("link", "Reply");
    expect(await user.value("To")).toBe("report@weather.example");
    expect(await user.value("Subject")).toBe("Re: Your sails are ready");
    expect(await user.value("Text")).toMatch(/^\n\nWeather service wrote:\n> The main/);
    await user.fill("Text", "Dear all,\n  thank you.");
    await user.click("button", "Send");
    await sees(user, "status", "Sent to report@weather.example.");
    await user.click("link", "Re: Your sails are ready");
    await sees(user, "article", /Dear all,\s+thank you\./);
    await user.click("link", "Write");
    await sees(user, "heading", "New letter");
    // What was said of the last letter is no news any more.
    expect(await user.texts("status")).toEqual([""]);
  },
});

scenario({
  name: "mail-unsaved",
  apps,
  // Without script nobody hears of a form that is left.
  drivers: ["memory", "script"],
  path: "/mail/write",
  async play(user) {
    await user.fill("Subject", "Half a letter");
    await user.fill("Text", "It goes on");
    await user.click("treeitem", "Sent");
    await sees(user, "navigation", /0–0 of 0/);
    await user.click("link", "Write");
    expect(await user.value("Subject")).toBe("Half a letter");
    expect(await user.value("Text")).toBe("It goes on");
    await user.click("button", "Save draft");
    await user.click("link", "Half a letter");
    await user.click("button", "Delete draft");
    await sees(user, "status", "Moved to the bin.");
    await sees(user, "navigation", /1–1 of 1/);
  },
});

scenario({
  name: "mail-nowhere",
  apps,
  path: "/mail/nope/deep",
  async play(user) {
    await sees(user, "paragraph", /nothing at this address/);
    await user.click("link", "Inbox");
    await sees(user, "navigation", /1–10 of 37/);
  },
});
