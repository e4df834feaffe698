// Dynamic table: who is in class, and when. The rows stay on the server, and come as they are scrolled to, or page by page;
// the days beside them say which lessons are shown.
import { useMemo, useState } from "preact/hooks";
import { arraySource, Button, CheckBox, DataGrid, type GridColumn } from "sessile/widgets";
import { DAYS, type Day, type Person, people, week } from "./school.ts";

export const meta = {
  title: "Dynamic table",
  description: "A school's people and their lessons: rows stay on the server until somebody looks at them.",
};

const school = arraySource(people);
const ALL: ReadonlySet<Day> = new Set(DAYS);
const NONE: ReadonlySet<Day> = new Set();

function columnsFor(days: ReadonlySet<Day>): readonly GridColumn<Person>[] {
  return [
    { id: "name", label: "Name", width: 160, filter: true },
    { id: "role", label: "Role", width: 220, filter: true },
    { id: "lessons", label: "Lessons", width: 320, sortable: false, value: ({ lessons }) => week(lessons, days) },
  ];
}

export default function DynamicTable() {
  const [days, setDays] = useState(ALL);
  const columns = useMemo(() => columnsFor(days), [days]);
  const show = (day: Day, on: boolean) =>
    setDays((before) => new Set(DAYS.filter((each) => (each === day ? on : before.has(each)))));
  return (
    <main class="wide">
      <h1>Dynamic table</h1>
      <fieldset class="row">
        <legend>Lessons on</legend>
        {DAYS.map((day) => (
          <CheckBox key={day} value={days.has(day)} onChange={(on) => show(day, on)}>
            {day}
          </CheckBox>
        ))}{" "}
        <Button onClick={() => setDays(ALL)}>All</Button> <Button onClick={() => setDays(NONE)}>None</Button>
      </fieldset>
      <DataGrid label="School" locale="en" columns={columns} source={school} download="school.csv" />
    </main>
  );
}
