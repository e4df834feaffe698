import { useState } from "preact/hooks";
import { Button, FlowPanel, ProgressBar, VerticalPanel } from "sessile/widgets";

export const title = "ProgressBar";
export const description = "How far something is, or that it is under way.";

export default function ProgressBarStory() {
  const [done, setDone] = useState(3);
  return (
    <VerticalPanel>
      <ProgressBar label="Copying" value={done} max={12} text={`${done} of 12 files`} />
      <ProgressBar label="Waiting for the other side" />
      <FlowPanel>
        <Button disabled={done === 12} onClick={() => setDone(done + 1)}>
          Copy one
        </Button>
        <Button onClick={() => setDone(0)}>Start again</Button>
      </FlowPanel>
    </VerticalPanel>
  );
}
