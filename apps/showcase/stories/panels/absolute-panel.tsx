import { useState } from "preact/hooks";
import { AbsolutePanel, Button, Placed } from "sessile/widgets";

export const title = "AbsolutePanel";
export const description = "A surface on which each child stands at a place of its own.";

export default function AbsolutePanelStory() {
  const [moves, setMoves] = useState(0);
  const left = 16 + (moves % 3) * 70;
  const top = 64 + (moves % 2) * 56;
  return (
    <AbsolutePanel height={180}>
      <Placed left={16} top={12}>
        <span role="status">
          {left} pixels in, {top} down
        </span>
      </Placed>
      <Placed left={left} top={top}>
        <Button onClick={() => setMoves(moves + 1)}>Move</Button>
      </Placed>
    </AbsolutePanel>
  );
}
