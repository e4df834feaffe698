import { SimplePanel } from "sessile/widgets";

export const title = "SimplePanel";
export const description = "A frame around one thing.";

export default function SimplePanelStory() {
  return (
    <SimplePanel>
      <p>Limpets return to the very same place on their rock after each tide.</p>
    </SimplePanel>
  );
}
