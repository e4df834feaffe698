/** What only a layout, a pointer and a real keyboard show of menus and trees. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { useState } from "preact/hooks";
import { Button, useClipboard } from "sessile/widgets";
import { expect, test } from "vitest";
import MenuBarStory from "../../apps/showcase/stories/collections/menu-bar.tsx";
import TreeStory from "../../apps/showcase/stories/collections/tree.tsx";
import ContextMenuStory from "../../apps/showcase/stories/popups/context-menu.tsx";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";
import { root } from "../support/sources.ts";
import { servedStage } from "../support/stage.tsx";

const both = test.each([true, false]);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

async function open(App: () => preact.JSX.Element, { script = true, groups = true } = {}) {
  const theme = readFileSync(join(root, "public/theme.css"), "utf8");
  const user = await ChromiumUser.open(
    await servedStage({ "/": { component: App, styles: ["/assets/theme.css"] } }),
    "/",
    script,
    async (tab) => {
      await tab.route("**/assets/theme.css", (route) => route.fulfill({ contentType: "text/css", body: theme }));
      // A browser that does not know groups: the attribute means nothing, and no property says otherwise.
      if (!groups)
        await tab.addInitScript(() => {
          delete (HTMLElement.prototype as { focusGroup?: string }).focusGroup;
          document.addEventListener("DOMContentLoaded", () => {
            for (const group of document.querySelectorAll("[focusgroup]")) group.removeAttribute("focusgroup");
          });
        });
    },
  );
  const { tab } = user;
  const posts: string[] = [];
  tab.on("request", (request) => void (request.method() === "POST" && posts.push(request.postData() ?? "")));
  const item = (name: string) => tab.getByRole("menuitem", { name, exact: true });
  const focused = () =>
    tab.evaluate(
      () => document.activeElement?.querySelector("span")?.textContent || document.activeElement?.textContent,
    );
  const violations = async () => {
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate<AxeResults>(
      "axe.run({ rules: { 'page-has-heading-one': { enabled: false }, region: { enabled: false }, 'document-title': { enabled: false }, 'html-has-lang': { enabled: false }, 'landmark-one-main': { enabled: false } } })",
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
  };
  return { user, tab, posts, item, focused, violations };
}

test("MenuBar: pressed, pointed at and left, all without the server", async () => {
  const { tab, posts, item, focused, violations } = await open(MenuBarStory);
  expect(await tab.evaluate(() => document.activeElement?.localName), "as the page is loaded").toBe("body");
  await item("File").click();
  expect(await focused()).toBe("Open…");
  // A menu within opens as it is pointed at; so does its neighbour in the bar.
  await item("Open recent").hover();
  await item("crew.csv").waitFor();
  await item("Older").hover();
  await item("1831.csv").waitFor();
  expect(await violations()).toEqual([]);
  await item("View").hover();
  await tab.getByRole("menuitemradio", { name: "Small" }).waitFor();
  await expect.poll(() => item("tides.csv").isVisible()).toBe(false);
  await tab.mouse.click(5, 500);
  await expect.poll(() => tab.getByRole("menuitemradio").count()).toBe(0);
  await item("View").hover();
  await tab.keyboard.press("Escape");
  expect(await tab.getByRole("menu").count(), "closed, pointing opens nothing").toBe(0);
  expect(posts).toEqual([]);
});

both("MenuBar: the menu a key has led to gives the focus back to its own button (groups: %s)", async (groups) => {
  const { tab, item, focused } = await open(MenuBarStory, { groups });
  await item("File").focus();
  await tab.keyboard.press("ArrowDown");
  await expect.poll(focused).toBe("Open…");
  await tab.keyboard.press("ArrowRight");
  await tab.getByRole("menuitemradio", { name: "Small" }).waitFor();
  await expect.poll(() => tab.evaluate(() => document.activeElement?.closest("[role=menu]") !== null)).toBe(true);
  await tab.keyboard.press("Escape");
  await expect.poll(() => tab.getByRole("menuitemradio").count()).toBe(0);
  expect(await focused()).toBe("View");
});

test("MenuBar: an item of a menu that is only pointed at is pressed, and all closes", async () => {
  const { user, tab, item } = await open(MenuBarStory);
  await item("File").click();
  await item("View").hover();
  await tab.getByRole("menuitemradio", { name: "Large" }).click();
  await sees(user, "status", /is large/);
  await item("File").click();
  await item("Open recent").hover();
  await item("crew.csv").click();
  await sees(user, "status", /^Opened crew.csv/);
  await expect.poll(() => tab.getByRole("menu").count()).toBe(0);
  await expectSame(user);
});

test.each([true, false])("MenuBar: by keyboard alone (the browser knows groups: %s)", async (groups) => {
  const { user, tab, posts, focused } = await open(MenuBarStory, { groups });
  const press = async (key: string, name: string) => {
    await tab.keyboard.press(key);
    await expect.poll(focused, { message: key }).toBe(name);
  };
  await press("Tab", "File");
  await press("ArrowRight", "View");
  await press("ArrowLeft", "File");
  expect(posts.length > 0, "arrow keys are the browser's own").toBe(!groups);
  await press("ArrowDown", "Open…");
  await press("ArrowDown", "Open recent");
  await press("ArrowRight", "tides.csv");
  await press("ArrowDown", "crew.csv");
  await press("ArrowLeft", "Open recent");
  await press("ArrowRight", "tides.csv");
  await press("ArrowRight", "Wrap lines");
  await press("ArrowLeft", "Open…");
  await press("End", "Help on the web");
  await press("Escape", "File");
  await press("Enter", "Open…");
  await press("Enter", "File");
  await sees(user, "status", /^Opened\./);
  expect(await tab.getByRole("menu").count()).toBe(0);
  await press("ArrowLeft", "About");
  if (groups) await expectSame(user);
});

