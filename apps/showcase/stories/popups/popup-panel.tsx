import { useRef, useState } from "preact/hooks";
import { Button, CheckBox, PopupPanel, type PopupPanelHandle } from "sessile/widgets";

export const title = "PopupPanel";
export const description = "A panel beside its button, over everything else. A press elsewhere closes it.";

export default function PopupPanelStory() {
  const [open, setOpen] = useState(false);
  const [anchor, setAnchor] = useState(false);
  const legend = useRef<PopupPanelHandle>(null);
  return (
    <>
      <div class="row">
        <PopupPanel button="Signs" label="Signs">
          <p>A red buoy is on your left as you come in. Nobody asked the server for this.</p>
        </PopupPanel>
        <PopupPanel button="Layers" label="Layers" value={open} onChange={setOpen}>
          <CheckBox value={anchor} onChange={setAnchor}>
            Anchorages
          </CheckBox>
          <Button onClick={() => setOpen(false)}>Done</Button>
        </PopupPanel>
        <PopupPanel button="Depth" label="Depth" modal closeLabel="Got it">
          <p>Depths are in metres below the lowest tide.</p>
        </PopupPanel>
        <PopupPanel button="Legend" label="Legend" autoHide={false} ref={legend}>
          <p>Stays until it is closed.</p>
          <Button onClick={() => legend.current?.close()}>Close the legend</Button>
        </PopupPanel>
      </div>
      <p role="status">
        Layers: {open ? "open" : "closed"}, anchorages {anchor ? "shown" : "hidden"}
      </p>
    </>
  );
}
