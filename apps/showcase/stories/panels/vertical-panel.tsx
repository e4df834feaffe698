import { useState } from "preact/hooks";
import { Button, VerticalPanel } from "sessile/widgets";

export const title = "VerticalPanel";
export const description = "Puts its children one below the other.";

export default function VerticalPanelStory() {
  const [cups, setCups] = useState(0);
  return (
    <VerticalPanel align="start" gap="0.5rem">
      <strong>Tea is ready</strong>
      <span role="status">Cups poured: {cups}</span>
      <Button onClick={() => setCups(cups + 1)}>Pour</Button>
    </VerticalPanel>
  );
}
