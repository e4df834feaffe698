/** What only a real browser shows of popups and of dragging: modality, the focus, places, light dismissal, the mouse. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { useState } from "preact/hooks";
import { Button, DialogBox, Dialogs, PopupPanel, Tooltip, useDialogs } from "sessile/widgets";
import { expect, test } from "vitest";
import DropTargetStory from "../../apps/showcase/stories/drag/drop-target.tsx";
import SortableListStory from "../../apps/showcase/stories/drag/sortable-list.tsx";
import PopupPanelStory from "../../apps/showcase/stories/popups/popup-panel.tsx";
import { ChromiumUser } from "../support/drivers/chromium.ts";
import { expectSame } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";
import { root } from "../support/sources.ts";
import { servedStage } from "../support/stage.tsx";

async function open(App: () => preact.JSX.Element, { script = true } = {}) {
  const theme = readFileSync(join(root, "public/theme.css"), "utf8");
  const definition = { component: App, styles: ["/assets/theme.css"] };
  const user = await ChromiumUser.open(await servedStage({ "/": definition }), "/", script, (tab) =>
    tab.route("**/assets/theme.css", (route) => route.fulfill({ contentType: "text/css", body: theme })),
  );
  const posts: string[] = [];
  user.tab.on("request", (request) => {
    if (request.method() === "POST") posts.push(request.postData() ?? "");
  });
  return { user, tab: user.tab, posts };
}

type Tab = ChromiumUser["tab"];
const focused = (tab: Tab) => tab.evaluate(() => document.activeElement?.textContent);
const isModal = (tab: Tab) => tab.evaluate(() => document.querySelector("dialog[open]")?.matches(":modal") ?? null);
/** Whether the server takes the first dialog of the page for open. */
const isOpen = ({ document }: ChromiumUser) =>
  [...document.documentElement.$descendants()].find((e) => e.localName === "dialog")?.hasAttribute("open");

function Asking() {
  const { confirm } = useDialogs();
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  const twice = async () => setSaid(`${await confirm("First?")} ${await confirm("Second?")}`);
  const later = async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    setSaid(`later ${await confirm("Later?")}`);
  };
  return (
    <main>
      <Button onClick={twice}>Ask</Button>
      <Button onClick={() => void later()}>Later</Button>
      <Button onClick={() => setOpen(true)}>Open</Button>
      <input aria-label="Elsewhere" />
      <DialogBox caption="Box" value={open} onChange={setOpen}>
        <Button onClick={twice}>Within</Button>
      </DialogBox>
      <p role="status">{said}</p>
    </main>
  );
}
const Awaited = () => (
  <Dialogs>
    <Asking />
  </Dialogs>
);

test("an awaited dialog is modal, has the focus, keeps it, and gives it back, from one question to the next", async () => {
  const { user, tab } = await open(Awaited);
  await tab.getByRole("button", { name: "Ask" }).focus();
  await tab.keyboard.press("Enter");
  await expect.poll(() => isModal(tab)).toBe(true);
  await expect.poll(() => focused(tab)).toBe("OK");
  for (let i = 0; i < 4; i++) {
    await tab.keyboard.press("Tab");
    expect(await focused(tab)).not.toBe("Open");
  }
  await tab.getByRole("alertdialog", { name: "First?" }).getByRole("button", { name: "OK" }).press("Enter");
  await tab.getByRole("alertdialog", { name: "Second?" }).waitFor();
  await expect.poll(() => focused(tab)).toBe("OK");
  await tab.keyboard.press("Escape");
  await sees(user, "status", "true false");
  await expect.poll(() => focused(tab)).toBe("Ask");
  await expectSame(user);
});

test("from within a dialog: it waits beneath, and has the focus again", async () => {
  const { user, tab } = await open(Awaited);
  await user.click("button", "Open");
  await tab.getByRole("button", { name: "Within" }).press("Enter");
  await tab.getByRole("alertdialog", { name: "First?" }).waitFor();
  await tab.keyboard.press("Escape");
  await tab.getByRole("alertdialog", { name: "Second?" }).waitFor();
  await tab.keyboard.press("Escape");
  await sees(user, "status", "false false");
  await expect.poll(() => focused(tab)).toBe("Within");
  await tab.keyboard.press("Escape");
  await expect.poll(() => isModal(tab)).toBe(null);
  await expect.poll(() => focused(tab)).toBe("Open");
  await expectSame(user);
});

