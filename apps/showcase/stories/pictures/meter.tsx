import { useState } from "preact/hooks";
import { Button, FlowPanel, Meter, VerticalPanel } from "sessile/widgets";

export const title = "Meter";
export const description = "A value within a known range, and whether it is a good one.";

export default function MeterStory() {
  const [used, setUsed] = useState(60);
  const state = used > 90 ? "nearly full" : used > 75 ? "filling up" : "fine";
  return (
    <VerticalPanel>
      <Meter label="Disk" value={used} low={75} high={90} optimum={10} text={`${used} %, ${state}`} />
      <FlowPanel>
        <Button disabled={used >= 100} onClick={() => setUsed(used + 10)}>
          Fill
        </Button>
        <Button disabled={used <= 0} onClick={() => setUsed(used - 10)}>
          Clear
        </Button>
      </FlowPanel>
    </VerticalPanel>
  );
}
