import { Button, VerticalPanel } from "sessile/widgets";

export const title = "VerticalPanel";
export const description = "Puts its children one below the other.";

export default function VerticalPanelStory() {
  return (
    <VerticalPanel align="start" gap="0.5rem">
      <strong>Tea is ready</strong>
      <span>It has drawn for four minutes.</span>
      <Button>Pour</Button>
    </VerticalPanel>
  );
}
