import { useState } from "preact/hooks";
import { Html, ToggleButton } from "sessile/widgets";

export const title = "Html";
export const description = "Markup you trust, as a text. Nothing a user has written belongs in here.";

const SHORT = "Water boils at <b>100 °C</b>.";
const LONG = `${SHORT} In <a href="https://en.wikipedia.org/wiki/La_Paz">La Paz</a> at <b>88 °C</b>.`;

export default function HtmlStory() {
  const [more, setMore] = useState(false);
  return (
    <>
      <Html as="p" html={more ? LONG : SHORT} />
      <ToggleButton value={more} onChange={setMore}>
        Say more
      </ToggleButton>
    </>
  );
}