test("asked when nobody pressed anything, the focus goes back to where it was typing", async () => {
  const { user, tab } = await open(Awaited);
  await user.click("button", "Later");
  await tab.getByLabel("Elsewhere").focus();
  await tab.getByRole("alertdialog", { name: "Later?" }).waitFor();
  await expect.poll(() => focused(tab)).toBe("OK");
  await tab.keyboard.press("Escape");
  await sees(user, "status", "later false");
  await expect.poll(() => tab.evaluate(() => document.activeElement?.ariaLabel)).toBe("Elsewhere");
});

test("a reload finds it modal", async () => {
  const { user, tab } = await open(Awaited);
  await user.click("button", "Ask");
  await tab.getByRole("alertdialog").waitFor();
  await user.reload();
  await expect.poll(() => isModal(tab)).toBe(true);
  await tab.keyboard.press("Escape");
  await tab.getByRole("alertdialog", { name: "Second?" }).waitFor();
  await user.click("button", "OK");
  await sees(user, "status", "false true");
  await expectSame(user);
});

test("without script the dialog lies over the page, and nothing beneath it takes a press", async () => {
  const { user, tab } = await open(Awaited, { script: false });
  await user.click("button", "Ask");
  const at = await tab.getByRole("alertdialog").evaluate((dialog) => getComputedStyle(dialog).position);
  expect(at).toBe("fixed");
  expect(await tab.locator("button", { hasText: "Open" }).evaluate((button) => !!button.closest("[inert]"))).toBe(true);
  await user.click("button", "OK");
  await user.click("button", "Cancel");
  await sees(user, "status", "true false");
});

test("DialogBox: opens without asking, is dragged by its caption, and closes by Escape", async () => {
  const { user, tab, posts } = await open(() => (
    <main>
      <DialogBox button="About" caption="About limpets">
        <p>They sit.</p>
      </DialogBox>
    </main>
  ));
  await tab.route("**/*", (route) => (route.request().method() === "POST" ? undefined : route.continue()));
  await user.click("button", "About");
  // The server has not heard of it, and does so as the page is left.
  expect(await isModal(tab)).toBe(true);
  await tab.unroute("**/*");
  await user.reload();
  await expect.poll(() => isModal(tab)).toBe(true);
  const dialog = tab.getByRole("dialog");
  await expect.poll(() => isOpen(user)).toBe(true);
  const before = await dialog.boundingBox();
  const caption = await tab.getByRole("heading").boundingBox();
  if (!before || !caption) throw new Error("nothing is shown");
  await tab.mouse.move(caption.x + 30, caption.y + 25);
  await tab.mouse.down();
  const sent = posts.length;
  await expect.poll(() => posts.length).toBeGreaterThanOrEqual(sent);
  await expect.poll(() => tab.getByRole("heading").getAttribute("s-on")).toContain("pointermove");
  await tab.mouse.move(caption.x + 80, caption.y + 65, { steps: 8 });
  await tab.mouse.up();
  await expect
    .poll(async () => {
      const now = await dialog.boundingBox();
      return [Math.round((now?.x ?? 0) - before.x), Math.round((now?.y ?? 0) - before.y)];
    })
    .toEqual([50, 40]);
  await tab.keyboard.press("Escape");
  await expect.poll(() => isOpen(user)).toBe(false);
  await expectSame(user);
});

test("PopupPanel: stands below its button, or above it where there is no room; a press elsewhere closes it", async () => {
  const { user, tab } = await open(() => {
    const [open, setOpen] = useState(false);
    return (
      <main>
        <PopupPanel button="Upper" label="Upper" value={open} onChange={setOpen}>
          Text
        </PopupPanel>
        <p role="status">{open ? "open" : "closed"}</p>
        <div style="position:fixed;bottom:0;right:0">
          <PopupPanel button="Lower" label="Lower">
            Text
          </PopupPanel>
        </div>
      </main>
    );
  });
  const box = async (role: "button" | "dialog", name: string) => {
    const found = await tab.getByRole(role, { name }).boundingBox();
    if (!found) throw new Error(`${name} is not shown`);
    return found;
  };
  await user.click("button", "Upper");
  await sees(user, "status", "open");
  const upper = await box("button", "Upper");
  const panel = await box("dialog", "Upper");
  expect(panel.y).toBeGreaterThanOrEqual(upper.y + upper.height);
  expect(Math.abs(panel.x - upper.x)).toBeLessThan(2);
  await tab.mouse.click(400, 500);
  await sees(user, "status", "closed");
  await user.click("button", "Lower");
  const lower = await box("dialog", "Lower");
  expect(lower.y + lower.height).toBeLessThanOrEqual((await box("button", "Lower")).y);
  await expectSame(user);
});

