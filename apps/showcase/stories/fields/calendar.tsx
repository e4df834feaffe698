import { useState } from "preact/hooks";
import { Calendar } from "sessile/widgets";

export const title = "Calendar";
export const description = "A month to choose a day from, by pointer, by arrow keys, or by the field below it.";

/** Sundays the harbour is shut. */
const isSunday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 0;

export default function CalendarStory() {
  const [day, setDay] = useState("2026-05-14");
  return (
    <>
      <Calendar label="Arrival" locale="en" min="2026-05-04" isDisabled={isSunday} value={day} onChange={setDay} />
      <p role="status">Arrival: {day}</p>
    </>
  );
}
