import { useState } from "preact/hooks";
import { DisclosurePanel, VerticalPanel } from "sessile/widgets";

export const title = "DisclosurePanel";
export const description =
  "Shows more on demand. The browser opens it by itself; the server is told where it asks to be.";

export default function DisclosurePanelStory() {
  const [opened, setOpened] = useState(0);
  return (
    <VerticalPanel>
      <DisclosurePanel header="What is a limpet?">
        <p>A snail with the shell of a Chinese hat, which holds on to its rock.</p>
      </DisclosurePanel>
      <DisclosurePanel header="The server hears of this one" lazy onChange={(open) => open && setOpened(opened + 1)}>
        <p>This text was made when it was asked for.</p>
      </DisclosurePanel>
      <p role="status">Opened {opened} times.</p>
    </VerticalPanel>
  );
}
