import { useState } from "preact/hooks";
import { Button, useDownload } from "sessile/widgets";

export const title = "useDownload";
export const description = "A file that a component makes when it is asked for, for this session's browser alone.";

export default function UseDownloadStory() {
  const [guests, setGuests] = useState(["Ada", "Grace"]);
  const file = useDownload("guests.csv", () => ["name\r\n", ...guests.map((name) => `${name}\r\n`)], {
    type: "text/csv; charset=utf-8",
  });
  return (
    <>
      <p role="status">Guests: {guests.join(", ")}</p>
      <div class="row">
        <Button onClick={() => setGuests([...guests, `Guest ${guests.length + 1}`])}>One more</Button>
        <a {...file}>Download the list</a>
      </div>
    </>
  );
}
