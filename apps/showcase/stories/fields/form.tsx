import { useState } from "preact/hooks";
import { Button, CheckBox, DatePicker, Form, NumberBox, TextBox } from "sessile/widgets";

export const title = "Form";
export const description = "Fields that are checked before anything is done. What is wrong is said at the field.";

const TAKEN = ["B1", "B2", "C7"];

export default function FormStory() {
  const [booked, setBooked] = useState("");
  return (
    <Form
      validate={(data) =>
        String(data.get("to")) < String(data.get("from")) ? { to: "Not before the first day." } : {}
      }
      onSubmit={(data) => setBooked(`${data.get("berth")} for ${data.get("crew")}`)}
    >
      <TextBox
        label="Berth"
        name="berth"
        hint="A letter and a number. B1 is taken."
        required
        validate={(berth) => (TAKEN.includes(berth) ? `${berth} is taken.` : null)}
      />
      <NumberBox label="Crew" name="crew" min={1} max={12} required defaultValue={2} />
      <DatePicker label="From" name="from" required defaultValue="2026-05-01" />
      <DatePicker label="To" name="to" required defaultValue="2026-05-08" />
      <CheckBox name="insured" required>
        The boat is insured
      </CheckBox>
      <p class="row">
        <Button type="submit" kind="primary">
          Book
        </Button>
      </p>
      <p role="status">{booked ? `Booked: ${booked}.` : "Nothing booked."}</p>
    </Form>
  );
}
