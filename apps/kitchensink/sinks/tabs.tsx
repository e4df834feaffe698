// Several contents in one place.
import { useState } from "preact/hooks";
import { CheckBox, Tab, TabPanel, TextBox } from "sessile/widgets";

export function Tabs() {
  const [tab, setTab] = useState("one");
  const [locked, setLocked] = useState(false);
  return (
    <>
      <TabPanel label="Watches" value={tab} onChange={setTab} onBeforeSelect={() => !locked}>
        <Tab value="one" label="First watch">
          <p>From eight to midnight.</p>
          <TextBox label="Who stands it" defaultValue="Ada" />
        </Tab>
        <Tab value="middle" label="Middle watch">
          <p>From midnight to four. Somebody has to.</p>
        </Tab>
        <Tab value="morning" label="Morning watch">
          <p>From four to eight, with the sun at the end of it.</p>
        </Tab>
      </TabPanel>
      <CheckBox value={locked} onChange={setLocked}>
        Nobody leaves this watch
      </CheckBox>
      <p role="status">{locked ? "The tabs are locked." : "Go where you like."}</p>
    </>
  );
}
