import { useState } from "preact/hooks";
import { Menu, MenuBar, MenuCheckItem, MenuItem, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "sessile/widgets";

export const title = "MenuBar";
export const description =
  "Menus side by side, and menus within menus. The browser opens them by itself; each item is a button.";

export default function MenuBarStory() {
  const [said, setSaid] = useState("Nothing was done yet.");
  const [wraps, setWraps] = useState(true);
  const [size, setSize] = useState("medium");
  return (
    <>
      <MenuBar label="Logbook">
        <Menu label="File">
          <MenuItem shortcut="Ctrl+O" onClick={() => setSaid("Opened.")}>
            Open…
          </MenuItem>
          <Menu label="Open recent">
            <MenuItem onClick={() => setSaid("Opened tides.csv.")}>tides.csv</MenuItem>
            <MenuItem onClick={() => setSaid("Opened crew.csv.")}>crew.csv</MenuItem>
            <Menu label="Older">
              <MenuItem onClick={() => setSaid("Opened 1831.csv.")}>1831.csv</MenuItem>
            </Menu>
          </Menu>
          <MenuSeparator />
          <MenuItem disabled>Save</MenuItem>
          <MenuItem href="https://example.org/">Help on the web</MenuItem>
        </Menu>
        <Menu label="View">
          <MenuCheckItem value={wraps} onChange={setWraps}>
            Wrap lines
          </MenuCheckItem>
          <MenuSeparator />
          <MenuRadioGroup label="Size" value={size} onChange={setSize}>
            <MenuRadioItem value="small">Small</MenuRadioItem>
            <MenuRadioItem value="medium">Medium</MenuRadioItem>
            <MenuRadioItem value="large">Large</MenuRadioItem>
          </MenuRadioGroup>
        </Menu>
        <MenuItem onClick={() => setSaid("Made by limpets.")}>About</MenuItem>
      </MenuBar>
      <p role="status">
        {said} The text is {size}, and {wraps ? "wrapped" : "not wrapped"}.
      </p>
    </>
  );
}
