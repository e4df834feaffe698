import { useState } from "preact/hooks";
import { ContextMenu, MenuItem, MenuSeparator } from "sessile/widgets";

export const title = "ContextMenu";
export const description =
  "A menu for what is under the pointer: by right click, long press or Shift+F10, and by a button beside it.";

export default function ContextMenuStory() {
  const [files, setFiles] = useState(["tides.csv", "crew.csv", "log.txt"]);
  const [said, setSaid] = useState("Nothing was done yet.");
  const copy = (file: string) => {
    setFiles(files.flatMap((each) => (each === file ? [each, `Copy of ${each}`] : each)));
    setSaid(`${file} was copied.`);
  };
  const remove = (file: string) => {
    setFiles(files.filter((each) => each !== file));
    setSaid(`${file} was deleted.`);
  };
  return (
    <>
      <ul class="rows">
        {files.map((file) => (
          <li key={file}>
            <ContextMenu
              label={file}
              class="grow"
              items={
                <>
                  <MenuItem onClick={() => copy(file)}>Copy</MenuItem>
                  <MenuItem onClick={() => setSaid(`${file} is on its way.`)}>Send</MenuItem>
                  <MenuSeparator />
                  <MenuItem onClick={() => remove(file)}>Delete</MenuItem>
                </>
              }
            >
              {file}
            </ContextMenu>
          </li>
        ))}
      </ul>
      <p role="status">{said}</p>
    </>
  );
}