test("MenuBar: a menu stays within a narrow window", async () => {
  const { tab, item } = await open(MenuBarStory);
  await tab.setViewportSize({ width: 360, height: 640 });
  await item("View").click();
  await item("File").click();
  await item("Open recent").click();
  await item("Older").click();
  for (const menu of await tab.getByRole("menu").all()) {
    const box = await menu.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 360 && box.y + box.height <= 640, JSON.stringify(box)).toBe(true);
  }
});

test("ContextMenu: where the pointer is, and by the menu key", async () => {
  const { user, tab, item, focused, violations } = await open(ContextMenuStory);
  const link = tab.getByRole("link", { name: "tides.csv" });
  const box = (await link.boundingBox()) as { x: number; y: number };
  await link.click({ button: "right", position: { x: 20, y: 8 } });
  await item("Send").waitFor();
  await expect.poll(focused).toBe("Send");
  const menu = (await tab.getByRole("menu").boundingBox()) as { x: number; y: number };
  expect(Math.hypot(menu.x - box.x - 20, menu.y - box.y - 8)).toBeLessThan(2);
  expect(await violations()).toEqual([]);
  await tab.keyboard.press("Escape");
  await expect.poll(() => tab.getByRole("menu").count()).toBe(0);
  await link.focus();
  await tab.keyboard.press("Shift+F10");
  await expect.poll(focused).toBe("Send");
  await tab.keyboard.press("ArrowUp");
  await expect.poll(focused).toBe("Delete");
  await tab.keyboard.press("Enter");
  await sees(user, "status", "It was deleted.");
});

both("ContextMenu: its button opens it beside itself (script: %s)", async (script) => {
  const { user, tab, item } = await open(ContextMenuStory, { script });
  const button = tab.getByRole("button", { name: "Actions: tides.csv" });
  await button.click();
  const box = (await button.boundingBox()) as { y: number; height: number };
  const menu = (await tab.getByRole("menu").boundingBox()) as { y: number };
  expect(Math.abs(menu.y - box.y - box.height)).toBeLessThan(2);
  await item("Send").click();
  await sees(user, "status", "It is on its way.");
});

test("Tree: what is there opens at once, and the server is told; a thousand more come in one answer", async () => {
  const { user, tab, posts, violations } = await open(TreeStory);
  const dog = tab.getByRole("treeitem", { name: "Dog whelk" });
  const arrow = (value: string) => tab.locator(`[data-value="${value}"] > details > summary`);
  // Held back: so the browser did it by itself.
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await tab.route("**/*", async (route) => {
    if (route.request().method() === "POST") await held;
    await route.fallback();
  });
  await arrow("whelks").click();
  await dog.waitFor();
  release();
  await expect
    .poll(() => tab.getByRole("treeitem", { name: "Whelks", exact: true }).getAttribute("aria-expanded"))
    .toBe("true");
  await expectSame(user);
  const before = posts.length;
  await arrow("soundings").click();
  await tab.getByRole("treeitem", { name: "Sounding 1000" }).waitFor();
  expect(posts.length - before).toBe(1);
  expect(await violations()).toEqual([]);
  await expectSame(user);
});

test("Tree: by keyboard alone", async () => {
  const { user, tab, focused } = await open(TreeStory);
  const press = async (key: string, name: string) => {
    await tab.keyboard.press(key);
    await expect.poll(focused, { message: key }).toBe(name);
  };
  await press("Tab", "Snails");
  await press("ArrowDown", "Limpets");
  await press("ArrowDown", "Whelks");
  await tab.keyboard.press("ArrowRight");
  await tab.getByRole("treeitem", { name: "Dog whelk" }).waitFor();
  await press("ArrowRight", "Common whelk");
  await press("c", "Charts");
  await press("Home", "Snails");
  await press("s", "Soundings (a thousand)");
  await tab.keyboard.press("Enter");
  await sees(user, "status", "Selected: soundings");
  await tab.keyboard.press("Tab");
  expect(await focused(), "the tree is one stop").not.toBe("Charts");
});

test("Tree: without script what is there opens by itself, and the rest by its button", async () => {
  const { user, tab } = await open(TreeStory, { script: false });
  await tab.locator('[data-value="whelks"] > details > summary').click();
  await tab.getByRole("treeitem", { name: "Dog whelk" }).waitFor();
  await user.click("button", "Open Soundings (a thousand)");
  await sees(user, "treeitem", "Sounding 1000");
});

test("useClipboard: the text is on the clipboard", async () => {
  function App() {
    const [n, setN] = useState(1);
    const { copy } = useClipboard();
    return (
      <Button
        onClick={() => {
          copy(`Copy ${n}`);
          setN(n + 1);
        }}
      >
        Copy
      </Button>
    );
  }
  const { user, tab } = await open(App);
  await tab.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await user.click("button", "Copy");
  await expect.poll(() => tab.evaluate(() => navigator.clipboard.readText())).toBe("Copy 1");
});