test("PopupPanel: without script the theme shows what the server has opened", async () => {
  const { user, tab } = await open(PopupPanelStory, { script: false });
  await user.click("button", "Layers");
  await sees(user, "status", "Layers: open, anchorages hidden");
  await user.check("Anchorages");
  await user.click("button", "Done");
  await sees(user, "status", "Layers: closed, anchorages shown");
  expect(await tab.getByRole("dialog").count()).toBe(0);
  await tab.getByRole("button", { name: "Signs" }).click();
  expect(await tab.getByRole("dialog", { name: "Signs" }).isVisible()).toBe(true);
});

test("Tooltip: shown over what it is about, until Escape", async () => {
  const { tab, posts } = await open(() => (
    <main>
      <Tooltip text="Nobody sees it">
        <Button>Save</Button>
      </Tooltip>
      <Button>Other</Button>
    </main>
  ));
  const tip = tab.getByText("Nobody sees it");
  expect(await tip.isVisible()).toBe(false);
  await tab.getByRole("button", { name: "Save" }).hover();
  expect(await tip.isVisible()).toBe(true);
  // The pointer may go there.
  await tip.hover();
  expect(await tip.isVisible()).toBe(true);
  await tab.mouse.move(600, 500);
  expect(await tip.isVisible()).toBe(false);
  await tab.keyboard.press("Tab");
  expect(await tip.isVisible()).toBe(true);
  expect(posts).toEqual([]);
  await tab.keyboard.press("Escape");
  await expect.poll(() => tip.isVisible()).toBe(false);
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Shift+Tab");
  await expect.poll(() => tip.isVisible()).toBe(true);
});

test("what is dragged is dropped where it is taken, and few requests tell of it", async () => {
  const { user, tab, posts } = await open(() => (
    <main>
      <DropTargetStory />
    </main>
  ));
  const scales = tab.getByRole("group", { name: "Scales" });
  await tab.getByText("Tuna, 80 kg").dragTo(scales);
  await sees(user, "status", "Tuna stays where it was.");
  expect(await user.texts("status")).toContain("0 kg");
  posts.length = 0;
  await tab.getByText("Cod, 4 kg").hover();
  await tab.mouse.down();
  await tab.mouse.move(200, 200);
  await expect.poll(() => scales.getAttribute("class")).toContain("ready");
  const box = await scales.boundingBox();
  if (!box) throw new Error("nothing is shown");
  await tab.mouse.move(box.x + 50, box.y + 30, { steps: 10 });
  await expect.poll(() => scales.getAttribute("class")).toContain("over");
  await tab.mouse.move(box.x + 90, box.y + 40, { steps: 10 });
  await tab.mouse.up();
  await sees(user, "status", "4 kg");
  await expectSame(user);
  expect(posts.length).toBeLessThanOrEqual(8);
  expect(posts.join("")).not.toContain("kilos");
});

test("an item of a list is dragged to another place", async () => {
  const { user, tab } = await open(() => (
    <main>
      <SortableListStory />
    </main>
  ));
  const item = (name: string) => tab.getByRole("listitem").filter({ hasText: name });
  await item("Bergen").hover();
  await tab.mouse.down();
  const box = await item("Oporto").boundingBox();
  if (!box) throw new Error("nothing is shown");
  await tab.mouse.move(box.x + 60, box.y - 20, { steps: 3 });
  await expect.poll(() => item("Oporto").getAttribute("s-on")).toContain("drop");
  await tab.mouse.move(box.x + 60, box.y + 10, { steps: 5 });
  await expect.poll(() => item("Oporto").getAttribute("class")).toBe("after");
  await tab.mouse.up();
  await sees(user, "status", "Bergen, 3 of 4");
  const up = tab.getByRole("button", { name: "Move Bergen up" });
  await up.press("ArrowUp");
  await sees(user, "status", "Bergen, 2 of 4");
  await up.press("Home");
  await sees(user, "status", "Bergen, 1 of 4");
  expect(await up.evaluate((button) => button === document.activeElement)).toBe(true);
  await expectSame(user);
});
