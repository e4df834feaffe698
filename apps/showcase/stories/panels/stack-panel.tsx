import { useState } from "preact/hooks";
import { Stack, StackPanel } from "sessile/widgets";

export const title = "StackPanel";
export const description = "Panels one above the other of which one is open: an accordion.";

export default function StackPanelStory() {
  const [open, setOpen] = useState<string | null>("mail");
  return (
    <>
      <StackPanel value={open} onChange={setOpen}>
        <Stack value="mail" header="Mail">
          <p>Three letters, one of them from the bank.</p>
        </Stack>
        <Stack value="tasks" header="Tasks">
          <p>Water the basil.</p>
        </Stack>
        <Stack value="contacts" header="Contacts">
          <p>Ada, Grace and Mary.</p>
        </Stack>
      </StackPanel>
      <p role="status">{open ? `Open: ${open}` : "All are closed."}</p>
    </>
  );
}
