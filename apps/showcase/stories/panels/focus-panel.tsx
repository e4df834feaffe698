import { useRef, useState } from "preact/hooks";
import { keys, prevent } from "sessile/ui";
import { Button, FocusPanel, type FocusPanelHandle, VerticalPanel } from "sessile/widgets";

export const title = "FocusPanel";
export const description = "Makes anything take the focus, hear keys, and be pressed as a whole.";

export default function FocusPanelStory() {
  const dial = useRef<FocusPanelHandle>(null);
  const [degrees, setDegrees] = useState(20);
  const [read, setRead] = useState(false);
  const turn = (event: KeyboardEvent) => setDegrees(degrees + (event.key === "ArrowUp" ? 1 : -1));
  return (
    <VerticalPanel>
      <FocusPanel label="Report: mark as read" onClick={() => setRead(!read)}>
        <strong>{read ? "Read" : "New"}: the limpet report</strong>
        <p>Twelve pages. Press anywhere here.</p>
      </FocusPanel>
      <FocusPanel ref={dial} label="Warmth" onKeyDown={keys("ArrowUp ArrowDown", prevent(turn))}>
        <span role="status">{degrees} °C</span>, by arrow up and arrow down
      </FocusPanel>
      <div class="row">
        <Button onClick={() => setDegrees(degrees + 1)}>Warmer</Button>
        <Button onClick={() => setDegrees(degrees - 1)}>Colder</Button>
        <Button onClick={() => dial.current?.focus()}>To the keys</Button>
      </div>
    </VerticalPanel>
  );
}
