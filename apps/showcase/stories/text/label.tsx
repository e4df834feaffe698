import { Label } from "sessile/widgets";

export const title = "Label";
export const description = "A short text. With a “for” it names a control: press it, and the control has the focus.";

export default function LabelStory() {
  return (
    <>
      <p class="row">
        <Label for="berth">Berth</Label>
        <input id="berth" name="berth" size={6} />
      </p>
      <Label align="center">In the middle of its line.</Label>
      <Label
        wrap={false}
        title="A label that does not wrap is cut off where the line ends, however much it has to say."
      >
        A label that does not wrap is cut off where the line ends, however much it has to say.
      </Label>
    </>
  );
}
