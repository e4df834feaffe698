import { useState } from "preact/hooks";
import { Button, FlowPanel, SplitPanel } from "sessile/widgets";

export const title = "SplitPanel";
export const description = "Two parts with a handle between them, for pointer, finger and arrow keys.";

export default function SplitPanelStory() {
  const [share, setShare] = useState(40);
  return (
    <>
      <SplitPanel label="Width of the list" value={share} onChange={setShare} height={160}>
        <p>The list</p>
        <p>What was chosen in the list has the other part.</p>
      </SplitPanel>
      <FlowPanel>
        <Button onClick={() => setShare(30)}>Narrow</Button>
        <Button onClick={() => setShare(70)}>Wide</Button>
      </FlowPanel>
      <p role="status">The list has {share} %.</p>
      <SplitPanel label="Height of the upper part" orientation="vertical" height={200}>
        <p>Above</p>
        <p>Below</p>
      </SplitPanel>
    </>
  );
}
