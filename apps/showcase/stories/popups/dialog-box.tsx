import { useState } from "preact/hooks";
import { Button, DialogBox, TextBox } from "sessile/widgets";

export const title = "DialogBox";
export const description = "A box over the page, dragged by its caption. Escape closes it, and the app is told.";

export default function DialogBoxStory() {
  const [open, setOpen] = useState(false);
  const [berth, setBerth] = useState("");
  const [beside, setBeside] = useState(false);
  return (
    <>
      <div class="row">
        <Button onClick={() => setOpen(true)}>Choose a berth</Button>
        <DialogBox button="About" caption="About this harbour">
          <p>Built in 1871, and dredged to four metres. This dialog opens without asking the server.</p>
        </DialogBox>
        <Button onClick={() => setBeside(!beside)}>Tide</Button>
      </div>
      <DialogBox caption="Choose a berth" value={open} onChange={setOpen}>
        <TextBox label="Berth" name="berth" value={berth} onChange={setBerth} />
        <Button kind="primary" onClick={() => setOpen(false)}>
          Take it
        </Button>
      </DialogBox>
      <DialogBox caption="Tide" modal={false} value={beside} onChange={setBeside}>
        <p>High water at 14:20. The page can be used meanwhile.</p>
      </DialogBox>
      <p role="status">{berth ? `Berth ${berth}` : "No berth yet"}</p>
    </>
  );
}
