import { useState } from "preact/hooks";
import { CaptionPanel, ToggleButton } from "sessile/widgets";

export const title = "CaptionPanel";
export const description = "A frame with a caption in its edge, which names the group for screen readers too.";

export default function CaptionPanelStory() {
  const [locked, setLocked] = useState(false);
  return (
    <>
      <CaptionPanel caption="Delivery" disabled={locked}>
        <label class="check">
          <input type="checkbox" name="gift" /> Wrap it as a gift
        </label>
        <label class="check">
          <input type="checkbox" name="note" /> Put in a note
        </label>
      </CaptionPanel>
      <ToggleButton value={locked} onChange={setLocked}>
        Locked
      </ToggleButton>
    </>
  );
}
