import { useState } from "preact/hooks";
import { Button, FlowPanel, Frame } from "sessile/widgets";

export const title = "Frame";
export const description = "Another document within this one, shut in by a sandbox.";

export default function FrameStory() {
  const [file, setFile] = useState("terms.txt");
  return (
    <>
      <Frame title="What you asked for" src={`/assets/apps/showcase/${file}`} height={180} />
      <FlowPanel>
        <Button onClick={() => setFile("terms.txt")}>Terms of delivery</Button>
        <Button onClick={() => setFile("house.svg")}>The house</Button>
      </FlowPanel>
    </>
  );
}
