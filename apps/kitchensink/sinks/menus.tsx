// Menus side by side, within menus, and under the pointer.
import { useState } from "preact/hooks";
import {
  ContextMenu,
  Menu,
  MenuBar,
  MenuCheckItem,
  MenuItem,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from "sessile/widgets";

export function Menus() {
  const [said, setSaid] = useState("Nothing was chosen yet.");
  const [bold, setBold] = useState(false);
  const [ink, setInk] = useState("black");
  const chosen = (what: string) => () => setSaid(`You chose ${what}.`);
  return (
    <>
      <MenuBar label="Style">
        <Menu label="Font">
          <MenuCheckItem value={bold} onChange={setBold}>
            Bold
          </MenuCheckItem>
          <MenuSeparator />
          <MenuItem onClick={chosen("larger")}>Larger</MenuItem>
          <MenuItem onClick={chosen("smaller")}>Smaller</MenuItem>
        </Menu>
        <Menu label="Fruit">
          <MenuItem onClick={chosen("an apple")}>Apple</MenuItem>
          <Menu label="Berries">
            <MenuItem onClick={chosen("a bilberry")}>Bilberry</MenuItem>
            <MenuItem onClick={chosen("a currant")}>Currant</MenuItem>
          </Menu>
          <MenuItem disabled>Durian</MenuItem>
        </Menu>
        <Menu label="Ink">
          <MenuRadioGroup label="Ink" value={ink} onChange={setInk}>
            <MenuRadioItem value="black">Black</MenuRadioItem>
            <MenuRadioItem value="blue">Blue</MenuRadioItem>
          </MenuRadioGroup>
        </Menu>
      </MenuBar>
      <ContextMenu
        label="Note"
        items={
          <>
            <MenuItem onClick={chosen("to fold it")}>Fold</MenuItem>
            <MenuItem onClick={chosen("to tear it")}>Tear</MenuItem>
          </>
        }
      >
        <p class={bold ? "strong" : undefined}>A note in {ink} ink. It has a menu of its own.</p>
      </ContextMenu>
      <p role="status">{said}</p>
    </>
  );
}
