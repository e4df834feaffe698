import { useState } from "preact/hooks";
import { Tab, TabPanel, ToggleButton } from "sessile/widgets";

export const title = "TabPanel";
export const description = "Several contents in one place, a tab for each. The app may say no to a switch.";

export default function TabPanelStory() {
  const [tab, setTab] = useState("sea");
  const [pinned, setPinned] = useState(false);
  return (
    <>
      <TabPanel label="Where limpets live" value={tab} onChange={setTab} onBeforeSelect={() => !pinned}>
        <Tab value="sea" label="Sea">
          <p>Most of them live where the waves break.</p>
          <label class="field">
            A note that is kept <input name="note" />
          </label>
        </Tab>
        <Tab value="river" label="River">
          <p>River limpets are small, and breathe air.</p>
        </Tab>
        <Tab value="land" label="Land" disabled>
          <p>None live here.</p>
        </Tab>
        <Tab value="deep" label="Deep sea">
          <p>Some sit on the bones of whales.</p>
        </Tab>
      </TabPanel>
      <ToggleButton value={pinned} onChange={setPinned}>
        Stay on this tab
      </ToggleButton>
    </>
  );
}
