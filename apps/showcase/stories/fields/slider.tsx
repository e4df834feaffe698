import { useState } from "preact/hooks";
import { Slider } from "sessile/widgets";

export const title = "Slider";
export const description = "A number from a range, by a knob that is moved, by pointer or by keys.";

export default function SliderStory() {
  const [length, setLength] = useState(12);
  return (
    <>
      <Slider
        label="Length"
        name="length"
        min={4}
        max={30}
        format={(metres) => `${metres} m`}
        value={length}
        onChange={setLength}
      />
      <Slider label="Wind" name="wind" max={12} marks={[0, 4, 8, 12]} defaultValue={4} />
      <Slider label="Tide" name="tide" disabled defaultValue={50} />
      <p role="status">{length < 10 ? "A boat" : length < 24 ? "A yacht" : "A ship"}</p>
    </>
  );
}
