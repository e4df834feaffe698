import { useState } from "preact/hooks";
import { Button, TextBox, Tooltip } from "sessile/widgets";

export const title = "Tooltip";
export const description = "A few words while the pointer, or the keyboard, is at something. Escape takes them away.";

export default function TooltipStory() {
  const [drafts, setDrafts] = useState(0);
  return (
    <>
      <div class="row">
        <Tooltip text="Nobody else sees it yet">
          <Button onClick={() => setDrafts(drafts + 1)}>Save as draft</Button>
        </Tooltip>
        <Tooltip text="Eight letters or more; your call sign will not do">
          <TextBox aria-label="Password" placeholder="Password" />
        </Tooltip>
      </div>
      <p role="status">Drafts: {drafts}</p>
    </>
  );
}
