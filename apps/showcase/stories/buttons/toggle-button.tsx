import { useState } from "preact/hooks";
import { ToggleButton } from "sessile/widgets";

export const title = "ToggleButton";
export const description = "Stays down until it is pressed again. Its label says what is on while it is down.";

export default function ToggleButtonStory() {
  const [muted, setMuted] = useState(false);
  return (
    <>
      <p class="row">
        <ToggleButton value={muted} onChange={setMuted}>
          Mute
        </ToggleButton>{" "}
        <ToggleButton defaultValue>Repeat</ToggleButton> <ToggleButton disabled>Record</ToggleButton>
      </p>
      <p role="status">{muted ? "Silence." : "Music."}</p>
    </>
  );
}
