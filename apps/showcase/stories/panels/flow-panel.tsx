import { FlowPanel, ToggleButton } from "sessile/widgets";

export const title = "FlowPanel";
export const description = "Puts its children side by side; what has no room goes on in the next line.";

const HERBS = ["Basil", "Chervil", "Coriander", "Dill", "Fennel", "Lovage", "Marjoram", "Oregano", "Sage", "Tarragon"];

export default function FlowPanelStory() {
  return (
    <FlowPanel gap={8} role="group" aria-label="Herbs">
      {HERBS.map((herb) => (
        <ToggleButton key={herb}>{herb}</ToggleButton>
      ))}
    </FlowPanel>
  );
}
