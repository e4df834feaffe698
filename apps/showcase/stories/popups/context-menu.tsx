import { useState } from "preact/hooks";
import { Button, ContextMenu, MenuCheckItem, MenuItem, MenuSeparator, SimplePanel } from "sessile/widgets";

export const title = "ContextMenu";
export const description =
  "A menu for what is under the pointer: by right click, long press or Shift+F10, and by a button beside it.";

export default function ContextMenuStory() {
  const [said, setSaid] = useState("Nothing was done yet.");
  const [isStarred, setStarred] = useState(false);
  const [isThere, setThere] = useState(true);
  const remove = () => {
    setThere(false);
    setSaid("It was deleted.");
  };
  return (
    <>
      {isThere ? (
        <SimplePanel>
          <ContextMenu
            label="tides.csv"
            items={
              <>
                <MenuItem onClick={() => setSaid("It is on its way.")}>Send</MenuItem>
                <MenuCheckItem value={isStarred} onChange={setStarred}>
                  Starred
                </MenuCheckItem>
                <MenuSeparator />
                <MenuItem onClick={remove}>Delete</MenuItem>
              </>
            }
          >
            {isStarred ? "★ " : "☆ "}
            <a href="https://example.org/tides.csv">tides.csv</a>, 14 kB
          </ContextMenu>
        </SimplePanel>
      ) : (
        <Button onClick={() => setThere(true)}>Put it back</Button>
      )}
      <p role="status">{said}</p>
    </>
  );
}
