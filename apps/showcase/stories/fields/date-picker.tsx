import { useState } from "preact/hooks";
import { DatePicker } from "sessile/widgets";

export const title = "DatePicker";
export const description = "A date. The browser's own picker: it speaks the user's language, and a phone has its own.";

export default function DatePickerStory() {
  const [arrival, setArrival] = useState("2026-05-01");
  return (
    <>
      <DatePicker
        label="Arrival"
        name="arrival"
        min="2026-04-01"
        max="2026-10-31"
        hint="From April to October."
        value={arrival}
        onChange={setArrival}
      />
      <p role="status">{arrival ? `Arrival: ${arrival}` : "No arrival."}</p>
    </>
  );
}
