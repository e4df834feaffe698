import { useState } from "preact/hooks";
import { RadioButton, RadioGroup } from "sessile/widgets";

export const title = "RadioButton";
export const description = "One of several. A group holds the choice; the arrow keys go through it.";

export default function RadioButtonStory() {
  const [mooring, setMooring] = useState("bow");
  return (
    <>
      <RadioGroup label="Mooring" value={mooring} onChange={setMooring}>
        <RadioButton value="bow">Bow to</RadioButton>
        <RadioButton value="stern">Stern to</RadioButton>
        <RadioButton value="alongside">Alongside</RadioButton>
        <RadioButton value="dry" disabled>
          Dry dock
        </RadioButton>
      </RadioGroup>
      <p role="status">Mooring: {mooring}</p>
    </>
  );
}
