/** MenuBar and ContextMenu: APG's menubar, of popovers that the browser opens. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import {
  Button,
  ContextMenu,
  type ContextMenuHandle,
  Menu,
  MenuBar,
  MenuCheckItem,
  MenuItem,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from "sessile/widgets";
import { describe, expect, test } from "vitest";

const both = test.each([true, false]);
type Page = Awaited<ReturnType<typeof visit>>;
const item = (page: Page, name: string) => page.getByRole("menuitem", { name });
const said = (page: Page) => page.getByRole("status");

function Bar({ dir }: { dir?: "rtl" }) {
  const [done, setDone] = useState("nothing");
  const [wraps, setWraps] = useState(false);
  return (
    <main dir={dir}>
      <MenuBar label="Log" class="own" id="bar">
        <Menu label="File">
          <MenuItem onClick={() => setDone("new")} shortcut="Ctrl+N" data-kind="x">
            New
          </MenuItem>
          <Menu label="Recent">
            <MenuItem onClick={() => setDone("tides")}>Tides</MenuItem>
            <MenuItem onClick={() => setDone("crew")}>Crew</MenuItem>
          </Menu>
          <MenuSeparator />
          <MenuItem disabled onClick={() => setDone("never")}>
            Save
          </MenuItem>
          <MenuItem href="/help">Help</MenuItem>
        </Menu>
        <Menu label="Locked" disabled>
          <MenuItem>Key</MenuItem>
        </Menu>
        <Menu label="View">
          <MenuCheckItem value={wraps} onChange={setWraps}>
            Wrap
          </MenuCheckItem>
          <MenuRadioGroup label="Size" defaultValue="s" onChange={setDone}>
            <MenuRadioItem value="s">Small</MenuRadioItem>
            <MenuRadioItem value="l">Large</MenuRadioItem>
          </MenuRadioGroup>
        </Menu>
        <MenuItem onClick={() => setDone("about")}>About</MenuItem>
      </MenuBar>
      <p role="status">{done}</p>
    </main>
  );
}

describe("MenuBar", () => {
  test("roles, names and states; what is passed on", async () => {
    const page = await visit(() => <Bar />);
    expect(page.getByRole("menubar")).toHaveAccessibleName("Log");
    expect(page.getByRole("menubar")).toHaveAttribute("class", "menu-bar own");
    expect(page.getByRole("menubar")).toHaveAttribute("focusgroup", "menubar");
    expect(page.getByRole("menuitem").texts).toEqual(["File", "Locked", "View", "About"]);
    expect(item(page, "File")).toHaveAttribute("aria-haspopup", "menu");
    await item(page, "File").click();
    expect(page.getByRole("menu")).toHaveAccessibleName("File");
    expect(item(page, "New")).toHaveAttribute("aria-keyshortcuts", "Control+N");
    expect(item(page, "New")).toHaveAttribute("data-kind", "x");
    expect(item(page, "Save")).toBeDisabled();
    expect(item(page, "Locked")).toBeDisabled();
    expect(page.getByRole("separator")).toHaveCount(1);
    expect(item(page, "Help")).toHaveAttribute("href", "/help");
  });

  test("the browser opens and closes menus: nothing travels", async () => {
    const page = await visit(() => <Bar />);
    const { length } = page.network.requests;
    await item(page, "File").click();
    await item(page, "Recent").click();
    expect(item(page, "Tides")).toBeVisible();
    await page.press("Escape");
    await item(page, "View").click();
    expect(item(page, "New")).toHaveCount(0);
    expect(page.network.requests).toHaveLength(length);
  });

  both("an item does what it is for, and closes all (script: %s)", async (script) => {
    const page = await visit(() => <Bar />, { script });
    await item(page, "File").click();
    await item(page, "Recent").click();
    await item(page, "Crew").click();
    expect(said(page)).toHaveText("crew");
    if (script) expect(page.getByRole("menu")).toHaveCount(0);
    await item(page, "About").click();
    expect(said(page)).toHaveText("about");
  });

  both("items that are on or off, and of which one is chosen (script: %s)", async (script) => {
    const page = await visit(() => <Bar />, { script });
    const press = async (role: string, name: string) => {
      await item(page, "View").click();
      await page.getByRole(role, { name }).click();
    };
    const checked = (role: string, name: string) =>
      page.getByRole(role, { name, hidden: true }).attribute("aria-checked");
    expect(page.getByRole("group", { hidden: true })).toHaveAccessibleName("Size");
    await press("menuitemcheckbox", "Wrap");
    expect(checked("menuitemcheckbox", "Wrap")).toBe("true");
    expect(checked("menuitemradio", "Small")).toBe("true");
    await press("menuitemradio", "Large");
    expect([checked("menuitemradio", "Small"), checked("menuitemradio", "Large")]).toEqual(["false", "true"]);
    expect(said(page)).toHaveText("l");
  });

  test("keys, where the browser does not know of groups: along the bar, up and down, in and out", async () => {
    const page = await visit(() => <Bar />);
    const at = (name: string) => expect(item(page, name)).toBeFocused();
    await page.press("Tab");
    at("File");
    await page.press("ArrowRight");
    at("View");
    await page.press("ArrowLeft");
    await page.press("ArrowLeft");
    at("About");
    await page.press("Home");
    await page.press("ArrowDown");
    at("New");
    await page.press("ArrowUp");
    at("Help");
    await page.press("ArrowDown");
    await page.press("ArrowDown");
    at("Recent");
    await page.press("ArrowRight");
    at("Tides");
    await page.press("ArrowDown");
    at("Crew");
    await page.press("ArrowLeft");
    at("Recent");
    expect(item(page, "Tides")).toHaveCount(0);
    await page.press("ArrowRight");
    await page.press("ArrowRight");
    expect(page.getByRole("menuitemcheckbox", { name: "Wrap" })).toBeFocused();
    await page.press("ArrowRight");
    at("About");
    expect(page.getByRole("menu")).toHaveCount(0);
    await page.press("Home");
    await page.press("ArrowUp");
    at("Help");
    await page.press("End");
    await page.press("Home");
    at("New");
    await page.press("Enter");
    expect(said(page)).toHaveText("new");
  });

  test("from right to left sideways is the other way round", async () => {
    const page = await visit(() => <Bar dir="rtl" />);
    await page.press("Tab");
    await page.press("ArrowLeft");
    expect(item(page, "View")).toBeFocused();
    await page.press("Home");
    await page.press("ArrowDown");
    await page.press("ArrowDown");
    await page.press("ArrowLeft");
    expect(item(page, "Tides")).toBeFocused();
    await page.press("ArrowRight");
    expect(item(page, "Recent")).toBeFocused();
  });

  test("what stands outside a menu is an error that says so", async () => {
    await expect(visit(() => <MenuItem>New</MenuItem>)).rejects.toThrow(/<MenuItem> stands outside any menu/);
    const radio = () => (
      <MenuBar label="Log">
        <MenuRadioItem value="s">Small</MenuRadioItem>
      </MenuBar>
    );
    await expect(visit(radio)).rejects.toThrow(/outside any MenuRadioGroup/);
  });

  test("a link that would run a program leads nowhere", async () => {
    const program = ["javascript", "alert(1)"].join(":");
    const page = await visit(() => (
      <MenuBar label="Log">
        <MenuItem href={program}>Help</MenuItem>
      </MenuBar>
    ));
    expect(page.html).not.toContain("javascript:");
  });
});

describe("ContextMenu", () => {
  function Files({ disabled = false }: { disabled?: boolean }) {
    const [done, setDone] = useState("nothing");
    const menu = useRef<ContextMenuHandle>(null);
    return (
      <main>
        <ContextMenu
          label="Tides"
          class="own"
          data-kind="x"
          ref={menu}
          disabled={disabled}
          items={
            <>
              <MenuItem onClick={() => setDone("copied")}>Copy</MenuItem>
              <MenuItem onClick={() => setDone("deleted")}>Delete</MenuItem>
            </>
          }
        >
          <a href="/tides">tides.csv</a>
        </ContextMenu>
        <Button onClick={() => menu.current?.open()}>Show</Button>
        <Button onClick={() => menu.current?.close()}>Hide</Button>
        <p role="status">{done}</p>
      </main>
    );
  }

  both("a button beside it opens it (script: %s)", async (script) => {
    const page = await visit(() => <Files />, { script });
    await page.getByRole("button", { name: "Actions: Tides" }).click();
    expect(page.getByRole("menu")).toHaveAccessibleName("Actions: Tides");
    await item(page, "Delete").click();
    expect(said(page)).toHaveText("deleted");
    expect(page.html).toMatch(/<div [^>]*data-kind="x"[^>]*class="context-menu own"/);
  });

  test.each(["ContextMenu", "Shift+F10"])("%s opens it where the focus is, and arrow keys move", async (key) => {
    const page = await visit(() => <Files />);
    await page.getByRole("link", { name: "tides.csv" }).focus();
    await page.press(key);
    expect(item(page, "Copy")).toBeFocused();
    await page.press("ArrowDown");
    expect(item(page, "Delete")).toBeFocused();
    await page.press("Enter");
    expect(said(page)).toHaveText("deleted");
    expect(page.getByRole("menu")).toHaveCount(0);
    // Closed, it belongs to its button again.
    expect(page.html).not.toContain("menu-place");
  });

  test("its ref opens and closes it", async () => {
    const page = await visit(() => <Files />);
    await page.getByRole("button", { name: "Show" }).click();
    expect(item(page, "Copy")).toBeFocused();
    await page.getByRole("button", { name: "Hide" }).click();
    expect(page.getByRole("menu")).toHaveCount(0);
  });

  test("disabled, it leaves the browser's own menu alone", async () => {
    const page = await visit(() => <Files disabled />);
    expect(page.getByRole("button", { name: "Actions: Tides" })).toBeDisabled();
    await page.getByRole("link", { name: "tides.csv" }).focus();
    await page.press("ContextMenu");
    expect(page.getByRole("menu")).toHaveCount(0);
  });
});
