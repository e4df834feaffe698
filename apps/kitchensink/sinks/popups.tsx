// What stands over the page: panels, dialogs, tips, notices.
import { useState } from "preact/hooks";
import { Button, DialogBox, FlowPanel, PopupPanel, Tooltip, useDialogs, useToast } from "sessile/widgets";

export function Popups() {
  const { alert, confirm, prompt } = useDialogs();
  const toast = useToast();
  const [said, setSaid] = useState("Nothing was asked yet.");

  const ask = async () => {
    const name = await prompt("What is your boat called?", { initial: "Limpet" });
    if (name === null) return setSaid("You would not say.");
    if (await confirm(`Launch ${name}?`, { ok: "Launch" })) setSaid(`${name} swims.`);
    else setSaid(`${name} stays ashore.`);
  };
  const warn = async () => {
    await alert("There is water in the bilge.");
    setSaid("You were told.");
  };
  return (
    <>
      <FlowPanel>
        <PopupPanel button="Popup" label="A popup">
          <p>Press elsewhere, and it goes.</p>
        </PopupPanel>{" "}
        <DialogBox button="Dialog" caption="A dialog">
          <p>Its caption can be dragged; Escape closes it.</p>
        </DialogBox>{" "}
        <Tooltip text="A few words on what it does">
          <Button onClick={() => setSaid("It does nothing else.")}>With a tip</Button>
        </Tooltip>{" "}
        <Button onClick={() => toast("The tide turns.")}>Notice</Button>
      </FlowPanel>
      <FlowPanel>
        <Button onClick={warn}>Tell me</Button> <Button onClick={ask}>Ask me twice</Button>
      </FlowPanel>
      <p role="status">{said}</p>
    </>
  );
}
