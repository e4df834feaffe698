import { useState } from "preact/hooks";
import { Button, DeckPanel, FlowPanel, SimplePanel } from "sessile/widgets";

export const title = "DeckPanel";
export const description = "A deck of cards of which one is seen. Each of them keeps what was typed into it.";

export default function DeckPanelStory() {
  const [step, setStep] = useState(0);
  return (
    <>
      <DeckPanel shown={step}>
        <SimplePanel>
          <label class="field">
            Your name <input name="name" autocomplete="off" />
          </label>
        </SimplePanel>
        <SimplePanel>
          <label class="field">
            Your town <input name="town" autocomplete="off" />
          </label>
        </SimplePanel>
        <SimplePanel>Thank you.</SimplePanel>
      </DeckPanel>
      <FlowPanel>
        <Button disabled={step === 0} onClick={() => setStep(step - 1)}>
          Back
        </Button>
        <Button kind="primary" disabled={step === 2} onClick={() => setStep(step + 1)}>
          Next
        </Button>
      </FlowPanel>
    </>
  );
}
